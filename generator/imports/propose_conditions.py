"""Proposes `optional` and `if` for lines such as `Warm the cache (optional)` and `Tell the press (if applicable)`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.imports.draft import Proposal
from generator.imports.proposal_sources import ProposalSources, SourceLine, words_of
from generator.model.scalar_kinds import TEXT

OPTIONAL = (
    r"optional(?:ly|es|er|e)?|opcional(?:mente)?|facultatif|facultative|optionnel(?:le)?|opzionale|facoltativo|optioneel"
    r"|valfritt|opcjonalnie"
    r"|необязательно|опционально|可选|可選|选做|任意|オプション|선택(?:\s*사항)?|اختياري|ঐচ্ছিক|वैकल्पिक|אופציונלי"
    r"|nice to have|recommended, not required"
)
# Words for `if` at the start of a condition; the condition is what follows.
IF = (
    r"only if|only when|only for|if|when|where|in case|unless|nur wenn|nur falls|falls|wenn|sofern|somente se|apenas se|se"
    r"|caso|quando|solo si|si|cuando"
    r"|seulement si|uniquement si|s'|quand|lorsque|solo se|als|indien|om|jeśli|если|при|коли|якщо|如果|如(?=适用|需|有|必要|可能)"
    r"|若|当|仅当|إذا|إن"
    r"|عند|যদি|यदि|אם"
)
# Whole conditions that do not begin with such a word.
WHOLE = (
    r"as (?:needed|required|applicable|appropriate)|bei bedarf|nach bedarf|gegebenenfalls|ggf\.?|le cas échéant|au besoin"
    r"|según (?:sea necesario|corresponda)"
    r"|quando aplicável|conforme (?:necessário|aplicável)|при необходимости|по необходимости|必要时|必要に応じて"
    r"|該当する場合(?:のみ)?|必要な場合|해당하는 경우|필요 시|필요시"
    r"|প্রযোজ্য হলে|প্রয়োজনে|প্রয়োজন হলে|लागू होने पर|आवश्यकतानुसार"
)
BRACKETS = re.compile(r"[(（\[]([^()（）\[\]]{2,120})[)）\]](?!\()")
IN_BRACKETS = {
    "optional": re.compile(rf"(?:{OPTIONAL})", re.IGNORECASE),
    "whole": re.compile(rf"(?:{WHOLE})", re.IGNORECASE),
    "if": re.compile(rf"(?:{IF})(?:(?<=')|(?<=[\u0600-\u9fff])|\s)\s*(.+)", re.IGNORECASE),
}
# Without brackets, at the start or at the end of a line.
OUTSIDE = {
    "optional": re.compile(rf"^(?:{OPTIONAL})\s*[:：–—-]|[,;–—-]\s*(?:{OPTIONAL})\s*[.]?$", re.IGNORECASE),
    "whole": re.compile(
        rf"[,;，、–—-]?\s+((?:{WHOLE})|(?:if|when|where|as) (?:applicable|needed|necessary|required|appropriate|possible)"
        rf"|se aplicável|se necessário"
        r"|si aplica|si procede|si es necesario|si corresponde|si applicable|si nécessaire|falls (?:zutreffend|nötig"
        r"|erforderlich|vorhanden|möglich)"
        r"|если применимо|если нужно|إن وجد|عند الاقتضاء|إذا لزم الأمر|如适用|如需要|如有需要|如有)\s*[.。]?$",
        re.IGNORECASE,
    ),
}
STARTS_WITH_IF = re.compile(rf"(?:{IF})(?:(?<=')|(?<=[\u0600-\u9fff])|\s)\s*(.+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class FoundCondition:
    """What a line says about when it applies: it is optional, or it has a condition."""

    optional: bool = False
    condition: str = ""


def condition_in(text: str) -> FoundCondition | None:
    """Return the condition that a text says in words; None if it says none."""
    for match in BRACKETS.finditer(text):
        inside = match[1].strip(" *_.")
        if IN_BRACKETS["optional"].fullmatch(inside):
            return FoundCondition(optional=True)
        if IN_BRACKETS["whole"].fullmatch(inside):
            return FoundCondition(condition=inside)
        if found := IN_BRACKETS["if"].fullmatch(inside):
            return FoundCondition(condition=found[1])
    bare = words_of(text)
    if OUTSIDE["optional"].search(bare):
        return FoundCondition(optional=True)
    if found := OUTSIDE["whole"].search(bare):
        condition = STARTS_WITH_IF.fullmatch(found[1])
        return FoundCondition(condition=condition[1] if condition else found[1])
    return None


def propose_conditions(sources: ProposalSources) -> Iterator[Proposal]:
    """Yield a proposal for each line with a condition that became an entry. The text of the entry stays as it is."""
    rows = (SourceLine(row.line, " ".join(row.cells), row.address) for table in sources.tables for row in table.rows)
    for line in _with_address((*(line for one in sources.lists for line in one.lines), *rows)):
        found = condition_in(line.text)
        if found is None or (found.condition and TEXT.valid(found.condition) is None):
            continue
        field, value = ("optional", "true") if found.optional else ("if", found.condition)
        why = "optional" if found.optional else f"if {found.condition}"
        yield Proposal("conditions", line.address.rpartition(".")[2], {}, (line.line,), why, ((line.address, field),), value)


def _with_address(lines: Iterable[SourceLine]) -> Iterator[SourceLine]:
    return (line for line in lines if line.address)
