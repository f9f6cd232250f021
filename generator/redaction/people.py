"""People behind roles: their names, phone numbers and mail addresses, and where any of them stands in a text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from generator.model.entities import Runbook
from generator.model.visibility import is_public
from generator.text.folding import Folded, folded

NOBODY = "…"
LINK = re.compile(r"\[([^\]]+)\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*\)|<[a-z]+:[^\s<>]*>", re.IGNORECASE)
BETWEEN = r"[\s()./\u2010-\u2015\u2212-]*"
WORD = re.compile(r"[^\W_]+")
NO_DIGITS = re.compile(r"\D+")
# What may stand between the words of a name, as in ada.lovelace.
JOINT = r"[\s._'\u2018\u2019\u2010\u2011-]+"
# So many digits at the end tell a phone number, however its beginning is written: +880 2 5566 7788, 02 5566 7788.
TELLING_DIGITS = 8


@dataclass(frozen=True, slots=True)
class Person:
    """Who holds a role. `role` is what may be said in the person's place: the role's title, where that is public."""

    role: str
    name: str = ""
    phone: str = ""
    email: str = ""

    def details(self) -> tuple[str, ...]:
        """What nobody may read of the person; the phone number also as it is dialled."""
        return tuple(filter(None, (self.name, self.phone, digits_of(self.phone), self.email)))


@dataclass(frozen=True, slots=True)
class _Form:
    """One way to tell a person. No text has it without its `sign`: a word, or digits with anything but digits between them."""

    person: Person
    pattern: str
    sign: str


class People:
    """Everybody whom a public build does not name."""

    def __init__(self, people: Iterable[Person]) -> None:
        self.people = tuple(people)
        self._forms = [form for person in self.people for form in _forms(person)]
        self._by_sign: dict[str, list[int]] = {}
        for at, form in enumerate(self._forms):
            self._by_sign.setdefault(form.sign, []).append(at)
        self._numbers = [sign for sign in self._by_sign if sign.isdecimal()]
        self._patterns: dict[tuple[int, ...], re.Pattern[str]] = {}

    def are_in(self, text: str) -> bool:
        """Whether a text, which may be part of a web address, names anybody."""
        return next(self._found_in(folded(unquote(self._as_read(text)))), None) is not None

    def first_in(self, text: str) -> tuple[Person, str] | None:
        """Who is named first in a text, and the words that do it; None for nobody."""
        if not self.are_in(text):
            return None
        written = unquote(self._as_read(text))
        compared = Folded(written)
        match = next(self._found_in(compared.text), None)
        return None if match is None else (self._who(match), written[compared.place(match.start()) : compared.place(match.end())])

    def _as_read(self, text: str) -> str:
        """The text as it is written, or without the stars of strong text where they divide how somebody is named."""
        if "**" not in text:
            return text
        bare = text.replace("**", "")
        named, read = ([match[0] for match in self._found_in(folded(unquote(one)))] for one in (text, bare))
        return text if named == read else bare

    def _found_in(self, compared: str) -> Iterator[re.Match[str]]:
        """Where somebody is named; only for those whose signs are there a text is searched through."""
        signs = self._by_sign.keys() & set(WORD.findall(compared))
        digits = NO_DIGITS.sub("", compared) if self._numbers else ""
        signs.update(sign for sign in self._numbers if sign in digits)
        here = tuple(sorted(at for sign in signs for at in self._by_sign[sign]))
        if not here:
            return iter(())
        if here not in self._patterns:
            self._patterns[here] = re.compile("|".join(f"(?P<p{at}>{self._forms[at].pattern})" for at in here))
        return self._patterns[here].finditer(compared)

    def _who(self, match: re.Match[str]) -> Person:
        return self._forms[int((match.lastgroup or "")[1:])].person

    def out_of(self, text: str) -> str:
        """The text with roles in the place of people; a link that leads to somebody keeps its words alone."""
        if not self.are_in(text):
            return text
        written = LINK.sub(self._without_link, self._as_read(text))
        compared = Folded(written)
        parts, end = [], 0
        for match in self._found_in(compared.text):
            parts += [written[end : compared.place(match.start())], _role(self._who(match))]
            end = compared.place(match.end())
        return "".join((*parts, written[end:]))

    def _without_link(self, match: re.Match[str]) -> str:
        found = self.first_in(match[0] if match[1] is None else match[0][len(match[1]) + 2 :])
        if found is None:
            return match[0]
        return match[1] or _role(found[0])


def people_of(runbooks: Iterable[Runbook]) -> People:
    """Everybody in the contacts of all systems: a text of one may name somebody of another.

    A name that is also a service's, a provider's or another role's is nobody's alone, and no secret. A role that is internal itself
    does not give its title.
    """
    known = [(contact, runbook) for runbook in runbooks for contact in runbook.contacts.values()]
    shown = [contact for contact, runbook in known if is_public(runbook.variant.visibility) and is_public(contact.visibility)]
    titles = {contact.title.casefold() for contact in shown}
    providers = {name.casefold() for _, runbook in known for name in _providers(runbook)}
    found: dict[Person, None] = {}
    for contact, _ in known:
        name = (contact.name or "").casefold()
        is_known = name in providers or (name in titles and name != contact.title.casefold())
        role = contact.title if contact in shown else ""
        person = Person(role, "" if is_known else contact.name or "", contact.phone or "", contact.email or "")
        if person.details():
            found[person] = None
    return People(found)


def digits_of(phone: str) -> str:
    """The digits of a phone number without its extension."""
    return re.sub(r"\D", "", re.split(r"ext|x", phone, maxsplit=1)[0])


def _providers(runbook: Runbook) -> Iterable[str]:
    for service in runbook.services.values():
        if is_public(runbook.variant.visibility) and is_public(service.visibility):
            yield from filter(None, (service.title, service.provider))


def _role(person: Person) -> str:
    return person.role or NOBODY


def _forms(person: Person) -> Iterator[_Form]:
    digits = digits_of(person.phone)[-TELLING_DIGITS:]
    for text, patterns in ((person.email, _mail), (person.name, _name)):
        for pattern, words in patterns(folded(text)):
            if sign := max(WORD.findall(words), key=len, default=""):  # a dash in the place of a name is nobody
                yield _Form(person, pattern, sign)
    if digits:
        yield _Form(person, _phone(digits_of(person.phone)), digits)


def _mail(mail: str) -> Iterator[tuple[str, str]]:
    """The pattern of an address, with its words."""
    if mail:
        yield rf"(?<![\w.+-]){re.escape(mail)}(?![\w-])", mail


def _name(name: str) -> Iterator[tuple[str, str]]:
    """The patterns of a name, each with its words: as it is written, as in lists (Lovelace, Ada), as a handle (@adalovelace)."""
    words = [word for word in re.split(JOINT, name) if word]
    if not words:
        return
    *first, last = [re.escape(word) for word in words]
    listed = rf"|{last},\s*{JOINT.join(first)}" if first else ""
    yield rf"(?<!\w)(?:{JOINT.join((*first, last))}{listed})(?!\w)", " ".join(words)
    if first:
        yield rf"(?<=@){''.join((*first, last))}(?!\w)", "".join(words)


def _phone(digits: str) -> str:
    """The pattern of a number however it is grouped, and with or without what comes before it outside its own network."""
    told = digits[-TELLING_DIGITS:]
    before = rf"(?:[+(0][+(0]*{BETWEEN})?" if told == digits else rf"[+(]*(?:\d{BETWEEN}){{0,6}}"
    return rf"(?<!\d){before}{BETWEEN.join(told)}(?:[ ;]?(?:ext\.?|x)[ =]?\d{{1,6}})?(?!\d)"
