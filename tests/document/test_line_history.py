"""What past runs say about a line or a list of today. Also tests `past_entries`."""

from __future__ import annotations

from dataclasses import replace

from generator.checks.resolve import resolve
from generator.document.compose import compose
from generator.document.document_parts import Box, with_children
from generator.document.pages import SiteSettings
from generator.model.past_runs import PastAnswer, PastRun
from generator.model.variant import Variant
from generator.site.render_pages import render_site
from tests.composed import pages_from
from tests.past_runs_sample import BACK, BEFORE, CUT, SHOP, bare_shop, shop


def box(variant: Variant, address: str) -> Box:
    document = compose(variant, SiteSettings())
    sections = (section for part in document.phases.values() for section in part.sections)
    return next(one for section in sections for one in with_children(section.boxes) if one.address == address)


def page(variant: Variant, name: str = "deploy-day") -> str:
    pages = {one.path: one for one in render_site(pages_from({"shop": variant}))}
    return pages[f"shop/{name}/index.md"].markdown


def changed(old: str, new: str, runs: tuple[PastRun, ...]) -> Variant:
    """Return the shop of another release, with past runs."""
    assert old in SHOP
    return replace(resolve({"data/variants/shop/shop.yaml": SHOP.replace(old, new).encode()}).variants["shop"], runs=runs)


def test_a_line_has_its_runs_the_newest_first() -> None:
    past = box(shop(), f"{CUT}.tills").past
    assert past is not None
    assert [(one.day, one.run, one.drill, one.state, one.by, one.texts) for one in past.entries] == [
        ("2026-11-02", "Big release", False, "na", "Mona", ("no tills tonight",)),
        ("2026-10-05", "Autumn rehearsal", True, "na", "Mona", ("no tills tonight",)),
    ]
    assert box(shop(), f"{BEFORE}.keys").past is not None
    chosen = replace(shop().runs[-1], answers={f"{BEFORE}.keys": PastAnswer("done", shop().runs[-1].ended, "Wei", way="go-on")})
    assert "</strong> · <bdi>Go on</bdi> · <bdi>Wei</bdi>" in page(replace(shop(), runs=(chosen,)))
    assert box(bare_shop(), f"{CUT}.tills").past is None


def test_a_line_that_failed_last_time_says_so_also_if_it_was_done_afterwards() -> None:
    """The failure is what the next deployment must know. In the runs before the last one, a failure is folded."""
    failed = box(shop(), f"{CUT}.stop").past
    assert failed is not None and failed.failure is not None
    assert (failed.failure.state, failed.failure.texts) == ("done", ("the service hung for minutes", "killed it by hand"))
    text = page(shop())
    assert "Failed last time, 2026-11-02, then done:" in text
    assert text.index("systemctl stop shop") < text.index("Failed last time") < text.index("History: 2 runs")
    october = replace(shop(), runs=shop().runs[:1])
    assert "Failed last time" not in page(october)


def test_a_renamed_line_keeps_its_history() -> None:
    formerly = changed(
        "      stop: {text: Stop the service, aliases: [halt]", "      end: {text: Stop the service, aliases: [stop]", shop().runs
    )
    past = box(formerly, f"{CUT}.end").past
    assert past is not None and past.count == 2


def test_at_most_ten_runs_are_listed() -> None:
    runs = tuple(replace(shop().runs[0], id=str(n), digest=f"sha256:{n:064x}") for n in range(13))
    past = box(replace(shop(), runs=runs), f"{BACK}.restore").past
    assert past is not None and (len(past.entries), past.count) == (10, 13)
    assert "and 3 earlier runs" in page(replace(shop(), runs=runs), "rollback")


def test_a_list_says_how_long_it_took_when_it_was_last_completed() -> None:
    """In November, the cut-over was not completed, so the drill counts. A list without a planned length says nothing."""
    text = page(shop())
    assert "last time 20 of 30 min<" in text
    assert "last time 10 of 30 min (drill)" in text
    assert text.count("last time ") == 2
    assert "last time" not in page(changed("    lasts: 30 min\n", "", shop().runs)).replace("Failed last time", "")


def test_who_must_act_sees_failures_and_no_history() -> None:
    """The emergency page has the steps of the rollback."""
    assert 'id="procedures.back.steps.restore"' in page(shop(), "emergency")
    assert "History:" not in page(shop(), "emergency")
    assert "History: 1 run<" in page(shop(), "rollback")
