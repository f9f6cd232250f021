"""Find parameters whose values make other paragraphs, lists, tables or code of the prose around them than the writer sees."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from generator.model.scalar_kinds import PARAM, fill_in, names_in
from generator.text.prose_markup import parse_prose
from generator.text.prose_tree import Block, ProseList, ProseTable, Quote


def disturbing_params(prose: str, params: Mapping[str, str]) -> Iterator[str]:
    """Yield the parameters of prose whose values change its blocks, or are something that prose may not have."""
    names = dict.fromkeys(names_in(prose))
    words = {name: "x" * (len(name) + 3) for name in names}
    written = _outline(PARAM.sub(lambda match: words[match[1]], prose))
    if written != _outline(fill_in(prose, params)):
        yield from (name for name in names if written != _outline(fill_in(prose, {**words, name: params[name]})))


def _outline(prose: str) -> tuple[object, Counter[str]]:
    parsed = parse_prose(prose)
    return _blocks(parsed.blocks), Counter(problem.kind for problem in parsed.problems if problem.kind != "html")  # shown as typed


def _blocks(blocks: Sequence[Block]) -> tuple[object, ...]:
    return tuple(map(_block, blocks))


def _block(block: Block) -> object:
    match block:
        case ProseList(start, items):
            return start is None, tuple(map(_blocks, items))
        case ProseTable(heads, rows):
            return len(heads), len(rows)
        case Quote(kind, inner):
            return kind, _blocks(inner)
    return type(block)
