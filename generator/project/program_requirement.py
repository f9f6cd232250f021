"""The requirement of this program in a new project: the line for pip, with a SHA-256, and a copy of the wheel."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote, urldefrag, urlsplit
from urllib.request import url2pathname

from generator.project.content_digest import content_digest
from generator.project.faults import PACKAGE, UsageFault, installed_version

FOLDER = "wheels"
WHEEL = re.compile(rf"{PACKAGE.replace('-', '_')}(-[^-/\s]+){{4,5}}\.whl")
DIGEST = re.compile(r"sha256=([0-9a-f]{64})")
UNSET = "Replace this line by the wheel that makes this site, as the comments above say"


@dataclass(frozen=True, slots=True)
class Requirement:
    """The requirement to install this program.

    Attributes:
        text: The lines of requirements.txt.
        files: The files of the project that these lines refer to, by path.
        warning: Tells a person what to do before the lines can be used; empty if there is nothing to do.
    """

    text: str
    files: Mapping[str, bytes] = field(default_factory=dict)
    warning: str = ""


def installed() -> Requirement:
    """Return the requirement for the file or repository that the running program was installed from."""
    from importlib.metadata import PackageNotFoundError, distribution

    try:
        record = distribution(PACKAGE).read_text("direct_url.json")
    except PackageNotFoundError:
        return _unset("it runs from a source folder and is not installed")
    return recorded(json.loads(record) if record else None)


def recorded(record: Mapping[str, Any] | None) -> Requirement:
    """Return the requirement for the record in `direct_url.json` (PEP 610). After an installation from an index there is no record."""
    if record is None:
        return _unset("it was installed from a package index, which is not recorded")
    url, fragment = urldefrag(record["url"])
    is_local, place = urlsplit(url).scheme == "file", _path_of(url)
    if "dir_info" in record:
        return _unset("it was installed from a folder", f", {place}")
    if source := record.get("vcs_info"):
        if is_local:
            return _unset("it was installed from a repository on one machine", f", {place}")
        folder = f"#subdirectory={record['subdirectory']}" if "subdirectory" in record else ""
        return Requirement(f"{PACKAGE} @ {source['vcs']}+{url}@{source['commit_id']}{folder}")
    if not WHEEL.fullmatch(place.name):
        return _unset("it was not installed from a wheel", f", but from {url}")
    archive = record.get("archive_info", {})
    digest = archive.get("hashes", {}).get("sha256") or _digest_of(archive.get("hash", "")) or _digest_of(fragment)
    if not is_local:
        return _at_address(url, digest)
    # For the line `file:wheels/NAME` of a project, pip records `/wheels/NAME`, so look in the working folder too.
    for wheel in (place, Path(*place.parts[1:])):
        if wheel.is_file():
            found = _in_project(wheel)
            if digest is None or digest in found.text:
                return found
    return _unset("the wheel that it was installed from is missing or has changed", f": {place}")


def chosen(wheel: str) -> Requirement:
    """Return the requirement for a wheel that a person chose: a path, or a URL that may end in `#sha256=` and the SHA-256 of the wheel.

    Raises UsageFault if the file is not a wheel of this program, or has another SHA-256.
    """
    url, fragment = (wheel, "") if Path(wheel).is_file() else urldefrag(wheel)
    digest = _digest_of(fragment)
    if fragment and digest is None:
        raise UsageFault(f"--wheel: after `#` comes `sha256=` and the 64 digits of a SHA-256; found `{fragment}`")
    parts = urlsplit(url)
    if parts.scheme in ("http", "https"):
        if not WHEEL.fullmatch(_path_of(url).name):
            raise UsageFault(
                f"--wheel: {url} does not end in the name of a wheel, such as {_wheel_name()}. "
                f"From a package index, fetch the wheel first, and name that file: `{_download(url)}`"
            )
        if "${" not in (parts.password or "${"):
            raise UsageFault("--wheel: requirements.txt would hold the password; leave it out, pip reads ~/.netrc too")
        return _at_address(url, digest)
    place = _path_of(url) if parts.scheme == "file" else Path(url)
    if not place.is_file():
        raise UsageFault(f"--wheel: no file {place}; name a wheel by its path or URL")
    if not WHEEL.fullmatch(place.name):
        raise UsageFault(f"--wheel: {place} is not a wheel of {PACKAGE}; its name is like {_wheel_name()}")
    found = _in_project(place)
    if digest is not None and digest not in found.text:
        raise UsageFault(f"--wheel: {place} has another SHA-256: {found.text.rpartition('=')[2]}")
    return found


def _in_project(wheel: Path) -> Requirement:
    """Return the requirement for a wheel, with a copy of the wheel in the project.

    The SHA-256 is in the URL, because with a `--hash` option pip would require one for every package.
    """
    content = wheel.read_bytes()
    digest = content_digest(content)
    return Requirement(f"file:{FOLDER}/{quote(wheel.name, safe='+')}#sha256={digest}", {f"{FOLDER}/{wheel.name}": content})


def _at_address(url: str, digest: str | None) -> Requirement:
    """Return the requirement for a wheel on a web server."""
    if digest is not None:
        return Requirement(f"{PACKAGE} @ {url}#sha256={digest}")
    warning = (
        f"the SHA-256 of {url} is not known, so pip takes any file that is there: add `#sha256=` and it to the line in requirements.txt"
    )
    return Requirement(f"{PACKAGE} @ {url}", warning=warning)


def _unset(reason: str, where: str = "") -> Requirement:
    """Return lines without a wheel: pip stops at the last line and shows it. `where` is only for the warning."""
    lines = (
        "#",
        f"# No wheel is set yet, because `runbook new project` found none: {reason}.",
        f"# Put the wheel into {FOLDER}/, and replace the last line by this one, with its SHA-256 for HASH:",
        f"#   file:{FOLDER}/{_wheel_name()}#sha256=HASH",
        "# or by this one, if the wheel is on a web server:",
        f"#   {PACKAGE} @ https://HOST/{_wheel_name()}#sha256=HASH",
        "# This command fetches the wheel from a private package index, with its address for INDEX:",
        f"#   {_download('INDEX', f'--dest {FOLDER} ')}",
        UNSET,
    )
    warning = (
        f"requirements.txt names no wheel of this program: {reason}{where}. Until you edit it as its comments say, "
        "`pip install` fails, here and in the workflows. Or delete the new files and create them again with `--wheel WHEEL`"
    )
    return Requirement("\n".join(lines), warning=warning)


def _download(index: str, options: str = "") -> str:
    return f"python -m pip download --no-deps {options}--index-url {index} {PACKAGE}=={_version()}"


def _wheel_name() -> str:
    return f"{PACKAGE.replace('-', '_')}-{_version()}-py3-none-any.whl"


def _version() -> str:
    return installed_version().replace("unknown", "VERSION")


def _digest_of(text: str) -> str | None:
    match = DIGEST.fullmatch(text)
    return match[1] if match else None


def _path_of(url: str) -> Path:
    return Path(url2pathname(urlsplit(url).path))
