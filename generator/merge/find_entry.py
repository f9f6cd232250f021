"""Find the entry at an address of a merged variant."""

from __future__ import annotations

from contextlib import suppress

from generator.diagnostics.diagnostic import nearest, some_of
from generator.merge.merged_tree import NOTHING, Entry, Tree, old_addresses, walk
from generator.model.addresses import addresses_like, closest_address, full_address
from generator.model.field_facts import COLLECTIONS

MOST_OFFERED = 20


class NoSuchAddress(LookupError):
    """There is no entry at an address. The message names the wrong part; `help` suggests what to write."""

    def __init__(self, message: str, help: str) -> None:
        super().__init__(message)
        self.help = help


class SeveralEntries(NoSuchAddress):
    """The end of an address is that of several entries."""


def find_entry(tree: Tree, address: str) -> tuple[str, Entry]:
    """Return the entry at an address, after its full address with current ids.

    `address` can be a short form, such as `database/pooling`; the end of one address alone, such as `on-call`; or the address of a field.

    Raises:
        NoSuchAddress: the tree has no such entry, or several.
    """
    try:
        return _entry_at(tree, address)
    except NoSuchAddress as fault:
        known = _addresses(tree)
        found = dict.fromkeys(known[one] for one in addresses_like(address, known))
        if len(found) > 1:
            raise SeveralEntries(
                f"`{address}` may be one of {len(found)} entities", f"write one of {some_of(found, MOST_OFFERED)}"
            ) from None
        if not found and (holder := _holder_of_field(tree, address)):
            return holder
        if not found:
            raise fault from None
        return _entry_at(tree, *found)


def _addresses(tree: Tree) -> dict[str, str]:
    """Return the address of each entry, by itself and by its former addresses."""
    known = {address: address for address, _ in walk(tree, removed=True)}
    return {**dict(old_addresses(tree)), **known}


def _holder_of_field(tree: Tree, address: str) -> tuple[str, Entry] | None:
    """Return the entry at an address whose last part is one of its fields, as in reports of problems; None for any other address."""
    holder, _, field = address.rpartition(".")
    with suppress(NoSuchAddress):
        full, entry = _entry_at(tree, holder)
        return (full, entry) if field in entry.record.keys else None
    return None


def _entry_at(tree: Tree, address: str) -> tuple[str, Entry]:
    address = full_address(address, tree.get("procedures", NOTHING).entries, tree.get("checklists", NOTHING).entries)
    parts = address.split(".")
    where: Tree = tree
    entry: Entry | None = None
    for at in range(0, len(parts) - 1, 2):
        name, id = parts[at], parts[at + 1]
        before, old = ".".join(parts[:at]), ".".join(parts[: at + 2])
        collection = where.get(name)
        if collection is None and not before and name in COLLECTIONS:
            raise NoSuchAddress(f"`{name}` is not defined for this variant", f"it has {', '.join(where) or 'no entries'}")
        if collection is None:
            found = f"no `{name}` {f'in `{before}`' if before else 'in a runbook'}"
            raise NoSuchAddress(found, nearest(name, where) or f"known: {', '.join(where)}" if where else "there is nothing below it")
        entries = collection.entries
        entry = entries.get(id) or next((one for one in entries.values() if any(a.value in (id, old) for a in one.names("aliases"))), None)
        if entry is None:
            found = f"no `{id}` in `{'.'.join(parts[: at + 1])}`"
            raise NoSuchAddress(found, nearest(id, entries) or f"known: {', '.join(entries) or 'none'}")
        parts[at + 1] = entry.id
        where = entry.children
    if entry is None or len(parts) % 2:
        close = closest_address(address, _addresses(tree))
        help = (
            f"did you mean `{close}`?" if close else "write an address such as `checklists.database.items.pooling`, or `database/pooling`"
        )
        raise NoSuchAddress(f"`{address}` is not the address of an entity", help)
    return ".".join(parts), entry
