"""Prints the report of an import as text: the figures, what is lost or needs a decision, what was changed, and what comes next."""

from __future__ import annotations

import re
import shlex
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from generator.diagnostics.diagnostic import some_of
from generator.imports.draft import ImportNote, Outcome
from generator.imports.import_variant import DocumentReport, ImportedVariant
from generator.report.diagnostics_report import by_rule, count_of
from generator.report.source_excerpt import visible
from generator.text.gfm_escaping import fenced
from generator.text.plain_lines import columns_of

NOUNS = {"sign-offs": "approval", "slos": "target", "severities": "severity"}
PLURALS = {"severities": "severities"}
WIDE = 48
INDENT = "  "
EXCERPT = 60
MOST_KINDS = 8
IN_LIST = re.compile(r": ((?:checklists|procedures)\.[\w-]+|sign-offs)\.\S+\Z")


def to_report(variant: ImportedVariant) -> str:
    """Return the whole report as text."""
    return "\n".join(lines_of(variant)) + "\n"


def to_report_page(variant: ImportedVariant) -> str:
    """Return the whole report as a page of Markdown, which people keep beside the copy of the document."""
    names = ", ".join(one.path for one in variant.documents)
    return f"# What the import of {names} did\n\n{fenced(to_report(variant).rstrip(chr(10)), 'text')}\n"


def lines_of(variant: ImportedVariant) -> Iterator[str]:
    yield from figures(variant)
    several = len(variant.documents) > 1
    for title, rows in (
        ("not placed", not_placed),
        ("not read back", not_read_back),
        ("left out", left_out),
        ("proposed", proposed),
        ("phases", phases),
        ("reported", reported),
    ):
        listed = [(document, found) for document in variant.documents if (found := list(rows(document)))]
        if listed:
            yield ""
            yield f"{title}   {take_command(variant)}" if title == "proposed" else title
        for document, found in listed:
            if several:
                yield f"{INDENT}{document.path}"
            yield from found
    yield ""
    yield "next"
    yield from (f"{INDENT}{line}" for line in next_steps(variant))


def figures(variant: ImportedVariant) -> Iterator[str]:
    """Yield the first lines of a report: what the documents became, and how many lines and boxes are where."""
    names = ", ".join(one.path for one in variant.documents)
    counts = ", ".join(_counted(number, key) for key, number in variant.counts.items())
    yield visible(f"{names} → {variant.id}: {counts or 'only its head'}")
    for document in variant.documents:
        name = f"{document.path}: " if len(variant.documents) > 1 else ""
        known = f", {document.count('layout', 'used')} only arrange" if document.count("layout", "used") else ""
        also = f", {document.count('reported')} left out" if document.count("reported") else ""
        yield (
            f"{INDENT}{name}{count_of(len(document.dispositions), 'line')}: {document.count('entry')} in entries, "
            f"{document.count('prose')} in prose{also}{known}, {document.count('not-placed')} not placed; "
            f"read back: {document.proof.found} of {document.proof.looked_for} lines with words"
        )
        extra = len(document.boxes.extra)
        more = f"; {count_of(extra, 'more line')} {'has' if extra == 1 else 'have'} a box now" if extra else ""
        fenced = f"; {document.document.fenced} more in fences stay code" if document.document.fenced else ""
        yield f"{INDENT}{name}boxes: {document.boxes.written} of {document.boxes.found}{more}{fenced}"


def reported(document: DocumentReport) -> Iterator[str]:
    """Yield a row for each thing that the importer says beside the rows above; what it says of several lines of a list is one row."""
    rows: dict[tuple[str, str], list[ImportNote]] = {}
    for note in dict.fromkeys(sorted([*document.notes, *_box_notes(document)], key=lambda note: note.line)):
        place = document.dispositions.get(note.line)
        if place and place.outcome in ("not-placed", "reported") and place.why == note.found:
            continue  # its line is listed in full
        rows.setdefault((note.found, IN_LIST.sub(r" in \1", note.done)), []).append(note)
    for (found, shared), notes in rows.items():
        first, *more = _ranges(dict.fromkeys(note.line for note in notes))
        done = shared if len({note.done for note in notes}) > 1 else notes[0].done
        yield _row(first, found, f"{done}; also {', '.join(more)}" if more else done)


def _box_notes(document: DocumentReport) -> Iterator[ImportNote]:
    """Yield a note for each difference of boxes about which the importer says nothing else."""
    known = {note.line for note in document.notes}
    for line, address in document.boxes.extra:
        if line not in known:
            yield ImportNote(line, "no box", f"gets a box: {address}")
    for line in document.boxes.lost:
        if line not in known:
            yield ImportNote(line, "a box", "no item")


def not_placed(document: DocumentReport) -> Iterator[str]:
    yield from _in_full(document, "not-placed")


def left_out(document: DocumentReport) -> Iterator[str]:
    yield from _in_full(document, "reported")


def _in_full(document: DocumentReport, outcome: Outcome) -> Iterator[str]:
    """Yield the lines with an outcome in full, so that the report alone restores them. Lines with one reason follow it."""
    above: tuple[int, str] | None = None
    for line, one in sorted(document.dispositions.items()):
        if one.outcome == outcome:
            if above is None or above[1] != one.why or any(document.text_of(skipped).strip() for skipped in range(above[0] + 1, line)):
                yield _row(line, one.why or "no place", "")
            yield _source(document, line)
            above = line, one.why


def not_read_back(document: DocumentReport) -> Iterator[str]:
    for line, words in sorted(document.proof.missing.items()):
        one = document.dispositions[line]
        yield _row(line, f"`{words}` is not in the book", f"written to {_place(one.address, one.field)}")
        yield _source(document, line)


def proposed(document: DocumentReport) -> Iterator[str]:
    for one in sorted(document.proposals, key=lambda proposal: min(proposal.lines, default=0)):
        line = min(one.lines, default=0)
        yield _row(line, document.text_of(line).strip()[:EXCERPT] or one.why, f"{one.kind}.{one.id} ({one.why})")


def phases(document: DocumentReport) -> Iterator[str]:
    for one in document.document.phases:
        yield _row(one.line, one.heading, f"{one.phase} ({'guessed: ' if one.guessed else ''}{one.why})")


def next_steps(variant: ImportedVariant, names: Iterable[str] = ()) -> Iterator[str]:
    warnings = [one for one in variant.problems if one.severity == "warning" and one.waived is None]
    most = ", ".join(f"{rule} {len(found)}" for rule, found in list(by_rule(warnings).items())[:4])
    yield f"runbook check   ({len(warnings)} to do{f': {most}' if most else ''})"
    guessed = next((one.heading for document in variant.documents for one in document.document.phases if one.guessed), "")
    if guessed:
        yield f"{command(variant, names)} --phase {shlex.quote(f'{guessed}=PHASE')}   (if a guessed phase is wrong)"


def together(variants: Sequence[ImportedVariant]) -> Iterator[str]:
    """Yield the figures of several variants as one, and how much is left to decide, with the command for each kind of decision."""
    documents = [document for variant in variants for document in variant.documents]
    lines = sum(len(one.dispositions) for one in documents)
    noted, missing = (sum(one.count(outcome) for one in documents) for outcome in ("reported", "not-placed"))
    looked_for, found = sum(one.proof.looked_for for one in documents), sum(one.proof.found for one in documents)
    written, boxes = sum(one.boxes.written for one in documents), sum(one.boxes.found for one in documents)
    yield f"together: {count_of(len(variants), 'system')} from {count_of(len(documents), 'document')}"
    yield f"{INDENT}{count_of(lines, 'line')}: {noted} left out, {missing} not placed"
    yield f"{INDENT}read back: {found} of {looked_for} lines with words; boxes: {written} of {boxes}"
    yield "to decide   (imports/SYSTEM/report.md has the lines)"
    lost = +Counter({one.id: sum(report.count("not-placed") + len(report.proof.missing) for report in one.documents) for one in variants})
    fenced = +Counter({one.id: sum(report.document.fenced for report in one.documents) for one in variants})
    guessed = Counter(one.phase for document in documents for one in document.document.phases if one.guessed)
    proposals = Counter(one.kind for document in documents for one in document.proposals)
    todo = Counter(one.code for variant in variants for one in variant.problems if one.severity == "warning" and one.waived is None)
    for counts, noun, verb, way in (
        (lost, "line", "not placed or not read back", "write them into the data, if they are needed"),
        (fenced, "boxed line", "kept as code in fences", "runbook import FILE --open-fences   (if people tick them)"),
        (guessed, "phase", "guessed", "runbook import FILE --phase HEADING=PHASE   (if a guess is wrong)"),
        (proposals, "thing", "proposed", "runbook import FILE --take KIND   (if they are right)"),
        (todo, "finding", "left to do", "runbook check"),
    ):
        if counts:
            shown = some_of([f"{key} {number}" for key, number in counts.most_common()], MOST_KINDS)
            yield f"{INDENT}{count_of(counts.total(), noun)} {verb}: {shown}"
            yield f"{INDENT * 2}{way}"
    if not (lost or fenced or guessed or proposals or todo):
        yield f"{INDENT}(nothing)"


def take_command(variant: ImportedVariant, names: Iterable[str] = ()) -> str:
    kinds = dict.fromkeys(one.kind for document in variant.documents for one in document.proposals)
    return f"{command(variant, names)} {' '.join(f'--take {kind}' for kind in kinds)}"


def command(variant: ImportedVariant, names: Iterable[str] = ()) -> str:
    """Return the command that imports the documents again. `names` are the documents, if they are elsewhere for who reads it."""
    listed = " ".join(shlex.quote(name) for name in names or (one.path for one in variant.documents))
    chosen = f" --variant {variant.id}" if len(variant.documents) > 1 or variant.documents[0].document.id != variant.id else ""
    return f"runbook import {listed}{chosen}"


def _row(line: int | str, found: str, done: str) -> str:
    shown = f"{line or '':>4}  {found}"
    return visible(f"{INDENT}{shown}{' ' * max(0, WIDE + 6 - columns_of(shown))}  {done}".rstrip())


def _ranges(numbers: Iterable[int]) -> list[str]:
    """Return line numbers as people write them: 3–5 for 3, 4 and 5."""
    ranges: list[tuple[int, int]] = []
    for number in numbers:
        if ranges and ranges[-1][1] == number - 1:
            ranges[-1] = (ranges[-1][0], number)
        else:
            ranges.append((number, number))
    return [f"{first}–{last}" if last > first else str(first or "") for first, last in ranges]


def _source(document: DocumentReport, line: int) -> str:
    """Return a source line in full; tabs stay, so that the report alone restores it."""
    return f"{INDENT}      | " + "\t".join(visible(part) for part in document.text_of(line).split("\t"))


def _place(address: str, field: str) -> str:
    return f"{address}.{field}" if address and field else address or field or "no place"


def _counted(number: int, key: str) -> str:
    noun = NOUNS.get(key, key.removesuffix("s"))
    return f"{number} {PLURALS.get(key, noun + 's')}" if number != 1 else f"1 {noun}"
