"""Redaction of the shipped data: no internal text is in any page, sheet or index of a public site."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.checks.resolve import Outcome, resolve
from generator.document.pages import SiteSettings
from generator.model.entities import INTERNAL, PUBLIC, Contact, Entity, Runbook, is_public
from generator.model.field_facts import COLLECTIONS, record_of
from generator.model.scalar_kinds import COMMAND, LINE, TEXT
from generator.model.variant import Variant, entities
from generator.project.project_files import read_data
from generator.site.make_site import make_site, with_search

MARK = "zyzzyva"
WRITTEN = (TEXT, LINE, COMMAND)
ROOT = Path(__file__).resolve().parents[2]
PEOPLE = {"name": "Zyzzyva Zorn", "phone": "+880 2 9191 8282", "email": "zyzzyva@zorn.example"}


@cache
def shipped() -> dict[str, Variant]:
    return resolve(read_data(ROOT).files).variants


@cache
def choosable(name: str) -> tuple[tuple[str, str], ...]:
    """Yield every entity of a variant by address, with each text that can be redacted, and None for the entity itself."""
    found: list[tuple[str, str]] = []
    for address, entity in entities(shipped()[name].runbook):
        record = record_of(type(entity))
        fields = (spec for key, spec in record.fields.items() if key in record.redactable and spec.kind in WRITTEN)
        found += [(address, ""), *((address, spec.key) for spec in fields if getattr(entity, spec.attribute))]
    return tuple(found)


@st.composite
def marked(draw: st.DrawFn) -> tuple[Variant, tuple[tuple[str, str], ...]]:
    """Draw a variant in which some entities and fields are internal; return it with the choices."""
    name = draw(st.sampled_from(sorted(shipped())))
    chosen = draw(st.lists(st.sampled_from(choosable(name)), min_size=1, max_size=24, unique=True))
    variant = shipped()[name]
    values = {
        spec.attribute: marked_below(getattr(variant.runbook, spec.attribute), key, chosen, inside=False)
        for key, spec in COLLECTIONS.items()
    }
    return Variant(variant.id, variant.runbook.model_copy(update=values), variant.layers, variant.traces), tuple(chosen)


def marked_below(entries: dict[str, Entity], collection: str, chosen: Any, *, inside: bool) -> dict[str, Entity]:
    return {key: marked_entity(entity, f"{collection}.{key}", chosen, inside=inside) for key, entity in entries.items()}


def marked_entity(entity: Entity, address: str, chosen: Any, *, inside: bool) -> Entity:
    """Return the entity with a mark in all of its internal texts."""
    hidden = [field for place, field in chosen if place == address]
    whole = "" in hidden
    inside = inside or whole
    values: dict[str, Any] = {"visibility": INTERNAL if whole else None, "internal": tuple(filter(None, hidden))}
    for key, spec in record_of(type(entity)).fields.items():
        value = getattr(entity, spec.attribute)
        if spec.shape == "entities":
            values[spec.attribute] = marked_below(value, f"{address}.{key}", chosen, inside=inside)
        elif spec.kind in WRITTEN and value and (inside or key in hidden):
            values[spec.attribute] = f"{MARK} {value}"
    if isinstance(entity, Contact):
        values |= PEOPLE
    return entity.model_copy(update=values)


@settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(marked())
def test_no_mark_survives(drawn: tuple[Variant, tuple[tuple[str, str], ...]]) -> None:
    variant, chosen = drawn
    outcome = Outcome({variant.id: variant}, (variant.id,), {}, ())
    wanted = SiteSettings(visibility=PUBLIC)
    site = with_search(make_site(outcome, wanted), [])
    texts = {page.path: page.markdown for page in site.pages} | {file.path: file.text for file in site.files}
    for path, text in texts.items():
        for mark in (MARK, "9191", "zorn"):
            assert mark not in text.lower(), f"{path}: {text[max(0, text.lower().find(mark) - 60) :][:120]}"
    gone = {place for place, field in chosen if not field}
    left = dict(entities(redacted(outcome)))
    assert not [place for place in left if any(place == one or place.startswith(f"{one}.") for one in gone)]


def redacted(outcome: Outcome) -> Runbook:
    from generator.redaction.redact import redact

    (variant,) = redact(outcome.variants).values()
    assert all(is_public(entity.visibility) for _, entity in entities(variant.runbook))
    return variant.runbook
