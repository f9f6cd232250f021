"""A new user follows README and the install page word for word, for each way to install the wheel."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from generator.project.program_requirement import UNSET
from generator.reference.fences import Fence, fences
from generator.reference.worked_examples import matches
from tests.cli.bodies import new
from tests.conftest import commit_all, without_pdfs
from tests.docs.documents import ROOT, copy_of_project, lend_environment
from tests.docs.newcomer import PACKAGE, Newcomer, Web, dependencies

README = (ROOT / "README.md").read_text("utf-8").partition("\n## The example\n")[0]
PAGE = (ROOT / "docs/install.md").read_text("utf-8")
WAYS = {"a file": f'"{PACKAGE} @ file:', "a web server": f'install "{PACKAGE} @ https:', "an index": "--index-url INDEX"}
ENVIRONMENT = "python3 -m venv .venv"
PIP = ".venv/bin/python -m pip"
INSTALL = f"{PIP} install --requirement requirements.txt"
PREVIEW = ".venv/bin/runbook serve"
BEGIN = '.venv/bin/runbook new project . --title "Web shop"'
MISMATCH = "DO NOT MATCH THE HASHES"

pytestmark = pytest.mark.slow


@dataclass(frozen=True)
class Release:
    """A clone in which `make wheel` ran, its output, and a web server with the wheel."""

    clone: Path
    printed: str
    lent: Path
    web: Web

    @property
    def wheel(self) -> Path:
        return Path(self.printed.splitlines()[0])

    @property
    def digest(self) -> str:
        return self.printed.splitlines()[1].removeprefix("SHA-256 ")

    @property
    def requirement(self) -> str:
        return self.printed.splitlines()[2]

    def filled_in(self, text: str) -> str:
        """Return a text of the documentation with its placeholders replaced."""
        values = {
            "file:///FOLDER": self.wheel.parent.as_uri(),
            "https://HOST": f"{self.web.address}/files",
            "INDEX": f"{self.web.address}/simple",
            "HASH": self.digest,
            "REPOSITORY": shlex.quote(str(self.clone)),
        }
        return re.sub("|".join(rf"\b{re.escape(name)}\b" for name in values), lambda match: values[match[0]], text)


def make_wheel(clone: Path, **more: str) -> str:
    """Return what `make wheel` prints in a clone; `more` are environment variables."""
    environ = {**lend_environment(clone), **more}
    return subprocess.run(["make", "wheel"], cwd=clone, env=environ, check=True, capture_output=True, text=True).stdout


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Release]:
    folder = tmp_path_factory.mktemp("release")
    clone = folder / "a clone+more"
    copy_of_project(clone, without=("tests", "data", "docs"))
    commit_all(clone)
    printed = make_wheel(clone)
    web = Web(folder / "web", Path(printed.splitlines()[0]))
    with web.serving():
        yield Release(clone, printed, dependencies(folder / "lent"), web)


@pytest.fixture
def newcomer(release: Release, tmp_path: Path) -> Newcomer:
    release.web.asked.clear()
    return Newcomer(tmp_path / "home of me", release.lent, f"{release.web.address}/public")


def clone_of(release: Release, folder: Path) -> Path:
    subprocess.run(["git", "clone", "-q", str(release.clone), str(folder)], check=True)
    return folder


def follow(blocks: Iterable[Fence], newcomer: Newcomer, release: Release, besides: str = "") -> str:
    """Run all commands in order, except the command `besides`, and compare what they print; return the output of the last one."""
    printed = ""
    for block in blocks:
        assert block.language == "console"
        for session in re.split(r"^\$ ", block.content, flags=re.MULTILINE)[1:]:
            command, _, shown = release.filled_in(session).partition("\n")
            if command == besides:
                continue
            printed = newcomer.run(command)
            assert not shown or matches(shown, printed), f"{command} prints\n{printed}"
    return printed


def one_way(page: str, way: str) -> list[Fence]:
    """Return the blocks of a page without the other ways to install the wheel."""
    return [block for block in fences(page) if not any(mark in block.content for name, mark in WAYS.items() if name != way)]


def ready(newcomer: Newcomer, install: str) -> None:
    """Return a new folder with an environment in which the program is installed."""
    for command in ("mkdir own", "cd own", ENVIRONMENT, f"{PIP} {install}"):
        newcomer.run(command)


def requirement(project: Path) -> str:
    (line,) = (line for line in (project / "requirements.txt").read_text("utf-8").splitlines() if not line.startswith("#"))
    return line


def files_in(folder: Path, *besides: str) -> dict[str, bytes]:
    """Return the content of all files in a folder by path, except those in the folders and files `besides`."""
    paths = (path.relative_to(folder) for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.as_posix(): (folder / path).read_bytes() for path in paths if not {*path.parts} & {*besides}}


def assert_installed(project: Path, release: Release) -> None:
    """Check that the program in the environment of a project is the one in the wheel, byte by byte."""
    (packages,) = project.glob(".venv/lib/python*/site-packages")
    with zipfile.ZipFile(release.wheel) as archive:
        held = {name: archive.read(name) for name in archive.namelist() if name.startswith("generator/")}
    assert {f"generator/{path}": data for path, data in files_in(packages / "generator", "__pycache__").items()} == held


def asked_the_registry(release: Release) -> bool:
    """Return whether anything requested the program by its bare name from a registry."""
    return any(path.startswith("/public") and "runbook" in path for path in release.web.asked)


def hand_over(newcomer: Newcomer, release: Release, *, checked: bool) -> None:
    """Install the program as a colleague who cloned the project. pip refuses another wheel."""
    for command in ("git init -q -b main", "git add .", "git commit -q -m all", "git clone -q . ../colleague", "cd ../colleague"):
        newcomer.run(command)
    begin = next(fences((newcomer.place / "README.md").read_text("utf-8")))
    follow([begin], newcomer, release)
    assert_installed(newcomer.place, release)
    assert not checked or "4 warnings" in newcomer.run(".venv/bin/runbook check")
    assert not asked_the_registry(release)
    wrong = ("1" if release.digest[0] == "0" else "0") + release.digest[1:]
    text = (newcomer.place / "requirements.txt").read_text("utf-8")
    (newcomer.place / "requirements.txt").write_text(text.replace(release.digest, wrong), "utf-8")
    newcomer.run("rm -r .venv/lib/python*/site-packages/runbook_generator-*")  # so that pip installs the program again
    code, printed = newcomer.attempt(INSTALL)
    assert code == 1
    assert MISMATCH in printed


@pytest.mark.parametrize("way", WAYS)
def test_the_readme_leads_from_a_wheel_to_a_project_that_others_can_install(
    newcomer: Newcomer, release: Release, way: str, tmp_path: Path
) -> None:
    """Each way installs the same program and begins the same project, so one preview and one check are enough."""
    first = way == next(iter(WAYS))
    printed = follow(one_way(README, way), newcomer, release, besides="" if first else PREVIEW)
    assert ("The preview is at" in printed) == first
    project = newcomer.place
    assert_installed(project, release)
    new(None, "project", str(tmp_path / "the same"), "Web shop", [])
    assert files_in(project, ".venv", ".cache", "wheels", "requirements.txt") == files_in(tmp_path / "the same", "requirements.txt")
    kept = f"file:wheels/{release.wheel.name}#sha256={release.digest}"
    there = f"{PACKAGE} @ {release.web.address}/files/{release.wheel.name}#sha256={release.digest}"
    assert requirement(project) == (there if way == "a web server" else kept)
    wheels = list((project / "wheels").glob("*"))
    assert [wheel.read_bytes() for wheel in wheels] == ([] if way == "a web server" else [release.wheel.read_bytes()])
    hand_over(newcomer, release, checked=first)


@pytest.mark.parametrize("way", WAYS)
def test_another_file_than_the_one_of_the_digest_is_refused(newcomer: Newcomer, release: Release, way: str) -> None:
    newcomer.run(ENVIRONMENT)
    (block,) = (block for block in fences(README) if WAYS[way] in block.content)
    commands = re.findall(r"^\$ (.+)$", block.content, re.MULTILINE)
    code, printed = newcomer.attempt(release.filled_in("\n".join(commands).replace("HASH", "0" * 64)))
    assert code == 1
    assert MISMATCH in printed


def test_the_page_leads_from_a_clone_to_an_update(release: Release, tmp_path: Path) -> None:
    release.web.asked.clear()
    newcomer = Newcomer(tmp_path / "home of me", release.lent, f"{release.web.address}/public", thorough=True)
    before, heading, update = PAGE.partition("\n## Update\n")
    assert heading
    follow(one_way(before, "a file"), newcomer, release)
    assert requirement(newcomer.place) == requirement(newcomer.place.parent / "second")
    there = f"{PACKAGE} @ {release.web.address}/files/{release.wheel.name}#sha256={release.digest}"
    assert requirement(newcomer.place.parent / "third") == there
    later = clone_of(release, tmp_path / "later")
    project = later / "pyproject.toml"
    project.write_text(project.read_text("utf-8").replace('\nversion = "0.2.0"\n', '\nversion = "0.3.0"\n'), "utf-8")
    commit_all(later)
    wheel, digest = make_wheel(later).splitlines()[:2]
    (newcomer.place / "wheels" / release.wheel.name).unlink()
    shutil.copy(wheel, newcomer.place / "wheels")
    text = (newcomer.place / "requirements.txt").read_text("utf-8")
    line = f"file:wheels/{Path(wheel).name}#{digest.replace('SHA-256 ', 'sha256=')}"
    (newcomer.place / "requirements.txt").write_text(text.replace(requirement(newcomer.place), line), "utf-8")
    without_pdfs(newcomer.place)
    follow(fences(update), newcomer, release)
    assert newcomer.run(".venv/bin/runbook --version") == "runbook 0.3.0\n"
    assert not asked_the_registry(release)


def test_page_and_readme_install_alike() -> None:
    for way in WAYS.values():
        (ours,), (other,) = ([block.content for block in fences(page) if way in block.content] for page in (README, PAGE))
        assert ours == other


def test_a_project_begun_from_an_index_stops_pip_until_it_is_completed(newcomer: Newcomer, release: Release) -> None:
    ready(newcomer, f"install --quiet --index-url {release.web.address}/simple {PACKAGE}")
    printed = newcomer.run(BEGIN)
    assert "warning: requirements.txt names no wheel of this program: it was installed from a package index" in printed
    newcomer.run("rm -r .venv")
    newcomer.run(ENVIRONMENT)
    release.web.asked.clear()
    workflows = (newcomer.place / name for name in (".github/workflows/runbooks.yml", ".gitlab-ci.yml"))
    installing = {found for path in workflows for found in re.findall(r"\bpython -m pip .+", path.read_text("utf-8"))}
    assert installing == {INSTALL.removeprefix(".venv/bin/")}
    code, printed = newcomer.attempt(INSTALL)
    assert code == 1
    assert f"ERROR: Invalid requirement: '{UNSET}'" in printed
    assert release.web.asked == [], "pip asks nobody for anything"
    place = newcomer.place / "requirements.txt"
    (fetch,) = re.findall(r"^#   python (-m pip download .+)$", place.read_text("utf-8"), re.MULTILINE)
    newcomer.run(release.filled_in(f".venv/bin/python {fetch}"))
    (line,) = re.findall(r"^#   (file:wheels/.+)$", place.read_text("utf-8"), re.MULTILINE)
    place.write_text(place.read_text("utf-8").replace(UNSET, release.filled_in(line)), "utf-8")
    newcomer.run(INSTALL)
    assert_installed(newcomer.place, release)


def test_an_editable_checkout_is_not_used_as_a_wheel(newcomer: Newcomer, release: Release) -> None:
    ready(newcomer, f"install --quiet --no-build-isolation --editable {shlex.quote(str(release.clone))}")
    assert f"names no wheel of this program: it was installed from a folder, {release.clone}. " in newcomer.run(BEGIN)
    code, printed = newcomer.attempt(INSTALL)
    assert (code, f"Invalid requirement: '{UNSET}'" in printed) == (1, True), printed
    assert str(release.clone) not in (newcomer.place / "requirements.txt").read_text("utf-8")


def test_the_same_commit_gives_the_same_wheel(release: Release, tmp_path: Path) -> None:
    clone = clone_of(release, tmp_path / "elsewhere")
    (clone / "generator" / "left_over.py").write_text("SECRET = 1\n")
    (clone / "README.md").write_text("not committed\n")
    (clone / "generator" / "__main__.py").chmod(0o600)
    printed = make_wheel(clone, SOURCE_DATE_EPOCH="1000000000", TZ="Asia/Dhaka")
    assert printed.splitlines()[1] == f"SHA-256 {release.digest}"
    assert (clone / "dist" / release.wheel.name).read_bytes() == release.wheel.read_bytes()


def test_the_wheel_says_nothing_of_where_it_was_made(release: Release) -> None:
    with zipfile.ZipFile(release.wheel) as archive:
        held = b"".join(archive.read(name) for name in archive.namelist())
        assert {entry.date_time for entry in archive.infolist()} == {(2026, 11, 20, 12, 0, 0)}, "the date of the commit"
    assert release.clone.name.encode() not in held
    assert str(release.clone.parent).encode() not in held


@pytest.mark.parametrize("options", ["", "--require-hashes"])
def test_pip_takes_the_printed_requirement_with_and_without_digests_for_all(newcomer: Newcomer, release: Release, options: str) -> None:
    wanted = newcomer.place / "wanted.txt"
    wanted.write_text(f"{release.requirement}\n", "utf-8")
    newcomer.run(ENVIRONMENT)
    newcomer.run(f"{PIP} install --quiet --no-deps {options} --requirement wanted.txt")
    assert newcomer.run(".venv/bin/runbook --version").startswith("runbook ")
