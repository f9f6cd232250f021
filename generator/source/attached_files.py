"""The files of variants and layers that texts use: pictures, and documents to open. They are in the folder `files/` beside the data."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping

from generator.diagnostics.diagnostic import Diagnostic, Span, some_of
from generator.source.folder_problems import VARIANTS, attached_name
from generator.text.picture_formats import PICTURES, wrong_picture

DOCUMENTS = ("pdf", "txt", "csv", "tsv", "json", "yaml", "yml", "ics", "docx", "xlsx", "pptx", "odt", "ods", "odp", "zip")
MOST_OF_PICTURE, MOST_OF_DOCUMENT = 2 << 20, 10 << 20
MEBIBYTE = 1 << 20
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
LFS = b"version https://git-lfs.github.com/spec/"


def without_attached(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the data files among the files of a project."""
    return {path: data for path, data in files.items() if not attached_name(path)}


def attached_among(files: Mapping[str, bytes], folder: str) -> dict[str, tuple[str, bytes]]:
    """Return the attached files of one layer or variant: by the path that texts write, the path in the project and the bytes."""
    found = ((attached_name(path), path, data) for path, data in files.items())
    return {name: (path, data) for name, path, data in found if name and path.removesuffix(f"/{name}").rpartition("/")[2] == folder}


def file_problems(files: Mapping[str, bytes]) -> Iterator[Diagnostic]:
    """Yield the problems of attached files: their names, types, sizes and content."""
    seen: dict[str, str] = {}
    for path, data in files.items():
        name = attached_name(path)
        if not name:
            continue
        other = seen.setdefault(path.casefold(), name)
        problem = _problem(name, data)
        if problem is None and other != name:
            problem = f"`{name}` and `{other}` differ only in capital letters", "rename one of them: not every system can keep both"
        if problem is not None:
            yield Diagnostic("wrong-file", problem[0], Span(path, 1, 1), problem[1])


def _problem(name: str, data: bytes) -> tuple[str, str] | None:
    """Return what is wrong with a file, and what to do; None for a valid one."""
    ending = posixpath.splitext(name)[1].removeprefix(".")
    for part in name.split("/"):
        if not NAME.fullmatch(part):
            why = "is longer than 100 characters" if len(part) > 100 else "has other characters than letters, digits, `.`, `-` and `_`"
            return f"the name `{part}` {why}", f"rename it to `{plain_name(part)}`, and write that in texts"
    if ending.lower() not in (*PICTURES, *DOCUMENTS):
        known = f"pictures may be {some_of(PICTURES)}; documents {some_of(DOCUMENTS, len(DOCUMENTS))}"
        return f"`{name}` cannot be opened from a page" if ending else f"`{name}` has no ending that says its type", known
    if ending != ending.lower():
        return f"the ending of `{name}` has capital letters", f"rename it to `{name.removesuffix(ending)}{ending.lower()}`"
    most = MOST_OF_PICTURE if ending in PICTURES else MOST_OF_DOCUMENT
    if len(data) > most:
        what = "picture" if ending in PICTURES else "document"
        help = "make it smaller" if ending in PICTURES else "make it smaller, or link to a web address"
        return (
            f"`{name}` has {len(data) / MEBIBYTE:.1f} MiB; a {what} may have {most // MEBIBYTE}",
            f"{help}: every browser stores it for offline use",
        )
    if not data:
        return f"`{name}` is empty", "put the file there again, or delete it"
    if data.startswith(LFS):
        return f"`{name}` is only the pointer of Git LFS", "`git lfs pull` fetches the file"
    if ending == "pdf" and not data.startswith(b"%PDF-"):
        return f"`{name}` is not a PDF", "put a PDF there, or give the file its right ending"
    wrong = wrong_picture(ending, data)
    help = "save the picture again, or give the file its right ending" if "is not" in wrong else "take it out, or save the picture as PNG"
    return (f"`{name}` {wrong}", help) if wrong else None


def unused_files(files: Mapping[str, bytes]) -> Iterator[Diagnostic]:
    """Yield a warning for each attached file that no data mention: those of its variant, or for the file of a layer, any data."""
    data = without_attached(files)
    for path in files if len(data) < len(files) else ():
        name = attached_name(path)
        kind, _, folder = path.removesuffix(f"/{name}").rpartition("/")
        own = f"{kind}/{folder}/" if kind.rpartition("/")[2] == VARIANTS else ""
        if name and not any(name.encode() in text for place, text in data.items() if place.startswith(own)):
            message, help = f"no text uses `{name}`, so it is in no site", f"link to it with `[label]({name})`, or delete it"
            yield Diagnostic("unused-file", message, Span(path, 1, 1), help, severity="warning")


def plain_name(name: str) -> str:
    """Return a valid name that is like another one: `My form (1).PDF` becomes `my-form-1.pdf`."""
    stem, ending = posixpath.splitext(name)
    plain = re.sub(r"[^a-z0-9._-]+", "-", stem.lower()).strip("-._") or "file"
    return f"{plain[:90]}{re.sub('[^a-z0-9.]', '', ending.lower())}"


def differing(layers: Iterable[tuple[str, tuple[str, ...], Mapping[str, tuple[str, bytes]]]]) -> dict[str, tuple[str, str]]:
    """Return the files that two layers have with different content, although neither layer extends the other, each with both layers.

    `layers` are the layers of a variant from the lowest up, each with all layers that it builds on, and its files.
    """
    owner: dict[str, tuple[str, bytes]] = {}
    found: dict[str, tuple[str, str]] = {}
    for id, below, files in layers:
        for name, (_, data) in files.items():
            before = owner.get(name)
            if before is not None and before[0] not in below and before[1] != data:
                found[name] = (before[0], id)
            elif before is None or before[0] in below:
                found.pop(name, None)
            owner[name] = (id, data)
    return found
