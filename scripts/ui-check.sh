#!/usr/bin/env bash
# What a commit to admin-ui/ has to pass besides browser tests; says how long each took and which failed.
set -uo pipefail
cd "$(dirname "$0")/../admin-ui"

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
