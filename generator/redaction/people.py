"""The people in roles: find and replace their names, phone numbers and mail addresses in texts."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import unquote

from generator.model.entities import Runbook, is_public
from generator.redaction.person_names import BLANKS, IN_UNSPACED, WORD, has_capitals, name_forms, names_in
from generator.text.phrase_matching import Folded, folded

NOBODY = "…"
LINK = re.compile(r"\[([^\]]+)\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*\)|<[a-z]+:[^\s<>]*>|<[^\s<>@]+@[^\s<>]+>", re.IGNORECASE)
BETWEEN = r"[\s()./_\u00b7\u2010-\u2015\u2022\u2212-]*"
NO_DIGITS = re.compile(r"\D+")
# A mail address as people hide it from programs: ada [at] shop dot example.
AT = r"(?:@|[\s\[({<]+(?:at|@)[\s\])}>]+)"
DOT = r"(?:\.|[\s\[({<]+(?:dot|\.)[\s\])}>]+)"
# The country codes of phone numbers: one to three digits.
COUNTRY = re.compile("1|7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|[0-9]{3}")
# The last digits that identify a phone number in any form: +880 2 5566 7788, 02 5566 7788.
IDENTIFYING_DIGITS = 8
# A shorter number is found only after its country code or a zero, or without separators, because 2214 is not the version 2.21.4.
GROUPED_DIGITS = 7
# A number this short may be any number, such as a year, so in the files of a site it is found only after a word such as these. A number of
# three digits may be any number in texts of the data too.
EXTENSION_DIGITS = 4
ANY_NUMBER_DIGITS = 3
CALLING = ("tel:", "call ", "dial ", "ring ", "phone ", "phone: ", "ext ", "ext. ", "extension ", "number ", "no. ")
CALLED = "(?:{})".format("|".join(f"(?<={word})" for word in CALLING))


# Marks of Markdown that can be within or around a name: stars, but not those of a list; underscores at the edges of words; backslashes
# before punctuation and line ends; entities and soft hyphens; the marks of the next line of a quote.
SPLITTING = re.compile(
    r"(?<=[^\s*])\*+|\*+(?=[^\s*])|(?<!\w)_{1,2}(?=[^\W_])|(?<=[^\W_])_{1,2}(?!\w)|\\(?=[!-/:-@\[-`{-~\n])"
    r"|&(?=\w{2,8};|#\w{1,7};)|[\u00ad\u200b\u2060]|[ \t]*\n[ \t]*(?:>[ \t]?)+(?=\w)"
)
ENTITY = re.compile(r"&#?\w{1,32};?")


@dataclass(frozen=True, slots=True)
class Person:
    """The person in a role. In public texts, `role` replaces the person; empty if the title of the role is internal."""

    role: str
    name: str = ""
    phone: str = ""
    email: str = ""

    def details(self) -> tuple[str, ...]:
        """Return all private texts, and the digits of the phone number; without a number that may be any number."""
        digits = digits_of(self.phone)
        return tuple(filter(None, (self.name, *((self.phone, digits) if len(digits) > EXTENSION_DIGITS else ()), self.email)))


class _Form(NamedTuple):
    """One way to name a person. Only texts that contain one of the `keys`, a word or the digits of each match, need a search."""

    person: Person
    pattern: str
    keys: tuple[str, ...]
    capital: bool = False


class _ReadText(NamedTuple):
    """A text as readers see it. `starts` and `ends` hold where each character begins and ends in the text as written."""

    text: str
    starts: list[int]
    ends: list[int]

    def without(self, pattern: re.Pattern[str], instead: Callable[[re.Match[str]], str]) -> _ReadText:
        """Return the reading with other characters in place of each match."""
        text, starts, ends, at = "", list[int](), list[int](), 0
        for match in pattern.finditer(self.text):
            kept, new = slice(at, match.start()), instead(match)
            text += self.text[kept] + new
            starts += [*self.starts[kept], *[self.starts[match.start()]] * len(new)]
            ends += [*self.ends[kept], *[self.ends[match.end() - 1]] * len(new)]
            at = match.end()
        return _ReadText(text + self.text[at:], starts + self.starts[at:], ends + self.ends[at:])


class People:
    """The people that a public build must not name. `in_files` is true if they are looked for in all files of a site."""

    def __init__(self, people: Iterable[Person], *, in_files: bool = False) -> None:
        self.people = tuple(people)
        any_number = EXTENSION_DIGITS if in_files else ANY_NUMBER_DIGITS
        self._forms = [form for person in self.people for form in _forms(person, any_number)]
        self._by_key: dict[str, list[int]] = {}
        for at, form in enumerate(self._forms):
            for key in form.keys:
                self._by_key.setdefault(key, []).append(at)
        self._numbers = [key for key in self._by_key if key.isdecimal()]
        self._unspaced = [key for key in self._by_key if IN_UNSPACED.search(key)]
        self._patterns: dict[tuple[int, ...], re.Pattern[str]] = {}

    def are_in(self, text: str) -> bool:
        """Return whether a text names a person. The text may be a part of a web address."""
        return self.first_in(text) is not None

    def first_in(self, text: str) -> tuple[Person, str] | None:
        """Return the first person that a text names, and the name as written; None if the text names nobody."""
        return next(self.named_in(text), None)

    def named_in(self, text: str) -> Iterator[tuple[Person, str]]:
        """Yield the people that a text names, each with the name as written."""
        written = unquote(self._as_read(text).text)
        yield from ((person, written[place]) for person, place in self._people_in(written))

    def _as_read(self, text: str) -> _ReadText:
        """Return the text as readers see it: without the marks of Markdown, if they split or hide a name."""
        written = _ReadText(text, [*range(len(text))], [*range(1, len(text) + 1)])
        if SPLITTING.search(text) is None:
            return written
        bare = written.without(ENTITY, lambda match: html.unescape(match[0])).without(
            SPLITTING, lambda match: " " if "\n" in match[0] else ""
        )
        named, read = ([folded(one[place]) for _, place in self._people_in(one)] for one in map(unquote, (text, bare.text)))
        return written if named == read else bare

    def _found_in(self, compared: str) -> Iterator[re.Match[str]]:
        """Find all names. The search is limited to people whose key is in the text."""
        keys = self._by_key.keys() & set(WORD.findall(compared))
        digits = NO_DIGITS.sub("", compared) if self._numbers else ""
        keys.update(number for number in self._numbers if number in digits)
        joined = BLANKS.sub("", compared) if self._unspaced else ""
        keys.update(name for name in self._unspaced if name in joined)
        here = tuple(sorted({at for key in keys for at in self._by_key[key]}))
        if not here:
            return iter(())
        if here not in self._patterns:
            self._patterns[here] = re.compile("|".join(f"(?P<p{at}>{self._forms[at].pattern})" for at in here))
        return self._patterns[here].finditer(compared)

    def _people_in(self, written: str) -> Iterator[tuple[Person, slice]]:
        """Yield the people that a text names, each with the slice of the text that is the name."""
        if next(self._found_in(folded(written)), None) is None:
            return
        compared = Folded(written)
        for match in self._found_in(compared.text):
            place = slice(compared.place(match.start()), compared.place(match.end()))
            form = self._forms[int((match.lastgroup or "")[1:])]
            if not form.capital or has_capitals(written[place]):
                yield form.person, place

    def replaced_in(self, text: str) -> str:
        """Return the text with the role in place of each person. A link to a person becomes plain text."""
        if not self.are_in(text):
            return text
        written = LINK.sub(self._without_link, text)
        read = self._as_read(written)
        marks = [(one.start(), one[0]) for one in SPLITTING.finditer(written) if not one[0].strip("*_")]
        parts, end = [], 0
        for person, place in self._people_in(read.text):
            start, behind = read.starts[place.start], read.ends[place.stop - 1]
            before, within = ([mark for at, mark in marks if first <= at < last] for first, last in ((0, start), (start, behind)))
            parts += [written[end:start], _with_marks(person.role or NOBODY, before, within)]
            end = behind
        return "".join((*parts, written[end:]))

    def _without_link(self, match: re.Match[str]) -> str:
        found = self.first_in(match[0] if match[1] is None else match[0][len(match[1]) + 2 :])
        if found is None:
            return match[0]
        return match[1] or found[0].role or NOBODY


def _with_marks(role: str, before: Sequence[str], within: Sequence[str]) -> str:
    """Return the role with the stars and underscores `within` the name whose partners are outside of it."""
    for mark in dict.fromkeys(within):
        if within.count(mark) % 2:
            role = f"{role}{mark}" if before.count(mark) % 2 else f"{mark}{role}"
    return role


def people_of(runbooks: Iterable[Runbook]) -> People:
    """Return the people in the contacts of all systems, because a text of one system may name a person of another.

    A name is not private if it is also the name of a service, a provider or another role. Titles of internal roles are not used.
    """
    known = [(contact, runbook) for runbook in runbooks for contact in runbook.contacts.values()]
    shown = [contact for contact, runbook in known if is_public(runbook.variant.visibility) and is_public(contact.visibility)]
    titles = {contact.title.casefold() for contact in shown}
    services = (one for _, runbook in known for one in runbook.services.values() if is_public(runbook.variant.visibility))
    providers = {name.casefold() for one in services if is_public(one.visibility) for name in (one.title, one.provider) if name}
    found: dict[Person, None] = {}
    for contact, _ in known:
        own, role = contact.title.casefold(), contact.title if contact in shown else ""
        names = [name for name in names_in(contact.name or "") if name.casefold() not in providers | (titles - {own})]
        phone, email = contact.phone or "", contact.email or ""
        people = [Person(role, "", phone, email)] if (phone or email) and not names else []
        people += [Person(role, name, phone, email) if name is names[0] else Person(role, name) for name in names]
        found |= dict.fromkeys(people)
    return People(found)


def digits_of(phone: str) -> str:
    """Return the digits of a phone number without its extension."""
    return re.sub(r"\D", "", re.split(r"ext|x", phone, maxsplit=1)[0])


def _forms(person: Person, any_number: int) -> Iterator[_Form]:
    if person.email:
        mail = folded(person.email)
        yield _Form(person, _mail(mail), (max(WORD.findall(mail), key=len),))
    yield from (_Form(person, *form) for form in name_forms(person.name))
    if digits := digits_of(person.phone):
        pattern, key = _phone(digits, any_number, is_international=person.phone.startswith(("+", "00")))
        yield _Form(person, pattern, (key,))


def _mail(address: str) -> str:
    """Return the pattern of a mail address, also with a tag: ada+alerts@shop.example."""
    local, _, host = (DOT.join(map(re.escape, part.split("."))) for part in address.partition("@"))
    return rf"(?<![\w.+-]){local}(?:\+[\w.-]+)?{AT}{host}(?![\w-])"


def _phone(digits: str, any_number: int, *, is_international: bool) -> tuple[str, str]:
    """Return the pattern of a phone number, and the digits that each match has. Numbers of `any_number` digits need a word before them.

    The digits of a longer number may be grouped in any way, with or without the code of its country or area.
    """
    code = COUNTRY.match(digits.lstrip("0")) if is_international else None
    country = code[0] if code is not None else ""
    own = (digits.lstrip("0").removeprefix(country) if country else digits).lstrip("0") or digits
    last = own[-IDENTIFYING_DIGITS:]
    between, before, after = BETWEEN, r"(?<!\d)", r"(?:[ ;]?(?:ext\.?|x)[ =]?\d{1,6})?(?!\d)"
    if len(own) >= IDENTIFYING_DIGITS:
        before += rf"[+(]*(?:\d{BETWEEN}){{0,{len(own) - IDENTIFYING_DIGITS + 6}}}"
    elif country:
        abroad, trunk = rf"[+(]*(?:00{BETWEEN})?{country}{BETWEEN}", rf"[(]*0{BETWEEN}"
        before += rf"(?:{abroad}(?:{trunk})?|{trunk}){'?' if len(own) >= GROUPED_DIGITS else ''}"
    elif len(own) >= GROUPED_DIGITS:
        before += rf"(?:[+(]*(?:00{BETWEEN})?\d{{1,3}}{BETWEEN})?(?:[(]*0{BETWEEN})?"
    else:
        between, after = "", rf"{after}(?![.,:/-]\d)"
        before = CALLED if len(digits) <= any_number else rf"(?<!\d)(?<!\d[.,:/-])(?:[+(0][+(0]*{BETWEEN})?"
    return f"{before}{between.join(last)}{after}", last
