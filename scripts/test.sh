#!/usr/bin/env bash
# The browser apps' own checks; every test once on SQLite, and those that depend on the database again on PostgreSQL:
# one dialect per process, one process per core; tests run in their order, with what a file's tests share, and who is done
# early takes over the end of what the other has left. All go to their end; the script fails when one of them failed.
set -uo pipefail
cd "$(dirname "$0")/.."
# Where Python is told to keep no bytecode, each of hundreds of processes would compile all modules anew: 2.1 s instead of 0.7.
unset PYTHONDONTWRITEBYTECODE

status=0
{ scripts/ui.sh && scripts/ui-check.sh; } || status=$?
TEST_DB=sqlite .venv/bin/python -m pytest -n auto --dist worksteal "$@" || status=$?
[ $status -ne 2 ] || exit 2 # Ctrl-C
TEST_DB=pg .venv/bin/python -m pytest -n auto --dist worksteal -m 'store and not soak' "$@" || status=$?
exit $status
