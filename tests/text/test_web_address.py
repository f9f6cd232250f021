"""Web addresses in ASCII."""

from __future__ import annotations

import re

import pytest

from generator.text.web_address import web_address


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("https://runbooks.example/team/", "https://runbooks.example/team/"),
        (" https://runbooks.example/my run books/ ", "https://runbooks.example/my%20run%20books/"),
        ("https://runbooks.example/a%20b/c%zz/", "https://runbooks.example/a%20b/c%25zz/"),
        ("HTTP://Runbooks.Example:8443/A", "http://runbooks.example:8443/A"),
        ("https://köln.example/straße/", "https://xn--kln-sna.example/stra%C3%9Fe/"),
        ("https://straße.example/", "https://xn--strae-oqa.example/"),
        ("https://例え。テスト/", "https://xn--r8jz45g.xn--zckzah/"),
        ("https://বাংলা.example/ক/", "https://xn--54b7fta0cc.example/%E0%A6%95/"),
        ('https://runbooks.example/a"<b>\\/', "https://runbooks.example/a%22%3Cb%3E%5C/"),
        ("http://[::1]:8000/", "http://[::1]:8000/"),
        ("https://runbooks.example.", "https://runbooks.example"),
        ("https://runbooks.example/ /", "https://runbooks.example/"),
        ("https://runbooks.example//a//", "https://runbooks.example/a/"),
        ("https://runbooks.example/a/../b/./c/", "https://runbooks.example/b/c/"),
        ("https://runbooks.example/../a", "https://runbooks.example/a"),
    ],
)
def test_an_address_becomes_ascii_once(text: str, address: str) -> None:
    """A code on paper and a feed have the address that a browser requests, and encoding it again changes nothing."""
    assert web_address(text) == address
    assert web_address(address) == address


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("runbooks.example/team", "must begin with `https://`"),
        ("//runbooks.example/team", "must begin with `https://`"),
        ("ftp://runbooks.example/", "must begin with `https://`"),
        ("git@forge.example:team/runbooks.git", "must begin with `https://`"),
        ("https://me:secret@runbooks.example/", "must not contain a user or a password"),
        ("https://runbooks.example/?team=1", "must not contain `?` or `#`"),
        ("https://runbooks.example/#team", "must not contain `?` or `#`"),
        ("https://run books.example/", "`run books.example` cannot be the name of a host"),
        ("https://run\u00adbooks.example/", "cannot be the name of a host"),
        ("https://-runbooks.example/", "cannot be the name of a host"),
        ("https://runbooks..example/", "cannot be the name of a host"),
        ("https://runbooks.example:99999/", "Port out of range"),
        ("https://[::1/", "Invalid IPv6 URL"),
    ],
)
def test_a_text_that_is_no_address_is_refused(text: str, reason: str) -> None:
    """Nothing else may be printed as an address."""
    with pytest.raises(ValueError, match=re.escape(reason)) as fault:
        web_address(text)
    assert "secret" not in str(fault.value)
