"""The version of a sheet, and the reasons why it is a draft."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from generator.document.figures_in_words import version_in_words
from generator.document.pages import SiteSettings
from generator.model.variant_version import VariantVersion
from generator.text.catalogue import words_among
from tests.composed import VERSION, sheet_from
from tests.sheet_sample import sample_data, sample_variant


@pytest.mark.parametrize(
    ("version", "reason"),
    [
        (VERSION, ()),
        (replace(VERSION, modified=True), ("uncommitted changes",)),
        (VariantVersion(), ("runbook without a commit",)),
        (VariantVersion(modified=True), ("runbook without a commit",)),
        (VariantVersion(unknown=True), ("unknown version of the runbook",)),
    ],
)
def test_a_sheet_whose_version_is_in_no_commit_is_a_draft(version: VariantVersion, reason: tuple[str, ...]) -> None:
    """Two printed sheets with different texts differ in their version, or are drafts. A release has a name of its own."""
    found, own = (sheet_from(sample_variant(), "operate", SiteSettings(versions={"shop": one})) for one in (version, VERSION))
    assert found.draft == (*reason, *own.draft)
    released = sheet_from(sample_variant(), "operate", SiteSettings(versions={"shop": version}, release="2026.12"))
    assert released.draft == (*(reason if version == replace(VERSION, modified=True) else ()), *own.draft)
    assert released.version == f"2026.12 · {version_in_words(words_among('en'), version)}"


def test_an_overdue_review_is_named_and_makes_a_draft_unless_it_is_waived() -> None:
    """The day of the commit decides, not the day of printing."""
    data = sample_data()
    head = data["variant"]
    on_time, late = (SiteSettings(today=date(2027, 1, day)) for day in (30, 31))
    assert sheet_from(sample_variant(data), "operate", on_time).draft == ()
    found = sheet_from(sample_variant(data), "operate", late)
    assert found.draft == ("review due 2027-01-30, overdue",)
    assert "2026-11-01, every 90 days, review due 2027-01-30, overdue" in {fact.value for fact in found.head}
    waived = head | {"waive": {"overdue-review": {"because": "The system is closed in March", "until": date(2027, 3, 1)}}}
    assert sheet_from(sample_variant(data | {"variant": waived}), "operate", late).draft == ()
    never = {key: value for key, value in head.items() if key != "reviewed"}
    assert sheet_from(sample_variant(data | {"variant": never}), "operate", on_time).draft == ("no review yet",)


def test_the_owner_has_a_line_only_if_there_is_one() -> None:
    def labels(head: dict[str, str]) -> list[str]:
        data = {"variant": {"title": "Shop", **head}, "contacts": {"lead": {"title": "Lead", "name": "Ann"}}}
        return [fact.label for fact in sheet_from(sample_variant(data), "emergency").head]

    assert labels({}) == ["System"]
    assert labels({"owner": "lead"}) == ["System", "Document owner"]


def test_a_decision_is_noted_in_the_head() -> None:
    """Afterwards, nobody knows what was decided, when and by which person, unless they wrote it down."""
    assert [fact.label for fact in sheet_from(sample_variant(), "rollback").head if fact.kind == "day"] == [
        "Decided at",
        "By",
        "Trigger",
        "T-0",
        "To be written on the day",
    ]
    assert [fact.label for fact in sheet_from(sample_variant(), "incident").head if fact.kind == "day"] == [
        "Start",
        "Severity",
        "Commander",
        "Next update",
    ]
    severity = next(fact for fact in sheet_from(sample_variant(), "incident").head if fact.label == "Severity")
    assert severity.choices == ("P0", "P1", "Low")
    log = sheet_from(sample_variant(), "incident").sections[-1]
    assert (log.kind, [space.lines for space in log.spaces]) == ("log", [12])
