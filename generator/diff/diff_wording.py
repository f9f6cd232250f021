"""What every print of a comparison says: names of sides, pages and owners, and which differences are told in one line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from generator.diff.diff_sources import DiffSide
from generator.model import differences
from generator.model.differences import ChangedPaths, Difference, Differences, Owner, Value, VariantDifference
from generator.model.variant import short_form
from generator.report.diagnostics_report import count_of

COMMIT_LENGTH = 12
NOBODY = "nobody is named as owner"


@dataclass(frozen=True, slots=True)
class Kin:
    """Variants for which the same pages and sheets change, and of which nothing else is told."""

    variants: tuple[VariantDifference, ...]

    @property
    def first(self) -> VariantDifference:
        return self.variants[0]


def side(opened: DiffSide) -> str:
    """The name of one side, with its commit where that says more."""
    commit = opened.commit[:COMMIT_LENGTH]
    return f"{opened.name} ({commit})" if commit and not commit.startswith(opened.name) else opened.name


def verdict(found: Differences) -> str:
    """One line about the whole: how many variants differ, of how many."""
    compared = count_of(len(found.compared), "variant")
    return f"{len(found.variants)} of {compared} differ" if found else f"no difference in {compared}"


def owner(of: Owner | None) -> str:
    if of is None:
        return NOBODY
    return f"{of.title} ({of.name})" if of.name else f"{of.title} (unassigned)"


def part_of(path: str, variant: str) -> str:
    """The short name of a page or sheet: `shop/prepare/index.md` is `prepare`, `shop/index.md` is `overview`."""
    below = path.removeprefix(f"{variant}/") if variant else path
    name = below.removeprefix("sheets/").removesuffix("index.md").removesuffix(".md").rstrip("/")
    return name or ("overview" if variant else "home")


def parts(touched: ChangedPaths, variant: str) -> str:
    """The pages or sheets in a row; what comes or goes is told so."""
    named = [
        *(part_of(path, variant) for path in touched.changed),
        *(f"{part_of(path, variant)} (new)" for path in touched.added),
        *(f"{part_of(path, variant)} (gone)" for path in touched.removed),
    ]
    return ", ".join(named)


def summed_up(one: VariantDifference) -> str:
    """What happens to a variant, in a few words."""
    if one.state != "changed":
        return f"{one.state}, {entries(one.entities)}"
    told = []
    if one.differences:
        told.append(f"{len(one.differences)} of its own")
    if one.shared:
        told.append(f"{one.shared} from shared layers")
    return ", ".join(told) or "what it overrides"


def entries(number: int) -> str:
    return "1 entry" if number == 1 else f"{number} entries"


def kin(variants: Iterable[VariantDifference]) -> tuple[Kin, ...]:
    """Variants without differences of their own, together where they have the same owner, pages and sheets."""
    found: dict[tuple[object, ...], list[VariantDifference]] = {}
    for one in variants:
        told = parts(one.pages, one.id), parts(one.sheets, one.id)
        key = (one.id,) if one.differences else (one.state, one.owner, one.shared, one.entities, *told)
        found.setdefault(key, []).append(one)
    return tuple(Kin(tuple(group)) for group in found.values())


def name_of(difference: Difference) -> str:
    """The address as people write it, and where the entity was before if that was elsewhere."""
    here = short_form(difference.address)
    return f"{short_form(difference.formerly)} -> {here}" if difference.formerly else here


def happened(difference: Difference) -> str:
    """What happened to an entity: `renamed and changed`."""
    told = " and ".join(difference.events)
    return f"{told} ({difference.place})" if difference.place else told


def relayered(those: Iterable[Difference]) -> tuple[str, ...]:
    """A line for each pair of layers between which entities went over unchanged."""
    return tuple(
        f"{entries(count)} the same as before, now from layer {new} and no longer from {old}"
        for (old, new), count in differences.relayered(those).items()
    )


def spoken(value: Value | None) -> str:
    """A value as people write it."""
    return "nothing" if value is None else differences.value_text(value)
