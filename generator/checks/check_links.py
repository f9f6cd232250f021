"""Check the links in the texts of a merged variant that lead inside: to entries, to other variants, and to files."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Protocol

from generator.checks.references import References
from generator.diagnostics.diagnostic import Findings, RelatedPlace, nearest, some_of
from generator.merge.merged_tree import NOTHING, Tree, live_in, old_addresses, walk
from generator.model.addresses import full_address, is_within
from generator.model.entities import DEFAULT_PHASE, PHASE_OF, PHASES
from generator.model.field_facts import COLLECTIONS
from generator.model.scalar_kinds import TEXT, Kind, as_written, fill_in
from generator.model.used_files import targets_in
from generator.source.layers import Layer
from generator.source.nodes import MappingNode, Node, ScalarNode
from generator.text.inline_markup import FILES, SYSTEM
from generator.text.placeholders import CODE_SPAN


class OtherVariants(Protocol):
    """The variants of the project.

    `ids` are those of all. `present` returns the id of the variant that has or had an id, or an empty text. `tree` returns the merged tree
    of a variant, or None if it cannot be read.
    """

    @property
    def ids(self) -> Collection[str]: ...

    def present(self, id: str) -> str: ...

    def tree(self, id: str) -> Tree | None: ...


class NoOthers:
    """A project with one variant."""

    ids = ()

    def present(self, id: str) -> str:  # noqa: ARG002
        return ""

    def tree(self, id: str) -> Tree | None:  # noqa: ARG002
        return None


ALONE = NoOthers()


class LinkCheck:
    """Checks the links of one variant. `files` are the files that its texts may use."""

    def __init__(self, variant: Layer, references: References, others: OtherVariants, files: Mapping[str, object], found: Findings) -> None:
        self.variant = variant
        self.params = variant.params
        self.references = references
        self.others = others
        self.files = files
        self.found = found

    def text(self, node: ScalarNode, address: str, kind: Kind = TEXT) -> None:
        """Check the links and pictures of a text with its parameters filled in."""
        value = node.value or ""
        for target in targets_in(fill_in(value, self.params), kind):
            for place in places_of_link(node, as_written(target, value, self.params), target):
                self.target(target, place, address)

    def target(self, target: str, place: ScalarNode, address: str) -> None:
        """Check one link, with its place in the text."""
        if target.startswith(SYSTEM):
            self.system(part_of(place, len(SYSTEM)), address)
        elif target.startswith(FILES):
            self.file(target, place, address)
        elif not is_foreign(target, self.references.tree):
            ids = self.references.ids
            self.references.look_up_link(place, full_address(target, ids("procedures"), ids("checklists")), address)

    def reasons(self, tree: Tree) -> None:
        """Check the links in the reasons of layers, which pages show beside an entry."""
        for address, entry in walk(tree, removed=True):
            for edit in entry.edits:
                for key in ("because", "remove"):
                    reason: Node | None = edit.node.values.get(key) if isinstance(edit.node, MappingNode) else None
                    if isinstance(reason, ScalarNode) and "](" in (reason.value or ""):
                        self.text(reason, f"{address}.{key}")

    def system(self, place: ScalarNode, address: str) -> None:
        """Check a link to another variant: `billing`, `billing/rollback` or `billing#procedures.roll-back`."""
        page, _, entry = (place.value or "").partition("#")
        written, _, phase = page.partition("/")
        id = self.others.present(written)
        if not id:
            known = sorted(self.others.ids)
            help = " ".join(filter(None, (nearest(written, known), f"Variants are the folders of `variants/`: {some_of(known)}.")))
            self.found.report("unknown-variant", part_of(place, 0, len(written)), f"no variant `{written}`", address, help=help)
            return
        tree = self.others.tree(id)
        if tree is None:
            return  # its own problems are reported
        if phase and phase not in defined_in(tree):
            known = list(defined_in(tree))
            help = nearest(phase, known) or (f"`{id}` defines {some_of(known)}" if known else f"`{id}` defines no phase yet")
            wrong = part_of(place, len(written) + 1, len(page))
            self.found.report("unknown-phase", wrong, f"`{id}` has no phase `{phase}`", address, help=help)
        if entry:
            self._entry(tree, id, part_of(place, len(page) + 1), address)

    def _entry(self, tree: Tree, id: str, place: ScalarNode, address: str) -> None:
        top = {key: [one.id for one in live_in(tree, key)] for key in ("procedures", "checklists")}
        name = full_address(place.value or "", top["procedures"], top["checklists"])
        live = dict(walk(tree))
        if name in live or (name.startswith("phases.") and name.partition(".")[2] in defined_in(tree)):
            return
        known = dict(walk(tree, removed=True))
        if name in known and (removal := known[name].removal) is not None:
            note = RelatedPlace("removed", removal.key.span)
            help = "link to another entry, or write the text without the link"
            self.found.report("removed-reference", place, f"`{name}` of `{id}` is removed: {removal.because}", address, note, help=help)
            return
        renamed = next((f"{new}{name[len(old) :]}" for old, new in old_addresses(tree) if is_within(name, old)), "")
        help = f"it is now `{renamed}`" if renamed else nearest(name, live)
        self.found.report("unknown-address", place, f"there is no entry at `{name}` in `{id}`", address, help=help)

    def file(self, path: str, place: ScalarNode, address: str) -> None:
        """Check a link to a file of the variant or of a layer that it extends."""
        if path in self.files:
            return
        known = sorted(self.files)
        same = next((one for one in known if one.casefold() == path.casefold()), "")
        offer = f"did you mean `{same}`? Capital and small letters count." if same else nearest(path, known)
        where = f"Files are in the folder `files/` of the variant or of a layer that it extends{f': {some_of(known)}' if known else ''}."
        self.found.report("unknown-file", place, f"there is no file `{path}`", address, help=" ".join(filter(None, (offer, where))))


def places_of_link(node: ScalarNode, written: str, target: str) -> list[ScalarNode]:
    """Return every place in a text from which a link leads to a target; without any, the place of its words or of the whole text."""
    outside = CODE_SPAN.sub(lambda span: " " * len(span[0]), node.source.text[node.start : node.end])
    found = [match.end() + node.start for match in re.finditer(rf"\]\(<?(?={re.escape(written)}[)>\s])", outside)]
    places = [ScalarNode(node.source, start, start + len(written), target) for start in found]
    if not places:
        place = node.place_of(written)
        places = [ScalarNode(place.source, place.start, place.end, target)]
    return places


def part_of(place: ScalarNode, start: int, end: int | None = None) -> ScalarNode:
    """Return the place of a part of a target; that of the whole text if the target is not in the file in this form."""
    value = (place.value or "")[start:end]
    if place.end - place.start != len(place.value or ""):
        return ScalarNode(place.source, place.start, place.end, value)
    return ScalarNode(place.source, place.start + start, place.start + start + len(value), value)


def is_foreign(target: str, tree: Tree) -> bool:
    """Return whether nothing in a variant is named like the beginning of a target, as in `status.shop.test` or `wiki/deploy`.

    Then nobody knows what was meant. The lint rule about links reports it.
    """
    first = re.split("[./]", target, maxsplit=1)[0]
    lists: list[Collection[str]] = [tree.get(key, NOTHING).entries for key in ("checklists", "procedures")]
    known = lists if "/" in target else [COLLECTIONS]
    if any(first in ids for ids in known) or nearest(first, [id for ids in known for id in ids]):
        return False
    return not any(is_within(target, old) for old, _ in old_addresses(tree))


def defined_in(tree: Tree) -> tuple[str, ...]:
    """Return the phases of a merged variant that have any content, in order."""
    removed = {entry.id for entry in tree.get("phases", NOTHING).entries.values() if not entry.live}
    return tuple(phase for phase in PHASES if phase in {*_phases(tree)} - removed)


def _phases(tree: Tree) -> Iterator[str]:
    yield from (phase.id for phase in live_in(tree, "phases") if any(live_in(phase.children, "blanks")))
    for collection in tree:
        for entry in live_in(tree, collection):
            if "phase" in entry.record.fields or collection in PHASE_OF:
                yield entry.text("phase") or PHASE_OF.get(collection) or DEFAULT_PHASE
