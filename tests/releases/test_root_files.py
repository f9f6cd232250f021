"""The files at the root: the entrance, the permanent id, and the feeds."""

from __future__ import annotations

from pathlib import Path

from generator.releases.folder_store import FolderStore
from tests.releases.small_site import ledger_of, put, texts


def test_the_entrance_leads_to_the_newest_finished_release_if_there_is_no_alias(root: Path, store: FolderStore) -> None:
    put(root, store, "1")
    put(root, store, "2-rc", hours=1, draft=True)
    assert "url=1/index.html" in texts(store)["index.html"]


def test_publishing_the_same_content_on_a_later_day_updates_only_the_reviews(root: Path, store: FolderStore) -> None:
    put(root, store, "1", aliases=("latest",))
    before = texts(store)
    assert not put(root, store, "1", hours=24, aliases=("latest",)).is_changed
    after = texts(store)
    assert [path for path in after if after[path] != before.get(path)] == ["reviews.json"]
    assert "as of 2026-12-02" in after["reviews.json"]


def test_the_id_of_a_folder_never_changes(root: Path, store: FolderStore) -> None:
    put(root, store, "1")
    first = ledger_of(store)
    put(root, store, "2", hours=9)
    assert (ledger_of(store).id, ledger_of(store).since) == (first.id, first.since)
    assert first.id.startswith("urn:uuid:")


def test_a_public_feed_does_not_show_whether_a_role_is_assigned(root: Path, store: FolderStore) -> None:
    variant = root / "data/variants/shop/variant.yaml"
    head = "  title: Shop\n  owner: lead\n  reviewed: 2026-01-01\n  review-every: 90d\n"
    text = variant.read_text(encoding="utf-8").replace("  title: Shop\n", head) + "contacts: {lead: {title: Lead, name: Ann Zorn}}\n"
    variant.write_text(text, encoding="utf-8")
    put(root, store, "1", visibility="public")
    assert 'Owner: Lead."' in texts(store)["reviews.json"]
