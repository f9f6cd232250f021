"""Divides a list that would not fit into a data file into lists that follow each other."""

from __future__ import annotations

from generator.imports.divide_texts import at_word
from generator.imports.draft import Draft, DraftText, DraftValue
from generator.model.scalar_kinds import MAX_ID, MAX_LINE

MOST_BYTES = 384 << 10
PER_VALUE = 40  # bytes of keys and indentation, about
LISTS = {"checklists": "items", "procedures": "steps"}
LAST = "closing"  # belongs below the last part


def divide_lists(draft: Draft) -> tuple[Draft, dict[str, str]]:
    """Return a draft with lists of limited size, and for each line that is in another list now, its old and its new address."""
    divided: Draft = {}
    moved: dict[str, str] = {}
    for key, entries in draft.items():
        if key not in LISTS or not isinstance(entries, dict):
            divided[key] = entries
            continue
        lists: dict[str, DraftValue] = {}
        for id, fields in entries.items():
            lines = fields.get(LISTS[key]) if isinstance(fields, dict) else None
            groups = _groups(lines) if isinstance(lines, dict) else []
            if not isinstance(fields, dict) or len(groups) < 2:
                lists[id] = fields
                continue
            for number, group in enumerate(groups, 1):
                own = id if number == 1 else _free_id(id, number, {*lists, *entries})
                lists[own] = _part(fields, LISTS[key], group, number, len(groups))
                moved |= {f"{key}.{id}.{LISTS[key]}.{line}": f"{key}.{own}.{LISTS[key]}.{line}" for line in group if number > 1}
        divided[key] = lists
    return divided, moved


def moved_address(address: str, moved: dict[str, str]) -> str:
    """Return where an address leads after lists were divided."""
    if not moved:
        return address
    head = ".".join(address.split(".")[:4])
    return moved[head] + address[len(head) :] if head in moved else address


def size_of(value: DraftValue) -> int:
    """Return about how many bytes a value has in its file."""
    if isinstance(value, DraftText):
        return len(value.text.encode()) + PER_VALUE
    return PER_VALUE + sum(map(size_of, value.values() if isinstance(value, dict) else value))


def _groups(lines: dict[str, DraftValue]) -> list[dict[str, DraftValue]]:
    groups: list[dict[str, DraftValue]] = [{}]
    size = 0
    for id, line in lines.items():
        size += (own := size_of(line))
        if groups[-1] and size > MOST_BYTES:
            groups.append({})
            size = own
        groups[-1][id] = line
    return groups


def _part(fields: dict[str, DraftValue], key: str, lines: dict[str, DraftValue], number: int, of: int) -> dict[str, DraftValue]:
    """Return one part of a list: the first has the text above it, the last has the text below it."""
    if number == 1:
        return {name: lines if name == key else value for name, value in fields.items() if name != LAST}
    title = fields.get("title")
    kept = {name: value for name, value in fields.items() if name not in ("about", "summary", LAST) or (name == LAST and number == of)}
    if isinstance(title, DraftText):
        kept["title"] = DraftText(f"{at_word(title.text, MAX_LINE - 10)} · {number}", title.lines)
    return {name: lines if name == key else value for name, value in kept.items()}


def _free_id(id: str, number: int, taken: set[str]) -> str:
    own = f"{id[: MAX_ID - 8].rstrip('-')}-{number}"
    while own in taken:
        number += 1
        own = f"{id[: MAX_ID - 8].rstrip('-')}-{number}"
    return own
