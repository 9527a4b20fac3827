#!/usr/bin/env bash
# Builds dist/otoku-….whl with everything in it: the packages, the examples, and the apps as they are now. Who installs it
# needs no Node. Fails when the apps cannot be built.
set -euo pipefail
cd "$(dirname "$0")/.."

scripts/ui.sh
rm -rf build dist otoku.egg-info # what an earlier build left would come along
.venv/bin/python -c 'from setuptools.build_meta import build_wheel; build_wheel("dist")' >/dev/null
rm -rf build otoku.egg-info
ls dist/*.whl
