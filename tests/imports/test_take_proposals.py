"""Proposals that are taken: entries of their collection, with the fields that lead to them."""

from __future__ import annotations

from generator.imports.draft import Draft, DraftText, Proposal
from generator.imports.take_proposals import with_proposals

DESK = Proposal("contacts", "desk", {"title": DraftText("Desk", (3,))}, (3,), "a table of people")
P95 = Proposal(
    "slos",
    "p95",
    {"title": DraftText("Speed")},
    (7,),
    "a figure",
    (("checklists.load.items.p95", "slo"), ("gone.x", "slo"), ("variant", "slo")),
)


def a_draft() -> Draft:
    return {"checklists": {"load": {"items": {"p95": DraftText("Fast enough", (7,))}}}}


def test_only_the_kinds_that_are_asked_for_are_taken() -> None:
    """What nobody asked for stays a proposal, and the draft stays as it was."""
    draft, left = with_proposals(a_draft(), (DESK, P95), {"contacts"})
    assert draft == {**a_draft(), "contacts": {"desk": DESK.draft}} and left == [P95]
    assert with_proposals(a_draft(), (DESK, P95), ()) == (a_draft(), [DESK, P95])


def test_entries_lead_to_what_was_taken() -> None:
    """The item from which a target was proposed names the target; `all` takes every kind."""
    draft, left = with_proposals(a_draft(), (DESK, P95), {"all"})
    item = {"text": DraftText("Fast enough", (7,)), "slo": DraftText("p95", (7,))}
    assert draft["checklists"] == {"load": {"items": {"p95": item}}} and not left


def test_what_the_draft_has_already_stays() -> None:
    """A proposal never replaces an entry or a field that the document itself gave."""
    draft: Draft = {**a_draft(), "contacts": {"desk": {"title": DraftText("The desk")}}}
    assert with_proposals(draft, (DESK,), {"contacts"})[0] == draft


def test_condition_sets_a_field_and_adds_no_entry() -> None:
    """A condition belongs to its line; there is no collection of conditions."""
    optional = Proposal("conditions", "p95", {}, (7,), "optional", (("checklists.load.items.p95", "optional"),), "true")
    draft, left = with_proposals(a_draft(), (optional,), {"conditions"})
    item = {"text": DraftText("Fast enough", (7,)), "optional": DraftText("true", (7,))}
    assert draft == {"checklists": {"load": {"items": {"p95": item}}}} and not left
