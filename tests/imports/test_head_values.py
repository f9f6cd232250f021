"""Lines about a document set fields of its head, or stay facts."""

from __future__ import annotations

import pytest

from generator.imports.draft import DraftText
from generator.imports.head_values import head_value, is_unknown, owner_contact

FIELDS = {
    ("Owner", "Keeper of maps / Night porter"): ("owner", "Keeper of maps / Night porter"),
    ("**Verantwortlich:**", "Betrieb"): ("owner", "Betrieb"),
    ("负责人", "李雷"): ("owner", "李雷"),
    ("Responsável", "Equipe de plantão"): ("owner", "Equipe de plantão"),
    ("المالك", "فريق التشغيل"): ("owner", "فريق التشغيل"),
    ("Owner", "<desk@noise.test>"): ("owner", "desk@noise.test"),
    ("Last reviewed", "4 March 2026"): ("reviewed", "2026-03-04"),
    ("last_reviewed", "2026-03-04"): ("reviewed", "2026-03-04"),
    ("Letzte Prüfung", "04.03.2026"): ("reviewed", "2026-03-04"),
    ("Última revisão", "4 de março de 2026"): ("reviewed", "2026-03-04"),
    ("最終レビュー日", "2026年3月4日"): ("reviewed", "2026-03-04"),
    ("Review", "2026-03-04"): ("reviewed", "2026-03-04"),
    ("Review", "Quarterly"): ("review-every", "90 days"),
    ("Review cycle", "every 6 months"): ("review-every", "180 days"),
    ("Überprüfung", "vierteljährlich"): ("review-every", "90 days"),
    ("评审周期", "每季度"): ("review-every", "90 days"),
}
FACTS = (
    ("Version", "2.3"),
    ("Owner", "TBD"),
    ("Owner", "[Name]"),
    ("Owner", "[Ida](https://people.test/ida)"),
    ("Last reviewed", "03/04/2025"),
    ("Last reviewed", "2026-03-04 by Noor"),
    ("Last updated", "2026-03-04"),
    ("Review", "by the board"),
    ("Owner of the key", "Ida"),
)


@pytest.mark.parametrize(("line", "field"), FIELDS.items())
def test_field_of_the_head(line: tuple[str, str], field: tuple[str, str]) -> None:
    """Owner, date and rhythm of reviews are found in each language."""
    found = head_value(*line)
    assert found is not None and (found.field, found.value) == field


@pytest.mark.parametrize("line", FACTS)
def test_everything_else_is_a_fact(line: tuple[str, str]) -> None:
    """Nothing is invented, and no word is lost: what is unclear, unknown or more than the value stays a fact."""
    assert head_value(*line) is None


def test_owner_is_a_contact() -> None:
    """A name is the title of a contact; an address is also its mail."""
    assert owner_contact("Porter", (3,)) == {"title": DraftText("Porter", (3,))}
    assert owner_contact("desk@noise.test", (3,))["email"] == DraftText("desk@noise.test", (3,))


def test_unknown_values() -> None:
    """Placeholders and room to write are no values; words beside them are."""
    unknown = ("+41-XX-XXX-XX-XX", "TBD", "____", "[Your phone number]", "XXX", "—", "n/a", "")
    assert [is_unknown(one) for one in unknown] == [True] * len(unknown)
    assert not is_unknown("TBD (ask Ida)") and not is_unknown("Ida")


@pytest.mark.parametrize("room", ["_" * 5000, r"\_" * 5000, "." * 5000, "__/" * 2000, "___ - " * 2000, "**" * 2000])
def test_long_room_to_write_is_read_at_once(room: str) -> None:
    """Thousands of underscores are read in one way, not in each way of dividing them."""
    assert not is_unknown(f"{room}_word")
