"""Forges: the web address of a repository, and the addresses at which each kind of forge shows and edits files."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from urllib.parse import quote, urljoin, urlsplit

from generator.document.source_address import SourceAddress
from generator.text.web_address import web_address


@dataclass(frozen=True, slots=True)
class Forge:
    """One kind of forge.

    Attributes:
        known: A pattern for addresses of repositories on it.
        shape: A pattern for the part of a file's address after the repository.
        page: The address of a file after the repository, with its `{ref}` and `{path}`.
        edit: The address at which a file is edited, up to its path.
        line: What is added for one line.
        lines: What is added for several lines.
    """

    known: str
    shape: str
    page: str
    edit: str
    line: str
    lines: str


GITHUB = Forge(r"//([^/]*\.)?github\.", r"(?<!/-)/(blob|edit)/", "/blob/{ref}/{path}", "edit/{ref}/", "#L{first}", "#L{first}-L{last}")
# The first that matches counts: hosts first, then what an address of a self-hosted forge has in it.
FORGES = (
    GITHUB,
    Forge(
        r"//dev\.azure\.com/|//[^/]*\.visualstudio\.com/|/_git/",
        r"\?.*\bversion=GB",
        "?path=/{path}&version=GB{ref}",
        "?version=GB{ref}&path=/",
        "&line={first}&lineEnd={end}&lineStartColumn=1&lineEndColumn=1",
        "&line={first}&lineEnd={end}&lineStartColumn=1&lineEndColumn=1",
    ),
    Forge(
        r"//bitbucket\.org/", r"/src/(?!branch/|commit/|tag/)", "/src/{ref}/{path}", "src/{ref}/", "#lines-{first}", "#lines-{first}:{last}"
    ),
    Forge(r"//git\.sr\.ht/", r"/item/", "/tree/{ref}/item/{path}", "tree/{ref}/item/", "#L{first}", "#L{first}-{last}"),
    Forge(
        r"//([^/]*\.)?(codeberg|gitea|forgejo)\.|//codeberg|/(gitea|forgejo)/",
        r"/(src/(branch|commit|tag)|_edit)/",
        "/src/branch/{ref}/{path}",
        "_edit/{ref}/",
        "#L{first}",
        "#L{first}-L{last}",
    ),
    Forge(
        r"//[^/]*(gitlab|salsa\.debian|invent\.kde|framagit)[^/]*/|/gitlab/",
        r"/-/",
        "/-/blob/{ref}/{path}",
        "-/edit/{ref}/",
        "#L{first}",
        "#L{first}-{last}",
    ),
    Forge(
        r"/(projects|users)/[^/]+/repos/|//[^/]*(bitbucket|stash)",
        r"/browse/",
        "/browse/{path}?at={ref}",
        "browse/",
        "#{first}",
        "#{first}-{last}",
    ),
    Forge(r"//[^/]*github", GITHUB.shape, GITHUB.page, GITHUB.edit, GITHUB.line, GITHUB.lines),
)
# How addresses that edit a file differ from those that show it.
VIEWS = (("/-/edit/", "/-/blob/"), ("/_edit/", "/src/branch/"), ("/edit/", "/blob/"))
MODE = re.compile(r"[?&]mode=edit\b.*")

SCP = re.compile(r"(?:[^@/:]+@)?([^@/:]+):/?(.+)")  # as in git@github.com:team/runbooks.git
AZURE_SSH = re.compile(r"//(?:vs-)?ssh\.(?:dev\.azure|visualstudio)\.com/v3/([^/]+)/([^/]+)/([^/]+)")
# Hosts for ssh where a firewall allows no other port. Their pages are on the host without this part.
SSH_HOST = re.compile(r"\A(?:alt)?ssh\.(?=(?:github\.com|gitlab\.com|bitbucket\.org)\Z)")
# Pages inside a repository. GitLab has groups in groups, so there the third part may be the name of a repository.
INSIDE = re.compile(r"\A(/[^/]+/[^/]+)/(?:tree|blob)/.+|/-/.*")
INSIDE_TWO_LEVELS = re.compile(
    r"\A(/(?:projects|users)/[^/]+/repos/[^/]+)/.*|\A(?!/(?:projects|users|scm|gitea|forgejo)/)(/[^/]+/[^/]+)"
    r"/(?:(?:tree|blob|src|commits?|releases|pulls?|issues|browse)(?:/.*)?|wiki)\Z|/-/.*"
)
BITBUCKET_SERVER = re.compile(r"//[^/]*(bitbucket|stash)(?!\.org/)")
CLONED_FROM = re.compile(r"/scm/(~?)([^/]+)/([^/]+)\Z")


def repository_address(given: str) -> str:
    """Return the web address of a repository, given as a web address or as git has it: without a user, `.git` and `/` at its end.

    Returns an empty text if there is no such address.
    """
    text = given.strip()
    if "://" not in text and (scp := SCP.fullmatch(text)):
        text = f"ssh://{scp[1]}/{scp[2]}"
    try:
        parts = urlsplit(text)
        by_web = parts.scheme in ("http", "https")
        host = parts.netloc.rpartition("@")[2] if by_web else parts.hostname or ""  # another service has another port
        host = host if by_web else SSH_HOST.sub("", host)
        inside = INSIDE if "gitlab" in host else INSIDE_TWO_LEVELS
        path = inside.sub(lambda found: found[found.lastindex or 1] or "", parts.path.rstrip("/")).removesuffix(".git")
        if not by_web and BITBUCKET_SERVER.match(f"//{host}/"):
            path = f"/scm{path}"
        address = "" if parts.query or not host else web_address(f"{parts.scheme if by_web else 'https'}://{host}{path}")
    except ValueError:
        return ""
    address = CLONED_FROM.sub(lambda found: f"/{'users' if found[1] else 'projects'}/{found[2]}/repos/{found[3]}", address)
    return AZURE_SSH.sub(r"//dev.azure.com/\1/\2/_git/\3", address)


def forge_of(repository: str) -> Forge | None:
    """Return the kind of forge at the web address of a repository, or None if the address does not show it."""
    return next((forge for forge in FORGES if re.search(forge.known, f"{repository}/")), None)


def source_address(
    repository: str, ref: str, prefix: str = "", docs: str = "docs", edit_uri: str | None = None, template: str | None = None
) -> SourceAddress | None:
    """Return the addresses of the data, or None if there are none.

    Args:
        repository: The web address of the repository, or an empty text.
        ref: The branch that people edit.
        prefix: The project's path in its repository, such as `ops/`, or empty.
        docs: The path of the hand-written pages in the project.
        edit_uri: Where hand-written pages are edited, as in the settings: relative to the repository. Empty for "nowhere".
        template: The same as a template with `{path}`, which takes precedence.
    """
    forge = forge_of(repository)
    stated = template or (edit_uri and f"{edit_uri}{{path}}")
    if stated:
        address = urljoin(repository if stated.startswith(("?", "#")) else f"{repository}/", stated)
        if "://" in address and (page := _beside_pages(address, prefix, docs)):
            after = page.removeprefix(repository)
            before = page[: len(page) - len(after)]
            edit, view = next((pair for pair in VIEWS if pair[0] in after), ("", ""))
            after = MODE.sub("", after.replace(edit, view, 1) if edit else after)
            forge = forge or next((one for one in FORGES if re.search(one.shape, after)), None)
            return SourceAddress(before + after, forge.line, forge.lines) if forge else SourceAddress(before + after)
    if not repository or edit_uri == "":
        return None
    forge = forge or GITHUB
    return SourceAddress(repository + _filled(forge.page, ref).replace("{path}", f"{quote(prefix)}{{path}}"), forge.line, forge.lines)


def edit_uri_of(repository: str, ref: str, prefix: str, docs: str) -> str | None:
    """Return the `edit_uri` of the hand-written pages on a known forge; None on another, and if the pages are not in the repository."""
    forge, folder = forge_of(repository), posixpath.normpath(f"{prefix}{docs}")
    return None if forge is None or folder.startswith("..") else f"{_filled(forge.edit, ref)}{quote(folder)}/"


def _beside_pages(address: str, prefix: str, docs: str) -> str:
    """Return an address of pages as one of all files of the project; empty if the path of the pages is not in it."""
    for folder, before in ((posixpath.normpath(f"{prefix}{docs}"), prefix), (docs, "")):
        head, mark, tail = address.partition(f"/{quote(folder)}/{{path}}")
        if mark:
            return f"{head}/{quote(before)}{{path}}{tail}"
        head, mark, tail = address.partition(f"{quote(f'{folder}/', safe='')}{{path!q}}")
        if mark:
            return f"{head}{quote(before, safe='')}{{path}}{tail}"
    return ""


def _filled(form: str, ref: str) -> str:
    """Return a form with its branch. Only some forges accept a `/` in a branch as it is."""
    return form.replace("{ref}", quote(ref, safe="/" if re.match(r"/?(-/)?(blob|edit|tree|_edit|src/branch)/", form) else ""))
