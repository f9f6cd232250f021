"""What lines such as `Owner: x` and `Last reviewed: 4 March 2026` say about a document, in many languages."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from generator.imports.bare_titles import without_marks
from generator.imports.draft import DraftText
from generator.imports.line_blanks import ROOM
from generator.imports.phase_words import plain_words, word_pattern
from generator.imports.written_dates import date_in, period_in
from generator.model.scalar_kinds import EMAIL, MAX_LINE
from generator.text.placeholders import placeholders_in

OWNER = (
    "owner owners owned-by document-owner runbook-owner maintainer maintainers maintained-by responsible eigentümer"
    " besitzer verantwortlich verantwortlicher verantwortliche zuständig responsável dono proprietário responsable"
    " propietario dueño propriétaire responsabile proprietario eigenaar владелец ответственный 负责人 責任人 责任人 所有者"
    " 責任者 担当者 オーナー 담당자 المالك المسؤول মালিক দায়িত্বপ্রাপ্ত স্বত্বাধিকারী स्वामी"
)
REVIEWED = (
    "last-reviewed last-review reviewed reviewed-on review-date date-reviewed last-review-date zuletzt-geprüft"
    " letzte-prüfung letzte-überprüfung geprüft überprüft geprüft-am überprüft-am zuletzt-überprüft"
    " última-revisão revisado-em data-da-revisão"
    " última-revisión revisado revisado-el fecha-de-revisión dernière-révision révisé-le revu-le dernière-revue ultima-revisione"
    " laatst-beoordeeld последняя-проверка последний-пересмотр дата-пересмотра 最后审核 审核日期 上次评审 上次审核 最近审核"
    " 评审日期 最終レビュー レビュー日 最終確認 最終レビュー日 최종-검토 검토일 آخر-مراجعة تاريخ-المراجعة সর্বশেষ-পর্যালোচনা"
    " পর্যালোচনার-তারিখ अंतिम-समीक्षा"
)
REVIEW = (
    "review reviews review-cycle review-frequency review-interval review-every review-period review-cadence prüfung"
    " überprüfung prüfintervall überprüfungsintervall revisão ciclo-de-revisão frequência-de-revisão revisión"
    " ciclo-de-revisión frecuencia-de-revisión révision revue fréquence-de-révision revisione beoordeling пересмотр проверка"
    " 审核周期 评审周期 审核频率 评审频率 审核 レビュー周期 レビュー頻度 レビュー 검토-주기 مراجعة المراجعة دورة-المراجعة"
    " পর্যালোচনা समीक्षा"
)
MAIL = re.compile(r"<([^<>\s@]+@[^<>\s@]+)>")
NOTHING = frozenset(("", "-", "--", "–", "—", "?", "??", "n/a", "none", "...", "…", "tbd", "x", "xx", "xxx", "暂无", "未定", "待定"))


@dataclass(frozen=True, slots=True)
class HeadValue:
    """A field of the head of a variant, and its value. The value of `owner` is the name of a contact, not yet its id."""

    field: Literal["owner", "reviewed", "review-every"]
    value: str


def head_value(label: str, value: str) -> HeadValue | None:
    """Return the field of the head that a key line sets; None for a fact, also where the value cannot be the field's.

    Every word of the value is in the field, so that nothing is lost: `2026-03-04 by Noor` stays a fact.
    """
    name = plain_words(without_marks(label)).rstrip(" :").replace("_", "-")
    text = without_marks(MAIL.sub(r"\1", value))
    if not name or is_unknown(text) or "](" in value or "://" in value:
        return None
    if _is_one_of(name, REVIEWED) and (date := date_in(text)):
        return HeadValue("reviewed", date)
    if _is_one_of(name, REVIEW):
        if date := date_in(text):
            return HeadValue("reviewed", date)
        if period := period_in(text):
            return HeadValue("review-every", period)
    if _is_one_of(name, OWNER) and len(text) <= MAX_LINE:
        return HeadValue("owner", text)
    return None


def owner_contact(name: str, lines: tuple[int, ...]) -> dict[str, DraftText]:
    """Return the contact that a document names as its owner; a mail address is also how to reach it."""
    address = name.strip("<>")
    contact = {"title": DraftText(name, lines)}
    return contact | {"email": DraftText(address, lines)} if EMAIL.valid(address) is not None else contact


def is_unknown(text: str) -> bool:
    """Whether a value is not known yet: empty, a placeholder such as `TBD` or `+41-XX-XXX`, or room to write on."""
    bare = text.strip()
    return bare.casefold() in NOTHING or ROOM.fullmatch(bare) is not None or _is_placeholder(bare)


def _is_placeholder(text: str) -> bool:
    """Whether a text has only placeholders; words beside them say something that must not be lost."""
    rest = text
    for found in placeholders_in(text):
        rest = rest.replace(found, "")
    return rest != text and not re.search(r"[^\W\d_]{2,}", rest)


def _is_one_of(name: str, words: str) -> bool:
    return _pattern(words).fullmatch(name) is not None


@cache
def _pattern(words: str) -> re.Pattern[str]:
    return word_pattern(words.split())
