#!/usr/bin/env bash
# What a commit to admin-ui/ has to pass besides browser tests; says how long each took and which failed.
set -uo pipefail
cd "$(dirname "$0")/../admin-ui"

# What passed once, passes again: nothing is done while no file has changed since.
made_of=$(find src scripts *.json *.ts index.html ../graphql_api/schema ../scripts/ui-check.sh dist/BUILD.json -type f -print0 |
    LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum)
passed=node_modules/.checked
[ "$(cat $passed 2>/dev/null)" != "$made_of" ] || exit 0

failed=()

check() {
    local name=$1 start=$SECONDS
    shift
    if ../scripts/node.sh "$@"; then
        printf '\033[32m✓\033[0m %s (%d s)\n' "$name" $((SECONDS - start))
    else
        printf '\033[31m✗\033[0m %s (%d s)\n' "$name" $((SECONDS - start))
        failed+=("$name")
    fi
}

check ui-types node_modules/.bin/tsc -p .
check ui-lint node_modules/.bin/biome check --log-level=warn --error-on-warnings
check ui-generated node scripts/gen-graphql.mjs --check
check ui-tests node_modules/.bin/vitest run --reporter=dot
check ui-sizes node scripts/budget.mjs

if [ ${#failed[@]} -gt 0 ]; then
    echo "failed: ${failed[*]}" >&2
    exit 1
fi
echo "$made_of" >$passed
