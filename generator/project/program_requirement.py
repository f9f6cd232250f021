"""What names this program in a new project: the line that pip reads, with a SHA-256, and the wheel that the project keeps."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urldefrag, urlsplit
from urllib.request import url2pathname

from generator.project.content_digest import content_digest
from generator.project.faults import PACKAGE, UsageFault, installed_version

FOLDER = "wheels"
WHEEL = re.compile(rf"{PACKAGE.replace('-', '_')}(-[^-/\s]+){{4,5}}\.whl")
DIGEST = re.compile(r"sha256=([0-9a-f]{64})")
UNSET = "Replace this line by the wheel that makes this site, as the comments above say"


@dataclass(frozen=True, slots=True)
class Requirement:
    """What a project needs to install this program.

    Attributes:
        text: The lines of requirements.txt.
        files: What these lines refer to in the project, by path.
        warning: What a person has to do before the lines can be relied on; empty where that is nothing.
    """

    text: str
    files: Mapping[str, bytes] = field(default_factory=dict)
    warning: str = ""


def installed() -> Requirement:
    """Name what the running program was installed from."""
    from importlib.metadata import PackageNotFoundError, distribution

    try:
        record = distribution(PACKAGE).read_text("direct_url.json")
    except PackageNotFoundError:
        return _unset("it runs from a folder of sources, without being installed")
    return recorded(json.loads(record) if record else None)


def recorded(record: Mapping[str, Any] | None) -> Requirement:
    """Name what an installer recorded in `direct_url.json` (PEP 610); an installation from an index has no such record."""
    if record is None:
        return _unset("it was installed from a package index, and nothing records from which")
    url, fragment = urldefrag(record["url"])
    is_local = urlsplit(url).scheme == "file"
    if "dir_info" in record:
        return _unset("it was installed from a folder", f", {_path_of(url)}")
    if "vcs_info" in record:
        if is_local:
            return _unset("it was installed from a repository on one machine", f", {_path_of(url)}")
        source = record["vcs_info"]
        folder = f"#subdirectory={record['subdirectory']}" if "subdirectory" in record else ""
        return Requirement(f"{PACKAGE} @ {source['vcs']}+{url}@{source['commit_id']}{folder}")
    if not WHEEL.fullmatch(_name_of(url)):
        return _unset("it was not installed from a wheel", f", but from {url}")
    archive = record.get("archive_info", {})
    digest = archive.get("hashes", {}).get("sha256") or _digest_of(archive.get("hash", "")) or _digest_of(fragment)
    if not is_local:
        return _at_address(url, digest)
    place = _path_of(url)
    # pip records `file:wheels/NAME`, the line of a project like this one, as if `wheels` lay at the root.
    for wheel in (place, Path(*place.parts[1:])):
        if wheel.is_file():
            found = _in_project(wheel)
            if digest is None or digest in found.text:
                return found
    return _unset("the wheel that it was installed from is gone, or has changed", f": {place}")


def chosen(wheel: str) -> Requirement:
    """Name the wheel that a person chose: a path, or a URL that may end in `#sha256=` and its SHA-256.

    Raises UsageFault where it is not a wheel of this program, or not the one with this SHA-256.
    """
    url, fragment = (wheel, "") if Path(wheel).is_file() else urldefrag(wheel)
    digest = _digest_of(fragment)
    if fragment and digest is None:
        raise UsageFault(f"--wheel: after `#` comes `sha256=` and the 64 digits of a SHA-256; found `{fragment}`")
    scheme = urlsplit(url).scheme
    if scheme in ("http", "https"):
        if not WHEEL.fullmatch(_name_of(url)):
            raise UsageFault(
                f"--wheel: {url} does not end in the name of a wheel, such as {_wheel_name()}. "
                f"From a package index, fetch the wheel first, and name that file: `{_download(url)}`"
            )
        if "${" not in (urlsplit(url).password or "${"):
            raise UsageFault("--wheel: requirements.txt would hold the password; leave it out, pip reads ~/.netrc too")
        return _at_address(url, digest)
    place = _path_of(url) if scheme == "file" else Path(url)
    if not place.is_file():
        raise UsageFault(f"--wheel: no file {place}; name a wheel by its path or URL")
    if not WHEEL.fullmatch(place.name):
        raise UsageFault(f"--wheel: {place} is not a wheel of {PACKAGE}; its name is like {_wheel_name()}")
    found = _in_project(place)
    if digest is not None and digest not in found.text:
        raise UsageFault(f"--wheel: {place} has another SHA-256: {found.text.rpartition('=')[2]}")
    return found


def _in_project(wheel: Path) -> Requirement:
    """Name a wheel that is copied into the project. pip checks a SHA-256 in a URL alone; after `--hash` it wants one for each package."""
    content = wheel.read_bytes()
    digest = content_digest(content)
    return Requirement(f"file:{FOLDER}/{quote(wheel.name, safe='+')}#sha256={digest}", {f"{FOLDER}/{wheel.name}": content})


def _at_address(url: str, digest: str | None) -> Requirement:
    """Name a wheel that stays on its web server."""
    if digest is not None:
        return Requirement(f"{PACKAGE} @ {url}#sha256={digest}")
    warning = (
        f"the SHA-256 of {url} is not known, so pip takes any file that is there: add `#sha256=` and it to the line in requirements.txt"
    )
    return Requirement(f"{PACKAGE} @ {url}", warning=warning)


def _unset(reason: str, where: str = "") -> Requirement:
    """Name no wheel: pip stops at the last line and shows it, before it installs anything. `where` does not go into the project."""
    lines = (
        "#",
        f"# No wheel is named yet. `runbook new project` knows none: {reason}.",
        f"# Put the wheel into {FOLDER}/, and replace the last line by this one, with its SHA-256 for HASH:",
        f"#   file:{FOLDER}/{_wheel_name()}#sha256=HASH",
        "# or by this one, if the wheel is on a web server:",
        f"#   {PACKAGE} @ https://HOST/{_wheel_name()}#sha256=HASH",
        "# This command fetches the wheel from a private package index, with its address for INDEX:",
        f"#   {_download('INDEX', f'--dest {FOLDER} ')}",
        UNSET,
    )
    warning = (
        f"requirements.txt names no wheel of this program: {reason}{where}. Until you write there what its comments say, "
        "`pip install` fails, here and in the workflows. Or delete this project and begin it again with `--wheel WHEEL`"
    )
    return Requirement("\n".join(lines), warning=warning)


def _download(index: str, options: str = "") -> str:
    return f"python -m pip download --no-deps {options}--index-url {index} {PACKAGE}=={_version()}"


def _wheel_name() -> str:
    return f"{PACKAGE.replace('-', '_')}-{_version()}-py3-none-any.whl"


def _version() -> str:
    found = installed_version()
    return "VERSION" if found == "unknown" else found


def _digest_of(text: str) -> str | None:
    found = DIGEST.fullmatch(text)
    return found[1] if found else None


def _name_of(url: str) -> str:
    return unquote(urlsplit(url).path).rpartition("/")[2]


def _path_of(url: str) -> Path:
    return Path(url2pathname(urlsplit(url).path))
