"""Proposes contacts for tables, lines and fences that say who to reach and how."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from generator.imports.bare_titles import bare_title
from generator.imports.draft import DraftText, DraftValue, ImportNote, Proposal
from generator.imports.entry_ids import SiblingIds
from generator.imports.head_values import is_unknown
from generator.imports.phase_words import plain_words
from generator.imports.proposal_sources import ProposalSources, SourceLine, SourceTable, cell, names, text_of, words_of
from generator.model.scalar_kinds import EMAIL, LINE, PHONE

ROLE = (
    "role roles position function team contact contacts rolle* funktion kontakt* cargo função papel contato rol puesto"
    " contacto rôle fonction ruolo роль"
    " должность 角色 职位 岗位 联系人 役割 役職 連絡先 역할 الدور المنصب ভূমিকা পদ भूमिका"
)
NAME = "name names person who primary first wer erste* nome nombre nom имя 姓名 名字 负责人 氏名 担当者 이름 담당자 الاسم নাম नाम"
PHONE_HEAD = (
    "phone* tel telephone mobile telefon* handy mobil* telefone celular teléfono móvil téléphone телефон 电话 手机"
    " 電話 전화 الهاتف هاتف ফোন फोन"
)
MAIL_HEAD = "mail e-mail email* correo courriel posta почта 邮箱 邮件 メール 이메일 البريد ইমেইল ईमेल"
CHANNEL_HEAD = "channel* slack teams chat pager where kanal canal канал 频道 群 チャンネル チャット 채널 القناة قناة চ্যানেল चैनल"
HOURS_HEAD = "hours availab* on-call-hours erreichbar* verfügbar* horário horario disponib* часы 值班时间 対応時間 근무시간 ساعات সময়"
BACKUP_HEAD = (
    "backup* secondary second deputy substitute stellvert* vertretung zweite* substituto suplente remplaçant"
    " заместитель 备份 备用 副手 代理 副担当 نائب বিকল্প"
)
DUTY_HEAD = (
    "does decides responsibilit* duties tasks aufgabe* zuständigkeit* responsabilidad* responsabilidade*"
    " responsabilité* 职责 責任 المسؤوليات দায়িত্ব"
)
SIGNATURE = (
    "signature* sign-off signoff signed unterschrift* assinatura* firma firmas signé подпись 签名 签字 署名 サイン"
    " 서명 التوقيع স্বাক্ষর हस्ताक्षर"
)
OF_PEOPLE = (
    "contact* people escalation* on-call team who-to-call phone* kontakt* ansprechpartner* bereitschaft contatos contato"
    " contactos équipe contatti"
    " контакты 联系人 联系方式 值班 連絡先 連絡網 연락처 الاتصال جهات যোগাযোগ संपर्क"
)
MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
NUMBER = re.compile(r"(?<![\w.:/#-])\+?\(?[0-9X]{1,5}\)?(?:[-. ()/]{1,2}[0-9X]{2,}){1,6}(?!\w)|(?<![\w.:/#-])\+?[0-9]{7,15}(?!\w)")
CHANNEL = re.compile(r"(?<![\w&/])#[A-Za-z][\w-]+|(?<![\w.])@[a-z][\w-]+")
KEY = re.compile(r"\s*(?:[-*+•]\s+)?(?:\d+[.)]\s+)?(.{2,60}?)\s*[:：]\s*(.+)")
FEWEST_DIGITS = 7
MOST_NAME = 5  # words


@dataclass(slots=True)
class _ReachedBy:
    """How to reach somebody, as far as a text says it, and what in it is not known yet."""

    fields: dict[str, str] = field(default_factory=dict)
    unknown: list[str] = field(default_factory=list)
    rest: str = ""


@dataclass(slots=True)
class _MeantContact:
    """A contact that a document may mean. `backup` is the text that names another one."""

    title: str
    line: int
    why: str
    fields: dict[str, str]
    backup: str = ""


def propose_people(sources: ProposalSources, language: str = "en") -> tuple[list[Proposal], list[ImportNote]]:
    """Return a proposal for each contact, and a note for each value that is not known yet."""
    notes: list[ImportNote] = []
    people: dict[str, _MeantContact] = {}
    for person in sorted(_people(sources, notes), key=lambda one: one.line):
        known = people.setdefault(plain_words(person.title), person)
        known.fields |= {key: value for key, value in person.fields.items() if not known.fields.get(key)}
    for person in [*people.values()]:
        if person.backup and not _named(people, person.backup):
            people[plain_words(person.backup)] = _MeantContact(person.backup, person.line, "a backup in a table", {})
    ids = SiblingIds("contacts", language)
    by_name = {name: ids.give(person.title) for name, person in people.items()}
    proposals = []
    for name, person in people.items():
        lines = (person.line,)
        draft: dict[str, DraftValue] = {"title": DraftText(person.title, lines)}
        draft |= {key: DraftText(value, lines) for key, value in person.fields.items()}
        backup = by_name.get(_named(people, person.backup), "") if person.backup else ""
        if backup and backup != by_name[name]:
            draft["backup"] = DraftText(backup, lines)
        proposals.append(Proposal("contacts", by_name[name], draft, lines, person.why))
    return proposals, notes


def _named(people: dict[str, _MeantContact], text: str) -> str:
    """Return the key of the person with this title or name; empty if there is none."""
    plain = plain_words(text)
    return next((key for key, one in people.items() if plain in (key, plain_words(one.fields.get("name", "")))), "")


def _people(sources: ProposalSources, notes: list[ImportNote]) -> Iterator[_MeantContact]:
    for table in sources.tables:
        yield from _in_table(table, notes)
    for one in sources.lists:
        about_people = any(names(heading, OF_PEOPLE) for heading in one.headings[-1:])
        for line in one.lines:
            yield from _in_line(line, notes, about_people=about_people, why="a line with a contact")
    for fence in sources.fences:
        if fence.language in ("", "text", "txt", "plain"):
            for line in fence.lines:
                yield from _in_line(line, notes, about_people=False, why="a line of a fence")


def _in_table(table: SourceTable, notes: list[ImportNote]) -> Iterator[_MeantContact]:
    if table.column(SIGNATURE) is not None:
        return
    role, name, backup = table.column(ROLE), table.column(NAME), table.column(BACKUP_HEAD)
    reach = {key: table.column(words) for key, words in (("phone", PHONE_HEAD), ("email", MAIL_HEAD), ("channel", CHANNEL_HEAD))}
    ways = [at for at in (*reach.values(), backup) if at is not None]
    if (role is None and name is None) or not ways or (role is None and name in ways):
        return
    more = {"hours": table.column(HOURS_HEAD), "text": table.column(DUTY_HEAD)}
    for row in table.rows:
        title = bare_title(cell(row, role if role is not None else name))
        if is_unknown(title) or row.address:
            continue
        found = _ReachedBy()
        for key, at in reach.items():
            raw = row.cells[at] if at is not None and at < len(row.cells) else ""
            _add(found, key, _reach_in(raw).fields.get(key) or words_of(raw))
        if role is not None and name is not None and name != role:
            inside = _reach_in(cell(row, name))
            found.fields = {**inside.fields, **found.fields}
            found.unknown += inside.unknown
            _add(found, "name", inside.rest)
        for key, at in more.items():
            text = text_of(row.cells[at]) if at is not None and at < len(row.cells) and at != role else ""
            if text and not is_unknown(text) and (key != "hours" or LINE.valid(text)):
                found.fields[key] = text
        notes += _unknown_notes(row.line, title, found)
        second = cell(row, backup)
        yield _MeantContact(title, row.line, "a row of a table of people", found.fields, "" if is_unknown(second) else second)


def _in_line(line: SourceLine, notes: list[ImportNote], *, about_people: bool, why: str) -> Iterator[_MeantContact]:
    match = KEY.fullmatch(line.text.strip().replace("**", "").replace("__", ""))
    if match is None or line.address or match[2].startswith("//"):  # an address: mongodb://user@host
        return
    title, found = bare_title(match[1]), _reach_in(match[2])
    is_way = bool(found.fields) or any(NUMBER.search(one) for one in found.unknown)
    is_only_way = is_way and len(found.rest.split()) <= MOST_NAME
    is_name = about_people and len(found.rest.split()) <= MOST_NAME and not is_way
    if not words_of(title) or not (is_only_way or (is_name and found.rest)) or len(title.split()) > MOST_NAME + 1:
        return
    if found.rest and not is_unknown(found.rest) and re.fullmatch(r"[^\d(]+", found.rest):
        found.fields["name"] = found.rest
    elif is_name and is_unknown(found.rest):
        found.unknown.append(found.rest)
    notes += _unknown_notes(line.line, title, found)
    yield _MeantContact(title, line.line, why, found.fields)


def _reach_in(text: str) -> _ReachedBy:
    """Return the ways to reach somebody that a text has, and the words that are left."""
    found = _ReachedBy()
    text = re.sub(r"<(?:mailto:)?([^<>\s]+@[^<>\s]+)>|\[[^\]]*\]\((?:mailto|tel):([^()\s]+)\)", r" \1\2 ", text)
    for key, pattern in (("email", MAIL), ("channel", CHANNEL), ("phone", NUMBER)):
        for match in pattern.finditer(text):
            if key != "phone" or "X" in match[0] or sum(map(str.isdigit, match[0])) >= FEWEST_DIGITS:
                _add(found, key, match[0].strip())
                text = text.replace(match[0], " ", 1)
    found.rest = words_of(re.sub(r"\(\s*\W*\s*\)", " ", text)).strip(" ,;|/()–—-·")
    return found


def _add(found: _ReachedBy, key: str, text: str) -> None:
    """Add a value if the field takes it; remember it if it is not known yet."""
    if not text:
        return
    kind = {"phone": PHONE, "email": EMAIL}.get(key, LINE)
    if is_unknown(text):
        found.unknown.append(text)
        found.fields.setdefault(key, "")
    elif kind.valid(text) is not None:
        found.fields[key] = found.fields.get(key) or text
    elif key != "name":
        # A part that looks like a number of its own is looked at again, unless it is all of the text.
        inside = _reach_in(text) if key in ("phone", "email") and NUMBER.fullmatch(text) is None else _ReachedBy()
        found.fields = {**inside.fields, **found.fields}


def _unknown_notes(line: int, title: str, found: _ReachedBy) -> Iterable[ImportNote]:
    return (ImportNote(line, f"`{one}` for {title}", "null in the proposed contact, because it is not known yet") for one in found.unknown)
