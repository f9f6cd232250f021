"""Proposes severities and triggers for tables and lists about levels of incidents and about when to roll back."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.imports.bare_titles import bare_title
from generator.imports.draft import DraftText, DraftValue, ImportNote, Proposal
from generator.imports.entry_ids import SiblingIds
from generator.imports.head_values import is_unknown
from generator.imports.phase_words import plain_words
from generator.imports.proposal_sources import ProposalSources, SourceTable, TableRow, cell, names, text_of, words_of
from generator.imports.written_figures import figure_in
from generator.imports.written_times import duration_in
from generator.model.scalar_kinds import LINE

LEVEL = (
    "severity severities level levels priority prio stufe* schweregrad* priorität* severidade* severidad* gravedad"
    " nível nivel niveau* gravité livello уровень 级别 等级 严重* レベル 重大度 심각도 المستوى স্তর স্তরঃ मात्रा"
)
CODE = re.compile(
    r"(?P<code>(?:sev|s|p|prio|priority|severity|level|n|l|stufe|nivel|nível|niveau)[\s-]?[0-9])\b\W*(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
WORDS = frozenset(
    plain_words(
        "critical high medium low major minor urgent normal kritisch hoch mittel niedrig crítico crítica alto alta médio média"
        " medio media baixo baixa bajo baja"
        " critique élevé élevée moyen moyenne faible критический высокий средний низкий 严重 高 中 低 紧急 緊急 重大 عاجل حرج"
        " عالي عال متوسط منخفض"
    ).split()
)
MEANING = (
    "meaning definition description title name what means bedeutung beschreibung significado definição descrição"
    " definición descripción définition описание 定义 描述 定義 説明 التعريف الوصف অর্থ বিবরণ"
)
EXAMPLES = "example examples beispiel* exemplo* ejemplo* exemple* пример* 例 示例 أمثلة উদাহরণ"
WITHIN = (
    "response-time respond-within reaction-time response-sla respond time-to-respond reaktionszeit antwortzeit"
    " tempo-de-resposta tempo tiempo-de-respuesta délai время-реакции 响应时间 対応時間 応答時間 وقت-الاستجابة خلال"
    " الرد প্রতিক্রিয়ার-সময়"
)
ESCALATION = (
    "escalation escalate* notify who call eskalation notificar escalar escalonamento escalamiento escalade эскалация"
    " 升级 通知 エスカレーション التصعيد"
)
RESPONSE = (
    "response action actions what-we-do do maßnahme* aktion* ação ações acción acciones mesure* actions действия"
    " 措施 处理 対応 الإجراء الرد পদক্ষেপ"
)
TRIGGER = (
    "trigger triggers condition conditions criteria criterion when auslöser bedingung* kriterium gatilho* condição"
    " critério* disparador* condición criterio* déclencheur* condition критерий условие 触发条件 条件 触发 トリガー"
    " المحفز الشرط شرط ট্রিগার শর্ত"
)
ACTION = (
    "action actions response do reaction aktion* maßnahme* reaktion ação ações acción acciones действие 操作 动作"
    " 措施 アクション 対応 الإجراء পদক্ষেপ"
)
THRESHOLD = "threshold value limit schwellwert* schwelle grenzwert* limite limiar umbral seuil порог 阈值 閾値 الحد সীমা"
DURATION_HEAD = "duration for during window dauer duração duración durée длительность 持续时间 継続時間 المدة"
OF_ROLLBACKS = re.compile(
    r"(?:when|criteria|trigger|condition|decision).*(?:roll.?back|back.?out|revert|abort)|(?:roll.?back|back.?out|revert"
    r"|abort).*(?:when|criteria|trigger|condition)"
    r"|wann .*zurueck|rueckfall.*(?:kriteri|ausloes)|kriteri.*(?:rueckfall|rollback)|quando .*revert|(?:criterio|gatilho"
    r"|condico|disparador).*(?:revers|rollback)"
    r"|cuando .*revert|quand .*(?:revenir|arriere)|criteres.*(?:retour|rollback)|回滚.*(?:条件|标准|触发)|(?:ロールバック"
    r"|切り戻し).*(?:条件|基準)|(?:شروط|متي).*تراجع"
)
MOST_LABEL = 20


def propose_severities(sources: ProposalSources, language: str = "en") -> tuple[list[Proposal], list[ImportNote]]:
    """Return a proposal for each level of incidents, and a note for each time to respond that is not a length of time."""
    ids = SiblingIds("severities", language)
    proposals: list[Proposal] = []
    notes: list[ImportNote] = []
    known: set[str] = set()
    for line, label, fields, within in sorted((*_levels_of_tables(sources), *_levels_of_lists(sources)), key=lambda one: one[0]):
        if plain_words(label) in known:
            continue  # a table and a list about the same levels
        known.add(plain_words(label))
        draft: dict[str, DraftValue] = {"label": DraftText(label, (line,))} if label != fields["title"] else {}
        draft |= {key: DraftText(value, (line,)) for key, value in fields.items() if value}
        if within:
            length = duration_in(within)
            if length:
                draft["respond-within"] = DraftText(length, (line,))
            elif not is_unknown(within):
                notes.append(
                    ImportNote(
                        line, f"`{within}` as the time to respond", "not in the proposed severity: write a length of time, such as `15 min`"
                    )
                )
        proposals.append(Proposal("severities", ids.give(label, anchor=label), draft, (line,), "a level of incidents"))
    return proposals, notes


def _levels_of_tables(sources: ProposalSources) -> Iterator[tuple[int, str, dict[str, str], str]]:
    for table in sources.tables:
        rows = [(row, _level_of(cell(row, 0))) for row in table.rows]
        is_named = bool(table.heads) and names(table.heads[0], LEVEL)
        levels = [(row, level) for row, level in rows if level is not None]
        if is_named:
            short = [(row, (words, "")) for row, level in rows if level is None and (words := cell(row, 0)) and len(words) <= MOST_LABEL]
            levels = sorted((*levels, *short), key=lambda one: one[0].line)
        if len(levels) < 2 and not is_named:
            continue
        for row, (label, rest) in levels:
            if not is_unknown(label) and not row.address and _others(table, row):
                yield row.line, label, _level_fields(table, row, label, rest), cell(row, _column(table, WITHIN))


def _others(table: SourceTable, row: TableRow) -> bool:
    """Whether a row says something besides its level; a row across all columns does not."""
    return any(cell(row, at) for at in range(1, len(table.heads)))


def _column(table: SourceTable, words: str) -> int | None:
    """Return the first column after that of the levels whose head has one of these words."""
    return next((at for at, head in enumerate(table.heads) if at and names(head, words)), None)


def _level_fields(table: SourceTable, row: TableRow, label: str, rest: str) -> dict[str, str]:
    columns = {"meaning": _column(table, MEANING), "text": _column(table, EXAMPLES), "within": _column(table, WITHIN)}
    columns["escalation"] = next(
        (at for at, head in enumerate(table.heads) if at and at not in columns.values() and names(head, ESCALATION)), None
    )
    columns["response"] = next(
        (at for at, head in enumerate(table.heads) if at and at not in columns.values() and names(head, RESPONSE)), None
    )
    texts = {key: _text(row, at) for key, at in columns.items()}
    meaning = texts["meaning"] or (
        "" if rest else _text(row, next((at for at in range(1, len(table.heads)) if at not in columns.values()), None))
    )
    first, _, list_below = (
        row.cells[at].strip().partition("\n") if (at := columns["meaning"]) is not None and at < len(row.cells) else ("", "", "")
    )
    if list_below:  # in HTML, a cell may have a list below its text
        meaning, texts["text"] = text_of(first), " ".join(filter(None, (text_of(list_below), texts["text"])))
    title = rest or (meaning if LINE.valid(meaning) is not None else "") or label
    more = " ".join(one for one in (meaning if meaning != title else "", texts["text"]) if one)
    escalation = texts["escalation"]
    return {
        "title": title,
        "text": more,
        "escalation": escalation if LINE.valid(escalation) is not None else "",
        "response": texts["response"],
    }


def _text(row: TableRow, at: int | None) -> str:
    text = text_of(row.cells[at]) if at is not None and at < len(row.cells) else ""
    return "" if is_unknown(text) else text


def _level_of(text: str) -> tuple[str, str] | None:
    """Return the label of a level and the words behind it; None if a text does not begin with a level."""
    if match := CODE.fullmatch(text):
        return match["code"], match["rest"].strip(" ()[]:–—-")
    first, _, rest = text.partition(" ")
    return (first.strip(":,"), rest.strip(" ()[]:–—-")) if plain_words(first.strip(":,()")) in WORDS and len(text) <= MOST_LABEL else None


def _levels_of_lists(sources: ProposalSources) -> Iterator[tuple[int, str, dict[str, str], str]]:
    for one in sources.lists:
        found = []
        for line in one.lines:
            key, colon, value = line.text.partition(":")
            match = CODE.fullmatch(bare_title(key)) if colon and not line.address else None
            if match:
                title, text = match["rest"].strip(" ()[]–—-"), text_of(value)
                short = text if LINE.valid(text) is not None else match["code"]
                found.append((line.line, match["code"], {"title": title or short, "text": text if title or text != short else ""}, ""))
        yield from found if len(found) > 1 else ()


def propose_triggers(sources: ProposalSources, language: str = "en") -> list[Proposal]:
    """Return a proposal for each condition that calls for a rollback, or that a document names a trigger."""
    ids = SiblingIds("triggers", language)
    proposals = []
    for line, text, fields in sorted(_triggers(sources, language), key=lambda one: one[0]):
        draft: dict[str, DraftValue] = {"text": DraftText(text, (line,))}
        draft |= {key: DraftText(value, (line,)) for key, value in fields.items() if value}
        proposals.append(Proposal("triggers", ids.give(text), draft, (line,), "a trigger"))
    return proposals


def _triggers(sources: ProposalSources, language: str) -> Iterator[tuple[int, str, dict[str, str]]]:
    for table in sources.tables:
        at, action = table.column(TRIGGER), table.column(ACTION)
        is_about = _is_about_rollbacks(table.headings)
        if at is None or (
            action in (None, at) and not is_about and not names(table.heads[at], "trigger* auslöser gatilho* トリガー 触发*")
        ):
            continue
        threshold, lasts = table.column(THRESHOLD), table.column(DURATION_HEAD)
        for row in table.rows:
            text = _text(row, at)
            if text:
                more = {"action": _text(row, action) if action != at else ""}
                yield (
                    row.line,
                    text,
                    _when(f"{cell(row, threshold)} {cell(row, lasts)}" if threshold is not None else text, language) | more,
                )
    for one in sources.lists:
        is_about = _is_about_rollbacks(one.headings)
        for line in one.lines:
            key, colon, value = line.text.partition(":")
            text = text_of(
                value
                if colon and names(key, "trigger auslöser gatilho disparador déclencheur トリガー 触发条件")
                else line.text
                if is_about
                else ""
            )
            if text.strip(" *") and not is_unknown(text):
                yield line.line, text.strip(" *"), _when(text, language)


def _is_about_rollbacks(headings: tuple[str, ...]) -> bool:
    return any(OF_ROLLBACKS.search(plain_words(heading)) for heading in headings[-1:])


def _when(text: str, language: str) -> dict[str, str]:
    """Return the value at which a trigger fires and how long it must last, as far as a text says them."""
    found = figure_in(text, language)
    if found is None or found.error:
        return {}
    lasts = re.search(
        r"\b(?:for|during|fuer|por|durante|pendant|持续|في خلال)\s+(?:more than |at least |over )?(.+)", plain_words(words_of(text))
    )
    return {"when": found.comparison, "for": duration_in(lasts[1]) if lasts else ""}
