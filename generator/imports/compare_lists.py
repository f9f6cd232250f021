"""Compares the lists of several drafts: which entries they share, so that a layer can have them once."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from generator.imports.alike_texts import alike_texts, same_words
from generator.imports.draft import Draft, Fields, fields_of, line_of, text_at

ENTRIES = {"checklists": "items", "procedures": "steps"}
FEWEST_SHARED = 3


@dataclass(slots=True)
class AlikeEntries:
    """Entries of different drafts that say the same or nearly the same: their ids by draft. `moved` are drafts that have it elsewhere."""

    ids: dict[str, str]
    moved: set[str] = field(default_factory=set)


@dataclass(slots=True)
class ComparedList:
    """A list that several drafts have below the same headings: its entries in order, each with the drafts that have it.

    `drafts` are those that share enough of their entries, at least three and at least half.
    """

    collection: str
    id: str
    title: str
    entries: list[AlikeEntries]
    drafts: tuple[str, ...] = ()
    lists: dict[str, Fields] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class EarlierSharing:
    """What an earlier import shared: its layer, the drafts that extended it by id, and the addresses in the layer that people changed.

    The drafts have the ids of the data, and these ids never change.
    """

    layer: Draft
    drafts: Mapping[str, Draft]
    edited: frozenset[str] = frozenset()

    def entries(self, collection: str, id: str) -> Fields:
        """Return the entries of a list of the layer."""
        return entries_of(collection, fields_of(fields_of(self.layer.get(collection)).get(id)))

    def has(self, name: str, collection: str, id: str, entry: str) -> bool:
        """Whether a draft had an entry."""
        one = fields_of(fields_of(self.drafts.get(name, {}).get(collection)).get(id))
        return entry in entries_of(collection, one)


def compare_lists(drafts: Mapping[str, Draft], before: EarlierSharing | None = None) -> list[ComparedList]:
    """Return the lists that at least two drafts have in the same phase and group, in the order of the first draft that has them."""
    earlier = before or EarlierSharing({}, {})
    places: dict[tuple[str, str], dict[str, Fields]] = {}
    for name, draft in drafts.items():
        for collection in ENTRIES:
            for id, value in fields_of(draft.get(collection)).items():
                places.setdefault((collection, id), {})[name] = fields_of(value)
    found = []
    for (collection, id), lists in places.items():
        known = earlier.entries(collection, id)
        same_place = Counter((text_at(one, "phase"), text_at(one, "group")) for one in lists.values()).most_common(1)[0][1]
        if same_place > 1 or known:
            title = text_at(next(iter(lists.values())), "title")
            compared = ComparedList(collection, id, title, _clusters(collection, id, lists, earlier), lists=lists)
            compared.drafts = tuple(lists) if known and _stays(compared, earlier) else _participants(compared)
            found.append(compared)
    return found


def _stays(compared: ComparedList, before: EarlierSharing) -> bool:
    """Whether a list stays in the layer: two drafts still share an entry of it, or people changed it there."""
    address = f"{compared.collection}.{compared.id}."
    return any(len(one.ids) > 1 for one in compared.entries) or any(one.startswith(address) for one in before.edited)


def words_of_entry(entry: Fields) -> str:
    """Return the words by which an entry is compared."""
    return " ".join(filter(None, (text_at(entry, "title"), text_at(entry, "text"))))


def entries_of(collection: str, one: Fields) -> Fields:
    """Return the entries of a list."""
    return fields_of(one.get(ENTRIES[collection]))


def _clusters(collection: str, id: str, lists: Mapping[str, Fields], before: EarlierSharing) -> list[AlikeEntries]:
    """Return the entries of all lists, alike ones once. Entries in another order than in the lists before are others.

    What the layer of an earlier import has once stays one entry, also in another order and in other words.
    """
    layer = before.entries(collection, id)
    clusters: list[AlikeEntries] = []
    words: list[str] = []
    for name, one in lists.items():
        entries = entries_of(collection, one)
        ids, texts = [*entries], [words_of_entry(fields_of(value)) for value in entries.values()]
        old = {right for right, entry in enumerate(ids) if before.has(name, collection, id, entry)}
        in_layer = {
            entry: at
            for at, cluster in enumerate(clusters)
            for other, entry in cluster.ids.items()
            if entry in layer and before.has(other, collection, id, entry)
        }
        known = {right: in_layer[ids[right]] for right in old if ids[right] in in_layer}
        taken = {*known.values()}
        free = ["" if at in taken else text for at, text in enumerate(words)]
        mine = ["" if right in known else text for right, text in enumerate(texts)]
        pairs = {pair.right: pair.left for pair in alike_texts(free, mine) if mine[pair.right] and free[pair.left]}
        pairs = {right: left for right, left in pairs.items() if not (right in old and _is_old(clusters[left], collection, id, before))}
        every = {**pairs, **known}
        in_order = {*_in_order(every)}
        at = 0
        numbered = dict(enumerate(clusters))
        for right, entry in enumerate(ids):
            if right in in_order:
                cluster = numbered[every[right]]
                cluster.ids[name] = entry
                at = clusters.index(cluster, at) + 1
            elif right in known:
                numbered[known[right]].ids[name] = entry
                numbered[known[right]].moved.add(name)
            else:
                clusters.insert(at, AlikeEntries({name: entry}))
                words.insert(at, texts[right])
                at += 1
    return clusters


def _is_old(cluster: AlikeEntries, collection: str, id: str, before: EarlierSharing) -> bool:
    """Whether an earlier import wrote an entry of these, so that its id stays."""
    return any(before.has(name, collection, id, entry) for name, entry in cluster.ids.items())


def _in_order(pairs: Mapping[int, int]) -> list[int]:
    """Return the most keys whose values rise with them."""
    ends: list[int] = []
    best: list[list[int]] = []
    for right in sorted(pairs):
        at = bisect_left(ends, pairs[right])
        before = best[at - 1] if at else []
        if at == len(ends):
            ends.append(pairs[right])
            best.append([*before, right])
        else:
            ends[at], best[at] = pairs[right], [*before, right]
    return best[-1] if best else []


def _participants(compared: ComparedList) -> tuple[str, ...]:
    """Return the drafts that share at least three entries with each other, and at least half of their own, in one phase and group."""
    places = {name: (text_at(one, "phase"), text_at(one, "group")) for name, one in compared.lists.items()}
    (most, _), *_ = Counter(places.values()).most_common(1)
    names = [name for name, place in places.items() if place == most]
    while True:
        shared = [one for one in compared.entries if sum(name in one.ids for name in names) > 1]
        counts = Counter(name for one in shared for name in one.ids if name in names)
        own = {name: len(entries_of(compared.collection, compared.lists[name])) for name in names}
        kept = [name for name in names if counts[name] >= FEWEST_SHARED and counts[name] * 2 >= own[name]]
        if kept == names or len(kept) < 2:
            return tuple(kept) if len(kept) > 1 else ()
        names = kept


def shared_elsewhere(drafts: Mapping[str, Draft]) -> Iterator[tuple[str, int, str, str, int, str]]:
    """Yield each entry that another draft has below other headings: its draft and line, its text, and draft, line and list of the other."""
    places: dict[str, list[tuple[str, str, str, int, str]]] = {}
    for name, draft in drafts.items():
        for collection in ENTRIES:
            for id, value in fields_of(draft.get(collection)).items():
                one = fields_of(value)
                for entry in entries_of(collection, one).values():
                    text = words_of_entry(fields_of(entry))
                    if text:
                        place = (name, f"{collection}.{id}", text, line_of(entry), text_at(one, "title"))
                        places.setdefault(same_words(text), []).append(place)
    for found in places.values():
        first = found[0]
        for other in found[1:]:
            if other[0] != first[0] and other[1] != first[1]:
                yield first[0], first[3], first[2], other[0], other[3], other[4]
