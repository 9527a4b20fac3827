#!/usr/bin/env bash
# Runs pip for .venv, wherever a pip is to be had: in .venv, on the system, or inside a Debian package.
set -euo pipefail
cd "$(dirname "$0")/.."

export PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_ROOT_USER_ACTION=ignore
python=${PYTHON:-python3}

if .venv/bin/python -m pip --version >/dev/null 2>&1; then
    exec .venv/bin/python -m pip "$@"
fi
if "$python" -m pip --version >/dev/null 2>&1; then
    exec "$python" -m pip --python .venv/bin/python "$@"
fi

# Debian keeps the wheel of pip in a package that anybody may download, and Python runs it as it is.
box=.venv/borrowed-pip
if ! ls "$box"/usr/share/python-wheels/pip-*.whl >/dev/null 2>&1; then
    mkdir -p "$box"
    (cd "$box" && apt-get download -qq python3-pip-whl && dpkg-deb -x python3-pip-whl_*.deb .) >/dev/null 2>&1 || {
        echo "setup: there is no pip, and no root to install it; ask for the package python3-venv" >&2
        exit 1
    }
fi
wheel=$(ls "$box"/usr/share/python-wheels/pip-*.whl | tail -n 1)
exec .venv/bin/python "$wheel/pip" "$@"
