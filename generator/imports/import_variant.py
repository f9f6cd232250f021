"""Imports documents as one variant: its draft becomes data files, which are read back. Nothing is written to disk."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256

from generator.diagnostics.diagnostic import Diagnostic
from generator.imports.box_differences import boxed_lines
from generator.imports.combine_documents import combine
from generator.imports.divide_lists import divide_lists, moved_address
from generator.imports.document_texts import PICTURE
from generator.imports.draft import Disposition, Draft, ImportedDocument, ImportNote, ImportOptions, Proposal
from generator.imports.emit_files import data_files
from generator.imports.fit_values import fit
from generator.imports.keep_ids import keep_ids, new_address
from generator.imports.line_account import COMMENT
from generator.imports.mask_secrets import secrets_of, without_secrets
from generator.imports.read_back import BookWords, Proof, WrittenData, prove
from generator.imports.take_proposals import with_params, with_proposals
from generator.model.field_facts import COLLECTIONS
from generator.report.diagnostics_report import place_of

MOST_ROUNDS = 5
Reading = Callable[[str, bytes], ImportedDocument]
Choice = Callable[[ImportedDocument], str]


class ImportFault(Exception):
    """The importer wrote data with errors, which is a fault of the program."""


@dataclass(frozen=True, slots=True)
class BoxCount:
    """The boxes of a document: how many it has, how many of them were written, and where others are: lost ones, and those it has not."""

    found: int
    written: int
    lost: tuple[int, ...]
    extra: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class DocumentReport:
    """What became of one document. `data` is the document as read, without secrets; `digest` is that of the document itself."""

    document: ImportedDocument
    data: bytes
    digest: str
    dispositions: Mapping[int, Disposition]
    notes: tuple[ImportNote, ...]
    proposals: tuple[Proposal, ...]
    boxes: BoxCount
    proof: Proof

    @property
    def path(self) -> str:
        return self.document.path

    @property
    def listed(self) -> Iterator[str]:
        """The texts that the report has instead of the book."""
        return (note.found for note in self.notes if note.found.startswith(COMMENT))

    def text_of(self, line: int) -> str:
        """Return a source line, counted from 1."""
        return self.document.lines[line - 1] if 0 < line <= len(self.document.lines) else ""

    def count(self, *outcomes: str) -> int:
        """Return how many lines have one of these outcomes."""
        return sum(one.outcome in outcomes for one in self.dispositions.values())


@dataclass(frozen=True, slots=True)
class ImportedVariant:
    """A variant made from documents: its data files by path, its draft, how many entries it has, and what a check has to say.

    `layer` is the layer with which it shares entries; its draft has them too, and its files do not.
    """

    id: str
    files: Mapping[str, bytes]
    draft: Draft
    counts: Mapping[str, int]
    documents: tuple[DocumentReport, ...]
    problems: tuple[Diagnostic, ...]
    options: ImportOptions
    with_lines: bool
    layer: str = ""

    @property
    def is_complete(self) -> bool:
        """Return whether each line has a place and was read back."""
        return not any(one.count("not-placed") or one.proof.missing for one in self.documents)


def import_variant(
    sources: Mapping[str, bytes],
    read: Reading,
    options: ImportOptions,
    choose: Choice,
    *,
    before: Mapping[str, Draft] = {},
    with_lines: bool = False,
) -> ImportedVariant:
    """Import documents, given as bytes by path, as one variant. `read` imports one document; `choose` returns the id, given the first one.

    `before` are the drafts of variants that were imported before, by id: entries that are the same keep their ids.

    Raises ImportFault if the data have errors, and ValueError if a document is not text.
    """
    known = frozenset[str]()
    for _ in range(MOST_ROUNDS):
        masked = {path: without_secrets(data, known) for path, data in sources.items()}
        documents = [read(path, data) for path, (data, _) in masked.items()]
        if len(documents) > 1:  # notes are about the lines of one document
            documents = [_fitting(one) for one in documents]
        id = choose(documents[0])
        combined, readdressed = combine(id, documents)
        proposed = [proposal for document in documents for proposal in document.proposals]
        draft, _ = with_proposals(combined, proposed, options.take)
        fitted = fit(draft)
        divided, moved = divide_lists(fitted.draft)
        divided = with_params(divided, proposed, options.take)
        kept, addresses = keep_ids(divided, before[id]) if id in before else (divided, {})
        files = data_files(kept, id, tuple(sources), with_lines=with_lines)
        written = WrittenData(files, id)
        found = secrets_of(files) if written.has_secrets else ()
        more = {secret for secret in found if any(secret.encode() in data for data, _ in masked.values())}
        if not more:
            break
        known |= more
    if written.errors or written.variant is None:
        shown = "; ".join(f"{place_of(one.span)}: {one.message} ({one.span.text.strip()[:200]})" for one in written.errors[:3])
        raise ImportFault(f"the import of {', '.join(sources)} wrote data with {len(written.errors)} errors: {shown}")
    book = BookWords([written.book()])
    reports = []
    for number, document in enumerate(documents):
        places = {
            line: one if address == one.address else replace(one, address=address)
            for line, one in document.dispositions.items()
            for address in (new_address(moved_address(readdressed(number, one.address), moved), addresses),)
        }
        data, notes = masked[document.path]
        own = [*document.notes, *notes, *(fitted.notes if len(documents) == 1 else ())]
        reports.append(
            DocumentReport(
                document=document,
                data=data,
                digest=sha256(sources[document.path]).hexdigest(),
                dispositions=places,
                notes=tuple(sorted(own, key=lambda note: note.line)),
                proposals=tuple(with_proposals({}, document.proposals, options.take)[1]),
                boxes=count_boxes(document),
                proof=prove(
                    dict(enumerate(document.lines, 1)),
                    places,
                    book,
                    (note.found for note in own if note.found.startswith((COMMENT, PICTURE))),
                ),
            )
        )
    return ImportedVariant(id, files, kept, _counts(kept), tuple(reports), written.problems, options, with_lines)


def _fitting(document: ImportedDocument) -> ImportedDocument:
    """Return a document with texts that the model takes, and notes about what was changed for that."""
    fitted = fit(document.draft)
    return replace(document, draft=fitted.draft, notes=(*document.notes, *fitted.notes))


def count_boxes(document: ImportedDocument) -> BoxCount:
    """Compare the boxes of a document with the lines of its draft that people tick."""
    boxed = list(boxed_lines(document.draft))
    boxes = set(document.boxes)
    placed = {line for line, _ in boxed}
    extra = tuple((line, address) for line, address in boxed if line not in boxes)
    lost = tuple(line for line in document.boxes if line not in placed)
    return BoxCount(len(document.boxes), len(document.boxes) - len(lost), lost, extra)


def _counts(draft: Draft) -> dict[str, int]:
    counts: dict[str, int] = {}
    for key, value in draft.items():
        if key in COLLECTIONS and key != "phases" and isinstance(value, dict) and value:
            counts[key] = len(value)
    items = sum(1 for _ in boxed_lines(draft))
    return {**({"items": items} if items else {}), **counts}
