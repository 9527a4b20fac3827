#!/usr/bin/env bash
# Makes .venv from the hash-locked requirements. Does nothing, in a few milliseconds, when it is up to date.
#
#   scripts/setup.sh run    what the product needs
#   scripts/setup.sh dev    that, and what tests and checks need
set -euo pipefail
cd "$(dirname "$0")/.."

case "${1:-}" in
    run) lock=requirements.txt ;;
    dev) lock=requirements-dev.txt ;;
    *) echo "usage: scripts/setup.sh run|dev" >&2; exit 2 ;;
esac
installed=.venv/installed-$1.txt # a copy of the lock file that was installed last
python=${PYTHON:-python3}

# Several shells may call this at once: one installs, the others wait and then find the work done.
if command -v flock >/dev/null && [ -z "${OTOKU_SETUP_LOCKED:-}" ]; then
    OTOKU_SETUP_LOCKED=1 exec flock scripts/setup.sh scripts/setup.sh "$@"
fi

if cmp -s "$lock" "$installed" && .venv/bin/python -c '' 2>/dev/null; then
    exit 0
fi

fail() { echo "setup: $*" >&2; exit 1; }

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}

may_be_root() { [ "$(id -u)" = 0 ] || sudo -n true 2>/dev/null; }

# Debian ships python3 without pip and without the part of venv that installs it (package python3-venv).
make_venv() {
    "$python" -m venv --clear .venv >/dev/null 2>&1 && return
    if command -v apt-get >/dev/null && may_be_root; then
        echo "setup: installing Debian's python3-venv"
        as_root apt-get update -qq
        as_root env DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends python3-venv >/dev/null
        "$python" -m venv --clear .venv && return
    fi
    "$python" -m venv --clear --without-pip .venv || fail "$python cannot make a virtual environment; install python3-venv"
}

"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null ||
    fail "needs Python 3.11 or newer, and '$python' is not; name another with PYTHON=…"

.venv/bin/python -c '' 2>/dev/null || make_venv
rm -f "$installed"

echo "setup: installing $lock into .venv"
scripts/pip.sh install -qq --no-deps --only-binary :all: --require-hashes -r "$lock"

# The command `otoku` runs from the checkout: an editable install would fetch a build backend outside the lock.
cat >.venv/bin/otoku <<'LAUNCHER'
#!/bin/sh
root=$(CDPATH='' cd -- "$(dirname -- "$(readlink -f -- "$0")")/../.." && pwd)
PYTHONPATH="$root${PYTHONPATH:+:$PYTHONPATH}" exec "$root/.venv/bin/python" -P -m engine "$@"
LAUNCHER
chmod +x .venv/bin/otoku

cp "$lock" "$installed"
if [ "$1" = dev ]; then # which holds all of the other, on the same versions
    cp requirements.txt .venv/installed-run.txt
fi
