"""Files compared with the commit by their content, whatever git ignores, assumes or leaves out."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.project.committed_content import changed_files, uncommitted
from generator.project.faults import InputFault
from generator.project.project_files import is_data_file
from generator.project.repository import find_repository
from tests.conftest import commit_all
from tests.releases.stores import git

Committer = Callable[[Path], str]
SHOP = "data/variants/shop/variant.yaml"
BASE = "data/layers/base/base.yaml"


def differing(root: Path, *others: str) -> tuple[str, ...]:
    """Return what differs in the data, the pages and other files and folders."""
    repository = find_repository(root)
    assert repository is not None
    sources = {root / "data": is_data_file, **{root / name: lambda _: True for name in ("docs", "mkdocs.yml", *others)}}
    found = uncommitted(repository, root, sources)
    assert changed_files(repository, root, sources) or not found
    return found


def append(root: Path, path: str) -> None:
    (root / path).write_text(f"{(root / path).read_text()}# more\n")


def write(root: Path, path: str, text: str = "commands: {}\n") -> None:
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_text(text)


def edit_assumed(root: Path) -> None:
    git(root, "update-index", "--assume-unchanged", SHOP)
    append(root, SHOP)


def edit_skipped(root: Path) -> None:
    git(root, "update-index", "--skip-worktree", SHOP)
    append(root, SHOP)


def edit_with_the_same_time_and_size(root: Path) -> None:
    git(root, "config", "core.trustctime", "false")
    git(root, "config", "core.checkStat", "minimal")
    git(root, "status")
    before = (root / SHOP).stat()
    (root / SHOP).write_text((root / SHOP).read_text().replace("Sells", "Makes"))
    os.utime(root / SHOP, ns=(before.st_atime_ns, before.st_mtime_ns))


def edit_and_stage(root: Path) -> None:
    append(root, SHOP)
    git(root, "add", SHOP)


def ignore(root: Path, where: str, pattern: str) -> None:
    write(root, where, f"{pattern}\n")


def ignored(root: Path, where: str, path: str = "data/variants/shop/more.yaml") -> None:
    ignore(root, where, "more.*")
    write(root, path)


def leave_out(root: Path) -> None:
    git(root, "sparse-checkout", "set", "--no-cone", "/*", "!/data/variants/forum")


def replace_commit(root: Path) -> None:
    """Let git read another commit, with the edit, in place of that of the project."""
    append(root, SHOP)
    known = git(root, "rev-parse", "HEAD")
    commit_all(root)
    edited = git(root, "rev-parse", "HEAD")
    git(root, "reset", "-q", "--soft", known)
    git(root, "replace", known, edited)


def link_to_folder(root: Path, folder: str, place: Path) -> None:
    (root / folder).rename(place)
    (root / folder).symlink_to(os.path.relpath(place, (root / folder).parent))


def link_data_out(root: Path) -> None:
    link_to_folder(root, "data", root.parent / "elsewhere")


def link_data_inside(root: Path) -> None:
    link_to_folder(root, "data", root / "content")


def exchange_by_link(root: Path) -> None:
    """Put a link to a committed file in the place of another one."""
    (root / "data/variants/shop/variant.yaml").unlink()
    (root / SHOP).symlink_to("../forum/variant.yaml")


CHANGES: dict[str, tuple[Callable[[Path], object], tuple[str, ...]]] = {
    "an edited file": (lambda root: append(root, SHOP), (SHOP,)),
    "a staged file": (edit_and_stage, (SHOP,)),
    "a new file": (lambda root: write(root, "data/more.yaml"), ("data/more.yaml",)),
    "a deleted file": (lambda root: (root / SHOP).unlink(), (f"{SHOP} (missing)",)),
    "assumed to be unchanged": (edit_assumed, (SHOP,)),
    "skipped in the work tree": (edit_skipped, (SHOP,)),
    "time and size unchanged": (edit_with_the_same_time_and_size, (SHOP,)),
    "the commit is replaced": (replace_commit, (SHOP,)),
    "ignored by the project": (lambda root: ignored(root, "data/.gitignore"), ("data/.gitignore", "data/variants/shop/more.yaml")),
    "ignored by the clone": (lambda root: ignored(root, ".git/info/exclude"), ("data/variants/shop/more.yaml",)),
    "ignored and a page": (lambda root: ignored(root, ".git/info/exclude", "docs/more.md"), ("docs/more.md",)),
    "ignored and no data": (lambda root: ignored(root, ".git/info/exclude", "data/more.txt"), ()),
    "left out by a sparse checkout": (leave_out, ("data/variants/forum/variant.yaml (missing)",)),
    "the data are a link out of the project": (link_data_out, (BASE, "data (not in the repository)")),
    "the data are a new link inside": (link_data_inside, (BASE, "content/layers/base/base.yaml", "data")),
    "a link to a committed file": (exchange_by_link, (SHOP,)),
    "an ending in CRLF": (lambda root: (root / SHOP).write_bytes((root / SHOP).read_bytes().replace(b"\n", b"\r\n")), (SHOP,)),
    "a blank and a line break": (lambda root: write(root, "data/a b\nc.yaml"), ("data/a b\\x0ac.yaml",)),
    "a quote and no ASCII": (lambda root: write(root, 'data/"ü\\.yaml'), ('data/"ü\\.yaml',)),
    "wildcards": (lambda root: write(root, "docs/[a]*.md"), ("docs/[a]*.md",)),
    "a name in another case": (lambda root: write(root, "data/MORE.yaml"), ("data/MORE.yaml",)),
    "nothing": (lambda _: None, ()),
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_differs_from_the_commit_is_listed(change: str, tiny: Path, commit: Committer) -> None:
    """A file of the site that differs from the commit is found, however it came to differ, and in a folder of the repository too."""
    commit(tiny)
    act, expected = CHANGES[change]
    act(tiny)
    found = differing(tiny)
    assert set(expected) <= set(found) and bool(found) == bool(expected)


def test_paths_are_those_of_a_project_below_its_repository(tmp_path: Path, tiny: Path, commit: Committer) -> None:
    (tmp_path / "top").mkdir()
    root = tiny.rename(tmp_path / "top/web shop")
    write(tmp_path, "top/other.txt", "other\n")
    commit(tmp_path / "top")
    assert differing(root) == ()
    append(tmp_path / "top", "other.txt")
    assert differing(root) == ()
    append(root, SHOP)
    assert differing(root) == (SHOP,)
    assert differing(root, "../other.txt") == ("../other.txt", SHOP)


def test_before_the_first_commit_all_files_differ(tiny: Path) -> None:
    git(tiny, "init", "-q")
    git(tiny, "add", ".")
    assert {SHOP, BASE, "docs/writing.md", "mkdocs.yml"} <= set(differing(tiny))


@pytest.mark.parametrize(
    ("attributes", "settings"),
    [
        ("", {"core.autocrlf": "true"}),
        ("* text eol=crlf\n", {}),
        ("*.yaml ident\n", {}),
        ("*.yaml working-tree-encoding=ISO-8859-1\n", {}),
        ("*.yaml filter=case\n", {"filter.case.clean": "tr a-z A-Z", "filter.case.smudge": "tr A-Z a-z", "filter.case.required": "true"}),
        ("*.yaml export-subst\n", {}),
    ],
    ids=["autocrlf", "eol", "ident", "encoding", "filter", "export-subst"],
)
def test_what_git_changes_on_checkout_is_no_difference(
    attributes: str, settings: dict[str, str], tiny: Path, commit: Committer, tmp_path: Path
) -> None:
    """A fresh clone has no changes, whatever git does to line ends and contents; an edit in it is one."""
    write(tiny, ".gitattributes", attributes)
    append(tiny, SHOP)
    (tiny / SHOP).write_text(f"{(tiny / SHOP).read_text()}# $Id$ $Format:%H$\n")
    for name, value in settings.items():
        git(tiny, "init", "-q")  # which changes nothing the second time
        git(tiny, "config", name, value)
    commit(tiny)
    options = [f"--config={name}={value}" for name, value in settings.items()]
    git(tmp_path, "clone", "-q", *options, str(tiny), "clone")
    assert differing(tmp_path / "clone") == ()
    append(tmp_path / "clone", SHOP)
    assert differing(tmp_path / "clone") == (SHOP,)


def test_committed_bytes_are_no_difference_even_if_git_would_change_them(tiny: Path, commit: Committer) -> None:
    """Git on Windows commits no CRLF, but somebody else may have."""
    (tiny / SHOP).write_bytes((tiny / SHOP).read_bytes().replace(b"\n", b"\r\n"))
    commit(tiny)
    git(tiny, "config", "core.autocrlf", "true")
    assert differing(tiny) == ()


def test_a_pointer_of_git_lfs_is_a_difference(tiny: Path, commit: Committer) -> None:
    write(tiny, "docs/plan.png", f"version https://git-lfs.github.com/spec/v1\noid sha256:{'0' * 64}\nsize 1\n")
    commit(tiny)
    assert differing(tiny) == ("docs/plan.png (only the pointer of Git LFS; `git lfs pull` fetches the file)",)


def test_a_filter_that_fails_is_an_error(tiny: Path, commit: Committer) -> None:
    commit(tiny)
    write(tiny, ".git/info/attributes", "*.yaml filter=broken\n")
    for name, value in (("clean", "false"), ("required", "true")):
        git(tiny, "config", f"filter.broken.{name}", value)
    append(tiny, SHOP)
    with pytest.raises(InputFault, match=r"git cannot .*clean filter 'broken' failed"):
        differing(tiny)


def test_a_file_that_cannot_be_read_is_a_difference(tiny: Path, commit: Committer, monkeypatch: pytest.MonkeyPatch) -> None:
    """It stops nothing here: `check` reports it together with all other problems."""
    commit(tiny)
    read = Path.read_bytes

    def refused(path: Path) -> bytes:
        if path == tiny / SHOP:
            raise PermissionError(13, "Permission denied", str(path))
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", refused)
    assert differing(tiny) == (f"{SHOP} (cannot be read)",)


def test_committed_links_are_followed(tiny: Path, commit: Committer) -> None:
    """Links to files and folders of the repository are part of the commit, together with what they lead to."""
    write(tiny, "shared/words.yaml", "variant: {}\n")
    (tiny / "data/variants/shop/words.yaml").symlink_to("../../../shared/words.yaml")
    write(tiny, "more/page.md", "# Page\n")
    (tiny / "docs/more").symlink_to("../more")
    (tiny / "docs/more/around").symlink_to("..")
    link_to_folder(tiny, "data", tiny / "content")
    commit(tiny)
    assert differing(tiny) == ()
    append(tiny, "more/page.md")
    git(tiny, "update-index", "--assume-unchanged", "more/page.md")
    assert differing(tiny) == ("docs/more/page.md",)
    git(tiny, "checkout", "-q", "-f", ".")
    (tiny / "data/variants/shop/words.yaml").unlink()
    (tiny / "data/variants/shop/words.yaml").symlink_to("../forum/variant.yaml")
    assert differing(tiny) == ("content/variants/shop/words.yaml",)


def test_a_link_out_of_the_repository_is_not_in_the_commit(tiny: Path, commit: Committer, tmp_path: Path) -> None:
    write(tmp_path, "outside/page.md", "# Page\n")
    (tiny / "docs/page.md").symlink_to(tmp_path / "outside/page.md")
    (tiny / "docs/more").symlink_to(tmp_path / "outside")
    commit(tiny)
    assert differing(tiny) == ("docs/more/page.md (not in the repository)", "docs/page.md (not in the repository)")


@pytest.fixture
def with_module(tiny: Path, commit: Committer, tmp_path: Path) -> Path:
    """A project whose layer is a submodule."""
    (tiny / "data/layers/base").rename(tmp_path / "base")
    commit(tmp_path / "base")
    git(tiny, "init", "-q")
    git(tiny, "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(tmp_path / "base"), "data/layers/base")
    commit(tiny)
    return tiny


def test_files_of_a_submodule_are_compared_with_its_recorded_commit(with_module: Path) -> None:
    module = with_module / "data/layers/base"
    assert differing(with_module) == ()
    git(module, "update-index", "--assume-unchanged", "base.yaml")
    append(module, "base.yaml")
    assert differing(with_module) == (BASE,)
    git(module, "update-index", "--no-assume-unchanged", "base.yaml")
    commit_all(module)
    assert set(differing(with_module)) == {"data/layers/base", BASE}
    commit_all(with_module)
    assert differing(with_module) == ()


def test_a_submodule_that_is_not_checked_out_is_a_difference(with_module: Path) -> None:
    git(with_module, "submodule", "--quiet", "deinit", "--force", "data/layers/base")
    (found,) = differing(with_module)
    assert found.startswith("data/layers/base (the submodule lacks the recorded commit; `git submodule update --init` fetches it")


def test_a_repository_in_the_data_that_is_no_submodule_is_a_difference(tiny: Path, commit: Committer) -> None:
    shutil.copytree(tiny / "data/layers/base", tiny / "data/layers/more")
    commit(tiny / "data/layers/more")
    write(tiny, ".gitignore", "more/\n")
    git(tiny, "init", "-q")
    commit(tiny)
    assert differing(tiny) == ("data/layers/more/base.yaml",)


def test_sha_256_repositories_are_compared(tiny: Path, commit: Committer) -> None:
    git(tiny, "init", "-q", "--object-format=sha256")
    commit(tiny)
    assert differing(tiny) == ()
    append(tiny, SHOP)
    assert differing(tiny) == (SHOP,)
