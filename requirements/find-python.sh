#!/bin/sh
# Print the path of a Python for the environment: 3.11 or newer, with the module venv. Set PYTHON=/path/to/python to choose one.
lacking=""
for name in ${PYTHON:-python3 python3.14 python3.13 python3.12 python3.11 python}; do
    "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' > /dev/null 2>&1 || continue
    if "$name" -c 'import ensurepip, venv' > /dev/null 2>&1; then
        command -v "$name"
        exit 0
    fi
    lacking="$name"
done
if [ -n "$lacking" ]; then
    echo "runbook needs Python's venv module, and $lacking lacks it: on Debian or Ubuntu install python3-venv" >&2
else
    echo "runbook needs Python 3.11 or newer, and none was found: install one, or say where it is with PYTHON=/path/to/python" >&2
fi
exit 1
