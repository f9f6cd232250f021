"""Several documents become a layer with what they share, and variants with their differences."""

from __future__ import annotations

from collections.abc import Mapping

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.checks.resolve import resolve
from generator.imports.alike_texts import same_words
from generator.imports.compare_lists import EarlierSharing, entries_of
from generator.imports.draft import Draft, DraftText, DraftValue, fields_of
from generator.imports.emit_files import data_files
from generator.imports.fit_values import fit
from generator.imports.keep_ids import keep_ids, renamed
from generator.imports.share import SharedDrafts, share
from generator.model.variant import Variant


def items(*texts: str, first: int = 5) -> dict[str, DraftValue]:
    """Return items with ids of their first word; a word twice gets a number."""
    found: dict[str, DraftValue] = {}
    for line, text in enumerate(texts, first):
        id = same_words(text).split()[0].strip(":")
        found[id if id not in found else f"{id}-{line}"] = DraftText(text, (line,))
    return found


def a_draft(title: str, **lists: dict[str, DraftValue]) -> Draft:
    """Return a fitted draft with one list for each name."""
    checklists: dict[str, DraftValue] = {
        id: {"phase": DraftText("prepare"), "title": DraftText(id.capitalize()), "items": one} for id, one in lists.items()
    }
    return fit({"variant": {"title": DraftText(title)}, "checklists": checklists}).draft


NORTH = a_draft(
    "North", before=items("Lights are on", "Returns box is empty", "Heating: 19 degrees"), after=items("Doors are locked", first=11)
)
SOUTH = a_draft(
    "South",
    before=items("**Lights** are on", "Returns box is empty.", "Heating: 21 degrees", "Lift answers"),
    night=items("Doors are locked", first=12),
)
PATHS = {"north": "north.md", "south": "south.md", "west": "west.md"}


def variants_of(drafts: Mapping[str, Draft], layer: Draft | None = None) -> dict[str, Variant]:
    """Return the variants of drafts; fails if a check finds an error in them."""
    files = {path: data for id, draft in drafts.items() for path, data in data_files(draft, id, ("x.md",)).items()}
    if layer:
        files |= data_files(layer, "base", ("x.md",))
    outcome = resolve(files)
    assert not [problem.message for problem in outcome.diagnostics if problem.severity == "error"]
    return dict(outcome.variants)


def lists_of(variant: Variant) -> list[tuple[str, list[str]]]:
    """Return the titles of the lists of a variant, each with the words of its items, in order."""
    return [(one.title, [same_words(item.text) for item in one.items.values()]) for one in variant.runbook.checklists.values()]


def test_two_branches() -> None:
    """What both have is in the layer once; the south states its figure with a reason to replace, and adds its lift."""
    found = share({"north": NORTH, "south": SOUTH}, PATHS)
    before = found.layer["checklists"]
    assert isinstance(before, dict) and list(before) == ["before"]
    changes = found.drafts["south"]["checklists"]
    assert changes == {
        "before": {
            "items": {
                "heating": {"text": DraftText("Heating: 21 degrees", (7,)), "because": DraftText("TODO: south.md line 7 says otherwise")},
                "lift": {"text": DraftText("Lift answers", (8,))},
            }
        },
        "night": SOUTH["checklists"]["night"],  # type: ignore[index,call-overload]
    }
    assert found.drafts["north"]["checklists"] == {"after": NORTH["checklists"]["after"]}  # type: ignore[index,call-overload]


def test_words_of_most_documents_are_in_the_layer() -> None:
    """The layer has the figure of two branches, and the third one states its own."""
    west = a_draft("West", before=items("Lights are on", "Returns box is empty", "Heating: 21 degrees"))
    found = share({"north": NORTH, "south": SOUTH, "west": west}, PATHS)
    assert "Heating: 21 degrees" in str(found.layer)
    assert "north.md line 7 says otherwise" in str(found.drafts["north"])
    assert "says otherwise" not in str(found.drafts["west"])


def test_documents_that_share_little_stay_as_they_are() -> None:
    """Two entries are no layer, and neither are three of ten."""
    few = a_draft("West", before=items("Lights are on", "Returns box is empty", "Cellar is dry"))
    many = a_draft(
        "West", before=items("Lights are on", "Returns box is empty", "Heating: 20 degrees", *(f"{word} waits" for word in "abcdefg"))
    )
    for other in (few, many):
        drafts = {"north": NORTH, "west": other}
        found = share(drafts, PATHS)
        assert found.layer == {} and found.drafts == drafts


def test_fields_of_entries_are_compared() -> None:
    """Commands, children and blanks that differ are overridden, added or removed one by one."""

    def one(run: str, *children: str) -> Draft:
        rest = items("Lights are on", "Returns box is empty")
        copy: dict[str, DraftValue] = {"text": DraftText("Copy the keys"), "run": DraftText(run, (3,)), "items": items(*children)}
        return a_draft("X", before={**rest, "copy": copy})

    drafts = {"north": one("scp north", "First key", "Second key"), "south": one("scp south", "First key", "Third key")}
    found = share(drafts, PATHS)
    assert found.drafts["south"]["checklists"] == {
        "before": {
            "items": {
                "copy": {
                    "run": DraftText("scp south", (3,)),
                    "items": {
                        "second": {"remove": DraftText("TODO: south.md does not say this")},
                        "third": {"text": DraftText("Third key", (6,))},
                    },
                    "because": DraftText("TODO: south.md line 3 says otherwise"),
                }
            }
        }
    }
    assert variants_of(found.drafts, found.layer).keys() == {"north", "south"}


WORDS = ("Alpha", "Bravo", "Charlie", "Delta", "Echo", "Foxtrot", "Golf")
TEXT = st.builds(lambda word, figure: f"{word} is at {figure}", st.sampled_from(WORDS), st.integers(1, 2))
TEXTS = st.lists(TEXT, min_size=1, max_size=7)


def with_lists(*lists: list[str]) -> Draft:
    return a_draft("X", **{id: items(*texts) for id, texts in zip("abc", lists, strict=True) if texts})


@settings(max_examples=40, deadline=None)
@given(st.lists(st.builds(with_lists, TEXTS, TEXTS, TEXTS), min_size=2, max_size=3))
def test_each_system_says_the_same_as_before(drafts: list[Draft]) -> None:
    """Whatever documents share, each variant has all lists and items of its document, in their order, and passes the checks."""
    named = dict(zip(PATHS, drafts, strict=False))
    found = share(named, PATHS)
    before, after = variants_of(named), variants_of(found.drafts, found.layer)
    assert {id: lists_of(one) for id, one in after.items()} == {id: lists_of(one) for id, one in before.items()}


def agreed(drafts: dict[str, Draft]) -> tuple[SharedDrafts, dict[str, Draft]]:
    """Share drafts, and return them with the ids that their entries have in the data."""
    first = share(drafts, PATHS)
    own = {name: renamed(draft, first.moved.get(name, {})) for name, draft in drafts.items()}
    return share(own, PATHS), own


def addresses_in(draft: Draft) -> set[str]:
    lists = draft.get("checklists", {})
    assert isinstance(lists, dict)
    return {f"checklists.{id}.items.{entry}" for id, one in lists.items() for entry in entries_of("checklists", fields_of(one))}


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_documents_that_are_imported_again(data: st.DataObject) -> None:
    """Whatever changes in documents of a layer, each variant says what its document says now, and no entry gets another id."""
    a_document = st.builds(with_lists, TEXTS, TEXTS, TEXTS)
    drafts = dict(zip(PATHS, data.draw(st.lists(a_document, min_size=2, max_size=3)), strict=False))
    first, own = agreed(drafts)
    if not first.layer:
        return
    own = {name: draft for name, draft in own.items() if "extends" in str(first.drafts[name])}
    again = {name: keep_ids(data.draw(a_document), draft)[0] if data.draw(st.booleans()) else draft for name, draft in own.items()}
    edited = frozenset(data.draw(st.lists(st.sampled_from(sorted(addresses_in(first.layer))), max_size=2)))
    before = EarlierSharing(first.layer, own, edited)
    found = share(again, PATHS, before=before)
    moved = {name: renamed(draft, found.moved.get(name, {})) for name, draft in again.items()}
    assert not {old for name in own for old in found.moved.get(name, {}) if old in addresses_in(own[name])}
    expected, after = variants_of(moved), variants_of(found.drafts, found.layer)
    assert {id: lists_of(one) for id, one in after.items()} == {id: lists_of(one) for id, one in expected.items()}
    assert all(one in addresses_in(found.layer) for one in edited if any(one in addresses_in(draft) for draft in again.values()))


def test_unchanged_documents_change_nothing() -> None:
    """The same documents share the same."""
    first, own = agreed({"north": NORTH, "south": SOUTH})
    assert not first.moved
    again = share(own, PATHS, before=EarlierSharing(first.layer, own))
    assert (again.layer, again.drafts) == (first.layer, first.drafts)
