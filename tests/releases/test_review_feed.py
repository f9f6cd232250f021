"""The JSON Feed of reviews: the rules of version 1.1, and when reviews are listed."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from generator.model.variant import Variant
from generator.releases.feeds import Channel, new_id, reviews_feed
from tests.site_sample import outcome

SINCE = datetime(2026, 11, 21, 7, 30, tzinfo=UTC)
HERE = Channel(new_id("0123", SINCE), SINCE, "Runbooks")
THERE = replace(HERE, address="https://runbooks.example/ops/")
# The shop was reviewed on the first of January for 90 days, the forum never.
UNTIL = date(2026, 4, 1)


def feed(today: date, channel: Channel = HERE, variants: dict[str, Variant] | None = None) -> dict[str, Any]:
    """Parse a feed and check the rules of the format."""
    found: dict[str, Any] = json.loads(reviews_feed(outcome().variants if variants is None else variants, today, channel, "v1"))
    assert found["version"] == "https://jsonfeed.org/version/1.1"
    assert isinstance(found["title"], str)
    assert all(isinstance(item["id"], str) and isinstance(item["content_text"], str) for item in found["items"])
    assert len({item["id"] for item in found["items"]}) == len(found["items"])
    assert all(datetime.fromisoformat(item["date_published"]).tzinfo is not None for item in found["items"])
    return found


def test_a_whole_feed_with_an_overdue_review() -> None:
    assert feed(date(2026, 11, 20), THERE) == {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Runbooks: reviews",
        "home_page_url": "https://runbooks.example/ops/index.html",
        "feed_url": "https://runbooks.example/ops/reviews.json",
        "description": "Runbooks whose review is overdue or due soon, as of 2026-11-20.",
        "language": "en",
        "items": [
            {
                "id": HERE.id_of("review", "shop", "2026-04-01", "overdue"),
                "url": "https://runbooks.example/ops/v1/shop/index.html",
                "title": "Shop & Co: review overdue since 2026-04-01",
                "content_text": "Last reviewed on 2026-01-01, to be reviewed every 90 days. Owner: Database admin (unassigned).",
                "date_published": "2026-04-02T00:00:00Z",
                "_runbook": {
                    "variant": "shop",
                    "page": "v1/shop/index.html",
                    "owner": "Database admin",
                    "person": None,
                    "due": "2026-04-01",
                    "overdue": True,
                },
            }
        ],
    }


def test_a_public_feed_does_not_show_people_of_roles() -> None:
    (item,) = json.loads(reviews_feed(outcome().variants, date(2026, 11, 20), HERE, "v1", public=True))["items"]
    assert item["content_text"] == "Last reviewed on 2026-01-01, to be reviewed every 90 days. Owner: Database admin."
    assert "person" not in item["_runbook"]


def test_a_review_is_listed_a_month_before_and_gets_a_new_id_when_it_is_overdue() -> None:
    days = [UNTIL - timedelta(days=31), UNTIL - timedelta(days=30), UNTIL, UNTIL + timedelta(days=1)]
    items = [feed(day)["items"] for day in days]
    assert [len(those) for those in items] == [0, 1, 1, 1]
    assert items[1] == items[2]
    assert items[2][0]["title"] == "Shop & Co: review due by 2026-04-01"
    assert items[2][0]["date_published"] == "2026-03-02T00:00:00Z"
    assert items[2][0]["id"] != items[3][0]["id"]
    assert feed(days[3] + timedelta(days=100))["items"] == items[3]


def test_without_an_address_there_are_no_links() -> None:
    found = feed(UNTIL)
    assert not {"home_page_url", "feed_url"} & found.keys()
    assert "url" not in found["items"][0]
    assert found["items"][0]["_runbook"]["page"] == "v1/shop/index.html"


def test_reviews_are_sorted_by_their_due_day() -> None:
    shop = outcome().variants["shop"]

    def reviewed(name: str, day: date, owner: str | None) -> Variant:
        head = shop.runbook.variant.model_copy(update={"title": name, "reviewed": day, "owner": owner})
        return replace(shop, id=name, runbook=shop.runbook.model_copy(update={"variant": head}))

    variants = {
        "a": reviewed("a", date(2026, 8, 1), None),
        "b": reviewed("b", date(2026, 7, 1), "lead"),
        "c": reviewed("c", date(2026, 11, 1), None),
    }
    items = feed(date(2026, 11, 15), variants=variants)["items"]
    assert [item["title"] for item in items] == ["b: review overdue since 2026-09-29", "a: review overdue since 2026-10-30"]
    assert [item["content_text"].partition("90 days. ")[2] for item in items] == ["Owner: Tech lead (Ann).", "No owner is named."]


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_title_is_kept(title: str) -> None:
    shop = outcome().variants["shop"]
    head = shop.runbook.variant.model_copy(update={"title": title})
    variants = {"shop": replace(shop, runbook=shop.runbook.model_copy(update={"variant": head}))}
    found = feed(date(2026, 11, 20), replace(HERE, title=title), variants)
    assert found["title"] == f"{title}: reviews"
    assert found["items"][0]["title"] == f"{title}: review overdue since 2026-04-01"
