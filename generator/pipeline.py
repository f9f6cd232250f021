"""The story: the passes in their order, and nothing else.

bytes by path -> read -> load, validate -> merge -> check -> assemble -> compose -> render -> files
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

from generator.domain.catalogue import ENGLISH
from generator.domain.clock import Clock
from generator.domain.diagnostics import Diagnostic, in_order
from generator.domain.differences import Comparison, Edition
from generator.domain.editor_schema import editor_schema as schema_of_data_files
from generator.domain.feeds import Channel, FeedEntry
from generator.domain.pages import OutputFile, Page, Site, SiteSettings
from generator.domain.periods import Period
from generator.domain.printing import Paper, Printed, PrintJob, downloads_of
from generator.domain.release import Released, Since
from generator.domain.sheets import Sheet
from generator.domain.variant import Variant
from generator.passes.explain import Explanation
from generator.passes.explain import explain as explain_entry
from generator.story import Outcome, Story, without_collector

Typeset = Callable[[Sequence[PrintJob]], Sequence[Printed]]


def make_site(
    outcome: Outcome,
    settings: SiteSettings,
    typeset: Typeset | None = None,
    before: Released | None = None,
) -> Site:
    """Every page and file of the site, in memory; with a typesetter, also the sheets as PDFs on each of the settings' papers.

    `before` is the release that this one follows.
    """
    from generator.passes.compose import compose_places, compose_runs, compose_site
    from generator.passes.compose_sheets import compose_sheets_and_books
    from generator.passes.export import to_data, to_json
    from generator.passes.render import render_site
    from generator.passes.render_print import print_job, print_style, render_print_page
    from generator.passes.render_sheets import render_sheets
    from generator.passes.revive import revive
    from generator.passes.withhold.former import withhold_release
    from generator.passes.wording import word_scripts

    former = before
    outcome = as_seen(outcome, settings)
    if outcome.whole is not None and before is not None:
        before = withhold_release(before, outcome.whole, outcome.variants, revive, to_data)
    languages = (ENGLISH, settings.language, *(variant.language for variant in outcome.variants.values()))
    with without_collector():
        sheets = compose_sheets_and_books(outcome.variants, settings)
        files = (*render_sheets(sheets), *(render_print_page(sheet, in_site=True) for sheet in sheets), print_style())
        printed = typeset([print_job(sheet, paper) for sheet in sheets for paper in settings.papers]) if typeset else ()
        downloads = downloads_of(files, printed)
        data = to_json(outcome.variants, outcome.layers, settings.visibility)
        found = compare(before.edition, json.loads(data)["variants"]) if before is not None and settings.release else None
        known = found is not None
        since = Since(former, found or Comparison(tuple(outcome.variants)), known) if former is not None and settings.release else None
        composed = compose_site(outcome.variants, settings, outcome.layers, downloads, since)
        pages = render_site(composed, public=settings.public)
        places = compose_places(outcome.variants, settings, composed, before) if settings.release else ()
    texts = (*files, *compose_runs(composed), *places, *word_scripts(languages), OutputFile("runbook.json", data))
    return Site(pages, texts, tuple(printed), found)


def as_seen(outcome: Outcome, settings: SiteSettings) -> Outcome:
    """What the readers of the site may see: all, or for anybody at all what is not withheld. An outcome that was seen so already stays."""
    if not settings.public or outcome.whole is not None:
        return outcome
    from generator.passes.withhold import withhold

    variants = withhold(outcome.variants)
    hidden = outcome.variants.keys() - variants.keys()
    return replace(
        outcome, variants=variants, names=tuple(name for name in outcome.names if name not in hidden), layers={}, whole=outcome.variants
    )


def compose_one(variant: Variant, part: str, settings: SiteSettings, at: datetime | None = None, period: Period | None = None) -> Sheet:
    """One sheet of a variant: that of a phase, the emergency card, the book, or with a period its recurring tasks.

    With `at`, an aware datetime, the wall clock's time stands beside every offset from it.
    """
    from generator.passes.compose_sheets import compose_recurring, compose_sheet

    if period is not None:
        return compose_recurring(variant, period, settings)
    return compose_sheet(variant, part, settings, None if at is None else Clock(at))


def as_markdown(sheet: Sheet) -> str:
    """A sheet as Markdown."""
    from generator.passes.render_sheets import render_sheet

    return render_sheet(sheet)


def as_print_page(sheet: Sheet) -> str:
    """A sheet as a page of HTML that stands alone."""
    from generator.passes.render_print import render_print_page

    return render_print_page(sheet).text


def as_print_job(sheet: Sheet, paper: Paper) -> PrintJob:
    """A sheet as a job for the typesetter."""
    from generator.passes.render_print import print_job

    return print_job(sheet, paper)


def find_unprintable(outcome: Outcome, files: Mapping[str, bytes], texts: Iterable[str]) -> tuple[Diagnostic, ...]:
    """Where in the data the texts stand for which no font has a sign."""
    from generator.passes.find_unprintable import find_unprintable as find

    return in_order(problem for variant in outcome.variants.values() for problem in find(variant, files, tuple(texts)))


def keep_offline(built: Mapping[str, bytes], outcome: Outcome, settings: SiteSettings, released: datetime | None) -> tuple[OutputFile, ...]:
    """What lets a built site be read without a network; `built` are all its files, `released` is the moment that its data are of."""
    from generator.passes.keep_offline import keep_offline as keep

    titles = {name: variant.runbook.variant.title for name, variant in as_seen(outcome, settings).variants.items()}
    return keep(built, titles, released, settings.language)


def releases_feed(entries: Iterable[FeedEntry], channel: Channel) -> str:
    """The text of `releases.atom`: the releases of a published folder, drafts left out; deleted ones are the caller's to leave out."""
    from generator.passes.announce import releases_feed as announce

    return announce(entries, channel)


def reviews_feed(edition: Edition, today: date, channel: Channel, release: str, *, public: bool = False) -> str:
    """The text of `reviews.json`: whose review is overdue or due soon in a release, by its data; links lead into the folder `release`.

    Raises NotRevivable for the data of another version of the program.
    """
    from generator.passes.remind import reviews_feed as remind
    from generator.passes.revive import revive

    return remind({name: revive(name, data) for name, data in edition.items()}, today, channel, release, public=public)


def edition_of(outcome: Outcome) -> Edition:
    """The variants that are whole, as plain data: what stands in `runbook.json`, and what editions are compared by."""
    from generator.passes.export import to_data

    return {name: to_data(variant, outcome.layers) for name, variant in outcome.variants.items()}


def compare(old: Edition, new: Edition) -> Comparison:
    """What differs between two editions, with the pages and sheets that change."""
    from generator.passes.compare import compare as compare_data
    from generator.passes.compare import with_pages
    from generator.passes.compare.touched import touched
    from generator.passes.revive import NotRevivable

    with without_collector():
        found = compare_data(old, new)
        try:
            return with_pages(found, touched(_composed(old), _composed(new)), new)
        except NotRevivable:
            return replace(found, pages_known=False)


def _composed(edition: Edition) -> tuple[tuple[Page, ...], tuple[Sheet, ...]]:
    """The pages and sheets of an edition before rendering. No line, commit or date is on them, so they differ in their words alone."""
    from generator.passes.compose import compose_site
    from generator.passes.compose_sheets import compose_sheets_and_books
    from generator.passes.revive import revive

    variants = {name: revive(name, data) for name, data in sorted(edition.items())}
    titles = {layer: title for data in edition.values() for layer, title in data["variant"].get("origin", {}).get("layers", {}).items()}
    return compose_site(variants, SiteSettings(), titles), compose_sheets_and_books(variants, SiteSettings())


def explain(files: Mapping[str, bytes], variant: str, address: str) -> Explanation | None:
    """Where each field of an entity of a variant came from; None when the variant's layers could not be read.

    Raises NoSuchAddress, and KeyError for a variant that the files do not have.
    """
    merged, _ = Story(files).judge(variant)
    return None if merged is None else explain_entry(merged.tree, address)


def with_search(site: Site, outcome: Outcome, settings: SiteSettings, docs: Mapping[str, str]) -> Site:
    """The site with the indexes of its search. `docs` are the hand-written pages by path, which the search finds too."""
    from generator.passes.compose import compose_search
    from generator.passes.outline import outline

    outcome = as_seen(outcome, settings)
    outlines = [outline(path, text) for path, text in docs.items()]
    with without_collector():
        indexes = compose_search(outcome.variants, settings, site.pages, outlines, outcome.layers)
    return replace(site, files=(*site.files, *indexes))


def editor_schema() -> str:
    """The JSON Schema of data files, as it is written to `schema/runbook.schema.json`."""
    return json.dumps(schema_of_data_files(), indent=2, ensure_ascii=False) + "\n"
