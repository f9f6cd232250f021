"""Labels that both the text and the Markdown of a comparison use: for pages, owners, changes, and groups of variants."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from generator.diagnostics.diagnostic import some_of
from generator.diff.diff_sources import DiffSide
from generator.model import differences
from generator.model.differences import ChangedPaths, Difference, Differences, FieldDifference, Owner, Value, VariantDifference
from generator.model.variant import short_form
from generator.report.diagnostics_report import count_of
from generator.text.line_changes import line_changes


def headline(found: Differences) -> str:
    """Return how many of the compared variants differ."""
    if not found.compared:
        return "no variant is compared"
    compared = count_of(len(found.compared), "variant")
    return f"{len(found.variants)} of {compared} differ" if found else f"no difference in {compared}"


def gaps(old: DiffSide, new: DiffSide, shown: Callable[[str], str] = str) -> list[str]:
    """Return a sentence for each reason why something is not compared. `shown` escapes names for the format of the output."""
    found = []
    if not old.snapshot and not old.broken:
        found.append(f"{shown(old.label)} has no runbooks, so everything is new.")
    if old.gap and old.broken:
        found.append(f"Nothing is compared: {shown(old.gap)}.")
    elif only_old := sorted(set(old.broken) - set(new.broken)):
        found.append(f"Not compared, because they have errors in {shown(old.label)}: {shown(some_of(only_old))}.")
    if new.broken:
        found.append(f"Left out because of errors: {shown(some_of(sorted(new.broken)))}. Run `runbook check` to see them.")
    return found


def owner_label(owner: Owner | None) -> str:
    """Return the role that owns a variant, with the name of the person."""
    return f"{owner.title} ({owner.name or 'unassigned'})" if owner else "no owner"


def path_name(path: str, variant: str) -> str:
    """Return the short name of a page or sheet: `shop/prepare/index.md` is `prepare`, `shop/index.md` is `overview`."""
    path = path.removeprefix(f"{variant}/") if variant else path
    name = path.removeprefix("sheets/").removesuffix("index.md").removesuffix(".md").rstrip("/")
    return name or ("overview" if variant else "home")


def path_names(changes: ChangedPaths, variant: str) -> str:
    """Return the short names of changed pages or sheets; added and removed ones are marked."""
    marked = ((changes.changed, ""), (changes.added, " (new)"), (changes.removed, " (removed)"))
    return ", ".join(f"{path_name(path, variant)}{mark}" for paths, mark in marked for path in paths)


def variant_summary(one: VariantDifference) -> str:
    """Return how many differences a variant has, and how many of them come from shared layers."""
    if one.state != "changed":
        return f"{one.state}, {entries(one.entities)}"
    own = f"{len(one.differences)} of its own" if one.differences else ""
    shared = f"{one.shared} from shared layers" if one.shared else ""
    return ", ".join(filter(None, (own, shared))) or "only overridden changes"


def entries(number: int) -> str:
    """Return a number of entries in words: `1 entry`, `2 entries`."""
    return "1 entry" if number == 1 else f"{number} entries"


def grouped(variants: Iterable[VariantDifference]) -> list[list[VariantDifference]]:
    """Group the variants without own differences by owner, pages and sheets; each other variant is a group of its own."""
    found: dict[tuple[object, ...], list[VariantDifference]] = {}
    for one in variants:
        paths = path_names(one.pages, one.id), path_names(one.sheets, one.id)
        key = (one.id,) if one.differences else (one.state, one.owner, one.shared, one.entities, *paths)
        found.setdefault(key, []).append(one)
    return list(found.values())


def name_of(difference: Difference) -> str:
    """Return the short address of an entity; if the address changed, the former address comes first."""
    here = short_form(difference.address)
    return f"{short_form(difference.formerly)} -> {here}" if difference.formerly else here


def change_label(difference: Difference) -> str:
    """Return what happened to an entity, such as `renamed and changed`."""
    label = " and ".join(difference.events)
    return f"{label} ({difference.place})" if difference.place else label


def relayered_lines(several: Iterable[Difference]) -> list[str]:
    """Return a line for each pair of layers between which entities moved unchanged."""
    moved = differences.relayered(several)
    return [f"{entries(count)} unchanged, but now from layer {new} instead of {old}" for (old, new), count in moved.items()]


def value_text(value: Value | None) -> str:
    """Return a value as people write it."""
    return "nothing" if value is None else differences.value_text(value)


def changed_lines(field: FieldDifference) -> Iterable[str]:
    """Return the lines of both values, with `-` before removed and `+` before added lines; of long values, those around changes."""
    was, now = (None if value is None else value_text(value) for value in (field.old, field.new))
    return (f"{sign} {line}".rstrip() for sign, line in line_changes(was, now))
