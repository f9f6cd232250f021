"""Every visible field of the model is on a page and on a sheet. A new field of the model is shown in every format."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from datetime import date
from itertools import zip_longest
from typing import Annotated, Any, TypeVar

import pytest
from pydantic import BaseModel

from generator.diff.compare import compare
from generator.document.compose import RunbookDocument, compose
from generator.document.compose_site import compose_site
from generator.document.pages import Page, SiteSettings
from generator.document.select_sheets import sheet_of
from generator.document.sheets import BOOK, EMERGENCY, SHEETS, Sheet
from generator.model.data_model import DataModel, may
from generator.model.entities import Entity, Item, Runbook, Step, VariantHead, Waiver
from generator.model.field_facts import HOLDERS, RECORDS, EntityFacts, FieldSpec, record_of
from generator.model.field_marks import Reference
from generator.model.field_references import ServiceRefs
from generator.model.moments import parse_month
from generator.model.plain_data import to_json
from generator.model.scalar_kinds import (
    BOOLEAN,
    COMMAND,
    COMPARISON,
    DATE,
    DURATION,
    EMAIL,
    HELD,
    ID_KIND,
    INTEGER,
    LINE,
    OFFSET,
    PERCENTILE,
    PHONE,
    RECURRENCE,
    SPAN,
    TEXT,
    URL,
    Duration,
    Kind,
    Line,
    Text,
)
from generator.model.variant import Variant
from generator.paper.markdown_sheets import render_sheet
from generator.paper.print_data import print_job
from generator.paper.print_html import render_print_page
from generator.site.render_pages import render_site
from generator.site.search_index import compose_search
from generator.text import catalogue as module
from generator.text.catalogue import catalogue, words_among
from tests.paper.paper_reader import Paper, typeset
from tests.sheet_sample import sample_data, sample_variant

T = TypeVar("T")
SETTINGS = SiteSettings(today=date(2026, 11, 29))
# Two values of each kind, as an author writes them.
PAIRS: dict[Kind, tuple[str, str]] = {
    TEXT: ("Kingfisher", "Nightjar"),
    LINE: ("Kingfisher", "Nightjar"),
    COMMAND: ("./kingfisher.sh", "./nightjar.sh"),
    URL: ("https://kingfisher.tld", "https://nightjar.tld"),
    EMAIL: ("king@fisher.tld", "night@jar.tld"),
    PHONE: ("+880 2 1111 1111", "+880 2 2222 2222"),
    PERCENTILE: ("11.1", "22.2"),
    INTEGER: ("5", "7"),
    BOOLEAN: ("true", "false"),
    DATE: ("2011-01-01", "2022-02-02"),
    DURATION: ("11 min", "22 min"),
    SPAN: ("11 min", "22 min"),
    COMPARISON: ("over 11 ms", "over 22 ms"),
    OFFSET: ("T-11min", "T-22min"),
    RECURRENCE: ("day", "2 weeks"),
}
# How to recognise that a field is shown, if its value is not in the text.
DRAWN = re.compile(r'class="rb-line"|_{40,}')


def fields() -> Iterator[tuple[EntityFacts, FieldSpec]]:
    for record in RECORDS:
        if record.model is not Waiver and record.name != "LayerHead":
            for spec in record.fields.values():
                if spec.shown.how != "hidden" and spec.shape not in ("entities", "waivers"):
                    yield record, spec


def values(spec: FieldSpec, variant: Variant) -> tuple[Any, Any]:
    """Return two possible values of a field."""
    if spec.shape == "texts":
        return {"bird": "Kingfisher"}, {"bird": "Nightjar"}
    if spec.kind is HELD:
        return "checklists.cut-over", "procedures.roll-back"
    if spec.reference == "way":
        return "triggers.error-rate", "done" if spec.key == "then" else "contacts.dba"
    if spec.reference == "layers":
        return (), ("elsewhere",)
    if spec.reference == "groups":
        return "week-before", "day-before"
    if spec.kind.choices:
        one, other = spec.kind.choices[:2]
        return one, other
    if spec.reference:
        one, other = list(getattr(variant.runbook, spec.reference.replace("-", "_")))[:2]
        return ((one,), (other,)) if spec.shape == "list" else (one, other)
    one, other = PAIRS[spec.kind] if spec.kind in PAIRS else (spec.kind.parse("en"), spec.kind.parse("bn"))
    return (spec.kind.parse(one), spec.kind.parse(other)) if spec.kind in PAIRS else (one, other)


def with_value(part: Any, kinds: tuple[type[BaseModel], ...], name: str, value: Any) -> Any:
    """Return part of a runbook in which each entity of some kinds has a value in a field."""
    if isinstance(part, dict):
        return {key: with_value(one, kinds, name, value) for key, one in part.items()}
    if not isinstance(part, DataModel):
        return part
    below = {key: with_value(getattr(part, key), kinds, name, value) for key in type(part).model_fields}
    return part.model_copy(update={**below, **({name: value} if type(part) in kinds else {})})


def inheriting(record: EntityFacts, spec: FieldSpec) -> Iterator[type[BaseModel]]:
    """Yield a kind of entity, and the kinds that inherit this field from it by a reference: checklists inherit from their phase."""
    yield record.model
    for other in RECORDS:
        way = other.fields[spec.key].inherited if spec.key in other.fields else None
        if way is not None and way.through and HOLDERS[other.fields[way.through].reference] is record:
            yield other.model


def composed(variant: Variant) -> tuple[Iterator[Page], Iterator[Sheet]]:
    """Return all pages of a variant, and all its sheets; each is composed when it is compared."""
    document = compose(variant, SETTINGS)
    return iter(compose_site([document], SETTINGS)), all_sheets(document)


def all_sheets(document: RunbookDocument) -> Iterator[Sheet]:
    """Yield first the sheets that are quick to compose."""
    yield from (sheet_of(document, part) for part in SHEETS if part == EMERGENCY or part in document.context.phases)
    yield sheet_of(document, "recurring", parse_month("2026-12"))
    yield sheet_of(document, BOOK)


def page_text(page: Page) -> str:
    (rendered,) = render_site([page])
    return re.sub(r'data-rb-print="[^"]*"', "", rendered.markdown)


def differ(ones: Iterator[T], others: Iterator[T], render: Callable[[T], str]) -> bool:
    """Whether a text differs. Equal pages and sheets have equal texts, so only different ones are rendered."""
    pairs = zip_longest(ones, others)
    return any(one is None or other is None or (one != other and render(one) != render(other)) for one, other in pairs)


# Fields that only pages show: the origin of the runbook, and what a browser does with it.
ON_PAGES = {("VariantHead", "params"), ("VariantHead", "language"), ("VariantHead", "extends")}
# Markdown sheets do not show the choices of a blank in the head and the kind of a column yet.
ON_PAGES |= {("Option", "label"), ("Column", "kind")}
# Fields that no format can show, each with its reason.
NOWHERE = {("VariantHead", "extends"): "pages name the layers of a variant, which come from the merge and not from its head"}


@pytest.mark.parametrize(("record", "spec"), [pytest.param(*pair, id=f"{pair[0].name}.{pair[1].key}") for pair in fields()])
def test_each_field_is_on_a_page_and_on_a_sheet(record: EntityFacts, spec: FieldSpec) -> None:
    if (record.name, spec.key) in NOWHERE:
        return
    variant, kinds = sample_variant(), tuple(inheriting(record, spec))
    first, second = (
        composed(Variant(variant.id, with_value(variant.runbook, kinds, spec.attribute, value), variant.layers, variant.traces))
        for value in values(spec, variant)
    )
    assert differ(first[0], second[0], page_text), f"{record.name}.{spec.key} is on no page"
    if (record.name, spec.key) not in ON_PAGES:
        assert differ(first[1], second[1], render_sheet), f"{record.name}.{spec.key} is on no sheet"


class ItemWithBird(Item):
    """An item with additional fields that only the model defines."""

    bird: Line | None = may("A bird.")
    song: Text | None = may("What it sings.")
    flight: Duration | None = may("How long it flies.")
    nest: ServiceRefs = ()
    danger: Annotated[str, ID_KIND, Reference("severities")] | None = may("How severe it is.")


def with_birds(variant: Variant, bird: str) -> Variant:
    """Return the variant in which each item of its checklists has these fields."""
    facts = {"bird": bird, "song": "loud `trills`", "flight": PAIRS[DURATION][0], "nest": ("database",), "danger": "p0"}
    facts["flight"] = DURATION.parse("11 min")
    lists = {
        key: one.model_copy(
            update={"items": {name: ItemWithBird.model_validate({**dict(item), "items": {}} | facts) for name, item in one.items.items()}}
        )
        for key, one in variant.runbook.checklists.items()
    }
    return Variant(variant.id, variant.runbook.model_copy(update={"checklists": lists}), variant.layers, variant.traces)


@pytest.fixture
def strings(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Return one string for each new field."""
    found = json.loads((module.STRINGS / "en.json").read_text("utf-8"))
    own = {"fact.bird": "bird", "fact.song": "song", "fact.flight": "flies", "fact.nest": "nests in", "fact.danger": "danger"}
    found["page"] |= own
    monkeypatch.setattr(module, "_file", lambda language: found if language == "en" else {})
    catalogue.cache_clear()
    words_among.cache_clear()
    yield
    catalogue.cache_clear()
    words_among.cache_clear()


@pytest.mark.usefixtures("strings")
def test_a_fact_that_is_added_to_the_model_is_in_every_form() -> None:
    variant = with_birds(sample_variant(), "Kingfisher")
    document = compose(variant, SETTINGS)
    pages = {page.path: page for page in render_site(compose_site([document], SETTINGS))}
    day = pages["shop/deploy-day/index.md"].markdown
    assert '<span class="rb-fact rb-fact--bird"><span class="rb-fact__label">bird</span> Kingfisher</span>' in day
    assert "<code>trills</code>" in day
    assert '<a href="../severities/index.html#severities.p0"><bdi>Complete outage</bdi></a>' in day
    sheet = sheet_of(document, "deploy-day")
    expected_lines = ["Bird: Kingfisher", "Song: loud `trills`", "Flies: 11 min", "Nests in: Database", "Danger: Complete outage"]
    markdown = render_sheet(sheet)
    assert [line for line in expected_lines if f"  - {line}\n" not in markdown] == []
    html = render_print_page(sheet).text
    assert "<strong>Bird:</strong> Kingfisher" in html
    (printed,) = typeset([print_job(sheet)])
    text = Paper(printed.pdf).text
    assert [line for line in expected_lines if "".join(line.replace("`", "").split()) not in text] == []
    found = {file.path: file.text for file in compose_search([document], pages.values())}
    assert "Kingfisher" in found["shop/search.js"]
    assert "trills" in found["shop/search.js"]


@pytest.mark.usefixtures("strings")
def test_a_fact_that_is_added_to_the_model_is_in_the_data_and_in_changes() -> None:
    before, after = (
        json.loads(to_json({"shop": with_birds(sample_variant(), bird)}, {}))["variants"] for bird in ("Kingfisher", "Nightjar")
    )
    assert after["shop"]["checklists"]["cut-over"]["items"]["migrate"]["bird"] == "Nightjar"
    (shop,) = compare(before, after).variants
    changed = {field.field: (field.old, field.new) for one in shop.differences for field in one.fields}
    assert changed == {"bird": ("Kingfisher", "Nightjar")}


def test_a_fact_of_a_list_is_not_repeated_in_its_items() -> None:
    data = sample_data()
    data["checklists"]["cut-over"] |= {"role": "dba", "if": "it is night"}
    data["checklists"]["cut-over"]["items"]["migrate"] |= {"role": "dba", "if": "it is night", "blocking": True}
    sheet = sheet_of(compose(sample_variant(data), SETTINGS), "deploy-day")
    section = next(one for one in sheet.sections if one.watched)
    assert [fact.kind for fact in section.facts] == ["if", "role"]
    assert {"if", "by"}.isdisjoint(fact.kind for fact in section.boxes[0].facts)
    assert section.boxes[0].role == "dba"


def test_every_record_is_one_of_entities() -> None:
    assert {record.model for record in RECORDS} >= {Item, Step, VariantHead}
    assert record_of(ItemWithBird).fields["bird"].shown.how == "fact"
    assert issubclass(ItemWithBird, Entity) and Runbook.model_fields
