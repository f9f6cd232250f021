"""The index of all addresses of a release: their pages, former addresses, and removed addresses. Links between releases use it."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import asdict

from generator.document.compose import RunbookDocument
from generator.document.page_paths import href
from generator.document.pages import OutputFile, Page
from generator.document.runbook_context import RunbookContext
from generator.model.differences import GoneAddress, PreviousRelease
from generator.model.entities import PHASES
from generator.site.address_history import entities_of_release, gone_after

FILE = "places.json"
FORMAT = 1


def compose_places(
    documents: Iterable[RunbookDocument], pages: Iterable[Page], before: PreviousRelease | None = None
) -> tuple[OutputFile, ...]:
    """Return `ID/places.json` for each variant of a release. `pages` are all pages of the site, `before` is the previous release.

    The content is {"format", "release", "pages": [path, ...], "places": {address: "path#anchor"}, "gone": {address: {"release", "title",
    "because"}}}. Paths are relative to the folder of the variant. `places` contains every present and every former address.
    """
    own: dict[str, list[str]] = defaultdict(list)
    for page in pages:
        own[page.variant].append(_below(page.path, page.variant))
    return tuple(places_file(one.context, own[one.context.variant.id], before) for one in documents)


def places_file(scope: RunbookContext, pages: list[str], before: PreviousRelease | None) -> OutputFile:
    """Return the file of one variant. It keeps former addresses of the previous release, even if their alias has been deleted since."""
    variant, release = scope.variant, scope.settings.release
    places = places_of(scope)
    gone: dict[str, GoneAddress] = {}
    if before is not None:
        for known in entities_of_release(before, variant.id):
            for former in known.former if known.address in places else ():
                places.setdefault(former, places[known.address])
        removed = {address: trace.because for address, trace in variant.traces.items() if trace.state == "removed"}
        gone = gone_after(before, variant.id, places, removed, release)
    lost = {address: asdict(one) for address, one in gone.items()}
    data = {"format": FORMAT, "release": release, "pages": pages, "places": places, "gone": lost}
    return OutputFile(f"{variant.id}/{FILE}", json.dumps(data, ensure_ascii=False, indent=0) + "\n")


def places_of(scope: RunbookContext) -> dict[str, str]:
    """Return page and anchor of every address. If an entity has an address now, the address never leads to an entity that had it before."""
    former: dict[str, str] = {}
    found = {f"phases.{phase}": place_of(scope, f"phases.{phase}") for phase in PHASES}
    for address in scope.known:
        found[address] = place_of(scope, address)
        former |= dict.fromkeys(scope.provenance(address).anchors, found[address])
    return {**found, **{old: place for old, place in former.items() if old not in found}}


def place_of(scope: RunbookContext, address: str) -> str:
    """Return page and anchor of an address; for a group without lists, the page of its phase."""
    page = _below(scope.page_with(address), scope.variant.id)
    return page if scope.is_empty_group(address) else f"{page}#{address}"


def _below(path: str, variant: str) -> str:
    """Return the address of a page, relative to the folder of its variant."""
    return href(f"{variant}/places.md", path)
