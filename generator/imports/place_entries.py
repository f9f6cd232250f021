"""Write the planned entries of a document as a draft: checklists, procedures, passages, phases with their groups, and the head."""

from __future__ import annotations

from generator.imports.bare_titles import without_attributes
from generator.imports.block_shapes import has_boxes, is_steps
from generator.imports.blocks import Block, Inline
from generator.imports.document_texts import DocumentTexts
from generator.imports.draft import Draft, DraftText, DraftValue
from generator.imports.entry_ids import SiblingIds
from generator.imports.heading_phases import COUNTED
from generator.imports.keep_order import places_of
from generator.imports.outline import OutlineSection
from generator.imports.place_blanks import BlankPlacer
from generator.imports.place_lines import LineKind, LinePlacer
from generator.imports.place_tables import TableColumns, place_table, signers
from generator.imports.plan_entries import EntryPlan, PlannedEntry
from generator.imports.write_inline import line_text, prose_text
from generator.imports.write_prose import prose_of
from generator.imports.written_times import leading_offset
from generator.model.entities import PHASES
from generator.text.catalogue import catalogue
from generator.text.parameters import markup_in

NOTHING = "—"  # in place of a title or a text that the document leaves empty


class EntryPlacer:
    """Writes the entries of one plan into a draft."""

    def __init__(self, texts: DocumentTexts, draft: Draft, language: str) -> None:
        self.texts, self.draft, self.language = texts, draft, language
        self.blank_ids = SiblingIds("blanks", language, taken=markup_in("\n".join(texts.account.lines)))
        self.signer_ids = SiblingIds("sign-offs", language)
        self.of_phases: dict[str, BlankPlacer] = {}  # the blanks of each phase

    def place_all(self, plan: EntryPlan) -> None:
        """Write all entries and groups in the order of the document."""
        phases: dict[str, dict[str, DraftValue]] = {}
        known = self.draft.pop("phases", {})
        assert isinstance(known, dict)
        for phase, value in known.items():
            assert isinstance(value, dict)
            phases[phase] = value
        written = {entry.group for entry in plan.entries if entry.group}
        for group in plan.groups:
            fields: dict[str, DraftValue] = {"title": DraftText(without_attributes(group.title) or NOTHING, group.heading.lines)}
            self.texts.account.place(group.heading.lines, "entry", group.address, "title")
            self.texts.note_comments(group.heading.spans, group.heading.first)
            blocks = [*self._linked_title([group.heading]), *self._blanks(group.phase).rest_of(group.blocks, group.title)]
            about = prose_of(blocks, self.texts, group.address, "about")
            if about:
                fields["about"] = about
            if group.id in written or about:
                groups = phases.setdefault(group.phase, {}).setdefault("groups", {})
                assert isinstance(groups, dict)
                groups[group.id] = fields
        used = {*phases, *(entry.phase for entry in plan.entries)}
        titled: dict[str, DraftValue] = {}
        if used:
            words = catalogue("page", self.language)
            for phase in PHASES:
                if phase in used:
                    titled[phase] = {"title": DraftText(str(words(f"phase.{phase}"))), **phases.get(phase, {})}
            self.draft["phases"] = titled
        for entry in plan.entries:
            self._place(entry)
        self._keep_order(plan)
        for phase, placer in self.of_phases.items():
            if placer.blanks:
                own = titled[phase]
                assert isinstance(own, dict)
                head = own.get("blanks", {})
                assert isinstance(head, dict)
                titled[phase] = {"title": own["title"], **own, "blanks": {**head, **placer.blanks}}

    def _blanks(self, phase: str) -> BlankPlacer:
        return self.of_phases.setdefault(phase, BlankPlacer(self.texts, self.language, self.blank_ids, f"phases.{phase}"))

    def _place(self, entry: PlannedEntry) -> None:
        lines = tuple(line for heading in entry.headings for line in heading.lines)
        fields: dict[str, DraftValue] = {"phase": DraftText(entry.phase)}
        if entry.group:
            fields["group"] = DraftText(entry.group)
        fields["title"] = DraftText(without_attributes(entry.title) or NOTHING, lines)
        fields |= {key: DraftText(value) for key, value in (("at", entry.at), ("every", entry.every)) if value}
        for heading in entry.headings:
            self.texts.account.place(heading.lines, "entry", entry.address, "title")
            self.texts.note_comments(heading.spans, heading.first)
        blocks = [*self._linked_title(entry.headings), *entry.blocks]
        if entry.collection == "passages":
            taken = len(self._blanks(entry.phase).blanks)
            rest = self._blanks(entry.phase).rest_of(self._without_signers(blocks, entry), entry.title)
            about = prose_of(rest, self.texts, entry.address, "about")
            about = about or self._leads_to([*self._blanks(entry.phase).blanks.items()][taken:], entry, lines)
            if about:
                fields["about"] = about
            elif not any(block.kind == "table" and signers(block) for block in blocks):
                fields["about"] = DraftText(NOTHING, lines)
            else:
                return
        else:
            self._place_lines(entry, blocks, fields)
        collection = self.draft.setdefault(entry.collection, {})
        assert isinstance(collection, dict)
        collection[entry.id] = fields

    def _leads_to(self, blanks: list[tuple[str, DraftValue]], entry: PlannedEntry, lines: tuple[int, ...]) -> DraftText | None:
        """Return prose that leads to the blanks of a section that has nothing else."""
        labels = {id: label.text for id, blank in blanks if isinstance(blank, dict) and isinstance(label := blank["label"], DraftText)}
        links = (Inline("link", url=f"phases.{entry.phase}.blanks.{id}", spans=(Inline("text", label),)) for id, label in labels.items())
        text = "\n".join(f"- {prose_text((link,))}" for link in links)
        return DraftText(text, lines) if text else None

    def _linked_title(self, headings: list[Block]) -> list[Block]:
        """Return a paragraph for each heading with links or pictures, because titles are plain."""
        found = []
        for heading in headings:
            links = [span for span in heading.spans if (span.kind == "link" and not span.url.startswith("#")) or span.kind == "image"]
            if links:
                spans = [part for link in links for part in (link, Inline("text", " "))]
                found.append(Block("paragraph", heading.first, heading.last, heading.text, tuple(spans)))
        return found

    def _without_signers(self, blocks: list[Block], entry: PlannedEntry) -> list[Block]:
        """Place tables of signatures as sign-offs, and return the other blocks."""
        kept = []
        for block in blocks:
            rows = signers(block) if block.kind == "table" else ()
            if not rows:
                kept.append(block)
                continue
            places = self.draft.setdefault("sign-offs", {})
            assert isinstance(places, dict)
            headings = tuple(line for heading in entry.headings for line in heading.lines)
            group = {"group": DraftText(entry.title, headings)} if headings else {}
            for row in rows:
                title = line_text(self.texts.clean(row.cells[0], row.line)).replace("*", "").replace("`", "")
                id = self.signer_ids.give(title)
                places[id] = {"phase": DraftText(entry.phase), "title": DraftText(title, (row.line,)), **group}
                self.texts.account.place((row.line,), "entry", f"sign-offs.{id}", "title")
                self.texts.account.note(row.line, "a row to sign", f"gets a box: sign-offs.{id}")
            self.texts.account.place((block.first,), "layout", why="the header of a table to sign")
            self.texts.account.place(block.lines, "layout", why="the rule of a table")
        return kept

    def _place_lines(self, entry: PlannedEntry, blocks: list[Block], fields: dict[str, DraftValue]) -> None:
        is_list = entry.collection == "checklists"
        kind: LineKind = "items" if is_list else "steps"
        placer = LinePlacer(self.texts, entry.address, kind, self.language, self.blank_ids, on_clock=entry.phase in COUNTED)
        columns = TableColumns(SiblingIds("columns", self.language), {}, {})
        waiting: list[Block] = []
        for block in self._without_signers(blocks, entry):
            is_table = block.kind == "table" and has_boxes(block)
            if is_table or (has_boxes(block) if is_list else is_steps(block)):
                placer.add_details(waiting)
                waiting = []
                if is_table:
                    place_table(block, placer, columns)
                elif block.kind in ("bullets", "numbers"):
                    placer.add_list(block)
            else:
                waiting.append(block)
        if entry.steps:
            placer.add_details(waiting)
            waiting = []
            for step in entry.steps:
                self._place_step(step, placer)
        of_phase = self._blanks(entry.phase)
        about = prose_of(of_phase.rest_of(placer.before, entry.title), self.texts, entry.address, "about")
        if about:
            fields["about"] = about
        if columns.drafts:
            fields["columns"] = columns.drafts
        fields[placer.kind] = placer.draft()
        closing = prose_of(of_phase.rest_of(waiting, entry.title), self.texts, entry.address, "closing")
        if closing:
            fields["closing"] = closing

    def _place_step(self, section: OutlineSection, placer: LinePlacer) -> None:
        """Place a section as a step: its heading is the title, its first command what to run."""
        assert section.heading is not None
        line = placer.add_line(section.heading, key="title")
        title = leading_offset(section.title)[1] if "at" in line.fields else section.title
        line.fields["title"] = DraftText(without_attributes(title), section.heading.lines)
        self.texts.account.note(section.heading.first, "a heading that is a step", f"gets a box: {line.address}")
        placer.add_rest([*self._linked_title([section.heading]), *_flat(section)], line)

    def _keep_order(self, plan: EntryPlan) -> None:
        """Place entries where the page would not have them in the order of the document."""
        for phase in PHASES:
            entries = [entry for entry in plan.entries if entry.phase == phase and self._is_written(entry)]
            by_address = {entry.address: entry for entry in entries}
            groups = [f"phases.{phase}.groups.{entry.group}" if entry.group else "" for entry in entries]
            for address, place in places_of(phase, [*zip(by_address, groups, strict=True)]).items():
                self._fields(by_address[address])["place"] = DraftText(place)

    def _is_written(self, entry: PlannedEntry) -> bool:
        collection = self.draft.get(entry.collection)
        return isinstance(collection, dict) and entry.id in collection

    def _fields(self, entry: PlannedEntry) -> dict[str, DraftValue]:
        collection = self.draft[entry.collection]
        assert isinstance(collection, dict)
        fields = collection[entry.id]
        assert isinstance(fields, dict)
        return fields


def _flat(section: OutlineSection) -> list[Block]:
    """Return the blocks of a section, with the headings of the sections in it."""
    blocks = list(section.blocks)
    for inner in section.sections:
        blocks += [*([inner.heading] if inner.heading else []), *_flat(inner)]
    return blocks
