"""Check the blanks that commands and texts use as `<id>` against the blanks that a variant declares."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from generator.diagnostics.diagnostic import Findings, RelatedPlace, nearest, sentences
from generator.merge.merged_tree import LayerEdit, Tree, walk
from generator.model.entities import Blank
from generator.source.nodes import ScalarNode
from generator.text.parameters import as_markup

Declared = Mapping[str, Sequence[str]]
Removed = Mapping[str, LayerEdit]


def declared_in(tree: Tree) -> Declared:
    """Return the addresses of the blanks of a variant by id. Columns of checklists are not blanks of commands."""
    found: dict[str, list[str]] = {}
    for address, entry in walk(tree):
        if entry.record.model is Blank:
            found.setdefault(entry.id, []).append(address)
    return found


def removed_in(tree: Tree) -> Removed:
    """Return the removals of the blanks that a variant does not have any more, by id. Entries are removed with what is in them."""
    return dict(_removed_in(tree))


def _removed_in(tree: Tree, around: LayerEdit | None = None) -> Iterator[tuple[str, LayerEdit]]:
    for collection in tree.values():
        for entry in collection.entries.values():
            removal = around or entry.removal
            if removal is not None and entry.record.model is Blank:
                yield entry.id, removal
            yield from _removed_in(entry.children, removal)


def usable(declared: Declared) -> frozenset[str]:
    """Return the ids that exactly one blank has. Only these are blanks in commands and texts."""
    return frozenset(id for id, addresses in declared.items() if len(addresses) == 1)


def check_names(
    names: Iterable[str], place: Callable[[str], ScalarNode], address: str, declared: Declared, removed: Removed, found: Findings
) -> None:
    """Report names in commands that look like blanks, but name none. A name of several blanks is reported where they are declared.

    `place` returns the place of a part of the text.
    """
    for name in names:
        if name in removed:
            message = f"the blank `{name}` is removed, so nobody knows what to type for `<{name}>`: {removed[name].because}"
            note, help = (
                RelatedPlace("removed", removed[name].key.span),
                "write another command in the layer that removes it, or keep the blank",
            )
            found.report("undeclared-blank", place(f"<{name}>"), message, address, note, help=help)
            continue
        message = f"no blank `{name}`, so nobody knows what to type for `<{name}>`"
        declare = f"declare it on the line where people find the value: `blanks: {{{name}: What to note}}`"
        help = f"write `<{name.lower()}>`" if name.lower() in declared else sentences(*filter(None, (nearest(name, declared), declare)))
        found.report("undeclared-blank", place(f"<{name}>"), message, address, help=help, lacks=f"blanks.{name}")


def check_markup(node: ScalarNode, text: str, address: str, declared: Declared, found: Findings) -> None:
    """Report blanks that are markup or a part of a pattern in the same text."""
    for id in as_markup(text, usable(declared)) if "<" in text else ():
        (blank,) = declared[id]
        message = f"`<{id}>` is the blank `{blank}`, and markup or a pattern in the same text"
        help = f"give the blank another id: `runbook rename {blank} NEW-ID`"
        found.report("blank-as-markup", node.place_of(f"<{id}>"), message, address, help=help)
