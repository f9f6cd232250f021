"""The workflows of a new project for GitHub, run as written against a local repository and a simulated forge."""

from __future__ import annotations

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from tests.cli.bodies import new, review
from tests.forges.simulated_forge import Forge, running_forge
from tests.forges.workflow_runner import REPOSITORY, WorkflowRun, run_git

WHEEL = f"https://host.example/runbook_generator-0.2.0-py3-none-any.whl#sha256={'0' * 64}"
COMMENTS, ISSUES = f"/repos/{REPOSITORY}/issues/%s/comments", f"/repos/{REPOSITORY}/issues"
HEAD = "data/variants/web-shop/variant.yaml"
ROBOT = "github-actions[bot]"


@pytest.fixture
def forge(tmp_path: Path) -> Iterator[Forge]:
    """A forge with a repository as it creates one: with a README and a licence."""
    bare = tmp_path / "forge" / f"{REPOSITORY}.git"
    bare.mkdir(parents=True)
    run_git(bare, "init", "-q", "--bare", "--initial-branch=main")
    clone = tmp_path / "clone"
    run_git(tmp_path, "clone", "-q", str(bare), "clone")
    (clone / "README.md").write_text("# Our runbooks\n")
    (clone / "LICENSE").write_text("All rights reserved\n")
    save(clone, "Initial commit")
    with running_forge(tmp_path / "forge") as running:
        yield running


@pytest.fixture
def clone(forge: Forge, tmp_path: Path) -> Path:
    """A clone of the repository."""
    return tmp_path / "clone"


def begin(clone: Path) -> None:
    """Begin a project in a clone; it prints no PDFs, so that it is built quickly."""
    new(None, "project", str(clone), "Web shop", [], WHEEL)
    settings = clone / "mkdocs.yml"
    text = settings.read_text()
    assert "  - runbook\n" in text
    settings.write_text(text.replace("  - runbook\n", "  - runbook: {papers: []}\n"))


def edit(clone: Path, path: str, old: str, new: str) -> None:
    text = (clone / path).read_text()
    assert old in text
    (clone / path).write_text(text.replace(old, new))


def save(clone: Path, message: str, ref: str = "refs/heads/main") -> None:
    """Commit everything and push it to a ref."""
    run_git(clone, "add", "--all")
    run_git(clone, "commit", "-q", "-m", message)
    run_git(clone, "push", "-q", "origin", f"HEAD:{ref}")


def pull_request(clone: Path, forge: Forge, number: int, source: str = REPOSITORY) -> WorkflowRun:
    """Return the run for a pull request with all edits of the clone, which is from a repository, and forget the edits."""
    run_git(clone, "checkout", "-q", "-b", f"topic-{number}")
    run_git(clone, "add", "--all")
    run_git(clone, "commit", "-q", "-m", "A change")
    run_git(clone, "checkout", "-q", "--detach", "origin/main")
    run_git(clone, "merge", "-q", "--no-ff", "-m", "Merge", f"topic-{number}")
    run_git(clone, "push", "-q", "origin", f"HEAD:refs/pull/{number}/merge")
    event = {"event_name": "pull_request", "ref_type": "branch", "event.pull_request.number": str(number)}
    run_git(clone, "checkout", "-q", "main")
    event["event.pull_request.head.repo.full_name"] = source
    return new_run("runbooks", clone, forge, f"refs/pull/{number}/merge", event, fork=source != REPOSITORY)


def new_run(workflow: str, clone: Path, forge: Forge, ref: str, event: dict[str, str], *, fork: bool = False) -> WorkflowRun:
    folder = clone.parent / f"run-{len(forge.rights)}-{ref.replace('/', '-')}"
    rights = frozenset(() if fork else ("contents", "pull-requests", "issues"))
    return WorkflowRun(workflow, forge, folder, ref, {f"github.{key}": value for key, value in event.items()}, rights)


def test_the_first_pull_request_from_a_fork_is_green(clone: Path, forge: Forge) -> None:
    """The repository has no runbooks yet, and a fork may write nothing: the checks pass, and the changes are in the summary of the run."""
    begin(clone)
    run = pull_request(clone, forge, 1, "stranger/runbooks")
    assert run.run() == {"check": "success", "comment": "skipped", "publish": "skipped"}, run.said
    assert "### Changes of the runbooks" in run.summary
    assert "has no runbooks, so everything is new." in run.summary
    assert (run.folder / "artifacts/site/index.html").is_file()
    assert (forge.asked, forge.entries) == ([], {})
    assert (clone / "README.md").read_text() == "# Our runbooks\n"


def test_a_repair_of_a_broken_main_is_green_and_has_one_comment(clone: Path, forge: Forge) -> None:
    begin(clone)
    edit(clone, HEAD, "title:", "titel:")
    save(clone, "Break the runbook")
    broken = new_run("runbooks", clone, forge, "refs/heads/main", {"event_name": "push", "ref_type": "branch"})
    assert broken.run() == {"check": "failure", "comment": "skipped", "publish": "skipped"}
    edit(clone, HEAD, "titel:", "title:")
    run = pull_request(clone, forge, 2)
    thread = COMMENTS % 2
    for _ in range(120):  # more than one page, before ours
        forge.add(thread, ROBOT, "The preview is ready.")
    forge.add(thread, "stranger", "<!-- runbook diff -->\nThis looks like yours.")
    forge.add(COMMENTS % 3, ROBOT, "<!-- runbook diff -->\nAnother pull request.")
    before = {number: dict(entry) for number, entry in forge.entries.items()}
    assert run.run() == {"check": "success", "comment": "success", "publish": "skipped"}, run.said
    (ours,) = forge.entries.keys() - before.keys()
    assert {number: forge.entries[number] for number in before} == before
    text = forge.entries[ours]["body"]
    assert text.startswith("<!-- runbook diff -->\n### Changes of the runbooks\n")
    assert "Not compared, because they have errors in" in text
    (run.folder / "artifacts/change/change.md").write_text("### Changes of the runbooks\n\nThe next push.\n")
    assert run.run_job("comment") == "success", run.said
    assert forge.entries.keys() - before.keys() == {ours}
    assert forge.entries[ours]["body"].endswith("The next push.\n")


def test_a_pull_request_shows_only_its_own_changes(clone: Path, forge: Forge) -> None:
    """Two pull requests run at the same time, and main has moved on since they began. Each has its own comment about its own changes."""
    begin(clone)
    save(clone, "Begin")
    run_git(clone, "checkout", "-q", "-b", "other")
    edit(clone, "data/variants/web-shop/rollback.yaml", "Too many requests fail", "Nothing is lost")
    save(clone, "Something else")
    run_git(clone, "checkout", "-q", "main")
    runs = []
    for number, title in ((4, "Web store"), (5, "Web market")):
        edit(clone, HEAD, "title: Web shop", f"title: {title}")
        runs.append(pull_request(clone, forge, number))
    with ThreadPoolExecutor(2) as pool:
        results = list(pool.map(WorkflowRun.run, runs))
    assert results == [{"check": "success", "comment": "success", "publish": "skipped"}] * 2
    for number, own, other in ((4, "Web store", "Web market"), (5, "Web market", "Web store")):
        (text,) = forge.thread(COMMENTS % number)
        assert own in text
        assert other not in text
        assert "Nothing is lost" not in text
    assert [run.group for run in runs] == ["runbooks-4", "runbooks-5"]
    assert runs[0].workflow["concurrency"]["cancel-in-progress"] is True


def test_two_tags_at_once_are_both_published_and_leave_no_token(clone: Path, forge: Forge) -> None:
    begin(clone)
    for role in ("name: null", "phone: null"):
        edit(clone, "data/variants/web-shop/contacts.yaml", role, role.replace("null", "'+44 20 7946 0001'"))
    review(clone, "web-shop", datetime.now(UTC).date().isoformat())
    save(clone, "Ready")
    runs = []
    for name in ("v1", "v2"):
        run_git(clone, "push", "-q", "origin", f"HEAD:refs/tags/{name}")
        runs.append(new_run("runbooks", clone, forge, f"refs/tags/{name}", {"event_name": "push", "ref_type": "tag", "run_id": name}))
    with ThreadPoolExecutor(2) as pool:
        results = list(pool.map(lambda run: run.run_job("publish"), runs))
    assert results == ["success", "success"], [run.said for run in runs]
    bare = forge.repositories / f"{REPOSITORY}.git"
    ledger = json.loads(run_git(bare, "show", "gh-pages:releases.json"))
    assert {"v1", "v2"} <= set(json.dumps(ledger).replace('"', " ").split())
    assert {"v1", "v2", "latest", "index.html"} <= set(run_git(bare, "ls-tree", "--name-only", "gh-pages").split())
    assert len({run.group for run in runs}) == 2, "a run that waits for another is dropped when a third arrives"
    for run in runs:
        texts = [path.read_text("utf-8", "replace") for path in run.folder.rglob("*") if path.is_file() and "site" not in path.parts]
        assert not [text for text in texts if "token-run" in text]


def test_an_issue_says_what_ends_soon_and_is_closed_when_nothing_does(clone: Path, forge: Forge) -> None:
    begin(clone)
    today = datetime.now(UTC).date()
    edit(clone, HEAD, "review-every: 90d", f"review-every: 90d\n  reviewed: {today - timedelta(days=80)}")
    save(clone, "Begin")
    forge.add(ISSUES, "stranger", "<!-- runbook deadlines -->\nThis looks like yours.")

    def week(reviewed: date | None = None) -> list[str]:
        if reviewed:
            edit(clone, HEAD, f"reviewed: {today - timedelta(days=80)}", f"reviewed: {reviewed}")
            save(clone, "Review")
        run = new_run("deadlines", clone, forge, "refs/heads/main", {"event_name": "schedule", "ref_type": "branch"})
        assert run.run() == {"find": "success", "notify": "success"}, run.said
        return forge.thread(ISSUES)[1:]

    (text,) = week()
    assert text.startswith("<!-- runbook deadlines -->\n```text\nReviews, drills and waivers that end until ")
    assert f"\n{today + timedelta(days=10)}: variant.reviewed (variant web-shop), {HEAD}:" in text
    assert week() == [text]
    assert week(today) == []
    assert [entry.get("state", "open") for entry in forge.entries.values()] == ["open", "closed"]
    assert week() == []
