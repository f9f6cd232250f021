"""A git branch as a release store: objects are written first, then one atomic update moves the branch from the known commit."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from generator.diagnostics.diagnostic import some_of
from generator.project.atomic_folder import write_into
from generator.project.faults import InputFault, UsageFault
from generator.project.git_process import TreeEntry, blob_contents, error_of, git, require, tree_entries
from generator.project.repository import find_repository
from generator.releases.branch_history import REMOTE
from generator.releases.digest_list import DigestList, list_files
from generator.releases.release_store import LEDGER, VERSIONS, ConcurrentUpdate, StoreChange

IDENTITY = "runbook"
BUSY = ("cannot lock ref", "failed to update ref")  # git's errors while another process moves the branch of the remote
LOCKED = "Unable to create"  # git's error while another process moves the local branch
FILE = "100644"
ROOT_PAGES = ("index.html", "404.html")  # other single files, such as CNAME, may be on the branch already


class BranchStore:
    """Releases on a branch of the project's repository.

    With `push` the branch is fetched first and pushed last, and the local branch moves only if the remote branch moves.
    Raises UsageFault for a name that cannot be a branch, and InputFault if git or the remote refuses.
    """

    def __init__(self, root: Path, branch: str, *, push: bool) -> None:
        self._git = partial(git, root)
        if find_repository(root) is None:
            raise UsageFault(f"{root} is not in a git repository; publish into a folder with --to")
        known = self._git("check-ref-format", "--branch", branch).stdout.decode("utf-8", "replace").strip()
        if not known or known != branch or known.startswith(("@", "refs/")):
            raise UsageFault(f"--branch: `{branch}` cannot be the name of a branch")
        self.branch = branch
        self.push = push
        self.name = f"branch {branch}"
        self.ref = f"refs/heads/{branch}"
        self.tracked = f"refs/remotes/{REMOTE}/{branch}"
        self.tip = self.local = ""  # the newest known commit, and that of the local branch; empty if there is none
        self._find_tip()

    def read(self, path: str) -> bytes | None:
        entry = self._entries(self.tip, "--", path).get(path)
        return self._require("cat-file", "blob", entry.id) if entry is not None and entry.type == "blob" else None

    def digests(self, folder: str) -> DigestList:
        found = self._entries("-r", self.tip, "--", f"{folder}/")
        entries = {path.removeprefix(f"{folder}/"): entry for path, entry in found.items()}
        done = self._git("cat-file", "--batch", stdin="".join(f"{entry.id}\n" for entry in entries.values()).encode())
        return list_files(blob_contents(done, entries, self.name))

    def update(self, ledger: bytes | None, build: Callable[[Path], StoreChange]) -> None:
        """Add a commit with the change to the branch.

        Raises UsageFault for a branch that is checked out or has other content, and ConcurrentUpdate; the branch is then unchanged.
        """
        self._check_content()
        with tempfile.TemporaryDirectory(prefix="runbook-") as folder:
            change = build(Path(folder))
            if self.read(LEDGER) != ledger:
                raise ConcurrentUpdate
            tree = self._write_tree(change, Path(folder))
        parents = ("-p", self.tip) if self.tip else ()
        commit = self._require("commit-tree", tree, *parents, "-m", change.message, environ=self._identity()).decode().strip()
        if self.push:
            self._push(commit)
        before = self.local
        done = self._git("update-ref", "-m", "runbook publish", self.ref, commit, before)
        if done.returncode:
            self._find_tip()
            if self.local != before or LOCKED in error_of(done):
                raise ConcurrentUpdate
            raise InputFault(f"git does not accept the branch `{self.branch}`: {error_of(done)}")
        self.tip = self.local = commit

    def _push(self, commit: str) -> None:
        done = self._git("push", "--quiet", REMOTE, f"{commit}:{self.ref}")
        if done.returncode:
            before = self._commit(self.tracked)
            self._find_tip()
            after = self._commit(self.tracked)
            if after != commit:  # if both are equal, the push arrived, and only the remote's answer was lost
                if after != before or any(busy in error_of(done) for busy in BUSY):
                    raise ConcurrentUpdate
                raise InputFault(f"{REMOTE} does not accept the branch `{self.branch}`: {error_of(done)}")
        self._git("update-ref", self.tracked, commit)

    def _find_tip(self) -> None:
        """Find the newest commit of the branch: the local commit, or that of the remote if the remote is ahead."""
        if self.push:
            self._fetch()
        self.local, remote = self._commit(self.ref), self._commit(self.tracked)
        self.tip = self.local or remote
        if self.local and remote and self.local != remote:
            done = self._git("merge-base", self.local, remote)  # 1 says that there is none
            base = done.stdout.decode().strip() if done.returncode == 1 else require(done, "find the common commit").decode().strip()
            self.tip = remote if base == self.local else self.local
            if base not in (self.local, remote):
                raise InputFault(
                    f"the branch `{self.branch}` and `{REMOTE}/{self.branch}` have diverged: "
                    f"`git branch --force {self.branch} {REMOTE}/{self.branch}` takes the state of {REMOTE}"
                )

    def _fetch(self) -> None:
        if not self._has_remote():
            raise UsageFault(f"--push: the repository has no remote `{REMOTE}`; `git remote add {REMOTE} ADDRESS` adds it")
        shallow = self._require("rev-parse", "--is-shallow-repository").strip() == b"true"
        # Without the commits in between, a known branch would seem to have diverged from the remote one.
        depth = ("--depth=1",) if shallow and not (self._commit(self.ref) or self._commit(self.tracked)) else ()
        done = self._git("fetch", "--quiet", "--no-tags", *depth, REMOTE, f"+{self.ref}:{self.tracked}")
        if done.returncode and "couldn't find remote ref" in error_of(done):
            self._git("update-ref", "-d", self.tracked)
        elif done.returncode:
            raise InputFault(f"cannot fetch the branch `{self.branch}` from {REMOTE}: {error_of(done)}")

    def _check_content(self) -> None:
        if f"branch {self.ref}\n" in self._require("worktree", "list", "--porcelain").decode("utf-8", "replace"):
            raise UsageFault(f"--branch: `{self.branch}` is checked out, and publishing would change files that somebody works on")
        root = self._entries(self.tip)
        foreign = [name for name, entry in root.items() if entry.type != "blob" or name in ROOT_PAGES]
        if foreign and LEDGER not in root and VERSIONS not in root:
            raise UsageFault(f"--branch: `{self.branch}` has files that runbook did not write ({some_of(foreign, 5)}); name a new branch")

    @property
    def is_pushed(self) -> bool:
        """Whether a remote is known to have the branch."""
        return bool(self._commit(self.tracked))

    @property
    def may_be_remote(self) -> bool:
        """Whether a remote may have the branch, while this clone does not."""
        return not self.tip and not self.push and self._has_remote()

    def _write_tree(self, change: StoreChange, stage: Path) -> str:
        """Write the tree of the whole branch after a change, and return its id. Uses a separate index; no commit refers to the tree yet."""
        for path, data in change.files.items():
            write_into(stage, path, data)
        fresh = [path for name in (*change.built, *change.files) for path in (stage / name, *(stage / name).rglob("*")) if path.is_file()]
        names = "".join(f"{path}\n" for path in fresh).encode()  # no path of a site has a line break
        ids = self._require("hash-object", "-w", "--no-filters", "--stdin-paths", stdin=names).decode().split()
        old = self._entries("-r", self.tip, "--", *change.replaced) if change.replaced else {}
        removed = [f"0 {'0' * len(self.tip)}\t{path}\0" for path in old]
        added = [f"{FILE} {id}\t{path.relative_to(stage).as_posix()}\0" for path, id in zip(fresh, ids, strict=True)]
        lines = "".join((*removed, *added)).encode("utf-8", "surrogateescape")
        with tempfile.TemporaryDirectory(prefix="runbook-") as folder:
            environ = {"GIT_INDEX_FILE": str(Path(folder) / "index")}
            if self.tip:
                self._require("read-tree", self.tip, environ=environ)
            self._require("update-index", "-z", "--add", "--replace", "--index-info", stdin=lines, environ=environ)
            tree = self._require("write-tree", environ=environ).decode().strip()
            for name, source in change.copies.items():
                self._require("read-tree", f"--prefix={name}/", f"{tree}:{source}", environ=environ)
            return self._require("write-tree", environ=environ).decode().strip()

    def _entries(self, *arguments: str) -> dict[str, TreeEntry]:
        """Return the entries that `git ls-tree` lists on the branch, by path; empty if the branch does not exist."""
        return tree_entries(self._require("ls-tree", "-z", "--full-tree", *arguments)) if self.tip else {}

    def _commit(self, ref: str) -> str:
        """Return the id of the commit that a full name leads to; empty if there is none."""
        done = self._git("for-each-ref", "--format=%(refname) %(objectname)", ref)
        commits = dict(line.split() for line in require(done, f"read the branch `{self.branch}`").decode("utf-8", "replace").splitlines())
        if ref not in commits and done.stderr:
            raise InputFault(f"git cannot read the branch `{self.branch}`: {error_of(done)}")
        return commits.get(ref, "")

    def _has_remote(self) -> bool:
        return self._git("remote", "get-url", REMOTE).returncode == 0

    def _identity(self) -> dict[str, str]:
        """Return the variables that name an author and a committer; empty if git knows them. Build servers often have no name set."""
        if self._git("var", "GIT_COMMITTER_IDENT").returncode == 0:
            return {}
        people = ("GIT_AUTHOR", "GIT_COMMITTER")
        return {f"{who}_NAME": IDENTITY for who in people} | {f"{who}_EMAIL": f"{IDENTITY}@localhost" for who in people}

    def _require(self, *arguments: str, stdin: bytes = b"", environ: Mapping[str, str] | None = None) -> bytes:
        return require(self._git(*arguments, stdin=stdin, environ=environ), f"do `git {arguments[0]}`")
