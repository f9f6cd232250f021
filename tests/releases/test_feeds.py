"""What stays the same about a published folder."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

from generator.releases.feeds import Channel, new_id

SINCE = datetime(2026, 11, 21, 7, 30, tzinfo=UTC)


def test_an_id_made_once_is_never_made_otherwise() -> None:
    """These are in the readers of everybody who follows a feed: a change here shows them all releases as new."""
    folder = new_id("0123456789abcdef", SINCE)
    assert folder == "urn:uuid:0d3117fa-d437-568c-8273-5b57754e656d"
    assert Channel(folder, SINCE, "Runbooks").id_of("release", "v1") == "urn:uuid:49a6cf64-c0af-5891-b2ef-731a879a4814"


def test_ids_are_those_of_the_folder_and_not_of_its_address_or_title() -> None:
    folder = new_id("0123456789abcdef", SINCE)
    one, other = Channel(folder, SINCE, "Runbooks"), Channel(folder, SINCE, "Our runbooks", "https://runbooks.example/", "bn")
    assert one.id_of("release", "v1") == other.id_of("release", "v1")
    assert len({folder, *(one.id_of(*names) for names in (("release", "v1"), ("release", "v2"), ("review", "v1")))}) == 4
    assert new_id("other", SINCE) != folder != new_id("0123456789abcdef", SINCE + timedelta(seconds=1))
    assert UUID(folder.removeprefix("urn:uuid:")).version == 5


def test_a_link_is_absolute_where_the_address_is_known() -> None:
    folder = new_id("", SINCE)
    assert Channel(folder, SINCE, "Runbooks").link("v1+2/changes/index.html") == "v1+2/changes/index.html"
    assert Channel(folder, SINCE, "Runbooks", "https://a.example/b/").link("v 1/x.html") == "https://a.example/b/v%201/x.html"
