"""Files in the data folder that are not read because of their names: misnamed data files, and files that are something else."""

from __future__ import annotations

import re
from collections.abc import Collection
from difflib import get_close_matches

from generator.diagnostics.diagnostic import Diagnostic, Span
from generator.source.folder_problems import hidden_by

SUFFIXES = (".yaml", ".yml")
# Files that nobody takes for data: documentation, owners of folders, and what editors and systems leave behind for a while.
LEFT_ALONE = re.compile(
    r".*\.(?:md|rst|adoc|schema\.json)|(?:readme|licen[cs]e|notice|copying|codeowners|owners)(?:\..*)?"
    r"|.*~|#.*#|.*\.(?:sw[a-z]|tmp|temp)|.*___jb_(?:tmp|old)___|4913|thumbs\.db|desktop\.ini|icon\r",
    re.IGNORECASE,
)


def unread_file(place: str, siblings: Collection[str]) -> Diagnostic | None:
    """Return the problem of a file in the data folder that does not end in `.yaml` or `.yml`; None for one that is left alone.

    A name that is meant for data is an error, since its content would be missing. Any other name is a warning, and so is one whose right
    name belongs to another file: it is probably a copy. `siblings` are the names of all files in the folder.
    """
    name = place.rpartition("/")[2]
    if LEFT_ALONE.fullmatch(name):
        return None
    start, right = Span(place, 1, 1), meant_name(name)
    if right and right not in siblings:
        message = f"`{name}` is not read, because its name does not end in `.yaml` or `.yml`"
        format = "write its content as YAML, in a file named" if "json" in name[len(right) - len("yaml") :].lower() else "rename it to"
        return Diagnostic("misnamed-file", message, start, f"{format} `{right}`", explains=hidden_by(place))
    help = "only files named `*.yaml` or `*.yml` are read: rename it if it is data, or move it out of `data/`"
    return Diagnostic("unread-file", f"`{name}` is not read", start, help, severity="warning")


def meant_name(name: str) -> str:
    """Return the name that a misnamed data file should have: `a.yaml` for `a.YAML`, `a.yaml.txt`, `a.yalm` and `a.json`; else nothing."""
    stem, _, suffix = re.sub(r"\.txt$", "", name.strip(), flags=re.IGNORECASE).rpartition(".")
    close = get_close_matches(suffix.lower(), ("yaml", "yml", "json"), 1, 0.7)
    return f"{stem}.{'yml' if close == ['yml'] else 'yaml'}" if stem and close else ""
