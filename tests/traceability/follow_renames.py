"""Update the tables in this folder after `runbook rename`: `python -m tests.traceability.follow_renames`.

A row follows the aliases that a rename leaves in the data. Addresses that no longer exist are listed, and the exit code is then 1.

"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

from generator.model.addresses import earlier_addresses
from generator.model.variant import Variant, entities
from generator.project.open_project import open_project

ROOT = Path(__file__).resolve().parents[2]
FOLDER = Path(__file__).resolve().parent


def present_addresses(variant: Variant) -> dict[str, str]:
    """Return the current address of each current and former address of a variant's collections and entities."""
    found = dict(entities(variant.runbook))
    present = {address: address for address in found}

    def aliases_of(address: str) -> tuple[str, ...]:
        return found[address].aliases

    for address in found:
        for former in earlier_addresses(address, aliases_of):
            present.setdefault(former, address)
    collections = {address.partition(".")[0] for address in found}
    return {**present, **{name: name for name in ("variant", "variant.params", *collections)}}


def follow(table: str, present: dict[str, str]) -> tuple[str, list[str]]:
    """Return a table with updated addresses, and the addresses that no longer exist.

    `table` is CSV text with the columns `line` and `address`; an address is that of an entity or of one of its fields.

    """
    head, *rows = table.splitlines(keepends=True)
    lines, dead = [head], []
    for line in rows:
        address = next(csv.reader([line]))[1]
        now = _now(address, present)
        if now is None:
            dead.append(address)
        lines.append(line.replace(f",{address}", f",{now or address}"))
    return "".join(lines), dead


def _now(address: str, present: dict[str, str]) -> str | None:
    """Return the current address of an entity or of one of its fields; None if neither exists."""
    holder, _, field = address.rpartition(".")
    return present.get(address) or (f"{present[holder]}.{field}" if holder in present else None)


def main(root: Path, folder: Path) -> int:
    """Update the tables in `folder` that contain former addresses of the data in `root`; return 1 if an address no longer exists."""
    failed = 0
    for id, variant in open_project(root).outcome.variants.items():
        path = folder / f"{id}.csv"
        before = path.read_text("utf-8")
        after, dead = follow(before, present_addresses(variant))
        if after != before:
            path.write_text(after, "utf-8")
            sys.stdout.write(f"{path.name} follows\n")
        sys.stdout.writelines(f"{path.name}: nothing is at {address}\n" for address in dead)
        failed |= bool(dead)
    return failed


if __name__ == "__main__":
    sys.exit(main(ROOT, FOLDER))
