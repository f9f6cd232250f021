"""Proposes targets (slos) for relations and quantities: in cells and lines for targets, and in lines with room for the actual value."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from generator.imports.bare_titles import bare_title
from generator.imports.draft import DraftText, DraftValue, ImportNote, Proposal
from generator.imports.entry_ids import SiblingIds
from generator.imports.line_blanks import line_blanks
from generator.imports.phase_words import plain_words
from generator.imports.proposal_sources import ProposalSources, SourceList, SourceTable, cell, names, words_of
from generator.imports.written_figures import FoundFigure, figure_in, percentile_in

TARGETS = (
    "target* requirement* required threshold* rto rpo slo slos sla slas goal goals objective* limit limits at-most at-least"
    " maximum minimum ziel"
    " ziele zielwert* grenzwert* schwellwert* schwellenwert* soll sollwert* höchstens meta metas objetivo* limite límite"
    " limiar umbral cible objectif*"
    " seuil obiettivo soglia doel drempel цель порог 目标 目標 阈值 閾値 指标 基準 목표 기준 임계값 الهدف الحد লক্ষ্য लक्ष्य"
)
ALERTS = "alert* alarm* alarme* alerta* alerte* 告警 警报 アラート 경보 تنبيه"
WARNINGS = "warning* warn warnung* aviso* advertencia* avertissement* 预警 警告 تحذير"
MOST, LEAST = (
    "at-most maximum max höchstens maximal máximo no-máximo como-máximo au-plus 最大",
    "at-least minimum min mindestens mínimo au-moins 最低 最小",
)
ACTUAL = "actual current measured result status state notes ist istwert aktuell atual actual valor-medido mesuré 实际 实测 実測 現在"
OF_TARGETS = (
    f"{TARGETS} metric* metrics performance-goals kpi kpis service-level* service-levels kennzahl* métrica* métrique* 指標 المقاييس"
)
OF_RESOURCES = (
    "cpu memory ram disk storage bandwidth cost* budget* capacity festplatte* arbeitsspeicher speicher*"
    " memória memoria disco mémoire disque 内存 磁盘 メモリ ディスク"
)
OF_BUSINESS = (
    "revenue conversion* user users orders sales signup* customer* churn nps umsatz* kunden nutzer"
    " usuários usuarios clientes ventas vendas pedidos 用户 订单 转化 売上"
)


class _TargetFigure(NamedTuple):
    """A figure for a target, with what it is about and where it is."""

    title: str
    found: FoundFigure
    line: int
    address: str = ""
    alert: str = ""
    warn: str = ""


def propose_targets(sources: ProposalSources, language: str = "en") -> tuple[list[Proposal], list[ImportNote]]:
    """Return a proposal for each figure that the model can compare, and a note for each that it cannot."""
    proposals: list[Proposal] = []
    notes: list[ImportNote] = []
    ids = SiblingIds("slos", language)
    figures = [*(one for table in sources.tables for one in _in_table(table, language)), *_in_lists(sources, language)]
    for figure in sorted(figures, key=lambda one: one.line):
        found = figure.found
        if found.error or not figure.title:
            notes.append(
                ImportNote(figure.line, f"the figure {found.comparison}", f"not proposed as a target: {found.error or 'it has no title'}")
            )
            continue
        lines = (figure.line,)
        draft: dict[str, DraftValue] = {"title": DraftText(figure.title, lines), "kind": DraftText(_kind(figure.title), lines)}
        if found.percentile:
            draft["percentile"] = DraftText(found.percentile, lines)
        for field, value in (("target", found.comparison), ("warn", figure.warn), ("alert", figure.alert)):
            if value:
                draft[field] = DraftText(value, lines)
        links = ((figure.address, "slo"),) if figure.address else ()
        proposals.append(Proposal("slos", ids.give(figure.title), draft, lines, f"the figure {found.comparison}", links))
    return proposals, notes


def _in_table(table: SourceTable, language: str) -> Iterator[_TargetFigure]:
    columns = [at for at, head in enumerate(table.heads) if names(head, TARGETS) and not names(head, f"{ACTUAL} {ALERTS} {WARNINGS}")]
    others = [at for at in range(len(table.heads)) if at not in columns]
    alert, warn = table.column(ALERTS), table.column(WARNINGS)
    for row in table.rows:
        title = next(
            (bare for at in others if (bare := bare_title(cell(row, at))) and not bare.isdecimal() and at not in (alert, warn)), ""
        )
        for at in columns:
            found = _in_cell(table.heads[at], row.cells[at], language) if at < len(row.cells) else None
            if found is not None:
                name = f"{title}: {words_of(table.heads[at])}" if len(columns) > 1 and title else title
                percentile = found.percentile or percentile_in(title)
                levels = (_level(row.cells[one], language) if one is not None and one < len(row.cells) else "" for one in (alert, warn))
                yield _TargetFigure(
                    name, FoundFigure(found.comparison, found.start, found.error, percentile), row.line, row.address, *levels
                )


def _in_cell(head: str, text: str, language: str) -> FoundFigure | None:
    """Return the figure of a cell; a head such as `At most` gives the relation if the cell has none."""
    found = figure_in(text, language, whole=True)
    relation = "at most" if names(head, MOST) else "at least" if names(head, LEAST) else ""
    if found is None or not found.error or not relation:
        return found
    other = figure_in(f"{relation} {words_of(text)}", language, whole=True)
    return other if other and not other.error else found


def _level(text: str, language: str) -> str:
    found = figure_in(text, language)
    return found.comparison if found and not found.error else ""


def _in_lists(sources: ProposalSources, language: str) -> Iterator[_TargetFigure]:
    for one in sources.lists:
        is_about_targets = any(names(heading, OF_TARGETS) for heading in one.headings[-1:])
        yield from _in_list(one, language, is_about_targets=is_about_targets)


def _in_list(one: SourceList, language: str, *, is_about_targets: bool) -> Iterator[_TargetFigure]:
    for line in one.lines:
        blanks = line_blanks(line.text)
        text = blanks.text
        key, colon, value = text.partition(":")
        is_target = bool(colon) and names(key, TARGETS)
        if not (is_about_targets or is_target or any(blank.kind == "number" for blank in blanks.blanks)):
            continue
        found = figure_in(text, language) or (figure_in(value.strip(" *_"), language, whole=True) if is_target else None)
        if found is not None:
            title = _title(text) if found.start else words_of(key if colon else text)
            yield _TargetFigure(title, found, line.line, line.address)


def _title(text: str) -> str:
    """Return what a figure is about: the words before it if a colon ends them, else the whole text."""
    bare = bare_title(text)
    before, colon, after = bare.partition(":")
    if colon and not re.search(r"\d", re.sub(r"\bp\d\d\b", "", plain_words(before))) and re.search(r"\d", after):
        return words_of(before)
    return words_of(bare)


def _kind(title: str) -> str:
    """Return the kind of a target by the words of its title."""
    return "resource" if names(title, OF_RESOURCES) else "business" if names(title, OF_BUSINESS) else "technical"
