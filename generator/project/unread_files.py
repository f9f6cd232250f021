"""Files in the data folder that are not read because of their names: misnamed data files, and files that are something else."""

from __future__ import annotations

import re
from collections.abc import Collection
from difflib import get_close_matches

from generator.diagnostics.diagnostic import Diagnostic, Span
from generator.model.field_facts import COLLECTIONS, HEADS
from generator.project.file_names import SUFFIXES
from generator.source.folder_problems import hidden_by
from generator.source.layers import folder_of

# Files that nobody takes for data: documentation, owners of folders, and what editors and systems leave behind for a while.
LEFT_ALONE = re.compile(
    r".*\.(?:md|rst|adoc|schema\.json)|(?:readme|licen[cs]e|notice|copying|codeowners|owners)(?:\..*)?"
    r"|#.*#|.*\.(?:sw[a-z]|tmp|temp)|.*___jb_(?:tmp|old)___|4913|thumbs\.db|desktop\.ini|icon\r",
    re.IGNORECASE,
)
BACKUP = "~"  # left alone beside the file itself
# Hidden files with the endings of data that are something else: locks and copies of editors and systems, and settings of other programs.
NOT_HIDDEN_DATA = re.compile(r"\.(?:[^a-z0-9].*|.*lint.*|.*rc\.ya?ml|.*-(?:config|ci)\.ya?ml|sops\.ya?ml)", re.IGNORECASE)
# Names in which more follows the ending of data, except what says itself that it is only an example.
LONGER = re.compile(r"(.+\.ya?ml)\.(?!example|sample|template|dist|license).+", re.IGNORECASE)
TOO_FAR = ("ya", "toml")  # endings that are meant for data, but are not similar to those of data
NO_DOT = re.compile(r"(.*[^\W_])[^a-z0-9.]*(ya?ml)", re.IGNORECASE)


LEFT_BEHIND = re.compile(r"#.*#|.*~|.*\.(?:sw[a-z]|tmp|temp)|thumbs\.db|desktop\.ini|icon\r", re.IGNORECASE)


def is_left_behind(name: str) -> bool:
    """Return whether editors or systems left a file behind for a while."""
    return LEFT_BEHIND.fullmatch(name) is not None


def unread_file(place: str, siblings: Collection[str]) -> Diagnostic | None:
    """Return the problem of a file in the data folder that is not read for its name; None for one that is left alone.

    A name that is meant for data is an error, since its content would be missing. Any other name is a warning, and so is one whose right
    name belongs to another file: it is probably a copy. `siblings` are the names of all files in the folder that are not hidden.
    """
    name = place.rpartition("/")[2]
    if name.startswith("."):
        return _hidden_file(place, name, siblings)
    right = meant_name(name)
    is_copy = _is_taken(right or name.removesuffix(BACKUP), siblings)
    if LEFT_ALONE.fullmatch(name) or (name.endswith(BACKUP) and (is_copy or not name.removesuffix(BACKUP).endswith(SUFFIXES))):
        return None
    if right and not is_copy and not name.endswith(BACKUP):
        message = f"`{name}` is not read, because its name does not end in `.yaml` or `.yml`"
        return _misnamed(place, message, _how_to(name, right))
    help = "only files named `*.yaml` or `*.yml` are read: rename it if it is data, or move it out of `data/`"
    return Diagnostic("unread-file", f"`{name}` is not read", Span(place, 1, 1), help, severity="warning")


def _hidden_file(place: str, name: str, siblings: Collection[str]) -> Diagnostic | None:
    """Return the problem of a hidden file that is named like data, in the folder of a layer or a variant."""
    if not name.lower().endswith(SUFFIXES) or NOT_HIDDEN_DATA.fullmatch(name) or folder_of(place) is None:
        return None
    stem, _, suffix = name[1:].rpartition(".")
    right = f"{stem}.{suffix.lower()}" if stem else ""
    if _is_taken(right, siblings):
        return None
    help = f"rename it to `{right}`, or move it out of `data/`" if right else f"give it a name before `{name}`"
    return _misnamed(place, f"`{name}` is not read, because files whose names begin with a dot are hidden", help)


def _misnamed(place: str, message: str, help: str) -> Diagnostic:
    return Diagnostic("misnamed-file", message, Span(place, 1, 1), help, explains=hidden_by(place))


def _is_taken(name: str, siblings: Collection[str]) -> bool:
    """Return whether there is a data file of this name, with any of the two endings."""
    stem = name.rpartition(".")[0]
    return any(f"{stem}{suffix}" in siblings for suffix in SUFFIXES)


def _how_to(name: str, right: str) -> str:
    """Return the words for giving a misnamed file its right name."""
    if re.search("json|toml", name[len(right) - len("yaml") :], re.IGNORECASE):
        return f"write its content as YAML, in a file named `{right}`"
    if LONGER.fullmatch(name) and not name.lower().endswith(".txt"):
        return f"if it is data, put its content into a file named `{right}`; else move it out of `data/`"
    return f"rename it to `{right}`"


def meant_name(name: str) -> str:
    """Return the name that a misnamed data file should have; else nothing.

    It is `a.yaml` for `a.YAML`, `a.yaml.txt`, `a.yaml.orig`, `a.yalm`, `a-yaml`, `a.json` and `a.toml`, and `contacts.yaml` for `contacts`.
    """
    name = name.strip()
    if longer := LONGER.fullmatch(name):
        return meant_name(longer[1])
    stem, _, suffix = name.rpartition(".")
    close = get_close_matches(suffix.lower(), ("yaml", "yml", "json"), 1, 0.7)
    if stem and (close or suffix.lower() in TOO_FAR):
        return f"{stem}.{'yml' if close == ['yml'] else 'yaml'}"
    if no_dot := NO_DOT.fullmatch(name):
        return f"{no_dot[1]}.{no_dot[2].lower()}"
    return f"{name}.yaml" if name in COLLECTIONS or name in HEADS else ""
