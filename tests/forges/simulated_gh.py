"""A simulated `gh api`, the program of GitHub's build machines: sends the request to the address in FORGE, page by page if asked to."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

parser = argparse.ArgumentParser()
parser.add_argument("api", choices=["api"])
parser.add_argument("endpoint")
parser.add_argument("--paginate", action="store_true")
parser.add_argument("--silent", action="store_true")
parser.add_argument("--method")
parser.add_argument("--jq")
parser.add_argument("--field", action="append", default=[])
given = parser.parse_args()

fields = dict(one.split("=", 1) for one in given.field)
fields = {key: Path(value[1:]).read_text("utf-8") if value.startswith("@") else value for key, value in fields.items()}
PER_PAGE = 100
page, more = 1, True
while more:
    address = f"{os.environ['FORGE']}/{given.endpoint}" + (f"&page={page}" if given.paginate else "")
    head = {"Authorization": f"Bearer {os.environ['GH_TOKEN']}", "Content-Type": "application/json"}
    request = Request(address, json.dumps(fields).encode() if fields else None, head, method=given.method)
    try:
        with urlopen(request) as answer:
            text = answer.read().decode()
            more = given.paginate and len(json.loads(text)) == PER_PAGE
    except HTTPError as error:
        sys.exit(f"gh: {error.read().decode()} (HTTP {error.code})")
    if given.jq:
        text = subprocess.run(["jq", "--raw-output", given.jq], input=text, capture_output=True, text=True, check=True).stdout
    if not given.silent:
        sys.stdout.write(text)
    page += 1
