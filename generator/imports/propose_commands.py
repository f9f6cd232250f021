"""Proposes commands for shell blocks of sections, and for tables and lists of commands."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.imports.bare_titles import bare_title
from generator.imports.draft import DraftText, DraftValue, Proposal
from generator.imports.entry_ids import SiblingIds
from generator.imports.proposal_sources import ProposalSources, SourceFence, SourceLine, SourceList, SourceTable, cell, names, words_of
from generator.model.scalar_kinds import COMMAND, LINE

SHELLS = frozenset(("bash", "sh", "shell", "zsh", "console", "shell-session", "fish"))
OF_COMMANDS = (
    "command* quick-reference useful cheat-sheet cheatsheet cli befehl* kommandos nützlich* comandos commandes команды 命令"
    " 指令 常用 コマンド 명령 الأوامر أوامر"
    " কমান্ড कमांड"
)
COMMAND_HEAD = "command* befehl* comando* commande* команда 命令 コマンド 명령 الأمر কমান্ড कमांड"
CODE = re.compile(r"`+([^`]+)`+")
WHOLE_CODE = re.compile(r"\s*`+([^`]+)`+\s*")
LINE_OF_COMMANDS = re.compile(
    r"\s*(?:\*\*)?`+([^`]+)`+(?:\*\*)?\s*(?:[:：]|[–—-]|→|=>)\s*(.+)|\s*(.+?)\s*(?:[:：]|[–—-]|→)\s*`+([^`]+)`+\s*\.?"
)
PROMPT = re.compile(r"^\$ ")
OPENING, CLOSING = re.compile(r"(?<!\S)(?:if|for|while|until|case|\{)(?!\S)"), re.compile(r"(?<!\S)(?:fi|done|esac|\})(?![\w-])")
MOST_TITLE = 120


def propose_commands(sources: ProposalSources, language: str = "en") -> list[Proposal]:
    """Return a proposal for each command that stands for itself. The block, table or list stays in its place."""
    ids = SiblingIds("commands", language)
    proposals = []
    for lines, title, run in sorted(_commands(sources)):
        if LINE.valid(title) is None or COMMAND.valid(run) is None:
            continue
        draft: dict[str, DraftValue] = {"title": DraftText(title, lines[:1]), "run": DraftText(run, lines)}
        proposals.append(Proposal("commands", ids.give(title), draft, lines, "a command for reference"))
    return proposals


def _commands(sources: ProposalSources) -> Iterator[tuple[tuple[int, ...], str, str]]:
    for fence in sources.fences:
        is_shell = fence.language.lower() in SHELLS or (not fence.language and _is_about_commands(fence.headings))
        if is_shell and fence.lines and not fence.lines[0].address:
            yield from _in_fence(fence)
    for table in sources.tables:
        yield from _in_table(table)
    for one in sources.lists:
        if _is_about_commands(one.headings):
            yield from _in_list(one)


def _is_about_commands(headings: tuple[str, ...]) -> bool:
    return any(names(heading, OF_COMMANDS) for heading in headings[-1:])


def _in_fence(fence: SourceFence) -> Iterator[tuple[tuple[int, ...], str, str]]:
    """Yield the parts of a block, each with the comment above it; the whole block if not every part has one, or if one is"
    " not complete."""
    parts: list[tuple[list[str], list[SourceLine]]] = []
    for line in fence.lines:
        if re.match(r"#(?!!)\s*\S", line.text):
            if not parts or parts[-1][1]:
                parts.append(([], []))
            parts[-1][0].append(line.text.lstrip("# ").strip())
        elif line.text.strip() or (parts and parts[-1][1]):
            if not parts:
                parts.append(([], []))
            parts[-1][1].append(line)
    parts = [(comments, lines) for comments, lines in parts if any(line.text.strip() for line in lines)]
    if not parts:
        return
    if len(parts) > 1 and not all(comments and _is_complete(lines) for comments, lines in parts):
        parts = [(parts[0][0] if not fence.headings else [], [line for line in fence.lines if line.text.strip()])]
    for comments, lines in parts:
        run = "\n".join(PROMPT.sub("", line.text) for line in lines).strip("\n")
        title = (
            words_of(" ".join(comments))
            or (bare_title(fence.headings[-1], heading=True) if fence.headings else "")
            or run.split("\n")[0][:MOST_TITLE]
        )
        yield tuple(line.line for line in lines if line.text.strip()), title[:MOST_TITLE], run


def _is_complete(lines: list[SourceLine]) -> bool:
    """Whether a part of a script is whole: its quotes, blocks and texts end within it."""
    text = "\n".join(line.text for line in lines)
    is_closed = len(OPENING.findall(text)) == len(CLOSING.findall(text))
    return is_closed and "<<" not in text and text.count('"') % 2 == 0 and text.count("'") % 2 == 0 and not text.rstrip().endswith("\\")


def _in_table(table: SourceTable) -> Iterator[tuple[tuple[int, ...], str, str]]:
    at = table.column(COMMAND_HEAD)
    if at is None:
        return
    for row in table.rows:
        code = WHOLE_CODE.fullmatch(row.cells[at]) if at < len(row.cells) else None
        title = next((words for one in range(len(table.heads)) if one != at and (words := bare_title(cell(row, one)))), "")
        if code and title and not row.address:
            yield (row.line,), title, code[1].strip()


def _in_list(one: SourceList) -> Iterator[tuple[tuple[int, ...], str, str]]:
    for line in one.lines:
        match = LINE_OF_COMMANDS.fullmatch(line.text)
        if match and not line.address:
            yield (line.line,), words_of(match[2] or match[3]), (match[1] or match[4]).strip()
