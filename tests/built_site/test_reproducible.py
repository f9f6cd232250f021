"""Two builds of one commit are equal to the byte, archives included, on any machine and date."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.built_site.shared_builds import ROOT, build_once, run, runbook
from tests.conftest import only_papers

DAY = 86400
WRONG_CLOCK = ROOT / "tests/built_site/wrong_clock"
# With these files a site has more places where a date or the name of a folder could appear.
ADDRESSES = "\nsite_url: https://runbooks.example/\nrepo_url: https://git.example/runbooks\n"
# Two systems on one paper have each kind of page, sheet and archive; more of them add nothing new.
LEFT_OUT = ("caregiver-marketplace", "school-messaging", "whatsapp-automation")
IDENTITY = ("-c", "user.name=Test", "-c", "user.email=test@localhost", "-c", "commit.gpgsign=false")
HERE = {"PYTHONHASHSEED": "1", "TZ": "America/New_York", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"}


def other_environment(clone: Path) -> dict[str, str]:
    """Return an environment, 400 days later, that differs from HERE in everything that a build could read."""
    return {
        "PYTHONHASHSEED": "2",
        "TZ": "Asia/Dhaka",
        "LANG": "C",
        "LC_ALL": "C",
        "HOME": str(clone),
        "TMPDIR": str(clone.parent),
        "PYTHONPATH": f"{clone}{os.pathsep}{WRONG_CLOCK}",
        "RUNBOOK_TEST_FAST_BY": str(400 * DAY),
    }


@pytest.fixture(scope="session")
def two_builds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The last commit, cloned, built and rendered in `here/`, and in `there/` with another folder, environment and year."""

    def build(folder: Path) -> None:
        here = folder / "here/runbooks"
        run("git", "clone", "--quiet", "--no-hardlinks", str(ROOT), str(here))
        with (here / "mkdocs.yml").open("a", encoding="utf-8") as config:
            config.write(ADDRESSES)
        only_papers(here, "letter")
        for name in LEFT_OUT:
            shutil.rmtree(here / "data/variants" / name)
        run("git", *IDENTITY, "commit", "--quiet", "--all", "--message", "Name the site", cwd=here)
        deep = folder / "there/in another folder/of another name"
        run("git", "clone", "--quiet", "--no-hardlinks", str(here), str(deep))
        for path in sorted(deep.rglob("*")):
            if ".git" not in path.parts:
                os.utime(path, (DAY, DAY))
        for clone, name, environ in ((here, "here", HERE), (deep, "there", other_environment(deep))):
            before = os.umask(0o077 if name == "there" else 0o022)
            try:
                runbook("build", "--site-dir", str(folder / name / "site"), cwd=clone, more=environ)
                runbook("render", str(folder / name / "plain"), cwd=clone, more=environ)
            finally:
                os.umask(before)

    return build_once(tmp_path_factory, "twice", build)


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


@pytest.mark.parametrize("made", ["site", "plain"])
def test_two_builds_of_one_commit_are_the_same_to_the_byte(made: str, two_builds: Path) -> None:
    here, other_environment = contents(two_builds / "here" / made), contents(two_builds / "there" / made)
    assert sorted(here) == sorted(other_environment)
    assert [path for path in here if here[path] != other_environment[path]] == []
    assert len(here) > 100


def test_the_compared_files_include_dates_and_archives(two_builds: Path) -> None:
    here = contents(two_builds / "here/site")
    assert b"<lastmod>20" in here["sitemap.xml"]
    assert here["sitemap.xml.gz"].startswith(b"\x1f\x8b")
    assert b"https://git.example/runbooks/blob/" in here["elearning-platform/prepare/index.html"]
    for name in ("site", "plain"):
        assert [path for path, data in contents(two_builds / "here" / name).items() if b"here/runbooks" in data] == []


def test_the_wrong_clock_changes_every_time_function() -> None:
    ask = (
        "import datetime, time; print(datetime.date.today().year, datetime.datetime.now().year, time.gmtime().tm_year, "
        "time.strftime('%Y'), datetime.datetime.fromtimestamp(time.time()).year, isinstance(datetime.date(2026, 1, 1), datetime.date))"
    )
    environ = {**os.environ, "PYTHONPATH": str(WRONG_CLOCK), "RUNBOOK_TEST_FAST_BY": str(36525 * DAY)}
    output = subprocess.run([sys.executable, "-c", ask], env=environ, capture_output=True, text=True, check=True).stdout.split()
    years = {int(year) - time.gmtime().tm_year for year in output[:5]}
    assert len(output) == 6 and years <= {99, 100, 101} and output[5] == "True"
