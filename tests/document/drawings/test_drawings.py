"""Drawings: services as a graph, targets on scales, moments on a timeline.

Also tests `service_graph`, `shapes`, `target_scale` and `timeline`.
"""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.checks.resolve import resolve
from generator.document.document_parts import Moment
from generator.document.drawings.service_graph import SYSTEM, draw_readably, needs_in_words, needs_of, service_graph
from generator.document.drawings.shapes import DrawnLine, Mark, TargetScale
from generator.document.drawings.target_scale import SIZE, WIDTH, target_scale
from generator.document.drawings.text_metrics import width
from generator.document.drawings.timeline import OffsetScale
from generator.document.pages import Page, SiteSettings
from generator.document.runbook_context import RunbookContext
from generator.model.entities import Slo, Trigger
from generator.model.quantities import parse_comparison, parse_duration
from generator.model.variant import Variant
from generator.site.render_pages import render_site
from tests.composed import pages_from
from tests.site_sample import outcome, rendered

LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerk"


def variant(data: str) -> Variant:
    found = resolve({"data/variants/own/own.yaml": f"variant: {{title: Own}}\n{data}".encode()})
    assert not found.diagnostics, found.diagnostics
    return found.variants["own"]


def scope(data: str = "") -> RunbookContext:
    return RunbookContext(variant(data), SiteSettings(), {})


def pages(data: str) -> dict[str, Page]:
    return {page.path: page for page in pages_from({"own": variant(data)}, SiteSettings())}


# ---------- Services ----------


def test_only_the_system_needs_services_that_no_other_service_needs() -> None:
    flat = scope("services: {database: {title: Database}, cdn: {title: CDN}}")
    assert needs_of(flat) == {SYSTEM: ("database", "cdn"), "database": (), "cdn": ()}
    graph = service_graph(flat)
    assert graph is not None and [wire.source for wire in graph.drawing.wires] == [SYSTEM]
    assert len(graph.drawing.wires[0].tips) == 2


def test_needs_are_lines_from_one_service_to_another() -> None:
    graph = service_graph(RunbookContext(outcome().variants["shop"], SiteSettings(), {}))
    assert graph is not None
    assert [(wire.source, len(wire.tips)) for wire in graph.drawing.wires] == [(SYSTEM, 4), ("mail", 1), ("queue", 1)]
    places = {box.lines[0].text: box.area for box in graph.boxes}
    assert places["Shop & Co"].y < places["Mail"].y < places["Queue"].y < places["Database"].y


def test_a_system_without_services_has_no_drawing() -> None:
    assert service_graph(scope()) is None
    assert "<svg" not in rendered()["forum/services/index.md"].markdown


def test_a_box_links_to_the_status_page_of_its_service() -> None:
    page = rendered()["shop/services/index.md"].markdown
    assert '<a class="rb-graph__link" href="https://status.host.example/" aria-label="Database: status page">' in page
    assert '<a class="rb-graph__link" href="https://status.post.example/" aria-label="Mail: status page">' in page
    assert page.count('<a class="rb-graph__link"') == 2


def test_the_drawing_is_also_given_in_words() -> None:
    words = needs_in_words(RunbookContext(outcome().variants["shop"], SiteSettings(), {}))
    assert [(one.text, [link.text for link in below]) for one, below in words] == [
        ("Shop & Co", ["Database", "Queue", "Mail", "Till"]),
        ("Queue", ["Database"]),
        ("Mail", ["Queue"]),
    ]
    assert words[1][0].target == "shop/services/index.md#services.queue"


def test_a_long_word_has_a_wider_box_with_all_its_letters() -> None:
    long = scope(f"services: {{a: {{title: {LONG}}}, b: {{title: Authentication gateway}}, c: {{title: C}}}}")
    (one,) = {area.width for key, area in draw_readably(long).areas.items() if key != SYSTEM}
    assert one > 2 * 344 / 5
    graph = service_graph(long)
    assert graph is not None
    boxes = {"".join(line.text for line in box.lines): box for box in graph.boxes}
    area = boxes[LONG].area
    assert all(area.y + 10 < line.y < area.bottom for line in boxes[LONG].lines)


# ---------- Targets ----------


def scale(target: str = "", alert: str = "", *triggers: str) -> TargetScale | None:
    compared = {name: parse_comparison(words) for name, words in (("target", target), ("alert", alert)) if words}
    slo = Slo(title="T", kind="technical", **compared)
    watching = [Trigger(text="x", when=parse_comparison(when), for_=parse_duration("5 min")) for when in triggers]
    return target_scale(scope(), slo, watching)


def marks(*words: str) -> dict[str, Mark]:
    found = scale(*words)
    assert found is not None
    return {mark.kind: mark for mark in found.marks}


@pytest.mark.parametrize(
    ("target", "alert", "trigger"),
    [
        ("under 200 ms", "over 500 ms", "over 5 s"),
        ("under 0.1%", "over 1%", "over 10%"),
        ("at most 5 per day", "over 9 per day", "over 20 per day"),
        ("under 80%", "over 90%", "over 95%"),
        ("under 1 min", "over 90 s", "over 2 min"),
    ],
)
def test_an_upper_bound_is_good_on_the_left_and_bad_on_the_right(target: str, alert: str, trigger: str) -> None:
    found = marks(target, alert, trigger)
    assert found["target"].x < found["alert"].x < found["trigger"].x
    assert (found["target"].start, found["target"].end) == (3, found["target"].x)
    assert (found["alert"].start, found["alert"].end) == (found["alert"].x, WIDTH - 3)


@pytest.mark.parametrize(
    ("target", "alert", "trigger"),
    [
        ("at least 99.9%", "under 99.5%", "under 90%"),
        ("over 90", "under 50", "under 10"),
        ("at least 10K users", "under 900 users", "under 9 users"),
    ],
)
def test_a_lower_bound_is_good_on_the_right_and_bad_on_the_left(target: str, alert: str, trigger: str) -> None:
    found = marks(target, alert, trigger)
    assert found["trigger"].x < found["alert"].x < found["target"].x
    assert (found["target"].start, found["target"].end) == (found["target"].x, WIDTH - 3)
    assert (found["alert"].start, found["alert"].end) == (3, found["alert"].x)


def test_every_mark_has_a_text_and_the_drawing_has_them_all() -> None:
    found = scale("under 200 ms", "over 500 ms", "over 5 s")
    assert found is not None
    texts = {mark.kind: " ".join(label.text for label in mark.labels) for mark in found.marks}
    assert texts == {"target": "target under 200 ms", "alert": "alert over 500 ms", "trigger": "rollback over 5 s for 5 min"}
    assert found.words == "target under 200 ms; alert over 500 ms; rollback over 5 s for 5 min"


def test_a_figure_of_another_dimension_is_not_on_the_scale() -> None:
    assert set(marks("under 200 ms", "", "over 5%")) == {"target"}


def test_an_alert_alone_has_a_scale_and_a_target_without_figures_has_none() -> None:
    assert set(marks("", "over 85%")) == {"alert"}
    assert scale() is None


def test_an_exact_target_is_a_mark_without_a_side() -> None:
    found = marks("exactly 3 replicas", "under 2 replicas")
    assert found["target"].start == found["target"].end == found["target"].x
    assert found["alert"].x < found["target"].x


def test_marks_are_apart_and_inside_for_any_figures() -> None:
    for words in (("at least 99.99%", "under 99.98%", "under 1%"), ("under 1 ms", "over 2 ms", "over 9 h"), ("under 0%", "over 0%")):
        places = sorted({mark.x for mark in marks(*words).values()})
        assert all(15 < x < WIDTH - 15 for x in places)
        assert all(after - before >= 18 for before, after in pairwise(places))


def span(label: DrawnLine) -> tuple[float, float]:
    """Return the left and right end of a line of text."""
    room = width(label.text, SIZE)
    left = {"start": label.x, "middle": label.x - room / 2, "end": label.x - room}[label.anchor]
    return left, left + room


def assert_readable(found: TargetScale | None) -> None:
    """Assert that texts are inside the drawing, above or below their mark, do not overlap, and are not crossed by a line from a mark."""
    assert found is not None
    drawn = [(mark, label, *span(label)) for mark in found.marks for label in mark.labels]
    for mark in found.marks:
        ends = [end for label in mark.labels for end in span(label)]
        assert mark.kind == "target" or min(ends) - 1 <= mark.x <= max(ends) + 1, mark
    for mark, label, left, right in drawn:
        assert 0 <= left < right <= WIDTH, label
        for other, another, low, high in drawn:
            if label is not another and abs(label.y - another.y) < SIZE:
                assert right <= low or high <= left, (label, another)
            if other is not mark and other.kind != "target" and found.axis < label.y <= other.foot:
                assert not left < other.x < right, (label, other)


# In another order, some of these texts have so little room between the marks that words are broken.
CROWDED = [
    ("under 1%", "over 2%", "over 3%", "over 4%"),
    ("under 200 ms", "over 500 ms", "over 5 s", "over 300 ms"),
    ("at least 99.9%", "under 99.5%", "under 99.6%", "under 99.4%", "under 90%"),
    ("", "over 50%", "over 60%", "over 40%", "over 70%", "over 30%"),
    ("", "over 50%", "over 10%", "over 5%", "over 40%", "over 60%", "over 20%", "over 80%"),
]


@pytest.mark.parametrize("words", CROWDED)
def test_texts_of_crowded_marks_are_not_broken_inside_words_and_do_not_overlap(words: tuple[str, ...]) -> None:
    found = scale(*words)
    assert_readable(found)
    assert found is not None
    whole = set(found.words.replace(";", "").split())
    assert {word for mark in found.marks for label in mark.labels for word in label.text.split()} == whole


@given(st.lists(st.sampled_from((1, 2, 3, 5, 10, 20, 40, 50, 60, 80, 90, 95, 99)), min_size=1, max_size=8, unique=True), st.booleans())
def test_texts_do_not_overlap_and_are_at_their_marks_for_any_figures(figures: list[int], upper: bool) -> None:
    bound = "over" if upper else "under"
    assert_readable(scale("at most 30%", *(f"{bound} {figure}%" for figure in figures)))


def test_texts_are_ordered_so_that_each_takes_one_line() -> None:
    found = scale("", "over 500 ms", "over 5 s", "over 300 ms")
    assert found is not None
    assert [len(mark.labels) for mark in found.marks] == [1, 1, 1]


def test_the_scale_is_in_the_row_of_its_target() -> None:
    page = rendered()["shop/targets/index.md"].markdown
    assert page.count('<svg class="rb-scale"') == 4
    for words in ("target under 1%; rollback over 5% for 5 min", "target under 80%; alert over 90%; rollback over 95% for 10 min"):
        assert f'aria-label="{words}"' in page


def test_a_scale_shows_only_the_triggers_of_its_own_target() -> None:
    view = pages("""
triggers:
  failures: {text: Requests fail, slo: errors, when: over 5%}
  full: {text: The disk is full, slo: disk, when: over 95%}
  refused: {text: Logins are refused, when: over 20%}
slos:
  errors: {title: Error rate, kind: technical, target: under 1%, alert: over 2%}
  disk: {title: Disk in use, kind: resource, target: under 80%, alert: over 90%}
""")["own/targets/index.md"].view
    assert {row.anchor: row.scale.words for section in view["sections"] for row in section.rows} == {
        "slos.errors": "target under 1%; alert over 2%; rollback over 5%",
        "slos.disk": "target under 80%; alert over 90%; rollback over 95%",
    }


# ---------- Moments ----------


def dated_moment(seconds: int, lasting: int | None = None, at: str = "T") -> Moment:
    return Moment(at=at, seconds=seconds, lasting=lasting)


def test_all_moments_of_a_system_are_on_one_scale_in_their_order() -> None:
    scale = OffsetScale.over(
        [dated_moment(-604800), None, dated_moment(-7200), Moment(every="day"), dated_moment(0, 1800), dated_moment(3600, 86400)]
    )
    assert scale is not None and (scale.first, scale.last) == (-604800, 90000)
    places = [scale.place(seconds) for seconds in (-604800, -86400, -7200, 0, 900, 1800, 90000)]
    assert places == sorted(places) and places[0] == 4 and places[-1] == 96


def test_without_a_moment_there_is_no_scale() -> None:
    assert OffsetScale.over([None, Moment(every="week")]) is None
    page = rendered()["forum/index.md"].markdown
    assert "rb-track" not in page
    assert page.index(">Prepare</a>") < page.index("Not defined: ")


def test_t_0_has_a_label_and_no_labels_overlap() -> None:
    scale = OffsetScale.over(
        [dated_moment(-7200, at="T-2h"), dated_moment(900, at="T+15min"), dated_moment(3600, at="T+1h"), dated_moment(0, 2592000, at="T-0")]
    )
    assert scale is not None
    ticks = scale.ticks()
    assert [tick.label for tick in ticks if tick.zero] == ["T-0"]
    named = [float(tick.at[:-1]) for tick in ticks if tick.label]
    assert named == sorted(named) and len(named) > 3
    assert [tick.label for tick in ticks if tick.label][:1] == ["T-2h"]


def test_t_0_alone_is_in_the_middle() -> None:
    scale = OffsetScale.over([dated_moment(0)])
    assert scale is not None and scale.track(dated_moment(0)).at == "50.0%"


def test_lists_that_start_together_share_a_track_and_lists_without_a_moment_keep_their_order() -> None:
    page = pages("""
phases: {deploy-day: {title: Day, groups: {before: {title: Before, at: T-1d, lasts: 2 h}}}}
checklists:
  a: {phase: deploy-day, group: before, title: A, items: {x: X}}
  b: {phase: deploy-day, group: before, title: B, items: {x: X}}
  c: {phase: deploy-day, title: C, items: {x: X}}
  d: {phase: deploy-day, title: D, items: {x: X}}
  e: {phase: deploy-day, title: E, at: T+1h, lasts: next sprint, items: {x: X}}
""")["own/index.md"]
    day = next(phase for phase in page.view["phases"] if phase.link.text == "Day")
    tracks = [(one.moment and (one.moment.at, one.moment.lasts), [entry.title for entry in one.lists]) for one in day.lists]
    assert tracks == [(("T-1d", "2 h"), ["A", "B"]), (None, ["C", "D"]), (("T+1h", "next sprint"), ["E"])]
    assert day.lists[0].track.lasts and not day.lists[2].track.lasts


def test_a_track_is_beside_its_moment_in_words() -> None:
    page = rendered()["shop/index.md"].markdown
    assert page.count('<svg class="rb-track"') == 3
    assert "<strong>T-7d</strong>" in page
    assert '<span class="rb-fact__label">lasts</span> <bdi>30 min</bdi>' in page


def test_drawings_need_no_style_script_or_id() -> None:
    svgs = "".join(
        part.partition("</svg>")[0]
        for page in render_site(pages("services: {a: {title: A}}").values())
        for part in page.markdown.split("<svg")[1:]
    )
    assert svgs and not [word for word in (" style=", " id=", "url(", "<script", "onload") if word in svgs]
