#!/usr/bin/env bash
# The gate of a commit. Runs every check, says at the end which failed, and how long each took.
#
#   scripts/check.sh "not slow"    with the pytest marks that make a test quick
#
# Types, floors and the checks of the browser apps need one core at a time, so they run beside the tests, which leave one
# idle at their end; what they say comes after what the tests say.
set -uo pipefail
cd "$(dirname "$0")/.."
# Where Python is told to keep no bytecode, each of hundreds of processes would compile all modules anew: 2.1 s instead of 0.7.
unset PYTHONDONTWRITEBYTECODE

failed=()

check() {
    local name=$1 start=$SECONDS
    shift
    if .venv/bin/python "$@"; then
        printf '\033[32m✓\033[0m %s (%d s)\n' "$name" $((SECONDS - start))
    else
        printf '\033[31m✗\033[0m %s (%d s)\n' "$name" $((SECONDS - start))
        failed+=("$name")
    fi
}

scripts/ui.sh || failed+=("ui")
check format -m ruff format --check --quiet .
check lint -m ruff check --quiet .

said=$(mktemp)
trap 'kill "$beside" 2>/dev/null; rm -f "$said"' EXIT
{
    failed=()
    check types -m mypy --no-error-summary
    check floors -c 'from importlinter.cli import lint_imports_command as run; run(["--no-logo"])'
    scripts/ui-check.sh || failed+=("ui")
    [ ${#failed[@]} -eq 0 ]
} >"$said" 2>&1 &
beside=$!
# One process per core; who is done early takes over from the other. Properties are tried on a sixth of their examples.
TEST_RING=quick check tests -m pytest -q -n auto --dist worksteal -m "$1"
wait $beside || failed+=("types, floors or ui")
cat "$said"

if [ ${#failed[@]} -gt 0 ]; then
    echo "failed: ${failed[*]}" >&2
    exit 1
fi
