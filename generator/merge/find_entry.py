"""Find the entry at an address of a merged variant."""

from __future__ import annotations

from generator.diagnostics.diagnostic import nearest
from generator.merge.merged_tree import NOTHING, Entry, Tree
from generator.model.addresses import full_address
from generator.model.field_facts import COLLECTIONS


class NoSuchAddress(LookupError):
    """There is no entry at an address. The message names the wrong part; `help` suggests what to write."""

    def __init__(self, message: str, help: str) -> None:
        super().__init__(message)
        self.help = help


def find_entry(tree: Tree, address: str) -> tuple[str, Entry]:
    """Return the entry at an address, after its full address with current ids. `address` can be a short form, such as `database/pooling`.

    Raises:
        NoSuchAddress: the tree has no such entry.
    """
    address = full_address(address, tree.get("procedures", NOTHING).entries, tree.get("checklists", NOTHING).entries)
    parts = address.split(".")
    where: Tree = tree
    entry: Entry | None = None
    for at in range(0, len(parts) - 1, 2):
        name, id = parts[at], parts[at + 1]
        before, old = ".".join(parts[:at]), ".".join(parts[: at + 2])
        collection = where.get(name)
        if collection is None and not before and name in COLLECTIONS:
            raise NoSuchAddress(f"`{name}` is not defined for this variant", f"it has {', '.join(where)}")
        if collection is None:
            found = f"no `{name}` {f'in `{before}`' if before else 'in a runbook'}"
            raise NoSuchAddress(found, nearest(name, where) or f"known: {', '.join(where) or 'nothing'}")
        entries = collection.entries
        entry = entries.get(id) or next((one for one in entries.values() if any(a.value in (id, old) for a in one.names("aliases"))), None)
        if entry is None:
            found = f"no `{id}` in `{'.'.join(parts[: at + 1])}`"
            raise NoSuchAddress(found, nearest(id, entries) or f"known: {', '.join(entries)}")
        parts[at + 1] = entry.id
        where = entry.children
    if entry is None or len(parts) % 2:
        help = "write an address such as `checklists.database.items.pooling`, or `database/pooling`"
        raise NoSuchAddress(f"`{address}` is not the address of an entity", help)
    return ".".join(parts), entry
