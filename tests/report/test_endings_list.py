"""The list of reviews, drills and waivers that end soon."""

from __future__ import annotations

from datetime import date

from generator.diagnostics.diagnostic import Diagnostic, Span
from generator.report.endings_list import ADVICE, to_list

TODAY, LAST = date(2026, 12, 1), date(2026, 12, 31)


def test_each_end_is_a_line_with_its_day_and_place() -> None:
    review = Diagnostic("overdue-review", "", Span("data/variants/shop/variant.yaml", 3, 5), "", "variant.reviewed", ("shop",))
    waiver = Diagnostic("expired-waiver", "", Span("data/layers/base/x.yaml", 8, 5), "", "slos.orders.waive.no-alert")
    assert to_list([(date(2026, 11, 30), review), (TODAY, waiver)], TODAY, LAST) == (
        "Reviews, drills and waivers that end until 2026-12-31:\n"
        "\n"
        "2026-11-30, ended: variant.reviewed (variant shop), data/variants/shop/variant.yaml:3\n"
        "2026-12-01: slos.orders.waive.no-alert, data/layers/base/x.yaml:8\n" + ADVICE
    )


def test_nothing_to_do_is_one_line() -> None:
    assert to_list([], TODAY, LAST) == "no review, drill or waiver ends until 2026-12-31\n"
