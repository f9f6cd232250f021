"""Past runs in public builds: days, lengths and counts remain, and nothing that people typed."""

from __future__ import annotations

import re
from dataclasses import asdict, replace
from datetime import UTC, datetime

import pytest

from generator.checks.resolve import resolve
from generator.document.pages import SiteSettings
from generator.model.entities import PUBLIC
from generator.model.past_runs import RunTotals
from generator.redaction.leak_gate import Disclosed, refuse_leaks
from generator.redaction.redact import redact
from generator.site.make_site import make_site, with_search
from tests.checks.test_last_exercise import past_run
from tests.past_runs_sample import CUT, TYPED, shop, shop_outcome
from tests.redaction_sample import BYTES, MARK

BACK = "procedures.roll-back"
FOR_ANYBODY = SiteSettings(visibility=PUBLIC)
INTERNAL = ("Staff only", "back door", "keys from the vault", "checklists.staff", "2026-11-02-nnnnnn", "2026.10", "Asia/Dhaka")


def test_nothing_typed_and_nothing_internal_is_left() -> None:
    seen = redact({"shop": shop()})["shop"]
    left = repr([asdict(run) for run in seen.runs])
    assert [text for text in (*TYPED, *INTERNAL) if text in left] == []


def test_lines_and_lists_that_are_internal_are_left_out_with_their_counts() -> None:
    """The keys and the list of the staff are internal. The list before the window keeps the time of the line that is left."""
    november = redact({"shop": shop()})["shop"].runs[1]
    before, cut_over = november.lists
    assert (before.address, before.totals, before.minutes) == ("checklists.before", RunTotals(done=1), 0)
    assert (cut_over.totals, cut_over.minutes, cut_over.lasts) == (RunTotals(done=1, na=1, open=1), 40, "30 min")
    assert november.totals == RunTotals(done=2, na=1, open=1)
    assert november.minutes == 110
    assert november.answers[f"{CUT}.tills"].state == "na"
    assert november.t0 == datetime(2026, 11, 2, 16, tzinfo=UTC)
    assert november.digest == shop().runs[1].digest


def test_a_run_of_internal_lists_alone_is_left_out() -> None:
    staff = next(one for one in shop().runs[1].lists if one.address == "checklists.staff")
    runs = (replace(shop().runs[1], lists=(staff,)),)
    assert redact({"shop": replace(shop(), runs=runs)})["shop"].runs == ()


def test_a_list_keeps_its_figures_also_at_a_former_address() -> None:
    secret = f"{MARK} secret"
    run = past_run(
        "2026-11-02", (BACK, True), ("procedures.former", True), (f"procedures.{MARK}", True), drill=True, name=secret, lead=secret
    )
    lists = tuple(replace(one, title=secret, lasts=secret, at=secret, lines={f"{one.address}.steps.assess": "done"}) for one in run.lists)
    run = replace(run, id=secret, record=secret, lists=lists, texts={BACK: secret}, people={secret: (secret,)}, findings=(secret,))
    outcome = resolve(BYTES)
    shop = outcome.variants["shop"]
    aliased = shop.runbook.procedures["roll-back"].model_copy(update={"aliases": ("former",)})
    runbook = shop.runbook.model_copy(update={"procedures": {**shop.runbook.procedures, "roll-back": aliased}})
    (public,) = redact({"shop": replace(shop, runbook=runbook, runs=(run,))})["shop"].runs
    assert MARK not in repr(public)
    assert [(one.address, one.minutes, one.complete) for one in public.lists] == [(BACK, 12, True), ("procedures.former", 12, True)]
    assert (public.began, public.ended, public.drill) == (run.began, run.ended, True)


def test_no_file_of_a_public_build_has_what_people_typed() -> None:
    """Every file of the site is read, and the gate that knows the records lets the site through."""
    site = with_search(make_site(shop_outcome(), FOR_ANYBODY), ())
    files = [*((page.path, page.markdown.encode()) for page in site.pages), *site.written()]
    whole = b"\n".join(data for _, data in files).decode()
    assert [text for text in (*TYPED, *INTERNAL[:-1]) if re.search(rf"\b{re.escape(text)}\b", whole)] == []
    assert "Failed last time, 2026-11-02" in whole and "last time 10 of 30 min (drill)" in whole
    refuse_leaks(shop_outcome(), FOR_ANYBODY, files)


@pytest.mark.parametrize("text", [*TYPED[:2], *TYPED[4:]])
def test_the_gate_knows_the_people_and_the_texts_of_records(text: str) -> None:
    """A name or text typed in a run is a leak, unless somebody has written it for everybody."""
    leak = [("a.html", f"<p>So it was: {text.upper()}!</p>".encode())]
    with pytest.raises(Disclosed, match="the record 2026-1"):
        refuse_leaks(shop_outcome(), FOR_ANYBODY, leak)
    refuse_leaks(shop_outcome(), FOR_ANYBODY, leak, written={"a.md": f"As {text} shows".encode()})
