"""People behind roles: their names, phone numbers and mail addresses, and where any of them stands in a text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import unquote

from generator.domain.folding import Folded, folded
from generator.domain.model import Runbook
from generator.domain.visibility import is_public

NOBODY = "…"
LINK = re.compile(r"\[([^\]]+)\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*\)|<[a-z]+:[^\s<>]*>", re.IGNORECASE)
BETWEEN = r"[\s()./\u2010-\u2015\u2212-]*"
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


class People:
    """Everybody whom a public build does not name."""

    def __init__(self, people: Iterable[Person]) -> None:
        self.people = tuple(people)
        self._by_mark: dict[str, Person] = {}
        patterns: list[str] = []
        for person in self.people:
            for pattern in filter(None, (_mail(person.email), _phone(person.phone), _name(person.name))):
                mark = f"p{len(self._by_mark)}"
                self._by_mark[mark] = person
                patterns.append(f"(?P<{mark}>{pattern})")
        self._any = re.compile("|".join(patterns)) if patterns else None

    def are_in(self, text: str) -> bool:
        """Whether a text names anybody."""
        return self.first_in(text) is not None

    def first_in(self, text: str) -> Person | None:
        """Who is named first in a text, which may be part of a web address; None for nobody."""
        found = self._any.search(folded(unquote(text))) if self._any is not None else None
        return None if found is None else self._by_mark[found.lastgroup or ""]

    def out_of(self, text: str) -> str:
        """The text with roles in the place of people; a link that leads to somebody keeps its words alone."""
        if self._any is None or not self.are_in(text):
            return text
        written = LINK.sub(self._without_link, text)
        compared = Folded(written)
        parts, end = [], 0
        for match in self._any.finditer(compared.text):
            parts += [written[end : compared.place(match.start())], _role(self._by_mark[match.lastgroup or ""])]
            end = compared.place(match.end())
        return "".join((*parts, written[end:]))

    def _without_link(self, match: re.Match[str]) -> str:
        person = self.first_in(match[0] if match[1] is None else match[0][len(match[1]) + 2 :])
        if person is None:
            return match[0]
        return match[1] or _role(person)


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


def _name(name: str) -> str:
    """The name in the order in which it is written, in that of lists (Lovelace, Ada), or as a handle (@adalovelace)."""
    words = [re.escape(word) for word in re.split(JOINT, folded(name)) if word]
    if not words:
        return ""
    *first, last = words
    listed = [rf"{last},\s*{JOINT.join(first)}", rf"(?<=@){''.join(words)}"] if first else []
    return rf"(?<!\w)(?:{'|'.join((JOINT.join(words), *listed))})(?!\w)"


def _mail(mail: str) -> str:
    return rf"(?<![\w.+-]){re.escape(folded(mail))}(?![\w-])" if mail else ""


def _phone(phone: str) -> str:
    """The number however it is grouped, and with or without what comes before it outside its own network."""
    digits = digits_of(phone)
    if not digits:
        return ""
    told = digits if len(digits) <= TELLING_DIGITS else digits[-TELLING_DIGITS:]
    before = rf"(?:[+(0][+(0]*{BETWEEN})?" if told == digits else rf"[+(]*(?:\d{BETWEEN}){{0,6}}"
    return rf"(?<!\d){before}{BETWEEN.join(told)}(?:[ ;]?(?:ext\.?|x)[ =]?\d{{1,6}})?(?!\d)"
