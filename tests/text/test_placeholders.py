"""Placeholders, and texts that only look like placeholders."""

from __future__ import annotations

import pytest

from generator.text.placeholders import placeholders_in


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("curl https://api.yourdomain.com/health", ("api.yourdomain.com",)),
        ("Write to ops@example.org or see example.com", ("ops@example.org", "example.com")),
        ("Call [Name] at [your phone number]", ("[Name]", "[your phone number]")),
        ("[Contact Information], or [Support Channel]", ("[Contact Information]", "[Support Channel]")),
        ("Approved by [DBA name] on [TODO]; [TODO: who else?]", ("[DBA name]", "[TODO]", "[TODO: who else?]")),
        ("The owner is TBD, and so is the date: TBD", ("TBD",)),
        ("TODO: who?", ("TODO",)),
        ("Ask first (FIXME: who)", ("FIXME:",)),
        ("token $(...)", ("$(...)",)),
        ("password change-me", ("change-me",)),
        ("Lorem ipsum", ("Lorem ipsum",)),
        ('URL="https://your-frontend-url" PING="http://your_host:80/"', ("your-frontend-url", "your_host")),
        ("https://your-domain.com/", ("your-domain.com",)),
    ],
)
def test_placeholders_are_found(text: str, found: tuple[str, ...]) -> None:
    assert placeholders_in(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "Every TODO comment is addressed or tracked",
        "git checkout <previous-commit>",
        "echo $(date)",
        "the counter-example.comes next",
        "https://status.railway.app",
        "The name and the phone are known",
        "[Name](https://shop.test) is a page",
        "jq '.hosts[name]' hosts.json; echo ${port[number]} $rows[date]",
        "[Enter] is pressed, and [see the list of names]",
        "your-frontend-url is what the setting is called; see https://yourname.tld",
        "",
    ],
)
def test_texts_that_are_not_placeholders(text: str) -> None:
    assert placeholders_in(text) == ()
