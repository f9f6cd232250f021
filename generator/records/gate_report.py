"""What a gate says: for people, as JSON, and as annotations and a job summary on GitHub."""

from __future__ import annotations

import json
from collections.abc import Iterator

from generator.records.gate import Gate, JudgedList
from generator.report.github_annotations import MOST_ANNOTATIONS, workflow_command
from generator.report.source_excerpt import visible
from generator.runs.run_events import trimmed
from generator.text import gfm_escaping as gfm

FORMAT_VERSION = 1


def to_text(gate: Gate, file: str) -> str:
    """Return the run, why the gate is closed, each open line, and a sentence for each list. `file` is the name of the file of the run."""
    lines = (head(gate, file), *(f"{title}: {text}" for title, text in _problems(gate)), *summary(gate))
    return "".join(f"{visible(line)}\n" for line in lines)


def to_json(gate: Gate) -> str:
    """Return the gate as data."""
    facts = gate.run.state.facts
    data = {
        "format": "runbook-gate",
        "version": FORMAT_VERSION,
        "passed": gate.passed,
        "system": gate.system,
        "run": {"id": gate.run.run.id, "name": trimmed(facts.name), "release": facts.release, "drill": facts.drill, "began": facts.began},
        "lastAnswer": gate.last.strftime("%Y-%m-%dT%H:%M:%SZ") if gate.last else None,
        "reasons": [{"kind": one.kind, "text": one.text, "help": one.help} for one in gate.reasons],
        "lists": [
            {"address": one.list.anchor, "phase": one.list.phase, "letter": one.list.letter, "title": one.list.title, "all": one.number}
            | {"open": [_line(line) for line in one.lines]}
            for one in gate.lists
        ],
    }
    return json.dumps(data, indent=2, ensure_ascii=False) + "\n"


def to_github(gate: Gate, file: str) -> str:
    """Return workflow commands that annotate the run of a workflow, then the summary. GitHub shows ten annotations for each step."""
    found = list(_problems(gate))
    shown = found if len(found) <= MOST_ANNOTATIONS else found[: MOST_ANNOTATIONS - 1]
    lines = [workflow_command("error", {"title": visible(title)}, text) for title, text in shown]
    if rest := len(found) - len(shown):
        lines.append(workflow_command("notice", {"title": "runbook"}, f"{rest} more lines are open; the log of the step has them all"))
        lines += [visible(f"{title}: {text}") for title, text in found[len(shown) :]]
    lines += map(visible, (head(gate, file), *summary(gate)))
    return "".join(f"{line}\n" for line in lines)


def to_step_summary(gate: Gate, file: str) -> str:
    """Return the gate as Markdown for the summary of a job."""
    lines = ("## runbook run gate", "", _literal(head(gate, file)), "", *(f"- {_literal(one)}" for one in summary(gate)), "")
    return "\n".join((*lines, *(f"- **{_literal(title)}**: {_literal(text)}" for title, text in _problems(gate)))) + "\n"


def head(gate: Gate, file: str) -> str:
    """Return which run it is, of which system, and its last answer."""
    facts = gate.run.state.facts
    name = trimmed(facts.name) or gate.run.run.id
    kind = "drill" if facts.drill else "run"
    last = f", last answer {gate.words.exact(gate.last.isoformat())}" if gate.last else ""
    return f"{gate.title}: {kind} “{name}” of {gate.words.day()} ({file}){last}"


def summary(gate: Gate) -> Iterator[str]:
    """Yield a sentence for each list, and one for the gate."""
    for one in gate.lists:
        number = len(one.lines) or one.number
        are = f"{'is' if number == 1 else 'are'} {'open' if one.lines else 'answered'}"
        yield f"{number} of {one.number} {_noun(gate, one)} of {one.list.name} {are}"
    yield "the gate is passed" if gate.passed else "the gate is closed"


def _noun(gate: Gate, one: JudgedList) -> str:
    noun = "sign-off" if one.signed == one.number else "item" if gate.every else "“Must” item"
    return f"{noun}{'' if one.number == 1 else 's'}{' and sign-offs' if 0 < one.signed < one.number else ''}"


def _problems(gate: Gate) -> Iterator[tuple[str, str]]:
    """Yield the title and the text of what keeps the gate closed: first the reasons, then the open lines."""
    for reason in gate.reasons:
        yield "closed", f"{reason.text}; {reason.help}"
    for one in gate.lists:
        for line in one.lines:
            yield f"{line.number} {line.text}".strip(), f"{line.why} · {line.link or line.address}"


def _line(line: object) -> dict[str, str]:
    return {name: getattr(line, name) for name in ("address", "number", "text", "kind", "why", "link")}


def _literal(text: str) -> str:
    return gfm.literal(visible(text))
