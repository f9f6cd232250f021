"""The GitLab jobs that comment changes and find deadlines, run as written against a simulated GitLab."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import commit_all
from tests.forges.gitlab_job import run_job
from tests.forges.simulated_forge import Forge, running_forge

NOTES = "/api/v4/projects/7/merge_requests/3/notes"
TOKEN = "let-me-in"


@pytest.fixture
def forge(tmp_path: Path) -> Iterator[Forge]:
    with running_forge(tmp_path) as running:
        running.rights[TOKEN] = {"api"}
        running.names[TOKEN] = "project-robot"
        yield running


@pytest.fixture
def changed(tiny: Path) -> tuple[Path, str]:
    """A project with a change since a commit."""
    base = commit_all(tiny)
    place = tiny / "data/variants/shop/variant.yaml"
    place.write_text(place.read_text("utf-8").replace("The shop opens", "The doors open & close"), "utf-8")
    commit_all(tiny)
    return tiny, base


def comment(changed: tuple[Path, str], forge: Forge, token: str = TOKEN) -> None:
    project, base = changed
    api = {"CI_API_V4_URL": f"{forge.address}/api/v4", "CI_PROJECT_ID": "7", "CI_MERGE_REQUEST_IID": "3"}
    run_job("change", project, CI_MERGE_REQUEST_DIFF_BASE_SHA=base, RUNBOOK_COMMENT_TOKEN=token, **api)


def test_the_first_push_adds_a_note_and_the_next_one_updates_it(changed: tuple[Path, str], forge: Forge) -> None:
    """The job changes only its own note: another program of the same user, and another user, may write something similar."""
    others = [("project-robot", "The preview is ready."), ("stranger", "<!-- runbook diff -->\nThis looks like yours.")]
    for author, text in others:
        forge.add(NOTES, author, text)
    comment(changed, forge)
    comment(changed, forge)
    user = "GET /api/v4/user"
    assert forge.asked == [user, f"GET {NOTES}", f"POST {NOTES}", user, f"GET {NOTES}", f"PUT {NOTES}/3"]
    *before, ours = forge.thread(NOTES)
    assert before == [text for _, text in others]
    assert ours == "<!-- runbook diff -->\n" + (changed[0] / "change.md").read_text("utf-8")
    assert "The doors open & close" in ours


def test_a_fork_has_no_token_and_sends_nothing(changed: tuple[Path, str], forge: Forge) -> None:
    comment(changed, forge, token="")
    assert forge.asked == []
    assert "The doors open & close" in (changed[0] / "change.md").read_text("utf-8")


def test_a_request_that_fails_ends_the_job_and_adds_no_second_note(changed: tuple[Path, str], forge: Forge) -> None:
    with pytest.raises(AssertionError, match="401"):
        comment(changed, forge, token="revoked")
    assert forge.entries == {}


@pytest.mark.parametrize(("every", "ends"), [("1d", True), ("36500d", False)])
def test_a_schedule_fails_with_the_list_of_what_ends_soon(every: str, ends: bool, tiny: Path) -> None:
    place = tiny / "data/variants/forum/variant.yaml"
    place.write_text(f"variant: {{title: Forum, extends: [base], reviewed: 2026-11-01, review-every: {every}}}\n")
    if ends:
        with pytest.raises(AssertionError, match=r"2026-11-02, ended: variant\.reviewed \(variant forum\)"):
            run_job("deadlines", tiny)
    else:
        run_job("deadlines", tiny)
