"""The history of an entry for a terminal: a block for each wording, the newest first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, tzinfo
from itertools import groupby

from generator.diff.as_text import painted
from generator.diff.diff_sources import COMMIT_LENGTH
from generator.diff.diff_wording import changed_lines, value_text
from generator.diff.entry_history import EntryChange, EntryHistory, EntryRun, Wording
from generator.diff.past_states import PastState
from generator.model.differences import FieldDifference
from generator.model.past_runs import PastAnswer
from generator.report.diagnostics_report import count_of
from generator.report.source_excerpt import visible

SHORT = 60
STATES = {
    "open": "not answered",
    "na": "not applicable",
    "changed": "its text had changed",
    "differs": "answers differ",
    "mixed": "done in part",
}


def history_text(history: EntryHistory, gaps: Iterable[str] = (), *, colour: bool = False) -> str:
    """Return the history as lines, with a final newline. `gaps` are sentences about what is missing."""
    lines = [f"{history.address} (variant {history.variant}): {history.title}".removesuffix(": ")]
    released = any(one.releases for one in history.wordings)
    for one in (*history.wordings, *history.elsewhere):
        lines += ["", *_block(one, released=released)]
    notes = [*map(_skipped, history.skipped), *gaps]
    lines += ["", *notes] if notes else []
    return "".join(f"{painted(visible(line)) if colour else visible(line)}\n" for line in lines)


def _block(one: Wording, *, released: bool) -> Iterator[str]:
    yield f"{place_of(one.state)}{f': {one.state.subject}' if one.state.subject else ''}"
    if one.skipped:
        yield f"  in this commit, or in {'the skipped one' if one.skipped == 1 else f'one of the {one.skipped} skipped ones'} before it"
    yield from (f"  {line}" for line in (*_event(one), *_changes(one)))
    if one.releases:
        yield f"  {'releases without it' if one.event == 'removed' else 'releases'}: {', '.join(one.releases)}"
    elif released and one.state.commit and one.event != "removed":
        yield "  releases: none"
    if one.runs:
        yield "  runs"
        yield from (f"    {_run(run)}" for run in one.runs)


def place_of(state: PastState) -> str:
    """Return the moment and the commit of a state."""
    moment = f"{state.moment:%Y-%m-%d %H:%M} UTC, " if state.moment else ""
    return f"{moment}commit {state.commit[:COMMIT_LENGTH]}" if state.commit else "not committed"


def _event(one: Wording) -> Iterator[str]:
    if one.event == "added":
        yield "added, or older: this clone begins here" if one.state.cut_off else "added"
    if one.event == "elsewhere":
        yield f"only in releases from other branches: {one.address} (variant {one.variant})"
        yield from (f"  {name}: {line}" for name, value in one.fields.items() for line in value_text(value).splitlines())
    if one.event == "removed" and one.layer:
        yield f"removed by {_origin(one.layer, one.source, one.because)}"
    elif one.event == "removed":
        yield "removed: its lines were deleted" if one.state.exists else f"removed with the whole variant {one.variant}"
    if one.former_variant:
        yield f"the variant {one.former_variant} was renamed to {one.variant}"
    if one.former_address:
        yield f"renamed from {one.former_address} to {one.address}"


def _changes(one: Wording) -> Iterator[str]:
    """Yield the lines of the changed fields. Fields of one layer and file share the line about it, which has the place of the first."""
    for _, group in groupby(one.changes, key=lambda it: (it.layer, it.source.partition(":")[0], it.because, it.holder, it.new is None)):
        changes = list(group)
        for change in changes:
            yield from _field(change, is_new=one.event == "added")
        if changes[0].layer:
            yield f"  {_set_by(changes[0])}"


def _field(change: EntryChange, *, is_new: bool) -> Iterator[str]:
    was, now = value_text(change.old), value_text(change.new)
    if change.old_layer:
        yield f"{change.field}: as before, set by {change.old_layer} until then"
    elif is_new and "\n" not in now:
        yield f"{change.field}: {now}"
    elif len(was) + len(now) <= SHORT and "\n" not in was + now:
        yield f"{change.field}: {was} -> {now}"
    else:
        yield change.field
        yield from (f"  {line}" for line in changed_lines(FieldDifference(change.field, change.old, change.new)))


def _set_by(change: EntryChange) -> str:
    holder = f"inherited from {change.holder}, " if change.holder else ""
    return f"{holder}{'unset' if change.new is None else 'set'} by {_origin(change.layer, change.source, change.because)}"


def _origin(layer: str, source: str, because: str) -> str:
    return f"{layer}{f' ({source})' if source else ''}{f' because {because}' if because else ''}"


def _run(one: EntryRun) -> str:
    """Return a run in one line, with times in its zone."""
    run = one.run
    at = run.zone
    began = run.began.astimezone(at)
    about = [run.release, "drill" if run.drill else "", "" if run.finished else "not finished", str(at)]
    if one.whole is None:
        said = [_answer(answer, began, at) for answer in one.answers] or [STATES["open"]]
    else:
        totals, minutes = one.whole.totals, one.whole.minutes
        said = [f"{totals.done} of {totals.all} done", f"{totals.failed} failed" if totals.failed else ""]
        said += [f"began {_time(one.whole.began, began, at)}" if one.whole.began else "", _lasted(minutes) if minutes is not None else ""]
    return f"{began:%Y-%m-%d} {run.name or run.id} ({', '.join(filter(None, about))}): {'; '.join(filter(None, said))}"


def _lasted(minutes: int) -> str:
    return f"took {count_of(minutes, 'minute')}"


def _answer(answer: PastAnswer, began: datetime, at: tzinfo) -> str:
    by = f" by {answer.by}" if answer.by else ""
    why = ", ".join(filter(None, (answer.text, answer.note)))
    return f"{STATES.get(answer.state, answer.state)} {_time(answer.at, began, at)}{by}{f': {why}' if why else ''}"


def _time(moment: datetime, began: datetime, at: tzinfo) -> str:
    """Return the time of a moment, with the day unless the run began on it."""
    local = moment.astimezone(at)
    return f"{local:%H:%M}" if local.date() == began.date() else f"{local:%Y-%m-%d %H:%M}"


def _skipped(state: PastState) -> str:
    first = state.problems[0]
    where = place_of(state) if state.commit else "the working tree"
    errors = count_of(len(state.problems), "error")
    return f"Skipped {where}: {errors}, the first in {first.span.file}:{first.span.line}: {first.message}"
