#!/usr/bin/env bash
# Builds the admin app and the sandbox storefront into admin-ui/dist, when what they are made of has changed.
#
#   scripts/ui.sh          install when the lock changed, generate, build
#   scripts/ui.sh --lax    the same, but a failure only says that the server will run without it
#   scripts/ui.sh --check  is the build up to date? Says nothing, exits 1 when it is not
set -euo pipefail
cd "$(dirname "$0")/.."

inputs=(admin-ui/src admin-ui/scripts admin-ui/*.json admin-ui/*.ts admin-ui/index.html admin-ui/.npmrc
    graphql_api/schema)

fingerprint() {
    find "${inputs[@]}" -type f ! -name '*.test.ts' ! -name '*.test.tsx' -print0 |
        LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum | cut -d ' ' -f 1
}

built() { [ -f admin-ui/dist/BUILD.json ] && grep -q "\"$1\"" admin-ui/dist/BUILD.json; }

if [ "${1:-}" = --check ]; then
    built "$(fingerprint)"
    exit
fi
if [ "${1:-}" = --lax ]; then
    "$0" || echo "ui: the admin app could not be built; the server runs without it, see the lines above" >&2
    exit 0
fi

built "$(fingerprint)" && exit 0

# Several shells may call this at once: one builds, the others wait and then find the work done.
if command -v flock >/dev/null && [ -z "${OTOKU_UI_LOCKED:-}" ]; then
    OTOKU_UI_LOCKED=1 exec flock scripts/ui.sh scripts/ui.sh "$@"
fi

cd admin-ui
if ! cmp -s package-lock.json node_modules/.installed-lock.json; then
    echo "ui: installing the packages of admin-ui/package-lock.json"
    ../scripts/node.sh npm ci --silent
    cp package-lock.json node_modules/.installed-lock.json
fi
echo "ui: building the admin app and the sandbox storefront"
../scripts/node.sh npm run --silent gen
made_of=$(cd .. && fingerprint)
rm -rf dist.new
../scripts/node.sh npm run --silent build -- --logLevel warn --outDir "$PWD/dist.new/admin"
../scripts/node.sh npm run --silent build:sandbox -- --logLevel warn --outDir "$PWD/dist.new/sandbox"
printf '{"inputs": "%s"}\n' "$made_of" >dist.new/BUILD.json
# A server that runs meanwhile sees the old build or the new one, and nothing between.
rm -rf dist.old
[ ! -d dist ] || mv dist dist.old
mv dist.new dist
rm -rf dist.old
