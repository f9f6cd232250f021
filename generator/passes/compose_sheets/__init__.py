"""Compose sheets: a variant's runbook to what is printed of it, a sheet for each phase and the emergency card."""

from __future__ import annotations

from collections.abc import Mapping

from generator.domain.clock import Clock
from generator.domain.pages import SiteSettings
from generator.domain.sheets import PHASES, SHEETS, Sheet
from generator.domain.variant import Variant
from generator.passes.compose_sheets.emergency_card import emergency_card
from generator.passes.compose_sheets.phase_sheet import phase_sheet
from generator.passes.compose_sheets.scope import Scope

__all__ = ["compose_sheet", "compose_sheets"]


def compose_sheets(variants: Mapping[str, Variant], settings: SiteSettings, clock: Clock | None = None) -> tuple[Sheet, ...]:
    """All sheets of all variants, in the order of `SHEETS`; with the wall clock's times beside every offset if the clock is set."""
    scopes = (Scope(variant, settings, clock) for variant in variants.values())
    return tuple(_sheet(scope, part) for scope in scopes for part in SHEETS)


def compose_sheet(variant: Variant, part: str, settings: SiteSettings, clock: Clock | None = None) -> Sheet:
    """One sheet of a variant: that of a phase, or the emergency card. `part` is one of `SHEETS`."""
    return _sheet(Scope(variant, settings, clock), part)


def _sheet(scope: Scope, part: str) -> Sheet:
    phase = next((phase for phase in PHASES if phase == part), None)
    return phase_sheet(scope, phase) if phase is not None else emergency_card(scope)
