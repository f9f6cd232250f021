"""The Atom feed of releases: checked against the rules of RFC 4287."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from generator.releases.feeds import Channel, new_id, releases_feed
from generator.releases.ledger import Release, Replacement, timestamp

ATOM = "{http://www.w3.org/2005/Atom}"
SINCE = datetime(2026, 11, 21, 7, 30, tzinfo=UTC)
HERE = Channel(new_id("0123", SINCE), SINCE, "Shops & <others>")
THERE = replace(HERE, address="https://runbooks.example/ops")
FIRST = Release(
    "v1", timestamp(SINCE), "0123456789abcdef", "", draft=False, digest="", files=1, size=1, program="1", changes="The first release."
)
SECOND = replace(FIRST, name="v2", published=timestamp(SINCE + timedelta(days=1)), changes="1 of 2 systems differ: <Shop> & more.")
DRAFT = replace(SECOND, name="v3-draft", draft=True)
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
# How often a feed and an entry have each element: sections 4.1.1 and 4.1.2 of the RFC.
OF_FEED = {"id": 1, "title": 1, "updated": 1, "author": 1}
OF_ENTRY = {"id": 1, "title": 1, "updated": 1, "published": 1, "link": 1}


def read(text: str) -> ET.Element:
    """Parse a feed and check the rules of the RFC."""
    root = ET.fromstring(text.encode())
    assert root.tag == f"{ATOM}feed"
    check_counts(root, OF_FEED)
    assert [author.tag for author in root.iterfind(f"{ATOM}author/*")] == [f"{ATOM}name"]
    entries = root.findall(f"{ATOM}entry")
    for entry in entries:
        check_counts(entry, OF_ENTRY)
        assert all(summary.text for summary in entry.findall(f"{ATOM}summary")), "no empty summary"
    assert {child.tag for child in root} <= {f"{ATOM}{name}" for name in (*OF_FEED, "link", "entry")}
    for moment in [*root.iter(f"{ATOM}updated"), *root.iter(f"{ATOM}published")]:
        assert MOMENT.fullmatch(moment.text or "")
    ids = [one.text for one in root.iter(f"{ATOM}id")]
    assert len(set(ids)) == len(ids)
    assert all((one or "").startswith("urn:uuid:") for one in ids)
    for holder in (root, *entries):
        alternates = [link for link in holder.iterfind(f"{ATOM}link") if link.get("rel") == "alternate"]
        assert len(alternates) == 1
        assert alternates[0].get("type") == "text/html"
    return root


def check_counts(element: ET.Element, counts: dict[str, int]) -> None:
    assert {name: len(element.findall(ATOM + name)) for name in counts} == counts


def texts_of(root: ET.Element, name: str) -> list[str]:
    return [entry.findtext(ATOM + name, "") for entry in root.iterfind(f"{ATOM}entry")]


def test_a_whole_feed() -> None:
    assert releases_feed([DRAFT, SECOND, FIRST], THERE) == (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">\n'
        f"<id>{THERE.id}</id>\n"
        "<title>Shops &amp; &lt;others&gt;: releases</title>\n"
        "<updated>2026-11-22T07:30:00Z</updated>\n"
        "<author><name>Shops &amp; &lt;others&gt;</name></author>\n"
        '<link rel="self" type="application/atom+xml" href="https://runbooks.example/ops/releases.atom"/>\n'
        '<link rel="alternate" type="text/html" href="https://runbooks.example/ops/index.html"/>\n'
        "<entry>\n"
        f"<id>{THERE.id_of('release', 'v2')}</id>\n"
        "<title>Release v2</title>\n"
        "<published>2026-11-22T07:30:00Z</published>\n"
        "<updated>2026-11-22T07:30:00Z</updated>\n"
        '<link rel="alternate" type="text/html" href="https://runbooks.example/ops/v2/changes/index.html"/>\n'
        '<summary type="text">1 of 2 systems differ: &lt;Shop&gt; &amp; more. Built from commit 0123456789ab.</summary>\n'
        "</entry>\n"
        "<entry>\n"
        f"<id>{THERE.id_of('release', 'v1')}</id>\n"
        "<title>Release v1</title>\n"
        "<published>2026-11-21T07:30:00Z</published>\n"
        "<updated>2026-11-21T07:30:00Z</updated>\n"
        '<link rel="alternate" type="text/html" href="https://runbooks.example/ops/v1/changes/index.html"/>\n'
        '<summary type="text">The first release. Built from commit 0123456789ab.</summary>\n'
        "</entry>\n"
        "</feed>\n"
    )


def test_drafts_are_left_out() -> None:
    root = read(releases_feed([DRAFT, SECOND, FIRST], HERE))
    assert texts_of(root, "title") == ["Release v2", "Release v1"]


def test_ids_do_not_depend_on_the_address_and_links_are_relative_without_one() -> None:
    here, there = (read(releases_feed([SECOND, FIRST], channel)) for channel in (HERE, THERE))
    assert [one.text for one in here.iter(f"{ATOM}id")] == [one.text for one in there.iter(f"{ATOM}id")]
    assert [link.get("href") for link in here.iter(f"{ATOM}link")] == ["index.html", "v2/changes/index.html", "v1/changes/index.html"]
    assert all(urlsplit(link.get("href") or "").netloc == "runbooks.example" for link in there.iter(f"{ATOM}link"))


def test_a_replaced_release_is_updated_and_keeps_its_day() -> None:
    root = read(releases_feed([SECOND, replace(FIRST, replaced=(Replacement(timestamp(SINCE + timedelta(days=3)), "", ""),))], HERE))
    assert texts_of(root, "published") == ["2026-11-22T07:30:00Z", "2026-11-21T07:30:00Z"]
    assert texts_of(root, "updated") == ["2026-11-22T07:30:00Z", "2026-11-24T07:30:00Z"]
    assert root.findtext(f"{ATOM}updated") == "2026-11-24T07:30:00Z"


def test_a_feed_without_releases_is_valid() -> None:
    assert read(releases_feed([DRAFT], HERE)).findtext(f"{ATOM}updated") == "2026-11-21T07:30:00Z"


@given(st.text(), st.text(), st.text())
def test_any_text_is_escaped(site: str, summary: str, name: str) -> None:
    root = read(releases_feed([replace(FIRST, name=name, changes=summary, commit="")], replace(HERE, title=site)))
    assert root.findtext(f"{ATOM}author/{ATOM}name", "") == readable(site)
    assert texts_of(root, "summary") == [readable(summary)]
    assert texts_of(root, "title") == [f"Release {readable(name)}"]


def readable(text: str) -> str:
    """A text with replacement characters for those that XML does not allow."""
    return re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]", "\ufffd", text)
