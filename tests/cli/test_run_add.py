"""`runbook run add`, as somebody uses it after a deployment."""

from __future__ import annotations

import json
import re

import pytest

from generator.checks.resolve import resolve
from generator.model.plain_data import data_digest, to_data
from generator.project.open_project import open_project
from generator.project.project_files import read_data
from generator.site.render_pages import render_site
from tests.composed import pages_from
from tests.records.project_with_runs import ATTRIBUTES, POOLING, RunProject, exported, night, project
from tests.runs.record_sample import event

__all__ = ["project"]


def test_a_run_becomes_a_record_with_its_lines_and_totals(project: RunProject) -> None:
    """What an earlier page did not export comes from the data."""
    commit = project.commit()
    code, text = project.add(night(commit=commit))
    assert code == 0, text
    assert text.splitlines() == [
        "night-7.json -> runs/shop/2025-12-01-night-7.json: “night-7”, 2025-12-01 18:00 UTC, 30 min",
        "  1 of 3 done, 0 failed, 0 not applicable, 2 open",
        "  the first record of the system",
        "now commit them: git add runs && git commit",
    ]
    record = project.record("2025-12-01-night-7")
    assert (record["began"], record["ended"], record["minutes"]) == ("2025-12-01T18:00:00Z", "2025-12-01T18:30:00Z", 30)
    assert (record["commit"], record["previous"], record["findings"]) == (commit, [], [])
    assert record["totals"] == {"all": 3, "done": 1, "failed": 0, "na": 0, "open": 2}
    assert POOLING in [row[0] for row in record["boxes"]]
    assert [row[5:] for row in record["lists"] if row[1] == "checklists.database"] == [["2025-12-01T18:20:00Z", "2025-12-01T18:20:00Z", 0]]
    assert (project.root / ATTRIBUTES).read_text("utf-8") == "*.json -text\n"


def test_each_record_names_the_last_ones_and_two_heads_are_joined(project: RunProject) -> None:
    """Two pull requests each add a run; the next run names both, and nobody has to repair anything."""
    project.add(night("first", 1))
    project.commit()
    project.git("switch", "-qc", "other")
    project.add(night("left", 2))
    project.git("add", "-A")
    project.git("commit", "-qm", "left")
    project.git("switch", "-q", "-")
    project.add(night("right", 3))
    project.git("add", "-A")
    project.git("commit", "-qm", "right")
    project.git("merge", "-q", "--no-edit", "other")
    code, text = project("run", "verify")
    assert code == 0
    assert "note: 2025-12-02-left and 2025-12-03-right were added side by side" in text
    code, text = project.add(night("last", 4))
    assert code == 0
    assert "  after 2025-12-02-left and 2025-12-03-right, which branches added side by side: it joins them" in text
    assert [one["record"] for one in project.record("2025-12-04-last")["previous"]] == ["2025-12-02-left", "2025-12-03-right"]
    assert [one["record"] for one in project.record("2025-12-02-left")["previous"]] == ["2025-12-01-first"]


def test_lists_without_lines_are_those_of_the_data(project: RunProject) -> None:
    """A file whose lines are of none of its lists says nothing of what was to do; a total of nothing would look as if all was done."""
    lists = [["prepare", "checklists.database", "Database", "", ""]]
    code, text = project.add(night(lists=lists, boxes=[[POOLING, "p", "A1", "Pools", 0, 0, "", 7]]))
    assert code == 0 and "  1 of 3 done" in text


def test_several_files_make_one_chain(project: RunProject) -> None:
    code, text = project.add(night("first", 1), night("second", 2))
    assert code == 0
    assert "  after 2025-12-01-first\n" in text


def test_a_run_with_more_entries_gets_a_further_record_and_the_same_run_none(project: RunProject) -> None:
    """The phone of a colleague was offline until the next day. What she recorded is kept, and the first record stays as it is."""
    project.add(night())
    before = (project.root / "runs/shop/2025-12-01-night-7.json").read_bytes()
    code, text = project.add(night())
    assert (code, text) == (0, "night-7.json: runs/shop/2025-12-01-night-7.json has all of its entries; nothing to add\n")
    late = exported(event(20, "done", POOLING), event(25, "failed", "checklists.database.items.backup", text="no room", by="Wei"))
    code, text = project.add(late)
    assert code == 0 and "  after 2025-12-01-night-7\n" in text
    assert (project.root / "runs/shop/2025-12-01-night-7.json").read_bytes() == before
    assert [one["what"] for one in project.record("2025-12-01-night-7.2")["events"]] == ["begun", "name", "done", "failed", "ended"]
    assert project("run", "list")[1].count("2025-12-01-night-7") == 1


def test_what_does_not_fit_is_kept_and_reported(project: RunProject) -> None:
    project.commit()
    answered = event(5, "done", "checklists.old.items.gone")
    code, text = project.add(exported(event(0, "begun"), answered, {"id": "x"}, commit="1" * 40))
    assert code == 0
    notes = [line.removeprefix("  note: ") for line in text.splitlines() if line.startswith("  note")]
    assert [note.split(":")[0] for note in notes] == [
        "nothing says with which data the run was made; its lines are those of the file, or else of that day",
        "checklists.old.items.gone is not in the release of the run; its answer is kept",
        "entries that this version cannot read",
        "nobody ended the run",
    ]
    record = project.record("2025-12-01-night-7")
    assert answered in record["events"]
    assert [one["kind"] for one in record["findings"]] == ["unknown-version", "unknown-address", "unreadable-entries", "not-ended"]


def test_the_lines_are_those_of_the_commit_and_of_the_tag_of_the_release(project: RunProject) -> None:
    """The data have changed since the deployment: the line that was ticked then is in the record, with its text of then."""
    commit = project.commit()
    project.git("tag", "2025.12")
    base = project.root / "data/layers/base/base.yaml"
    base.write_text(base.read_text("utf-8").replace("backup: A backup restores", "restore: A backup restores"), "utf-8")
    backup = event(9, "done", "checklists.database.items.backup")
    for more in ({"commit": commit}, {"release": "2025.12"}):
        code, text = project.add(exported(event(0, "begun"), backup, event(10, "ended"), id=f"by-{next(iter(more))}", **more))
        assert code == 0 and "note:" not in text
        texts = {row[0]: row[3] for row in project.record(f"2025-12-01-by-{next(iter(more))}")["boxes"]}
        assert texts["checklists.database.items.backup"] == "A backup restores into a scratch database"


def test_data_that_are_not_those_of_the_commit_are_a_finding(project: RunProject) -> None:
    """Somebody built the site from data that no commit has."""
    outcome = resolve(read_data(project.root).files)
    digest = data_digest(to_data(outcome.variants["shop"], outcome.layers))
    commit = project.commit()
    assert "note" not in project.add(night("same", commit=commit, data=digest))[1]
    code, text = project.add(night("other", 2, commit=commit, data=f"sha256:{'0' * 64}"))
    assert code == 0 and f"note: the data at commit {commit[:12]} are not those that the page had" in text


SECRET = "hunter2-Zx81-Qq"


def test_secrets_are_masked_wherever_somebody_typed_them(project: RunProject) -> None:
    typed = [
        event(3, "note", POOLING, text=f"line one\npassword: {SECRET}"),
        event(4, "failed", "checklists.database.items.backup", text=f"curl -u admin:{SECRET} https://x.example"),
        event(5, "hold", text=f"token={SECRET}"),
    ]
    code, text = project.add(exported(event(0, "begun"), *typed, event(10, "ended")))
    assert code == 0
    assert f"note: a secret at {POOLING} was masked: revoke it" in text
    written = (project.root / "runs/shop/2025-12-01-night-7.json").read_text("utf-8")
    assert SECRET not in written + text
    assert "line one" in written and written.count("••••••••") >= 3


@pytest.mark.parametrize("name", ["unknown system", "no run", "broken record"])
def test_nothing_is_written_if_something_is_wrong(name: str, project: RunProject) -> None:
    (project.root / "runs/shop").mkdir(parents=True)
    if name == "broken record":
        (project.root / "runs/shop/2025-11-01-x.json").write_text("{", "utf-8")
    files = {"unknown system": night("x", variant="shup"), "no run": {"id": "x"}, "broken record": night("x")}
    words = {"unknown system": "Did you mean `shop`?", "no run": "the file is not a run", "broken record": "correct these records first"}
    code, text = project.add(night(), files[name]) if name != "broken record" else project.add(files[name])
    assert code == 1
    assert words[name] in text
    assert [path.name for path in (project.root / "runs").rglob("*.json")] == (["2025-11-01-x.json"] if name == "broken record" else [])


def test_what_happened_is_on_the_pages_of_the_next_deployment(project: RunProject) -> None:
    """Only a record is added, and the pages say who failed where, when and why."""
    before = {page.path: page.markdown for page in render_site(pages_from(open_project(project.root).outcome.variants))}
    failed = event(20, "failed", POOLING, text="only 20 connections", by="Wei")
    project.add(exported(event(0, "begun"), event(1, "name", text="Release 42"), failed, event(30, "ended")))
    after = {page.path: page.markdown for page in render_site(pages_from(open_project(project.root).outcome.variants))}
    assert after.keys() - before.keys() == {"shop/runs/index.md"}
    assert re.search("Failed last time, 2025-12-01:</span> .*only 20 connections", after["shop/prepare/index.md"])
    assert "Release 42" in after["shop/runs/index.md"]
    assert {path for path in before if after[path] != before[path]} == {"shop/index.md", "shop/prepare/index.md"}


def test_a_record_can_be_opened_like_any_run(project: RunProject) -> None:
    """Pages import it, and sheets go on with it."""
    project.add(night())
    path = project.root / "runs/shop/2025-12-01-night-7.json"
    assert json.loads(path.read_text("utf-8"))["format"] == "runbook-run"
    code, text = project("sheet", "shop", "prepare", "--open", str(path))
    assert code == 0 and "run “night-7” of 2025-12-01" in text.replace("\\", "")


SHEET = """\
system: shop
name: Release 42
day: 2025-12-01
zone: Asia/Dhaka
lead: Mona
began: 19:30
ended: 00:10
lines: {A1: 20:15, B1: {done: 23:50, by: Wei}}
"""


def test_a_typed_sheet_is_added_as_any_run(project: RunProject) -> None:
    """Typed again, it adds nothing. A sheet with a mistake adds nothing at all, also of the other files."""
    place = project.root.parent / "night.yaml"
    place.write_text(SHEET, "utf-8")
    code, text = project("run", "add", "--from-sheet", str(place))
    assert code == 0, text
    assert text.splitlines()[0].endswith("-sheet-xqfpt.json: “Release 42”, 2025-12-01 13:30 UTC, 280 min")
    record = project.record("2025-12-01-sheet-xqfpt")
    assert (record["source"], record["lead"], record["totals"]["done"]) == ("sheet", "Mona", 2)
    code, text = project("run", "add", "--from-sheet", str(place))
    assert (code, text) == (0, "night.yaml: runs/shop/2025-12-01-sheet-xqfpt.json has all of its entries; nothing to add\n")
    other = place.with_name("other.yaml")
    other.write_text(SHEET.replace("42", "43").replace("A1", "A9"), "utf-8")
    code, text = project("run", "add", "--from-sheet", str(place), "--from-sheet", str(other))
    assert code == 1 and "other.yaml:8:9: error[wrong-sheet]: no line or list `A9` in this release" in text and "nothing was added" in text
    assert project("run", "add")[0] == 2


def test_what_is_in_the_way_does_not_lock_the_project(project: RunProject) -> None:
    """A file in place of the folder is refused before anything is written, so the next command has nothing to finish."""
    (project.root / "runs").write_text("x")
    code, text = project.add(night())
    assert code == 1
    assert "runs is not a folder; nothing was written" in text
    assert project("run", "list")[0] == 0


def test_a_further_record_never_takes_the_name_of_another_one(project: RunProject) -> None:
    """The first record was deleted, which `verify` reports; what happened later must be kept all the same."""
    failed = event(25, "failed", "checklists.database.items.backup", text="no room", by="Wei")
    project.add(night())
    project.add(exported(*night()["events"], failed))
    (project.root / "runs/shop/2025-12-01-night-7.json").unlink()
    code, text = project.add(exported(*night()["events"], failed, event(26, "done", "checklists.database.items.backup", by="Wei")))
    assert code == 0, text
    assert sorted(one.name for one in (project.root / "runs/shop").iterdir()) == ["2025-12-01-night-7.2.json", "2025-12-01-night-7.3.json"]


def test_the_name_of_a_run_stays_on_its_line(project: RunProject) -> None:
    """Anybody names a run: a name with ends of lines must not look like words of the program."""
    code, text = project.add(exported(event(0, "begun"), event(1, "name", text="x\n  3 of 3 done"), event(30, "ended")))
    assert code == 0
    assert "“x<U+000A>  3 of 3 done”" in text.splitlines()[0]


def test_a_zone_that_nobody_knows_here_is_reported(project: RunProject) -> None:
    """Without T-0, nothing is late: a reader must not take this for a run that was in time."""
    given = event(1, "t0", t0="2025-12-01T20:00", zone="Mars/Base")
    code, text = project.add(exported(event(0, "begun"), given, event(30, "ended")))
    assert code == 0
    assert "  note: T-0 is `2025-12-01T20:00 Mars/Base`, which is not one moment here, so nothing says what was late\n" in text
