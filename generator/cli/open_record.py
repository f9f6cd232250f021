"""The option `--open` of `runbook sheet`: the run in a file, and what a sheet takes from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from generator.diagnostics.diagnostic import Diagnostic
from generator.document.compose import RunbookDocument
from generator.document.open_items import open_items, progress
from generator.document.run_fit import fitted, noted_values, phases_of
from generator.document.run_words import RunWords
from generator.document.sheets import Sheet
from generator.model.entities import PHASES, Runbook
from generator.model.variant import Variant
from generator.project.faults import InputFault, UsageFault
from generator.report.diagnostics_report import to_text
from generator.runs.read_run import MOST_BYTES, Run, read_run
from generator.runs.run_clock import moment_of_t0
from generator.runs.run_state import RunState, state_of


@dataclass(frozen=True, slots=True)
class OpenRecord:
    """The run that a sheet goes on with. `file` is the name of its file."""

    file: str
    run: Run
    state: RunState

    def moment(self, given: datetime | None) -> datetime | None:
        """Return T-0: that of the run, or the one that is given if the run has none. Raise UsageFault if they differ."""
        try:
            own = moment_of_t0(self.state.facts)
        except ValueError as error:
            if given is None:
                raise InputFault(f"{self.file}: T-0 of the run: {error}; or give T-0 with --at") from None
            return given
        if own is not None and given is not None and own.timestamp() != given.timestamp():
            raise UsageFault(
                f"--at is {given.isoformat(timespec='minutes')}, but T-0 of the run in {self.file} is {own.isoformat(timespec='minutes')}: "
                "leave out --at, or move T-0 on the page and export the run again"
            )
        return given or own

    def values(self, runbook: Runbook, given: Mapping[str, str]) -> dict[str, str]:
        """Return the values of blanks: those that people noted, and those that are given. Raise UsageFault if they differ."""
        noted = noted_values(runbook, self.state)
        for id, value in given.items():
            if noted.get(id, value) != value:
                raise UsageFault(f"--set: `{id}` is `{noted[id]}` in the run, not `{value}`: correct it on the page, or leave it out")
        return {**noted, **given}

    def applied(self, document: RunbookDocument, kind: str, sheet: Sheet) -> Sheet:
        """Return a sheet with the answers of the run. Raise InputFault if it has nothing to go on with."""
        fit, context = fitted(document, self.run), document.context
        name = self.state.facts.name.strip() or self.run.id
        planned = phases_of(document, fit)
        if kind in PHASES and kind not in planned:
            listed = ", ".join(f"`{phase}`" for phase in planned)
            raise InputFault(
                f"{self.file}: in the run “{name}” nobody answered a line of `{kind}`; it is about {listed}: "
                "leave out --open, or print one of these"
            )
        done, number = progress(fit, sheet)
        if number and done == number:
            raise InputFault(
                f"{self.file}: everything is answered, {done} of {number}, so there is nothing to print; "
                "leave out --open for the whole sheet, or print `Markdown for the ticket` of the page"
            )
        zone = context.clock.t0.tzinfo if context.clock else None
        return open_items(document, sheet, fit, RunWords(context.words, self.state, zone or UTC), self.file)


def opened_record(
    path: Path | None, variant: Variant, at: datetime | None, values: dict[str, str], *, public: bool
) -> tuple[OpenRecord | None, datetime | None, dict[str, str]]:
    """Return the run in a file, T-0 and the values of blanks; without a file, those that are given.

    Raise InputFault for a file without a run of the variant, with the place, the reason and the fix. Raise UsageFault for a public sheet.
    """
    if path is None:
        return None, at, values
    if public:
        raise UsageFault("--open prints names and what people noted, which is internal: print it with --visibility internal")
    with path.open("rb") as stream:
        run = read_run(stream.read(MOST_BYTES + 1), str(path))
    if isinstance(run, Diagnostic):
        raise InputFault(f"--open: no run in {path}\n{to_text([run])}".rstrip())
    if run.variant not in (variant.id, *variant.runbook.variant.aliases):
        raise InputFault(
            f"{path.name} has a run of `{run.variant}`, not of `{variant.id}`: print a sheet of `{run.variant}`, or choose another file"
        )
    record = OpenRecord(path.name, run, state_of(run.events))
    return record, record.moment(at), record.values(variant.runbook, values)
