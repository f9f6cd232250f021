"""`runbook history`, in a repository in which a line was reworded, renamed and removed, and its system was renamed."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from generator.project.faults import InputFault, UsageFault
from tests.cli.bodies import history
from tests.diff.past_project import PastProject, with_a_past
from tests.releases.stores import git
from tests.runs.record_sample import event, record_bytes

LINE = "checklists.watch.items.limit"
HISTORY = """\
checklists.watch.items.error-rate (variant shop): At most 500 errors per minute

2026-11-11 09:00 UTC, commit <Remove>: Remove
  removed by shop (data/variants/shop/own.yaml:1) because an alert watches it
  releases without it: 2026.4

2026-11-10 09:00 UTC, commit <Rename the system>: Rename the system
  the variant store was renamed to shop
  releases: 2026.3

2026-11-09 09:00 UTC, commit <Rename the line>: Rename the line
  renamed from checklists.watch.items.limit to checklists.watch.items.error-rate
  releases: none

2026-11-08 09:00 UTC, commit <Other reason>: Other reason
  in this commit, or in the skipped one before it
  because: the sale is on -> the provider counts retries
    set by store (data/variants/store/own.yaml:1)
  releases: none

2026-11-05 09:00 UTC, commit <Override>: Override
  text: At most 100 errors per minute -> At most 500 errors per minute
    set by store (data/variants/store/own.yaml:1) because the sale is on
  releases: 2026.2
  runs
    2025-12-01 Release 42 (2026.2, UTC): failed 18:03 by Mona: reader offline; done 18:05 by Wei

2026-11-03 09:00 UTC, commit <Reword>: Reword
  text: At most 50 errors per minute -> At most 100 errors per minute
    set by base (data/layers/base/layer.yaml:10)
  releases: none

2026-11-02 09:00 UTC, commit <Begin>: Begin
  added
  text: At most 50 errors per minute
    set by base (data/layers/base/layer.yaml:10)
  role: lead
    inherited from checklists.watch, set by base (data/layers/base/layer.yaml:8)
  releases: 2026.1

2026-11-06 09:00 UTC, commit <Fix of a release>: Fix of a release
  only in releases from other branches: checklists.watch.items.limit (variant store)
    text: At most 900 errors per minute
    role: lead
  releases: 2026.2.1

Skipped 2026-11-07 09:00 UTC, commit <Break>: 2 errors, the first in data/variants/store/own.yaml:1: a value is expected here
"""
ADDED_ALONE = """\
  added
  text: Memory is stable
    set by base (data/layers/base/layer.yaml:11)
  role: lead
    inherited from checklists.watch, set by base (data/layers/base/layer.yaml:8)
"""


@pytest.fixture(scope="module")
def past(tmp_path_factory: pytest.TempPathFactory) -> PastProject:
    """Return the project, with the record of a run of the release 2026.2. No test changes it."""
    project = with_a_past(tmp_path_factory.mktemp("past") / "project")
    failed = event(3, "failed", LINE, text="reader offline")
    record = record_bytes(
        event(0, "begun", release="2026.2"),
        event(0, "name", text="Release 42", count=1),
        failed,
        event(5, "done", LINE, "Wei", replaces=[failed["id"]]),
        event(9, "ended"),
        variant="store",
        release="2026.2",
        commit=project.commits["Override"],
        lists=[["deploy-day", "checklists.watch", "Watch", "T-0", ""]],
        boxes=[[LINE, "p1", "A1", "At most 500 errors per minute", 0, 0, "lead", 0]],
    )
    place = project.root / "runs/store/2025-12-01-night-7.json"
    place.parent.mkdir(parents=True)
    place.write_bytes(record)
    return project


def shown(past: PastProject, text: str) -> str:
    """Return a text with the names of commits in place of their ids."""
    for name, id in past.commits.items():
        text = text.replace(id[:12], f"<{name}>")
    return text


@pytest.mark.parametrize(("variant", "address"), [("shop", "watch/error-rate"), ("store", LINE)])
def test_shows_every_wording_over_renames(past: PastProject, variant: str, address: str, capsys: pytest.CaptureFixture[str]) -> None:
    """With the commit, the deciding layer, the reasons, the releases and the runs of each; also by old ids."""
    history(past.root, variant, address)
    assert shown(past, capsys.readouterr().out) == HISTORY


def test_a_release_from_another_branch_has_the_wording_from_which_the_branch_began(
    past: PastProject, capsys: pytest.CaptureFixture[str]
) -> None:
    """Unless the branch changed it. Later wordings with the same values are not that of the release."""
    history(past.root, "shop", "memory")
    assert [line for line in capsys.readouterr().out.splitlines() if "releases" in line] == [
        "  releases: 2026.3, 2026.4",
        "  releases: 2026.1, 2026.2, 2026.2.1",
    ]


def test_a_shallow_clone_says_that_older_wordings_may_be_missing(
    past: PastProject, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    git(tmp_path, "clone", "-q", "--depth", "2", f"file://{past.root}", "clone")
    history(tmp_path / "clone", "shop", "memory")
    found = capsys.readouterr().out
    assert "  added, or older: this clone begins here\n" in found
    assert found.endswith("brings the rest of the history (`fetch-depth: 0` on GitHub).\n")


def test_without_a_repository_the_working_tree_is_shown(past: PastProject, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree(past.root / "data", tmp_path / "data")
    history(tmp_path, "shop", "memory")
    gap = "Only the working tree is shown: the project is not in a git repository.\n"
    assert (
        capsys.readouterr().out == f"checklists.watch.items.memory (variant shop): Memory is stable\n\nnot committed\n{ADDED_ALONE}\n{gap}"
    )


def test_unreadable_releases_are_left_out_and_a_folder_without_any_is_refused(
    past: PastProject, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The history itself does not need them."""
    with pytest.raises(UsageFault, match="has no releases"):
        history(past.root, "shop", "memory", to=tmp_path)
    (tmp_path / "releases.json").write_text("{")
    history(past.root, "shop", "memory", to=tmp_path)
    shown = capsys.readouterr().out
    assert ADDED_ALONE in shown
    assert "\nPublished releases are left out: " in shown


@pytest.mark.parametrize(
    ("variant", "address", "message"),
    [
        ("shap", "x", r"no variant `shap`\. Did you mean `shop`\?"),
        ("base", "x", "no variant `base`"),
        ("shop", "memry", r"`memry` is not the address of an entity\. Did you mean `checklists\.watch\.items\.memory`\?"),
    ],
)
def test_unknown_names_get_a_suggestion(past: PastProject, variant: str, address: str, message: str) -> None:
    with pytest.raises(UsageFault, match=message):
        history(past.root, variant, address)


def test_a_variant_with_errors_and_without_a_past_is_refused(tiny: Path) -> None:
    (tiny / "data/variants/shop/more.yaml").write_text("checklists: [\n")
    with pytest.raises(InputFault, match="variant `shop` cannot be merged; run `runbook check`"):
        history(tiny, "shop", "pooling")
