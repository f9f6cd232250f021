"""Web addresses in the one form that feeds, codes on paper and every browser accept: ASCII, without a user, query or fragment."""

from __future__ import annotations

import re
import unicodedata
from posixpath import normpath
from urllib.parse import quote, urlsplit

SCHEMES = ("http", "https")
DOTS = re.compile("[.\u3002\uff0e\uff61]")  # IDNA reads the others as dots too
JOINERS = "\u200c\u200d"  # invisible, but letters of some scripts are joined by them
LABEL = re.compile(r"[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?")
STRAY_PERCENT = re.compile("%(?![0-9A-Fa-f]{2})")
KEPT = "/%:@!$&'()*+,;=~"


def web_address(text: str) -> str:
    """Return an http or https address with its host in the form of DNS and its path percent-encoded. Encodings in the text are kept.

    Raises:
        ValueError: The text is not such an address, or has a user, a query or a fragment.
    """
    parts = urlsplit(text.strip())
    if parts.scheme not in SCHEMES or not parts.hostname:
        raise ValueError("an address must begin with `https://` or `http://` and the name of a host")
    if "@" in parts.netloc:
        raise ValueError("an address that readers see must not contain a user or a password")
    if parts.query or parts.fragment:
        raise ValueError("an address to which paths are added must not contain `?` or `#`")
    port = "" if parts.port is None else f":{parts.port}"
    path = quote(STRAY_PERCENT.sub("%25", _path(parts.path)), safe=KEPT)
    return f"{parts.scheme}://{_host(parts.hostname)}{port}{path}"


def _path(written: str) -> str:
    """Return a path as browsers read it: without `..`, double slashes, and blanks at the end, before the slash that MkDocs adds."""
    bare = written.rstrip("/ \t")
    plain = f"/{normpath(bare).lstrip('/')}" if bare else ""
    return f"{plain.rstrip('/')}/" if written.endswith(("/", " ")) or plain == "/" else plain


def _host(name: str) -> str:
    """Return a host as DNS has it. `ß` stays a letter of its own, as in browsers; Python's codec `idna` replaces it."""
    if ":" in name:
        return f"[{name}]"
    labels = DOTS.split(unicodedata.normalize("NFKC", name.lower()).removesuffix("."))
    found = [label if label.isascii() else f"xn--{label.encode('punycode').decode()}" for label in labels]
    hidden = any(unicodedata.category(character)[0] in "CZ" for character in name if character not in JOINERS)
    if hidden or not all(LABEL.fullmatch(label) for label in found):
        raise ValueError(f"`{name}` cannot be the name of a host")
    return ".".join(found)
