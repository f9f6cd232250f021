"""The kinds of scalar, each with its form, its parser and its JSON Schema for editors; and parameters in texts."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, get_args
from urllib.parse import quote, urlsplit

from generator.model import moments, quantities
from generator.model.field_marks import Reference, Shown
from generator.text.odd_characters import misleading_character, name_of

ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
LANGUAGE_TAG = r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,4}"
MAX_ID = 64
MAX_LINE = 200
MAX_TEXT = 4000
MAX_FIXED = 20_000
MAX_PROSE = 20_000
MAX_URL = 2000
MAX_EMAIL = 254

# Invisible characters that escapes in quoted scalars can add: controls, surrogates, and marks that reverse the direction of a line.
# Joiners are allowed, because Bengali needs them. Commands may not contain any invisible character.
INVISIBLE_ANYWHERE = r"\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff"
INVISIBLE = re.compile(f"[{INVISIBLE_ANYWHERE}]")
INVISIBLE_IN_COMMANDS = r"\u00a0\u00ad\u1680\u180e\u2000-\u200f\u202f\u205f-\u2064\u3000"
INVISIBLE_IN_COMMAND = re.compile(f"[{INVISIBLE_IN_COMMANDS}]")

# Parameters: `{{ params.NAME }}` in texts and commands. The data know no other substitution.
PARAM = re.compile(r"\{\{ *params\.([a-z0-9]+(?:-[a-z0-9]+)*) *\}\}")
ALMOST = re.compile(r"\$?\{\{-?\s*params?\b[^{}]*\}{0,2}|\$?\{\s*params?\.[\w-]+\s*\}", re.IGNORECASE)


@dataclass(frozen=True, slots=True, eq=False)
class Kind:
    """A kind of scalar.

    `form` describes the kind to writers. `parse` turns the written text into the value; it raises ValueError with a message for the writer.
    `block` is true where a block scalar (`|` or `>`) is allowed. `choices` lists the values of a closed set.
    """

    name: str
    form: str
    parse: Callable[[str], Any]
    block: bool = False
    choices: tuple[str, ...] = ()

    def valid(self, text: str) -> Any:
        """The value of a text; None if the text is invalid."""
        try:
            return self.parse(text)
        except ValueError:
            return None


def _text(text: str) -> str:
    _check_visible(INVISIBLE, text)
    return _check_length("text", MAX_TEXT, " ".join(text.split()))


def _line(text: str) -> str:
    return _check_length("line", MAX_LINE, _text(text))


def _prose(text: str) -> str:
    """The prose as typed, without blank lines around it. Spaces at line ends stay: two of them end a line."""
    _check_visible(INVISIBLE, text)
    lines = text.split("\n")
    while lines and not lines[0].strip():
        del lines[0]
    return _check_length("prose", MAX_PROSE, "\n".join(lines).rstrip())


def _command(text: str) -> str:
    """The command without blank lines around it and without spaces at line ends. A space after a backslash would break the command."""
    _check_visible(INVISIBLE, text)
    _check_visible(INVISIBLE_IN_COMMAND, text)
    return _check_length("command", MAX_TEXT, "\n".join(line.rstrip() for line in text.split("\n")).strip("\n"))


def _fixed(text: str) -> str:
    """The lines of a text as they are, without blank lines around them and without spaces at line ends."""
    _check_visible(INVISIBLE, text)
    return _check_length("text", MAX_FIXED, "\n".join(line.rstrip() for line in text.split("\n")).strip("\n"))


def _check_visible(invisible: re.Pattern[str], text: str) -> None:
    found = invisible.search(text)
    if found is not None:
        raise ValueError(f"U+{ord(found[0]):04X} is an invisible character; delete it, or type the character that you meant")


def _check_characters(what: str, text: str) -> None:
    """Raise ValueError for a character in an address that looks like another one. A browser encodes such a character if it is meant."""
    odd = misleading_character(text)
    if odd:
        raise ValueError(f"the {what} contains {name_of(odd)}; if it is meant, write `{quote(odd)}`")


def _check_length(what: str, most: int, text: str) -> str:
    if not text:
        raise ValueError(f"the {what} is empty")
    if len(text) > most:
        raise ValueError(f"the {what} has {len(text)} characters; at most {most} are allowed")
    return text


def matching(pattern: str, expected: str) -> Callable[[str], str]:
    """A parser that accepts a text only if the whole text matches a pattern. `expected` describes a valid text in the error message."""
    compiled = re.compile(pattern)

    def parse(text: str) -> str:
        if not compiled.fullmatch(text):
            raise ValueError(f"expected {expected}, and found `{text[:60]}`")
        return text

    return parse


def _url(text: str) -> str:
    try:
        parts = urlsplit(text)
        is_valid = parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port or 0) >= 0
    except ValueError:  # the brackets or the port are invalid
        is_valid = False
    _check_characters("web address", text)
    if not is_valid or re.search(r"[\s<>\"`\\\x00-\x20\x7f-\x9f]", text):
        raise ValueError(f"expected a web address that starts with https:// or http://, and found `{text[:60]}`")
    return _check_length("web address", MAX_URL, text)


def choice(literal: Any) -> Kind:
    """The kind of a closed set of values, given as a `Literal` type."""
    choices: tuple[str, ...] = get_args(literal)
    parse = matching("|".join(map(re.escape, choices)), f"one of {', '.join(choices)}")
    return Kind("choice", " or ".join(f"`{one}`" for one in choices), parse, choices=choices)


def names_in(text: str) -> tuple[str, ...]:
    """The names of all parameters in a text."""
    return tuple(PARAM.findall(text))


def malformed_in(text: str) -> tuple[str, ...]:
    """Parts of a text that look like a parameter but are invalid: `{{ param.api }}`, `{{ params.api | upper }}`, `{{ params.api }`."""
    return tuple(found for found in ALMOST.findall(text) if not PARAM.fullmatch(found))


def fill_in(text: str, params: Mapping[str, str]) -> str:
    """The text with each parameter replaced by its value. Unknown names and other braces, such as `{{.State}}`, stay unchanged."""
    return PARAM.sub(lambda match: params.get(match[1], match[0]), text)


def as_written(part: str, text: str, params: Mapping[str, str]) -> str:
    """The piece of a text that becomes `part` when its parameters are filled in; `part` itself if there is none."""
    at = -1 if part in text else fill_in(text, params).find(part)
    if at < 0:
        return part
    start, end, longer = at, at + len(part), 0
    for match in PARAM.finditer(text):
        first = match.start() + longer
        last = first + len(params.get(match[1], match[0]))
        longer += last - first - len(match[0])
        start = match.start() if first <= at < last else at - longer if last <= at else start
        end = match.end() if first < at + len(part) <= last else at + len(part) - longer if last < at + len(part) else end
    return text[start:end]


def _pattern(text: str) -> str:
    _check_visible(INVISIBLE, text)
    _check_length("regular expression", MAX_LINE, text)
    try:
        re.compile(text)
    except (re.error, OverflowError) as error:  # a count may be too large
        raise ValueError(f"the regular expression is not valid: {error}") from None
    return text


_boolean = matching("true|false", "`true` or `false`")
INTEGER_FORM = "[1-9][0-9]{0,2}"
_integer = matching(INTEGER_FORM, "a whole number from 1 to 999")
PERCENTILE_FORM = r"0?(?:[1-9]|[1-9][0-9])(?:\.[0-9]{1,6})?"
_percentile = matching(PERCENTILE_FORM, "a number from 1 to below 100, such as `95` or `99.9`")
_mail_address = matching(
    rf"(?=.{{1,{MAX_EMAIL}}}\Z)[\w.!$'*+=^{{}}~-]+@[\w-]+(?:\.[\w-]+)*\.[\w-]{{2,}}", "a mail address, such as `name@host.tld`"
)


def _email(text: str) -> str:
    _check_characters("mail address", text)
    return _mail_address(text)


# Two phone numbers: 555-0100 / 555-0199, 0171 1234567 / 0172 1234567, 2214/2215, 5550100 5550199. But 0211/1234 and 01512/3456789 are one.
_DIGITS = "(?:[0-9][ ().-]*)"
TWO_PHONES = (
    rf"\(?(?!0){_DIGITS}{{7,}}/.*",
    rf"(?!00)\(?{_DIGITS}{{7,}}/(?:[ ().-]*[0-9]){{7}}.*",
    rf"(?:\+|00){_DIGITS}{{10,}}/(?:[ ().-]*[0-9]){{7}}.*",
    *(f"[1-9][0-9]{{{more}}} ?/ ?[1-9][0-9]{{{more}}}" for more in (3, 4, 5)),
    *(f"(?!00){form}(?: | - ){form}" for form in ("[0-9]{7,}", "[0-9]{3}[.-][0-9]{4}", "[0-9]{3}[.-][0-9]{3}[.-][0-9]{4}")),
)
# What has the characters of a phone number, but is another thing.
NO_PHONE = {
    "a date": "(?:19|20)[0-9]{2}[-./ ][0-9]{1,2}[-./ ][0-9]{1,2}|[0-9]{1,2}[-./][0-9]{1,2}[-./](?:19|20)[0-9]{2}",
    "a network address": r"[0-9]{1,3}(?:\.[0-9]{1,3}){3}(?:/[0-9]{1,2})?",
    "a time, which goes into `hours`": "24/7|24/7/365|[0-9]{1,2} ?[-/] ?[0-9]{1,2}",
    "a number with decimals": r"[0-9]+\.[0-9]{1,2}",
    "two numbers, which need a contact each": "|".join(TWO_PHONES),
}
PHONE_FORM = rf"(?!(?:{'|'.join(NO_PHONE.values())})$)\+?[0-9(][0-9 ()./-]{{1,29}}[0-9](?: ?(?:ext\.?|x) ?[0-9]{{1,6}})?"
_number = matching(PHONE_FORM, "a phone number, such as `+880 2 5566 7788`")


def _phone(text: str) -> str:
    what = next((what for what, form in NO_PHONE.items() if re.fullmatch(form, text)), "")
    if what:
        raise ValueError(f"expected a phone number, and found {what}: `{text}`")
    return _number(text)


TEXT = Kind("text", "text, in which `code spans`, `**strong**` and links are markup; everything else is literal", _text, block=True)
PROSE = Kind(
    "prose",
    "prose in Markdown, as a block with `|`: paragraphs, lists, code, tables, quotes, links and pictures; no headings, HTML or boxes",
    _prose,
    block=True,
)
LINE = Kind("line", "one line of plain text", _line)
COMMAND = Kind("command", "a shell command, as typed; write several lines as a block with `|`", _command, block=True)
FIXED = Kind("fixed text", "text, kept line by line; write several lines as a block with `|`", _fixed, block=True)
SYNTAX_FORM = r"[a-z][a-z0-9+#.-]{0,29}"
SYNTAX = Kind(
    "syntax",
    "the language of a text that is typed, in the short form of Markdown, such as `sql`",
    matching(SYNTAX_FORM, "the short form of a language, such as `sql`, `json` or `powershell`"),
)
ID_KIND = Kind(
    "id",
    "an id: lower-case letters, digits and hyphens",
    matching(rf"(?=.{{1,{MAX_ID}}}\Z){ID.pattern}", f"an id of lower-case letters, digits and single hyphens, at most {MAX_ID} characters"),
)
ADDRESS = Kind(
    "address",
    "an address, such as `procedures.roll-back`",
    matching(rf"{ID.pattern}(?:\.{ID.pattern})*", "an address, such as `procedures.roll-back`"),
)
SYSTEM_PAGE_FORM = "the id of a variant, such as `billing`, or of one of its phases, such as `billing/rollback`"
SYSTEM_PAGE = Kind("system page", SYSTEM_PAGE_FORM, matching(rf"{ID.pattern}(?:/{ID.pattern})?", SYSTEM_PAGE_FORM))
HELD_FORM = "the address of a list or a group, such as `checklists.cut-over`"
HELD_PATTERN = rf"(?:checklists|procedures)\.{ID.pattern}|phases\.{ID.pattern}\.groups\.{ID.pattern}"
HELD = Kind("held list", HELD_FORM, matching(HELD_PATTERN, HELD_FORM))
DONE, NO_WAY = ENDS = ("done", "none")
WAY = Kind(
    "way",
    f"the id of a line of the same list, an address, `{DONE}` or `{NO_WAY}`",
    matching(
        rf"{ID.pattern}(?:\.{ID.pattern})*",
        f"the id of a line of the same list, an address such as `procedures.roll-back`, `{DONE}` or `{NO_WAY}`",
    ),
)
URL = Kind("url", "a web address that starts with `https://` or `http://`", _url)
EMAIL = Kind("email", "a mail address", _email)
LANGUAGE = Kind(
    "language",
    "a language as a BCP 47 tag, such as `bn` or `pt-BR`",
    matching(LANGUAGE_TAG, "a language as a BCP 47 tag, such as `en`, `bn` or `pt-BR`"),
)
PHONE = Kind("phone", "a phone number", _phone)
PERCENTILE = Kind(
    "percentile",
    "a number from 1 to below 100, such as `95` or `99.9`",
    lambda text: float(_percentile(text)),
)
INTEGER = Kind("integer", "a whole number", lambda text: int(_integer(text)))
BOOLEAN = Kind("boolean", "`true` or `false`", lambda text: _boolean(text) == "true")
DATE = Kind("date", "a date, such as `2026-11-01`", moments.parse_date)
DURATION = Kind("duration", "a length of time, such as `30 min`, or `immediately`", quantities.parse_duration)
SPAN = Kind("span", "a length of time, such as `15 min` or `30 days`", quantities.parse_span)
COMPARISON = Kind("comparison", "a relation and a quantity, such as `under 200 ms`", quantities.parse_comparison)
RECURRENCE = Kind(
    "recurrence",
    f"{', '.join(f'`{one}`' for one in moments.CADENCES)}, a weekday such as `monday`, or a number such as `2 weeks`",
    moments.parse_recurrence,
)
PATTERN = Kind("pattern", "a regular expression, such as `[0-9a-f]{7,40}`", _pattern)
FIELD_NAME = Kind("field", "the name of a field of the same entry", lambda text: text)
OFFSET = Kind("offset", "a moment on the deploy clock, such as `T-2h`", moments.parse_offset)
# Kinds for short texts; kinds that people read as sentences; kinds in which `{{ params.NAME }}` is replaced; and kinds that accept any text
# or nearly any text.
TEXT_KINDS = (TEXT, LINE)
WORD_KINDS = (*TEXT_KINDS, PROSE)
PARAMETER_KINDS = (*WORD_KINDS, COMMAND, FIXED, URL)
FREE_TEXT_KINDS = (*PARAMETER_KINDS, EMAIL, PHONE)

Text = Annotated[str, TEXT]
Line = Annotated[str, LINE]
Prose = Annotated[str, PROSE, Shown("blocks")]
ShellCommand = Annotated[str, COMMAND]
FixedText = Annotated[str, FIXED]
Syntax = Annotated[str, SYNTAX]
Id = Annotated[str, ID_KIND]
Pattern = Annotated[str, PATTERN]
Way = Annotated[str, WAY, Reference("way"), Shown("way")]
SystemPage = Annotated[str, SYSTEM_PAGE]
Held = Annotated[str, HELD, Reference("way"), Shown("way")]
Url = Annotated[str, URL]
Email = Annotated[str, EMAIL]
Phone = Annotated[str, PHONE]
Language = Annotated[str, LANGUAGE]
Percentile = Annotated[float, PERCENTILE]
Integer = Annotated[int, INTEGER]
Boolean = Annotated[bool, BOOLEAN]
Date = Annotated[date, DATE]
Duration = Annotated[quantities.Duration, DURATION]
Span = Annotated[quantities.Duration, SPAN]
Comparison = Annotated[quantities.Comparison, COMPARISON]
Recurrence = Annotated[moments.Recurrence, RECURRENCE]
Offset = Annotated[moments.Offset, OFFSET]
