#!/bin/sh
# Build the wheel of the last commit into dist/ and print its path, its SHA-256 and the requirement for pip. It contains only committed
# files, with the date of the commit, so the same commit gives the same bytes in any folder.
set -eu
cd "$(dirname "$0")/.."
python=$PWD/.venv/bin/python

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
mkdir "$scratch/sources" "$scratch/dist"
date=$(git show --no-patch --format=%ct HEAD)
git archive HEAD | tar -x -C "$scratch/sources"
(cd "$scratch/sources" && SOURCE_DATE_EPOCH=$date "$python" -m hatchling build --target wheel --directory "$scratch/dist" 2> "$scratch/log") ||
    { cat "$scratch/log" >&2; exit 1; }
name=$(basename "$scratch"/dist/*.whl)
mkdir -p dist
mv "$scratch/dist/$name" "dist/$name"
[ -z "$(git status --porcelain)" ] || echo "note: what is not committed is not in the wheel" >&2
"$python" - "dist/$name" << 'END'
import hashlib
import sys
from pathlib import Path

wheel = Path(sys.argv[1]).absolute()
digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
print(wheel, f"SHA-256 {digest}", f"runbook-generator @ {wheel.as_uri()}#sha256={digest}", sep="\n")
END
