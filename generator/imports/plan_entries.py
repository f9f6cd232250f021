"""Plan the entries of a document: which section becomes which checklist, procedure or passage, in which phase and group."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from generator.imports.act_words import begins_with_act, names_no_steps
from generator.imports.bare_titles import ATTRIBUTES, anchor_of
from generator.imports.block_shapes import has_boxes, is_badges, is_contents, is_shell, is_steps, is_way_back, lead_title
from generator.imports.blocks import Block, plain
from generator.imports.document_texts import anchor_slug
from generator.imports.draft import ImportOptions, PhaseChoice
from generator.imports.entry_ids import SiblingIds
from generator.imports.heading_phases import at_of_heading, every_of_heading, phase_of_heading
from generator.imports.line_account import LineAccount
from generator.imports.named_signs import NAME
from generator.imports.outline import DocumentOutline, OutlineSection

Collection = Literal["checklists", "procedures", "passages"]
STEP = re.compile(
    r"(?:steps?|schritt|étape|paso|etapa|passo|stap|steg|krok|adım|шаг|крок|βήμα|خطوة|الخطوة|ধাপ|चरण|שלב|bước|langkah)\s*#?\d+\b"
    r"|第\s*[\d一二三四五六七八九十]+\s*步|步骤\s*[\d一二三四五六七八九十]+|ステップ\s*\d+|手順\s*\d+|\d+\s*단계",
    re.IGNORECASE,
)
HOW_TO = re.compile(r"how to\b|steps\b|procedure\b|instructions\b|anleitung\b|schritte\b|como\b|cómo\b|pasos\b|passos\b", re.IGNORECASE)
JOINED = " · "
TOPS = ("#", "#top", "#readme", "#readme-top", "#back-to-top")


@dataclass(slots=True)
class PlannedEntry:
    """An entry to write. `headings` are those that its title is made of; `steps` are the sections that become its steps."""

    collection: Collection
    id: str
    title: str
    phase: str
    group: str
    headings: list[Block]
    blocks: list[Block]
    steps: list[OutlineSection] = field(default_factory=list)
    at: str = ""
    every: str = ""

    @property
    def address(self) -> str:
        return f"{self.collection}.{self.id}"


@dataclass(slots=True)
class PlannedGroup:
    """A group of a phase. `blocks` are what comes before its first entry."""

    id: str
    phase: str
    title: str
    heading: Block
    blocks: list[Block]

    @property
    def address(self) -> str:
        return f"phases.{self.phase}.groups.{self.id}"


@dataclass(slots=True)
class EntryPlan:
    """All entries and groups of a document in order, the phase of each section, and the addresses of its places by their names."""

    entries: list[PlannedEntry] = field(default_factory=list)
    groups: list[PlannedGroup] = field(default_factory=list)
    phases: list[PhaseChoice] = field(default_factory=list)
    places: list[tuple[int, str]] = field(default_factory=list)  # where each entry begins, with its address
    slugs: dict[str, str] = field(default_factory=dict)
    head: list[Block] = field(default_factory=list)


def plan_entries(outline: DocumentOutline, options: ImportOptions, account: LineAccount, language: str) -> EntryPlan:
    """Return what becomes of each section of an outline."""
    return _Planner(outline, options, account, language).plan_all()


class _Planner:
    def __init__(self, outline: DocumentOutline, options: ImportOptions, account: LineAccount, language: str) -> None:
        self.outline, self.options, self.account = outline, options, account
        self.plan = EntryPlan()
        self.ids: dict[str, SiblingIds] = {name: SiblingIds(name, language) for name in ("checklists", "procedures", "passages")}
        self.group_ids: dict[str, SiblingIds] = {}
        self.language = language
        self.slug_counts: dict[str, int] = {}
        own = [plain(outline.heading.spans)] if outline.heading else []
        contents = [section.title for section in _all_sections(outline.sections) if _is_only_contents(section)]
        self.tops = {*TOPS, *(f"#{anchor_slug(title)}" for title in (*own, *contents))}

    def plan_all(self) -> EntryPlan:
        outline = self.outline
        head = self._without_contents(outline.head)
        start = next((at for at, block in enumerate(head) if has_boxes(block) or is_steps(block)), len(head))
        if start and start < len(head) and lead_title(head[start - 1]):
            start -= 1
        self.plan.head = head[:start]
        if start < len(head):
            phase = self._phase("", outline.heading)
            headings = [outline.heading] if outline.heading else []
            self._entry(outline.title, phase, "", headings, head[start:])
        for section in outline.sections:
            self._section(section)
        return self.plan

    def _phase(self, heading: str, block: Block | None) -> str:
        chosen = self.options.phases.get(heading or self.outline.title)
        if chosen:
            choice = PhaseChoice(block.first if block else 1, heading, chosen, "`--phase`")
        else:
            found = phase_of_heading([heading] if heading else [], self.outline.title)
            choice = PhaseChoice(block.first if block else 1, heading or self.outline.title, found.phase, found.why, found.guessed)
        self.plan.phases.append(choice)
        return choice.phase

    def _without_contents(self, blocks: list[Block]) -> list[Block]:
        """Return blocks without tables of contents and the lead of each, links back to them, and badges."""
        kept: list[Block] = []
        for block in blocks:
            if is_contents(block):
                if kept and lead_title(kept[-1]):
                    self.account.place(kept.pop().lines, "reported", why="a table of contents")
                self.account.place(block.lines, "reported", why="a table of contents")
                self.account.note(block.first, "a table of contents", "left out; pages have their own")
            elif is_way_back(block, self.tops):
                self.account.place(block.lines, "layout", why="a link back to the top")
            elif is_badges(block):
                self.account.place(block.lines, "reported", why="badges")
            else:
                kept.append(block)
        return kept

    def _section(self, section: OutlineSection) -> None:
        if self._left_out(section):
            return
        phase = self._phase(section.title, section.heading)
        if not section.sections or self._has_steps(section):
            self._deep(section, [section.title], phase, "", [])
            return
        blocks = self._without_contents(section.blocks)
        ids = self.group_ids.setdefault(phase, SiblingIds("groups", self.language))
        assert section.heading is not None
        group = PlannedGroup(ids.give(section.title), phase, section.title, section.heading, [])
        self.plan.groups.append(group)
        if any(has_boxes(block) or is_steps(block) for block in blocks):
            self._entry(section.title, phase, group.id, [section.heading], blocks)
        else:
            group.blocks = blocks
            self._name_place(section.heading, "")  # the first entry of the group
        for inner in section.sections:
            self._deep(inner, [inner.title], phase, group.id, [])

    def _left_out(self, section: OutlineSection) -> bool:
        """Report a section whose only content is a table of contents."""
        if not _is_only_contents(section) or section.heading is None:
            return False
        self._without_contents(section.blocks)
        self.account.place(section.heading.lines, "reported", why="a table of contents")
        self.account.place((line for block in section.blocks for line in block.lines), "layout", why="a rule")
        return True

    def _deep(self, section: OutlineSection, titles: list[str], phase: str, group: str, headings: list[Block]) -> None:
        """Plan a section, and the sections in it, whose titles are joined with its own."""
        if self._left_out(section):
            return
        own = [*headings, *([section.heading] if section.heading else [])]
        blocks = self._without_contents(section.blocks)
        if self._has_steps(section):
            self._entry(JOINED.join(titles), phase, group, own, blocks, section.sections)
            return
        if blocks or not section.sections:
            says = any(block.kind not in ("rule", "marker", "reference") for block in blocks)
            if not says:
                self.account.place_blocks(blocks, "", "")
            if says or not section.sections:  # a heading without a text is there to be filled in
                self._entry(JOINED.join(titles), phase, group, own, blocks if says else [])
                own = []
        for inner in section.sections:
            self._deep(inner, [*titles, inner.title], phase, group, own)
            own = []

    def _has_steps(self, section: OutlineSection) -> bool:
        """Whether the sections in a section are the steps of one procedure."""
        inner = section.sections
        every = [block for one in inner for block in _blocks_of(one)]
        if len(inner) < 2 or any(map(has_boxes, every)) or any(has_boxes(block) or is_steps(block) for block in section.blocks):
            return False
        if all(STEP.match(one.title) for one in inner):
            return True
        if any(one.sections for one in inner) or any(map(is_steps, every)) or not any(map(is_shell, every)):
            return False
        if HOW_TO.match(section.title):
            return True
        return all(begins_with_act(one.title) for one in inner) and sum(any(map(is_shell, one.blocks)) for one in inner) * 2 > len(inner)

    def _entry(
        self, title: str, phase: str, group: str, headings: list[Block], blocks: list[Block], steps: list[OutlineSection] | None = None
    ) -> None:
        collection: Collection = "passages"
        if any(map(has_boxes, blocks)):
            collection = "checklists"
        elif steps or (any(map(is_steps, blocks)) and not names_no_steps(title.rpartition(JOINED)[2])):
            collection = "procedures"
        entry = PlannedEntry(collection, self.ids[collection].give(title), title, phase, group, headings, blocks, steps or [])
        if collection == "checklists":  # the own heading before that of the section
            named = (title, self.plan.phases[-1].heading) if self.plan.phases else (title,)
            entry.at = next(filter(None, (at_of_heading(phase, heading) for heading in named)), "")
            entry.every = next(filter(None, (every_of_heading(phase, heading) for heading in named)), "")
        self.plan.entries.append(entry)
        if steps:
            self.account.note(headings[-1].first if headings else 1, f"{len(steps)} sections that are steps", f"steps of {entry.address}")
        for heading in headings:
            self._name_place(heading, entry.address)
        first = min((block.first for block in (*headings, *blocks)), default=1)
        self.plan.places.append((first, entry.address))
        for step in steps or []:
            if step.heading:
                self._name_place(step.heading, entry.address)

    def _name_place(self, heading: Block, address: str) -> None:
        """Give the place of a heading the name that links use. An empty address is that of the next entry."""
        slug = anchor_slug(heading.text if NAME.search(heading.text) else plain(heading.spans))  # anchors keep the names of signs
        number = self.slug_counts.get(slug, 0)
        self.slug_counts[slug] = number + 1
        name = f"{slug}-{number}" if number else slug
        self.plan.slugs[name] = address or f"@{heading.first}"
        if (attributes := ATTRIBUTES.search(heading.text)) and re.search(r"[\s.]", attributes[0].strip(" {:}")):
            self.account.note(heading.first, f"attributes of a heading: `{attributes[0].strip()}`", "left out")
        if anchor := anchor_of(heading.text):
            self.plan.slugs.setdefault(anchor.lower(), address or f"@{heading.first}")


def _is_only_contents(section: OutlineSection) -> bool:
    blocks = [block for block in section.blocks if block.kind != "rule"]
    return not section.sections and bool(blocks) and all(map(is_contents, blocks)) and section.heading is not None


def _all_sections(sections: list[OutlineSection]) -> Iterator[OutlineSection]:
    for section in sections:
        yield section
        yield from _all_sections(section.sections)


def _blocks_of(section: OutlineSection) -> list[Block]:
    return [*section.blocks, *(block for inner in section.sections for block in _blocks_of(inner))]
