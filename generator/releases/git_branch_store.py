"""A git branch as a store: objects are written beside the history, and the branch moves in one step, only from where it was seen."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

from generator.diagnostics.diagnostic import some_of
from generator.project.faults import InputFault, UsageFault
from generator.project.git_process import Done, complaint, git, require
from generator.releases.digest_list import DigestList, list_files
from generator.releases.release_store import LEDGER, VERSIONS, Moved, StoreChange

REMOTE = "origin"
IDENTITY = "runbook"
BUSY = ("cannot lock ref", "failed to update ref")  # somebody else is just about to move it
LOCKED = "Unable to create"  # the same, here
FOLDER, FILE = "040000", "100644"
ENTRANCES = ("index.html", "404.html")  # beside these, a file such as CNAME is in nobody's way
Entry = tuple[str, str, str]  # mode, type, id


class BranchStore:
    """Releases on a branch of the project's repository.

    With `push` the branch is fetched before and pushed after, and moves here only if it moves there. Raises UsageFault for what can be
    no branch, and InputFault where git or the remote refuses.
    """

    def __init__(self, root: Path, branch: str, *, push: bool) -> None:
        self.root = root
        self.branch = branch
        self.push = push
        self.name = f"branch {branch}"
        self.ref = f"refs/heads/{branch}"
        self.tracked = f"refs/remotes/{REMOTE}/{branch}"
        self.tip = self.local = ""  # where the branch stands, and where it stands here; empty where it does not
        self._refuse_unusable()
        self._settle()

    def read(self, path: str) -> bytes | None:
        if not self.tip or self._ask("cat-file", "-e", f"{self.tip}:{path}").returncode:
            return None
        return self._run("cat-file", "blob", f"{self.tip}:{path}")

    def listed(self, folder: str) -> DigestList:
        return list_files(self._blobs({path: id for path, (_, _, id) in self._listed(folder, deep=True).items()}))

    def renew(self, ledger: bytes | None, build: Callable[[Path], StoreChange]) -> None:
        """Raises UsageFault for a branch that somebody has checked out, or that holds something else, and Moved; it is then as it was."""
        self._refuse_foreign()
        with tempfile.TemporaryDirectory(prefix="runbook-") as folder:
            change = build(Path(folder))
            if self.read(LEDGER) != ledger:
                raise Moved
            tree = self._tree_of(change, Path(folder))
        parents = ("-p", self.tip) if self.tip else ()
        commit = self._run("commit-tree", tree, *parents, "-m", change.told, environ=self._identity()).decode().strip()
        self._move_to(commit)

    def _move_to(self, commit: str) -> None:
        """Let the branch lead to a commit, there and then here, only from where it was seen; what fails leaves it where it was."""
        if self.push:
            done = self._ask("push", "--quiet", REMOTE, f"{commit}:{self.ref}")
            if done.returncode:
                before = self._commit(self.tracked)
                self._settle()
                after = self._commit(self.tracked)
                if after != commit:  # else it has arrived, and only the answer was lost
                    said = complaint(done)
                    if after != before or any(word in said for word in BUSY):
                        raise Moved
                    raise InputFault(f"{REMOTE} does not take the branch `{self.branch}`: {said}")
            self._ask("update-ref", self.tracked, commit)
        before = self.local
        done = self._ask("update-ref", "-m", "runbook publish", self.ref, commit, before)
        if done.returncode:
            self._settle()
            if self.local != before or LOCKED in complaint(done):
                raise Moved
            raise InputFault(f"git does not take the branch `{self.branch}`: {complaint(done)}")
        self.tip = self.local = commit

    def _settle(self) -> None:
        """Find where the branch stands: here, or at the remote where that has gone on."""
        if self.push:
            self._fetch()
        self.local, remote = self._commit(self.ref), self._commit(self.tracked)
        self.tip = self.local or remote
        if self.local and remote and self.local != remote:
            if self._is_ancestor(self.local, remote):
                self.tip = remote
            elif not self._is_ancestor(remote, self.local):
                raise InputFault(
                    f"the branch `{self.branch}` and `{REMOTE}/{self.branch}` have parted: "
                    f"`git branch --force {self.branch} {REMOTE}/{self.branch}` takes what is at {REMOTE}"
                )

    def _fetch(self) -> None:
        if self._ask("remote", "get-url", REMOTE).returncode:
            raise UsageFault(f"--push: the repository has no remote `{REMOTE}`; `git remote add {REMOTE} ADDRESS` names it")
        shallow = self._ask("rev-parse", "--is-shallow-repository").stdout.strip() == b"true"
        # What is known already is built upon: cut off from that, the remote's would seem to have parted from it.
        depth = ("--depth=1",) if shallow and not (self._commit(self.ref) or self._commit(self.tracked)) else ()
        done = self._ask("fetch", "--quiet", "--no-tags", *depth, REMOTE, f"+{self.ref}:{self.tracked}")
        if done.returncode and "couldn't find remote ref" in complaint(done):
            self._ask("update-ref", "-d", self.tracked)
        elif done.returncode:
            raise InputFault(f"{REMOTE} cannot be asked for the branch `{self.branch}`: {complaint(done)}")

    def _refuse_unusable(self) -> None:
        if self._ask("rev-parse", "--git-dir").returncode:
            raise UsageFault(f"{self.root} is in no git repository; publish into a folder with --to")
        known = self._ask("check-ref-format", "--branch", self.branch).stdout.decode("utf-8", "replace").strip()
        if not known or known != self.branch or known.startswith(("@", "refs/")):
            raise UsageFault(f"--branch: `{self.branch}` cannot be the name of a branch")

    def _refuse_foreign(self) -> None:
        taken = self._run("worktree", "list", "--porcelain").decode("utf-8", "replace")
        if f"branch {self.ref}\n" in taken:
            raise UsageFault(f"--branch: `{self.branch}` is checked out, and its files would be changed under whoever works there")
        root = self._listed("", deep=False)
        foreign = [name for name, (_, kind, _) in root.items() if kind != "blob" or name in ENTRANCES]
        if foreign and LEDGER not in root and VERSIONS not in root:
            others = f"files that runbook did not write ({some_of(foreign, 5)})"
            raise UsageFault(f"--branch: `{self.branch}` holds {others}, and is left alone; name a new branch")

    @property
    def unseen(self) -> bool:
        """Whether there is a remote that may hold the branch, of which this clone knows nothing."""
        return not self.tip and not self.push and self._ask("remote", "get-url", REMOTE).returncode == 0

    def _tree_of(self, change: StoreChange, folder: Path) -> str:
        """The tree of the whole branch after a change, written as objects that nothing leads to as yet."""
        root = self._listed("", deep=False) if self.tip else {}
        for path in change.replaced:
            if "/" not in path:
                root.pop(path, None)
        nested = self._nested(change, root)
        for name in change.built:
            files = {path.relative_to(folder / name).as_posix(): path for path in (folder / name).rglob("*") if path.is_file()}
            ids = self._hashed(list(files.values()))
            root[name] = (FOLDER, "tree", self._written(dict(zip(files, ids, strict=True))))
        for name, to in change.copies.items():
            root[name] = root[to]
        for path, data in change.files.items():
            if "/" not in path:
                root[path] = (FILE, "blob", self._run("hash-object", "-w", "--stdin", asked=data).decode().strip())
        return self._made_tree(root | nested)

    def _nested(self, change: StoreChange, root: dict[str, Entry]) -> dict[str, Entry]:
        """The folders of which single files change."""
        found: dict[str, Entry] = {}
        for name in {path.partition("/")[0] for path in change.replaced if "/" in path}:
            entries = self._listed(name, deep=False) if name in root else {}
            for path in change.removed:
                entries.pop(path.removeprefix(f"{name}/"), None)
            for path, data in change.files.items():
                if path.startswith(f"{name}/"):
                    id = self._run("hash-object", "-w", "--stdin", asked=data).decode().strip()
                    entries[path.removeprefix(f"{name}/")] = (FILE, "blob", id)
            found[name] = (FOLDER, "tree", self._made_tree(entries))
        return found

    def _hashed(self, files: list[Path]) -> list[str]:
        """Files as blobs; the names go through standard input, one a line, which no file of a site breaks."""
        asked = "".join(f"{file}\n" for file in files).encode()
        return self._run("hash-object", "-w", "--no-filters", "--stdin-paths", asked=asked).decode().split()

    def _written(self, blobs: Mapping[str, str]) -> str:
        """The tree of some blobs by path, made in an index of its own."""
        with tempfile.TemporaryDirectory(prefix="runbook-") as folder:
            environ = {"GIT_INDEX_FILE": str(Path(folder) / "index")}
            lines = "".join(f"{FILE} {id}\t{path}\0" for path, id in blobs.items()).encode()
            self._run("update-index", "-z", "--add", "--index-info", asked=lines, environ=environ)
            return self._run("write-tree", environ=environ).decode().strip()

    def _blobs(self, ids: Mapping[str, str]) -> dict[str, bytes]:
        """The bytes of some blobs by path, from one process of git."""
        given = self._run("cat-file", "--batch", asked="".join(f"{id}\n" for id in ids.values()).encode())
        found: dict[str, bytes] = {}
        at = 0
        for path in ids:
            end = given.index(b"\n", at)
            size = int(given[at:end].split()[2])
            found[path] = given[end + 1 : end + 1 + size]
            at = end + 1 + size + 1
        return found

    def _made_tree(self, entries: Mapping[str, Entry]) -> str:
        lines = "".join(f"{mode} {kind} {id}\t{name}\0" for name, (mode, kind, id) in entries.items()).encode()
        return self._run("mktree", "-z", asked=lines).decode().strip()

    def _listed(self, folder: str, *, deep: bool) -> dict[str, Entry]:
        """What a folder of the branch holds, by path below it."""
        if not self.tip:
            return {}
        done = self._ask("ls-tree", "-z", "--full-tree", *(("-r",) if deep else ()), f"{self.tip}:{folder}")
        if done.returncode:
            return {}
        found: dict[str, Entry] = {}
        for record in done.stdout.decode("utf-8", "surrogateescape").split("\0")[:-1]:
            head, _, path = record.partition("\t")
            mode, kind, id = head.split(" ")
            found[path] = (mode, kind, id)
        return found

    def _commit(self, ref: str) -> str:
        return self._ask("rev-parse", "--verify", "--quiet", f"{ref}^{{commit}}").stdout.decode().strip()

    def _is_ancestor(self, one: str, other: str) -> bool:
        return self._ask("merge-base", "--is-ancestor", one, other).returncode == 0

    def _identity(self) -> dict[str, str]:
        """Who commits, where git does not know: build servers tell it nobody."""
        if self._ask("var", "GIT_COMMITTER_IDENT").returncode == 0:
            return {}
        who = ("GIT_AUTHOR_NAME", "GIT_COMMITTER_NAME"), ("GIT_AUTHOR_EMAIL", "GIT_COMMITTER_EMAIL")
        return dict.fromkeys(who[0], IDENTITY) | dict.fromkeys(who[1], f"{IDENTITY}@localhost")

    def _run(self, *words: str, asked: bytes = b"", environ: Mapping[str, str] | None = None) -> bytes:
        return require(self._ask(*words, asked=asked, environ=environ), f"do `git {words[0]}`")

    def _ask(self, *words: str, asked: bytes = b"", environ: Mapping[str, str] | None = None) -> Done:
        return git(self.root, *words, asked=asked, environ=environ)
