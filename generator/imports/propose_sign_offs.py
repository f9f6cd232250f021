"""Proposes sign-offs for tables with a column for signatures, and for lines such as `Approved by: ____`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.imports.bare_titles import bare_title
from generator.imports.draft import DraftText, DraftValue, Proposal
from generator.imports.entry_ids import SiblingIds
from generator.imports.head_values import is_unknown
from generator.imports.line_blanks import line_blanks
from generator.imports.proposal_sources import ProposalSources, cell, names
from generator.imports.propose_people import NAME, ROLE, SIGNATURE

APPROVAL = (
    "sign-off signoff approved-by approval approver signed-by authorised-by authorized-by freigabe genehmigt-von"
    " freigegeben-von aprovado-por"
    " aprobado-por approuvé-par approvato-da утверждено согласовано 批准人 审批人 批准 承認者 承認 승인자 승인 اعتماد اعتمد"
    " অনুমোদন अनुमोदन"
)
OF_DATES = "date datum fecha data дата 日期 日付 날짜 التاريخ তারিখ"


def propose_sign_offs(sources: ProposalSources, language: str = "en") -> list[Proposal]:
    """Return a proposal for each person who signs. The table or the line stays in its place."""
    ids = SiblingIds("sign-offs", language)
    found = sorted({title: line for line, title in reversed([*_found(sources)])}.items(), key=lambda one: one[1])
    proposals = []
    for title, line in found:
        draft: dict[str, DraftValue] = {"title": DraftText(title, (line,))}
        proposals.append(Proposal("sign-offs", ids.give(title), draft, (line,), "room for a signature"))
    return proposals


def _found(sources: ProposalSources) -> Iterator[tuple[int, str]]:
    """Yield the line and the title of each sign-off."""
    for table in sources.tables:
        if table.column(SIGNATURE) is None:
            continue
        role, name = table.column(ROLE), table.column(NAME)
        at = (
            role
            if role is not None
            else next((at for at, head in enumerate(table.heads) if not names(head, f"{SIGNATURE} {OF_DATES}")), name)
        )
        for row in table.rows:
            title = bare_title(cell(row, at))
            if not is_unknown(title) and not row.address:
                yield row.line, title
    for one in sources.lists:
        for line in one.lines:
            blanks = line_blanks(line.text).blanks
            title = re.sub(r"\s+", " ", blanks[0].label) if blanks else ""
            if title and names(title, APPROVAL) and not line.address:
                yield line.line, title
