"""The wheel, outside this checkout: another project builds with it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import sysconfig
import tomllib
import zipfile
from pathlib import Path

import pytest

from generator.reference.applied_diffs import applied
from generator.reference.fences import fences
from tests.conftest import without_pdfs

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (made,) = folder.glob("*.whl")
    return made


def test_it_carries_code_texts_and_theme_and_nothing_else(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    packaged = {name for name in names if name.startswith("generator/")}
    texts = [p for name in ("templates", "strings") for p in (ROOT / "generator" / name).rglob("*") if p.is_file()]
    code = (p for ending in ("py", "json") for p in (ROOT / "generator").rglob(f"*.{ending}"))
    wanted = {p.relative_to(ROOT).as_posix() for p in (*code, *texts)}
    theme = {f"generator/{p.relative_to(ROOT).as_posix()}" for p in (ROOT / "overrides").rglob("*") if p.is_file()}
    assert packaged == wanted | theme
    assert all(name.startswith("generator/") or ".dist-info/" in name for name in names)


def test_a_foreign_project_builds_with_it(wheel: Path, unprinted: Path, tmp_path: Path) -> None:
    installed = tmp_path / "installed"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(installed)
    environ = {**os.environ, "PYTHONPATH": str(installed), "NO_MKDOCS_2_WARNING": "1"}
    script = "import generator, sys; sys.stdout.write(generator.__file__)"
    where = subprocess.run([sys.executable, "-c", script], cwd=unprinted, env=environ, check=True, capture_output=True, text=True).stdout
    assert where.startswith(str(installed))
    for command in (["generator", "build"], ["mkdocs", "build", "--strict", "--quiet", "--site-dir", "plain"]):
        done = subprocess.run([sys.executable, "-m", *command], cwd=unprinted, env=environ, capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr) == (0, "")
    for site in ("site", "plain"):
        assert (unprinted / site / "shop/index.html").is_file()
        assert (unprinted / site / "assets/pages.css").is_file()


def lend_environment(wheel: Path, folder: Path) -> None:
    """Make an environment with the wheel and access to the packages of these tests: the same as an installation, without a network."""
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(folder)], check=True)
    pip = [sys.executable, "-m", "pip", "--python", str(folder / "bin" / "python"), "--disable-pip-version-check"]
    subprocess.run([*pip, "install", "--quiet", "--no-index", "--no-deps", "--no-compile", str(wheel)], check=True)
    (packages,) = folder.glob("lib/python*/site-packages")
    (packages / "lent.pth").write_text(f"{sysconfig.get_path('purelib')}\n", encoding="utf-8")


@pytest.mark.slow
def test_a_second_user_follows_the_readme_of_a_new_project_in_an_empty_folder(wheel: Path, tmp_path: Path) -> None:
    home = tmp_path / "own"
    lend_environment(wheel, home / ".venv")
    environ = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "GIT_", "PYTEST"))}
    environ |= {f"GIT_{who}_{what}": "own@localhost" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}

    def run(command: str) -> str:
        done = subprocess.run(["bash", "-c", command], cwd=home, env=environ, capture_output=True, text=True, check=False)
        assert done.returncode == 0, f"{command}\n{done.stdout}{done.stderr}"
        return done.stdout

    assert run(".venv/bin/python -c 'import generator; print(generator.__file__)'").startswith(str(home))
    run('.venv/bin/runbook new project . --title "Web shop"')
    install, *blocks = fences((home / "README.md").read_text("utf-8"))
    assert "pip install --requirement requirements.txt" in install.content
    for block in blocks:
        if block.language == "diff":
            place = home / block.title
            place.write_text(applied(block.content, place.read_text("utf-8")), "utf-8")
        else:
            for command in re.findall(r"^\$ (.+)$", block.content, re.MULTILINE):
                assert "error" not in run(command)
                if command.endswith("runbook build"):
                    without_pdfs(home)  # one build with PDFs is enough
    assert "A user can sign in" in (home / "site/web-shop/deploy-day/index.html").read_text("utf-8")
    assert "A user can sign in" in (home / "deploy-day.md").read_text("utf-8")
    assert "22:00" in (home / "deploy-day.md").read_text("utf-8")
    assert (home / "data/variants/second-system/variant.yaml").is_file()
    assert "A user can sign in" in (home / "published/latest/web-shop/deploy-day/index.html").read_text("utf-8")
    assert "published" not in run("git status --porcelain")
    run(".venv/bin/runbook sheet web-shop deploy-day --format pdf > deploy-day.pdf")
    assert (home / "deploy-day.pdf").read_bytes().startswith(b"%PDF-")
    assert list((home / "site/web-shop").rglob("*.pdf"))
    workflow = (home / ".github/workflows/runbooks.yml").read_text("utf-8")
    commands = re.findall(r"- run: (runbook .+)", workflow)
    assert commands == ["runbook check --format github", "runbook fmt --check", "runbook build"]
    for command in commands:
        run(f".venv/bin/{command}")


def test_every_direct_dependency_says_why_it_is_there() -> None:
    lines = (ROOT / "pyproject.toml").read_text(encoding="utf-8").splitlines()
    project = tomllib.loads("\n".join(lines))["project"]
    for requirement in [*project["dependencies"], *project["optional-dependencies"]["test"]]:
        found = [line for line in lines if f'"{requirement}"' in line]
        assert found and all("  # " in line for line in found), f"say why {requirement} is needed, in a comment on its line"


@pytest.mark.parametrize("name", ["site", "test"])
def test_the_locks_name_exact_versions_with_hashes(name: str) -> None:
    text = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
    pins = [line for line in text.splitlines() if line and not line.startswith((" ", "#"))]
    assert len(pins) > 20
    assert all("==" in line and line.endswith("\\") for line in pins)
    assert text.count("--hash=sha256:") >= len(pins)
    assert "://" not in text


def test_the_locks_agree() -> None:
    def pins(name: str) -> set[str]:
        lines = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8").splitlines()
        return {line.split(" ")[0] for line in lines if "==" in line}

    assert pins("site") <= pins("test")
