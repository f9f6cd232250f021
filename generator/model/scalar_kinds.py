"""What a scalar may be: each kind's form, how its text becomes a value, and its shape for editors."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Annotated, Any, get_args
from urllib.parse import urlsplit

from generator.model.field_marks import Reference
from generator.model.moments import Offset as OffsetValue
from generator.model.moments import parse_date, parse_offset
from generator.model.quantities import Comparison as ComparisonValue
from generator.model.quantities import Duration as DurationValue
from generator.model.quantities import parse_comparison, parse_duration

ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
LANGUAGE_TAG = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,4}")
MAX_ID = 64
MAX_LINE = 200
MAX_TEXT = 4000
MAX_URL = 2000
MAX_EMAIL = 254

# What a quoted scalar can smuggle past the reader by an escape: controls, surrogates, characters that reverse a line. Joiners
# stay, for Bengali is written with them; a command has no use for any character that cannot be seen.
UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]")
UNSEEN_IN_COMMAND = re.compile("[\u00a0\u00ad\u1680\u180e\u2000-\u200f\u202f\u205f-\u2064\u3000]")


@dataclass(frozen=True, slots=True, eq=False)
class Kind:
    """One kind of scalar. `parse` turns the written text into the value and raises ValueError with a sentence for the writer."""

    name: str
    form: str
    parse: Callable[[str], Any]
    json: dict[str, Any] = field(default_factory=dict)
    block: bool = False
    choices: tuple[str, ...] = ()


def _text(text: str) -> str:
    _refuse(UNSEEN, text)
    words = " ".join(text.split())
    if not words:
        raise ValueError("the text is empty")
    if len(words) > MAX_TEXT:
        raise ValueError(f"the text has {len(words)} characters; at most {MAX_TEXT} fit")
    return words


def _line(text: str) -> str:
    words = _text(text)
    if len(words) > MAX_LINE:
        raise ValueError(f"the line has {len(words)} characters; at most {MAX_LINE} fit")
    return words


def _command(text: str) -> str:
    """The command without blank lines around it and spaces at the ends of its lines: after a backslash they break it unseen."""
    _refuse(UNSEEN, text)
    _refuse(UNSEEN_IN_COMMAND, text)
    command = "\n".join(line.rstrip() for line in text.split("\n")).strip("\n")
    if not command:
        raise ValueError("the command is empty")
    if len(command) > MAX_TEXT:
        raise ValueError(f"the command has {len(command)} characters; at most {MAX_TEXT} fit")
    return command


def _refuse(unseen: re.Pattern[str], text: str) -> None:
    found = unseen.search(text)
    if found is not None:
        raise ValueError(f"U+{ord(found[0]):04X} is a character that nobody sees; delete it, or type what was meant")


def _id(text: str) -> str:
    if not ID.fullmatch(text) or len(text) > MAX_ID:
        raise ValueError(f"an id is lower-case letters, digits and single hyphens, at most {MAX_ID} characters: found `{text[:40]}`")
    return text


def _address(text: str) -> str:
    if not all(ID.fullmatch(part) for part in text.split(".")):
        raise ValueError(f"expected an address, such as `procedures.roll-back`, and found `{text[:60]}`")
    return text


def _url(text: str) -> str:
    try:
        parts = urlsplit(text)
        host = parts.hostname or ""
        _ = parts.port
    except ValueError:
        host = ""
        parts = urlsplit("")
    if parts.scheme not in ("http", "https") or not host or re.search(r"[\s<>\"`\\\x00-\x20\x7f-\x9f]", text):
        raise ValueError(f"expected a web address that starts with https:// or http://, and found `{text[:60]}`")
    if len(text) > MAX_URL:
        raise ValueError(f"the web address has {len(text)} characters; at most {MAX_URL} fit")
    return text


def _email(text: str) -> str:
    if len(text) > MAX_EMAIL or not re.fullmatch(r"[\w.!$'*+=^{}~-]+@[\w-]+(?:\.[\w-]+)*\.[\w-]{2,}", text):
        raise ValueError(f"expected a mail address, such as `name@host.tld`, and found `{text[:60]}`")
    return text


def _phone(text: str) -> str:
    if not re.fullmatch(r"\+?[0-9(][0-9 ()./-]{1,29}[0-9](?: ?(?:ext\.?|x) ?[0-9]{1,6})?", text):
        raise ValueError(f"expected a phone number, such as `+880 2 5566 7788`, and found `{text[:40]}`")
    return text


def _language(text: str) -> str:
    if not LANGUAGE_TAG.fullmatch(text):
        raise ValueError(f"expected a language as a BCP 47 tag, such as `en`, `bn` or `pt-BR`, and found `{text[:40]}`")
    return text


def _percentile(text: str) -> float:
    if not re.fullmatch(r"[0-9]{1,3}(?:\.[0-9]{1,6})?", text) or not 0 < float(text) < 100:
        raise ValueError(f"expected a number between 0 and 100, and found `{text[:40]}`")
    return float(text)


def _integer(text: str) -> int:
    if not re.fullmatch(r"[1-9][0-9]{0,2}", text):
        raise ValueError(f"expected a whole number from 1 to 999, and found `{text[:40]}`")
    return int(text)


def _boolean(text: str) -> bool:
    if text not in ("true", "false"):
        raise ValueError(f"expected `true` or `false`, and found `{text[:40]}`")
    return text == "true"


def choice(name: str, literal: Any) -> Kind:
    """The kind of a closed set of words, given as a `Literal` type."""
    words: tuple[str, ...] = get_args(literal)

    def parse(text: str) -> str:
        if text not in words:
            raise ValueError(f"expected one of {', '.join(words)}, and found `{text[:40]}`")
        return text

    return Kind(name, " or ".join(f"`{word}`" for word in words), parse, {"enum": list(words)}, choices=words)


TEXT = Kind(
    "text", "one sentence; code spans, `**strong**` text and links are markup, all else is literal", _text, {"type": "string"}, block=True
)
LINE = Kind("line", "one line of plain text", _line, {"type": "string"})
COMMAND = Kind("command", "a command as typed in a shell; several lines as a block with `|`", _command, {"type": "string"}, block=True)
ID_KIND = Kind("id", "an id: lower-case letters, digits and hyphens", _id, {"type": "string", "pattern": f"^{ID.pattern}$"})
ADDRESS = Kind("address", "an address, such as `procedures.roll-back`", _address, {"type": "string"})
URL = Kind("url", "a web address: http or https", _url, {"type": "string", "pattern": "^https?://"})
EMAIL = Kind("email", "a mail address", _email, {"type": "string", "pattern": "^[^@ ]+@[^@ ]+$"})
LANGUAGE = Kind(
    "language",
    "a language as a BCP 47 tag, such as `bn` or `pt-BR`",
    _language,
    {"type": "string", "pattern": f"^{LANGUAGE_TAG.pattern}$"},
)
PHONE = Kind("phone", "a phone number", _phone, {"type": ["string", "number"]})
PERCENTILE = Kind(
    "percentile",
    "a number between 0 and 100, such as `95` or `99.9`",
    _percentile,
    {"type": "number", "exclusiveMinimum": 0, "exclusiveMaximum": 100},
)
INTEGER = Kind("integer", "a whole number", _integer, {"type": "integer", "minimum": 1, "maximum": 999})
BOOLEAN = Kind("boolean", "`true` or `false`", _boolean, {"type": "boolean"})
DATE = Kind("date", "a day, such as `2026-11-01`", parse_date, {"type": "string", "pattern": r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"})
DURATION = Kind("duration", "a length of time, such as `30 min`, or `immediately`", parse_duration, {"type": "string"})
COMPARISON = Kind("comparison", "a relation and a quantity, such as `under 200 ms`", parse_comparison, {"type": "string"})
FIELD_NAME = Kind("field", "the name of a field of the same entry", lambda text: text, {"type": "string"})
OFFSET = Kind(
    "offset", "a moment on the deploy clock, such as `T-2h`", parse_offset, {"type": "string", "pattern": r"^T[-+][0-9]+(min|h|d|w)?$"}
)
# What a writer words freely; with commands and web addresses, what `{{ params.NAME }}` is filled in in; and with mail addresses and
# phone numbers, all that people write without a form that says what it means.
WORDED = (TEXT, LINE)
SUBSTITUTED = (*WORDED, COMMAND, URL)
WRITTEN = (*SUBSTITUTED, EMAIL, PHONE)

Text = Annotated[str, TEXT]
Line = Annotated[str, LINE]
ShellCommand = Annotated[str, COMMAND]
Id = Annotated[str, ID_KIND]
Address = Annotated[str, ADDRESS, Reference("address")]
Url = Annotated[str, URL]
Email = Annotated[str, EMAIL]
Phone = Annotated[str, PHONE]
Language = Annotated[str, LANGUAGE]
Percentile = Annotated[float, PERCENTILE]
Integer = Annotated[int, INTEGER]
Boolean = Annotated[bool, BOOLEAN]
Date = Annotated[date, DATE]
Duration = Annotated[DurationValue, DURATION]
Comparison = Annotated[ComparisonValue, COMPARISON]
Offset = Annotated[OffsetValue, OFFSET]
