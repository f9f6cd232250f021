"""The head of a sheet: its system, release and day, and the reasons why the sheet is a draft."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from generator.checks.completeness import is_overdue, review_due
from generator.document.blank_values import with_query
from generator.document.compose import RunbookDocument
from generator.document.document_parts import Prose, Section, is_catalogue_text, with_children
from generator.document.figures_in_words import version_in_words
from generator.document.page_paths import at_anchor
from generator.document.runbook_context import RunbookContext
from generator.document.sheet_blanks import blank_facts, commands_in, prose_in, slots_in
from generator.document.sheets import BOOK, CARDS, FOLDING_CARD, INCIDENT_LOG, PLAN, RECURRING, TICKED, HeadFact, Sheet
from generator.document.texts_of_parts import texts_and_commands
from generator.document.unfit_sheets import unfit_reasons
from generator.document.waived import is_waived, waived_parameters, waived_placeholders
from generator.text.parameters import undeclared_in, without_blanks
from generator.text.placeholders import placeholders_in

# The pages of sheets whose page has another name. The page of the book is the overview.
PAGES = {BOOK: "", RECURRING: "operate/", PLAN: "deploy-day/", INCIDENT_LOG: "incident/", FOLDING_CARD: "emergency/"}


def headed(document: RunbookDocument, part: str, sections: tuple[Section, ...], *day: HeadFact) -> Sheet:
    """Return a sheet of some sections, with its head. `day` are the facts that people fill in on the day of use."""
    context, settings = document.context, document.context.settings
    variant, version = context.variant, context.version
    lists = [section.anchor for section in sections if section.boxes and section.kind in TICKED and section.kind != "hold"]
    anchor = lists[0] if len(lists) == 1 and part not in CARDS else ""
    about = next((one.about for phase, one in document.phases.items() if phase == part), Prose())
    used = tuple(dict.fromkeys((*about.slots, *slots_in(sections))))
    values = {slot.id: slot.value for slot in used if slot.value}
    sheet = Sheet(
        path=f"{variant.id}/sheets/{part}.md",
        variant=variant.id,
        part=part,
        title=context.sheet_title(part),
        system=context.title,
        language=variant.language,
        head=(*head_facts(context), *known_facts(document), *day, *blank_facts(context, part, sections, used)),
        version=version_of(context),
        dated=version.committed if version else None,
        address=with_query(settings.address(at_anchor(f"{variant.id}/{PAGES.get(part, f'{part}/')}index.html", anchor)), values),
        sections=sections,
    )
    return finished(document, sheet)


def version_of(context: RunbookContext) -> str:
    """Return the release and the version of the variant in words."""
    return " · ".join(filter(None, (context.settings.release, version_in_words(context.words, context.version))))


def finished(document: RunbookDocument, sheet: Sheet) -> Sheet:
    """Return a sheet with the reasons why it is a draft, and with the number of its boxes in the last line."""
    return replace(counted(document.context, sheet), draft=tuple(draft_reasons(document, sheet)))


def counted(context: RunbookContext, sheet: Sheet) -> Sheet:
    """Return a sheet with the number of its boxes in its footer and its last line."""
    words = context.words
    tally = "" if sheet.part in CARDS or not sheet.boxes else words.count("count.boxes", sheet.boxes)
    end = words("sheet.end.of", boxes=tally) if tally else words("sheet.end")
    return replace(sheet, tally=tally, end=end)


def head_facts(context: RunbookContext) -> Iterator[HeadFact]:
    head, settings, words = context.runbook.variant, context.settings, context.words
    yield HeadFact(words("sheet.head.system"), f"{context.title} ({context.variant.id})")
    if settings.release:
        yield HeadFact(words("overview.release"), words.figure(settings.release), "stamp")
    if version := version_in_words(words, context.version):
        yield HeadFact(words("sheet.head.version"), words.isolated(version), "stamp")
    if head.reviewed or head.review_every:
        again = words("sheet.head.again", time=head.review_every) if head.review_every else ""
        overdue = overdue_review(context)
        yield HeadFact(words("overview.reviewed"), words.isolated(", ".join(filter(None, (str(head.reviewed or ""), again, overdue)))))
    if head.owner:
        yield HeadFact(words("sheet.head.owner"), context.holder(head.owner))


def known_facts(document: RunbookDocument) -> Iterator[HeadFact]:
    """Return the facts that the data state about the system."""
    return (HeadFact(row.title, kind="fact", text=row.text) for row in document.facts)


def overdue_review(context: RunbookContext) -> str:
    """Return that the review is overdue, or that there was none although reviews are due; else an empty text."""
    head, words = context.runbook.variant, context.words
    if is_overdue(head, context.settings.today):
        return words("sheet.head.overdue", day=review_due(head))
    return words("sheet.head.never") if head.review_every and not head.reviewed else ""


def draft_reasons(document: RunbookDocument, sheet: Sheet) -> Iterator[str]:
    """Yield the problems that an author must fix before people use a sheet.

    These are a draft release, data that no commit has, an overdue review, a sheet that cannot serve its purpose, unassigned contacts,
    undeclared blanks in commands, and placeholders in texts. What the data waive is not a problem.
    """
    context = document.context
    settings, words, contacts = context.settings, context.words, context.to_call
    if settings.draft:
        yield words("draft.release", release=settings.release) if settings.release else words("draft.part")
    if context.version and context.version.modified and context.version.commit:
        yield words("draft.modified")
    elif context.version and not context.version.commit and not settings.release:
        yield version_in_words(words, context.version)
    if (overdue := overdue_review(context)) and not is_waived(context, "overdue-review", "variant"):
        yield overdue
    unfit = unfit_reasons(document, sheet.part)
    yield from unfit
    named = dict.fromkeys((*roles_on(sheet), context.runbook.variant.owner or ""))
    missing = [key for key in named if key in contacts and context.is_unassigned(contacts[key])]
    unassigned = [key for key in missing if not is_waived(context, "unassigned-contact", f"contacts.{key}")]
    if words("draft.nobody") not in unfit:
        # The table of contacts shows who is missing.
        listed = set(contacts_on(sheet))
        if number := sum(key in listed for key in unassigned):
            yield words.count("count.contacts-unassigned", number)
        if others := [contacts[key].title for key in unassigned if key not in listed]:
            yield words("draft.unassigned", names=", ".join(others))
    undeclared = () if settings.public else undeclared_on(context, sheet)
    waived = waived_parameters(context) if undeclared else frozenset[str]()
    if unknown := [one for one in undeclared if one not in waived]:
        yield words("draft.parameters", names=", ".join(f"<{one}>" for one in unknown))
    if is_waived(context, "placeholder", "variant"):
        return
    written = dict.fromkeys(one for one in texts_and_commands(replace(sheet, draft=())) if not is_catalogue_text(one[0]))
    found = dict.fromkeys(placeholder for text, command in written for placeholder in placeholders_in(text, command=command))
    placeholders = without_blanks(tuple(found), context.parameters)
    waived = waived_placeholders(context) if placeholders else waived
    if left := [one for one in placeholders if one not in waived]:
        yield words("draft.placeholders", names=", ".join(left))


def undeclared_on(context: RunbookContext, sheet: Sheet) -> tuple[str, ...]:
    """Return the names in the commands of a sheet, and of its prose, that look like blanks, but are not."""
    sheets = (sheet, *sheet.chapters)
    sections = tuple(section for one in sheets for section in one.sections)
    found = (name for command in commands_in(sections) for name in undeclared_in(command, context.parameters))
    prose = (*(one.about for one in sheets), *prose_in(sections))
    return tuple(dict.fromkeys((*found, *(name for one in prose for name in one.undeclared))))


def roles_on(sheet: Sheet) -> Iterator[str]:
    """Yield the ids of contacts that do the work of a sheet or are listed on it. People who sign write their names themselves."""
    for section in sheet.sections:
        yield from [section.role] if section.role else []
        yield from (box.role for box in with_children(section.boxes) if box.role and not box.signed)
    yield from contacts_on(sheet)
    for chapter in sheet.chapters:
        yield from roles_on(chapter)


def contacts_on(sheet: Sheet) -> Iterator[str]:
    """Return the ids of the contacts in the tables of a sheet."""
    sections = (*sheet.sections, *(section for chapter in sheet.chapters for section in chapter.sections))
    return (row.anchor.partition(".")[2] for section in sections for row in section.rows if section.kind == "contacts")
