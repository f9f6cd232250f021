"""Proposes services for tables that say how critical something is, or what it depends on."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.imports.bare_titles import bare_title
from generator.imports.draft import DraftText, DraftValue, ImportNote, Proposal
from generator.imports.entry_ids import SiblingIds
from generator.imports.head_values import is_unknown
from generator.imports.phase_words import plain_words
from generator.imports.proposal_sources import ProposalSources, SourceTable, TableRow, cell, names, text_of
from generator.imports.propose_incidents import LEVEL
from generator.model.field_facts import HOLDERS
from generator.model.scalar_kinds import URL
from generator.model.synonyms import value_for

CRITICALITY = (
    "criticality critical grade tier importance kritikalität kritisch criticidade criticidad criticité criticità"
    " критичность 重要性 重要程度 关键程度 重要度"
    " 중요도 الأهمية গুরুত্ব महत्व"
)
NEEDS = (
    "dependencies dependency depends-on needs requires abhängigkeit* benötigt dependências dependência dependencias"
    " dependencia dépendances dipendenze"
    " зависимости 依赖 依赖项 依存 依存関係 의존성 التبعيات يعتمد নির্ভরতা निर्भरता"
)
SERVICE = (
    "service services component* system systems application app dependency vendor name dienst* komponente* serviço*"
    " componente* sistema* servicio*"
    " composant* système сервис компонент система 服务 组件 系统 サービス コンポーネント システム 서비스 시스템 الخدمة"
    " النظام সেবা সিস্টেম सेवा"
)
PROVIDER = (
    "provider vendor supplier hosted-by anbieter lieferant fornecedor provedor proveedor fournisseur провайдер"
    " 提供商 供应商 プロバイダ المزود প্রদানকারী"
)
STATUS_PAGE = "status-page statuspage status-url statusseite página-de-status página-de-estado 状态页 ステータスページ"
PURPOSE = (
    "purpose description function role what-it-does zweck beschreibung finalidade descrição propósito descripción"
    " but описание 用途 描述 説明 الوصف বিবরণ"
)
LEVELS = {
    "critical": "kritisch crítico crítica critique критический критичный 严重 关键 緊急 致命 重大 حرج অত্যন্ত-জরুরি",
    "high": "hoch alto alta élevé élevée haute высокий высокая 高 عالي عالية উচ্চ",
    "medium": "mittel médio média medio media moyen moyenne средний средняя 中 متوسط متوسطة মাঝারি",
    "low": "niedrig gering baixo baixa bajo baja faible basse низкий низкая 低 منخفض منخفضة নিম্ন",
}
KINDS = HOLDERS["services"].fields["criticality"].kind.choices
ADDRESS = re.compile(r"https?://[^\s<>()\[\]\"'|]+")
NONE = frozenset(("none", "keine", "nenhuma", "ninguna", "aucune", "无", "なし", "없음", "لا يوجد"))


def propose_services(sources: ProposalSources, language: str = "en") -> tuple[list[Proposal], list[ImportNote]]:
    """Return a proposal for each service, and a note for each need that no row of the table describes."""
    ids = SiblingIds("services", language)
    rows: dict[str, tuple[SourceTable, TableRow, str, str]] = {}
    for table in sources.tables:
        for row, title in _rows(table):
            if plain_words(title) not in rows:
                rows[plain_words(title)] = (table, row, title, ids.give(title))
    notes: list[ImportNote] = []
    proposals = []
    for table, row, title, id in rows.values():
        lines = (row.line,)
        draft: dict[str, DraftValue] = {"title": DraftText(title, lines)}
        draft |= {key: DraftText(value, lines) for key, value in _fields(table, row).items() if value and not is_unknown(value)}
        needs = []
        for need in re.split(r"[,;/、，；]|\s\+\s|\sand\s|\sund\s", cell(row, table.column(NEEDS))):
            other = rows.get(plain_words(need))
            if other is not None and other[3] != id:
                needs.append(other[3])
            elif other is None and not is_unknown(need) and plain_words(need) not in NONE:
                notes.append(
                    ImportNote(
                        row.line, f"`{need.strip()}`, which {title} needs", "not in `needs` of the proposed service: no row describes it"
                    )
                )
        if needs:
            draft["needs"] = tuple(DraftText(need, lines) for need in dict.fromkeys(needs))
        proposals.append(Proposal("services", id, draft, lines, "a row of a table of services"))
    return proposals, notes


def _rows(table: SourceTable) -> Iterator[tuple[TableRow, str]]:
    """Yield the rows of a table of services, with their titles."""
    criticality, needs = table.column(CRITICALITY), table.column(NEEDS)
    if (criticality is None and needs is None) or (table.heads and names(table.heads[0], LEVEL)):
        return
    at = next((one for one, head in enumerate(table.heads) if names(head, SERVICE) and one not in (criticality, needs)), 0)
    graded = [criticality_of(cell(row, criticality)) for row in table.rows]
    if at in (criticality, needs) or (needs is None and not any(graded)):
        return
    for row in table.rows:
        title = bare_title(cell(row, at))
        if not is_unknown(title) and not row.address:
            yield row, title


def _fields(table: SourceTable, row: TableRow) -> dict[str, str]:
    page, purpose = table.column(STATUS_PAGE), table.column(PURPOSE)
    raw = row.cells[page] if page is not None and page < len(row.cells) else ""
    address = ADDRESS.search(raw)
    return {
        "provider": cell(row, table.column(PROVIDER)),
        "status-page": address[0] if address and URL.valid(address[0]) is not None else "",
        "criticality": criticality_of(cell(row, table.column(CRITICALITY))),
        "text": text_of(row.cells[purpose]) if purpose is not None and purpose < len(row.cells) else "",
    }


def criticality_of(text: str) -> str:
    """Return the criticality that a cell means, in any of the languages; empty if it means none."""
    plain = plain_words(text).strip(" .!")
    for kind, words in LEVELS.items():
        if plain in plain_words(words).split():
            return kind
    return value_for("criticality", text.strip(), KINDS) if text.strip() else ""
