"""What feeds share: permanent ids and links."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

from generator.releases.feeds import Channel, new_id

SINCE = datetime(2026, 11, 21, 7, 30, tzinfo=UTC)


def test_ids_stay_the_same_in_all_versions() -> None:
    """Feed readers know these ids: a change would show all releases as new."""
    folder = new_id("0123456789abcdef", SINCE)
    assert folder == "urn:uuid:0d3117fa-d437-568c-8273-5b57754e656d"
    assert Channel(folder, SINCE, "Runbooks").id_of("release", "v1") == "urn:uuid:49a6cf64-c0af-5891-b2ef-731a879a4814"


def test_ids_do_not_depend_on_address_or_title() -> None:
    folder = new_id("0123456789abcdef", SINCE)
    one, other = Channel(folder, SINCE, "Runbooks"), Channel(folder, SINCE, "Our runbooks", "https://runbooks.example/", "bn")
    assert one.id_of("release", "v1") == other.id_of("release", "v1")
    assert len({folder, *(one.id_of(*names) for names in (("release", "v1"), ("release", "v2"), ("review", "v1")))}) == 4
    assert new_id("other", SINCE) != folder != new_id("0123456789abcdef", SINCE + timedelta(seconds=1))
    assert UUID(folder.removeprefix("urn:uuid:")).version == 5


def test_a_link_is_absolute_if_the_address_is_known() -> None:
    folder = new_id("", SINCE)
    assert Channel(folder, SINCE, "Runbooks").link("v1+2/changes/index.html") == "v1+2/changes/index.html"
    assert Channel(folder, SINCE, "Runbooks", "https://a.example/b/").link("v 1/x.html") == "https://a.example/b/v%201/x.html"
