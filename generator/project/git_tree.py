"""Git's history: a revision by its name, and the data files that it holds, without touching the working tree."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from generator.diagnostics.diagnostic import Diagnostic, nearest
from generator.project.faults import InputFault, UsageFault
from generator.project.git_process import Done, complaint, git, require
from generator.project.project_files import DATA, MOST_BYTES, SUFFIXES, DataFiles
from generator.text.span import Span

LINK, MODULE = "120000", "160000"
RANGE = "..."


@dataclass(frozen=True, slots=True)
class Commit:
    """A revision by the name that it was asked for, and the commit that this leads to."""

    name: str
    id: str

    def __str__(self) -> str:
        return self.name if self.id.startswith(self.name) else f"{self.name} ({self.id[:12]})"


def find_commit(root: Path, name: str) -> Commit:
    """The commit that a name leads to: a branch, a tag, `HEAD~1`, an id.

    Raises UsageFault for a name that leads nowhere, with what can be done, and InputFault where there is no repository.
    """
    done = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
    if done.returncode == 0:
        return Commit(name, done.stdout.decode().strip())
    _require_repository(root)
    raise UsageFault(f"no revision `{name}` in this repository. {_way_out(root, name)}")


def has_commit(root: Path, name: str) -> bool:
    """Whether a name leads to a commit."""
    return _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}").returncode == 0


def parting(root: Path, one: str, other: str) -> Commit:
    """Where two revisions parted: what a branch is compared with to see its own changes alone.

    Raises UsageFault where they share no commit, or none that this clone holds.
    """
    ids = [find_commit(root, name).id for name in (one, other)]
    done = _git(root, "merge-base", *ids)
    if done.returncode:
        raise UsageFault(f"`{one}` and `{other}` have no commit in common here. {_deepen(root) or 'Name two revisions instead.'}")
    return Commit(f"{one}{RANGE}{other}", done.stdout.decode().strip())


def read_tree(root: Path, commit: Commit) -> DataFiles:
    """The data files of the project at a commit, by the same rules as those on disk.

    Raises InputFault where the project had no data then, or where git does not give its files.
    """
    listed = require(_git(root, "ls-tree", "-r", "-z", commit.id, "--", f"{DATA}/"), f"list the files of `{commit}`")
    blobs: dict[str, str] = {}
    problems: list[Diagnostic] = []
    for record in listed.decode("utf-8", "surrogateescape").split("\0"):
        head, _, path = record.partition("\t")
        if not path.endswith(SUFFIXES) or any(part.startswith(".") for part in path.split("/")):
            continue
        mode, _, blob = head.split(" ")
        if mode in (LINK, MODULE):
            message = "links are not followed in a revision"
            problems.append(Diagnostic("unreadable-file", message, Span(path, 1, 1), "put a copy of the file in its place"))
        else:
            blobs[path] = blob
    if not blobs and not problems:
        raise InputFault(
            f"`{commit}` has no data files below `{DATA}/` of this project: it may be older than the project, or the project stood "
            "elsewhere then. Compare with a later revision, or with the runbook.json of a release."
        )
    return DataFiles(dict(sorted(_read_blobs(root, blobs, commit).items())), tuple(problems))


def _read_blobs(root: Path, blobs: dict[str, str], commit: Commit) -> dict[str, bytes]:
    """The content of each blob by path, from one process of git."""
    asked = "".join(f"{blob}\n" for blob in blobs.values()).encode()
    done = _git(root, "cat-file", "--batch", asked=asked)
    found: dict[str, bytes] = {}
    at = 0
    for path in blobs:
        end = done.stdout.find(b"\n", at)
        words = done.stdout[at : max(end, at)].split()
        if done.returncode or len(words) != 3:
            raise InputFault(
                f"git does not give `{path}` of `{commit}`: {complaint(done)}. Where the clone holds a part of the history only, "
                "fetch the rest: `git fetch --refetch`."
            )
        size = int(words[2])
        found[path] = done.stdout[end + 1 : end + 1 + min(size, MOST_BYTES)]
        at = end + 1 + size + 1
    return found


def _git(root: Path, *words: str, asked: bytes = b"") -> Done:
    """Run git in a folder, without locks and without fetching what is missing."""
    return git(root, "--no-optional-locks", *words, asked=asked, environ={"GIT_NO_LAZY_FETCH": "1"})


def _require_repository(root: Path) -> None:
    done = _git(root, "rev-parse", "--git-dir")
    if done.returncode:
        raise InputFault(f"{root} is in no git repository that can be read ({complaint(done)}); compare releases by their runbook.json")


def _way_out(root: Path, name: str) -> str:
    """What can be done about a name that leads nowhere."""
    if not has_commit(root, "HEAD"):
        return "It has no commit yet: there is nothing to compare with."
    if has_commit(root, f"origin/{name}"):
        return f"There is `origin/{name}`."
    names = _git(root, "for-each-ref", "--format=%(refname:short)").stdout.decode("utf-8", "replace").split("\n")
    offered = nearest(name, [known for known in names if known])
    return (
        offered[:1].upper() + offered[1:] or _deepen(root) or "`git log` and `git tag` list what there is; `git fetch` brings what is new."
    )


def _deepen(root: Path) -> str:
    """What to fetch where a clone is shallow, as those of build servers are."""
    shallow = _git(root, "rev-parse", "--is-shallow-repository").stdout.strip() == b"true"
    return "This clone is shallow: `git fetch --unshallow` brings the rest of the history (`fetch-depth: 0` on GitHub)." if shallow else ""
