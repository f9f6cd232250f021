"""The page of past runs: plan against what happened, who did what, and what the record says about itself."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from generator.document.compose import compose
from generator.document.pages import SiteSettings
from generator.document.past_runs_page import RunInFull, past_runs_page
from generator.model.variant import Variant
from generator.runs.read_record import Record, RecordFinding, read_record
from generator.runs.record_results import past_runs
from generator.site.render_pages import render_site
from generator.site.search_index import variant_index
from tests.composed import pages_from
from tests.past_runs_sample import CUT, bare_shop, deployment, did, record_file, records, shop

SETTINGS = SiteSettings()


def full(variant: Variant) -> tuple[RunInFull, ...]:
    (page,) = past_runs_page(compose(variant, SETTINGS))
    found: tuple[RunInFull, ...] = page.view["full"]
    return found


@cache
def text() -> str:
    return next(one.markdown for one in render_site(pages_from({"shop": shop()})) if one.path == "shop/runs/index.md")


def test_only_a_system_with_runs_has_the_page_and_a_way_to_it() -> None:
    for variant, there in ((shop(), True), (bare_shop(), False)):
        pages = {one.path: one for one in render_site(pages_from({"shop": variant}))}
        assert ("shop/runs/index.md" in pages) == there
        assert ("runs/index.html" in pages["shop/index.md"].markdown) == there


def test_a_list_has_its_plan_beside_what_happened_in_words() -> None:
    """T-0 was 22:00 in Dhaka. Too late and too long are words, not colours; a list that nobody began has its plan alone."""
    november, october = full(shop())
    lists = {one.link.text: one for one in november.lists}
    assert (lists["Cut-over"].plan, lists["Cut-over"].went) == ("22:00, 30 min", "22:05 to 22:45")
    assert lists["Cut-over"].off == ("began 5 min late", "took 40 of 30 min", "10 min over the plan")
    assert lists["Cut-over"].result == "1 done, 1 not applicable, 1 open"
    assert lists["Before the window"].off == ("took 20 of 30 min",)
    assert lists["Cut-over"].link.target == "shop/deploy-day/index.md#checklists.cut-over"
    assert [(one.plan, one.went) for one in october.lists if one.link.text == "Before the window"] == [("14:00, 30 min", "")]


def test_what_failed_and_what_did_not_apply_leads_to_the_line_of_today() -> None:
    november, _ = full(shop())
    ((failed,), (left,)) = november.failed, november.left
    assert (failed.number, failed.link.text, failed.entry.texts[0]) == ("B1", "Stop the service", "the service hung for minutes")
    assert failed.link.target == f"shop/deploy-day/index.md#{CUT}.stop"
    assert left.link.text == "The tills answer"
    assert november.people == (("Database administrator", ("Wei",)), ("Deployment lead", ("Mona",)), ("Without a role", ("Wei", "Mona")))


def test_a_line_that_is_gone_is_said_to_be_gone() -> None:
    record = read_record(
        record_file(bare_shop(), "x", did("2026-11-02T15:00", "failed", f"{CUT}.lamp", text="it fell")), "runs/shop/x.json"
    )
    assert isinstance(record, Record)
    gone = replace(shop(), runs=past_runs([replace(record, name="2026-11-02-x")]))
    ((line,),) = (one.failed for one in full(gone))
    assert (line.link.text, line.link.target) == (f"{CUT}.lamp", "")
    markdown = next(one.markdown for one in render_site(pages_from({"shop": gone})) if one.path == "shop/runs/index.md")
    assert "not in the runbook now" in markdown
    assert "not ended" in markdown


def test_times_name_their_zone_and_the_record_its_digest() -> None:
    """An auditor compares the digest on a published page with that of the file."""
    assert "Mon 2026-11-02 21:00 to 22:50 UTC+06:00 (Asia/Dhaka)" in text()
    for record in records():
        assert f"<code>{record.name}</code> <code>{record.digest}</code>" in text()
    assert " (drill)" in text()


def test_every_finding_of_a_record_is_a_sentence() -> None:
    kinds = ("unknown-address", "unknown-version", "other-data", "unreadable-entries", "not-ended", "unknown-t0", "clocks", "masked")
    noted = replace(records()[0], findings=tuple(map(RecordFinding, (*kinds, "of-a-later-version"))))
    (run,) = full(replace(shop(), runs=past_runs([noted])))
    assert len(run.findings) == len(kinds)
    assert all(one[0].isupper() and one.endswith(".") for one in run.findings)


def test_whatever_a_record_holds_is_text() -> None:
    """A record is a file that anybody may propose: no text of it begins a line of the page, or is markup."""
    bad = "<script>x</script>\n\n# {: .x } **y**\n"
    november = shop().runs[1]
    lists = tuple(replace(one, title=bad, at=bad, lasts=bad, planned=None, address=f"{one.address}{bad}") for one in november.lists)
    answers = {address: replace(one, by=bad, text=bad, note=bad, role=bad) for address, one in november.answers.items()}
    texts = dict.fromkeys(november.texts, bad)
    run = replace(november, name=bad, release=bad, lead=bad, lists=lists, answers=answers, texts=texts, people={bad: (bad,)})
    hostile = replace(shop(), runs=(run,))
    for page in render_site(pages_from({"shop": hostile})):
        assert "<script>" not in page.markdown, page.path
        assert "\n# {" not in page.markdown, page.path


def test_older_runs_are_in_the_table_alone_with_the_command_that_shows_them() -> None:
    runs = tuple(replace(shop().runs[0], record=f"2026-10-05-r{n}", digest=f"sha256:{n:064x}") for n in range(12))
    many = replace(shop(), runs=runs)
    assert len(full(many)) == 10
    markdown = next(one.markdown for one in render_site(pages_from({"shop": many})) if one.path == "shop/runs/index.md")
    assert markdown.count("runbook run show 2026-10-05-r") == 2
    assert all(markdown.count(f'id="run-{n:012x}"') + markdown.count(f"#run-{n:012x} }}") == 1 for n in range(12))


def test_the_search_of_the_system_finds_items_and_no_runs() -> None:
    """At 3 a.m., somebody looks for what to do. What people wrote in past runs is not in the index."""
    document = compose(shop(), SETTINGS)
    index = variant_index(document, [one for one in render_site(pages_from({"shop": shop()})) if one.variant]).text
    assert "Stop the service" in index and "Past runs" in index
    assert all(event["text"] not in index for event in deployment() if event.get("text"))
