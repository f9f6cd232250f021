"""Where every address of a release stands, former ones too, and what is gone: what pages ask when they lead from one to another."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict

from generator.document.compose import RunbookDocument
from generator.document.page_paths import href
from generator.document.pages import OutputFile, Page
from generator.document.runbook_context import RunbookContext
from generator.model.addresses import all_former
from generator.model.entities import PHASES
from generator.model.release import Released
from generator.site.address_history import gone_after, known_to

FILE = "places.json"
FORMAT = 1


def compose_places(documents: Iterable[RunbookDocument], pages: Iterable[Page], before: Released | None = None) -> tuple[OutputFile, ...]:
    """`ID/places.json` for each variant of a release; `pages` are those of the site, `before` is the release that this one follows.

    {"format", "release", "pages": [path, ...], "places": {address: "path#anchor"}, "gone": {address: {"release", "title", "because"}}},
    with paths below the variant's folder. `places` hold every address, and every one that an entity had before.
    """
    own: dict[str, list[str]] = {}
    for page in pages:
        own.setdefault(page.variant, []).append(_below(page.path, page.variant))
    return tuple(places_file(one.context, own.get(one.context.variant.id, ()), before) for one in documents)


def places_file(scope: RunbookContext, pages: Iterable[str], before: Released | None) -> OutputFile:
    """The file of one variant."""
    variant = scope.variant
    places = places_of(scope)
    if before is not None:
        for address, present in dropped_aliases(before, variant.id, places):
            places.setdefault(address, present)
    removed = {address: trace.because for address, trace in variant.traces.items() if trace.state == "removed"}
    gone = gone_after(before, variant.id, places, removed, scope.settings.release) if before is not None else {}
    told = {address: asdict(one) for address, one in gone.items()}
    data = {"format": FORMAT, "release": scope.settings.release, "pages": list(pages), "places": places, "gone": told}
    return OutputFile(f"{variant.id}/{FILE}", json.dumps(data, ensure_ascii=False, indent=0) + "\n")


def places_of(scope: RunbookContext) -> dict[str, str]:
    """Page and anchor of every address; one that something has now leads there, whatever had it before."""
    former: dict[str, str] = {}
    found = {f"phases.{phase}": place_of(scope, f"phases.{phase}") for phase in PHASES}
    for address in scope.known:
        found[address] = place_of(scope, address)
        former |= dict.fromkeys(all_former(address, scope.aliases), found[address])
    return {**found, **{old: place for old, place in former.items() if old not in found}}


def place_of(scope: RunbookContext, address: str) -> str:
    """Page and anchor of an address; a group without lists leads to its phase's page."""
    page = _below(scope.page_with(address), scope.variant.id)
    return page if scope.is_empty_group(address) else f"{page}#{address}"


def dropped_aliases(before: Released, variant: str, places: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Addresses that led to what is there now in the release before, and that no alias names any more."""
    for known in known_to(before, variant):
        if known.address in places:
            yield from ((old, places[known.address]) for old in known.former)


def _below(path: str, variant: str) -> str:
    """The address of a page below its variant's folder."""
    return href(f"{variant}/places.md", path)
