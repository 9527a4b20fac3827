#!/usr/bin/env bash
# Installs what only measurements need (peers, real data, what reads it) into .venv/bench, beside the product and not
# into it. Does nothing when it is up to date.
set -euo pipefail
cd "$(dirname "$0")/.."

lock=bench/requirements.txt
installed=.venv/bench/installed.txt

cmp -s "$lock" "$installed" && exit 0
echo "bench: installing $lock into .venv/bench"
rm -rf .venv/bench
scripts/pip.sh install -qq --no-deps --only-binary :all: --require-hashes --target .venv/bench -r "$lock"
cp "$lock" "$installed"
