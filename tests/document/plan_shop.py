"""A shop whose day has lists of four roles, a hold, announcements, a group and work of other phases, for tests of plans."""

from __future__ import annotations

from generator.checks.resolve import resolve
from generator.document.compose import RunbookDocument, compose
from generator.document.pages import SiteSettings
from generator.model.clock import Clock, parse_moment
from tests.composed import DEFAULTS

PHASES = """\
variant: {title: Shop}
phases:
  prepare: {title: Prepare, groups: {day-before: {title: The day before, at: T-1d, lasts: 3 h}}}
  deploy-day: {title: Deployment day, groups: {after: {title: After the cut-over, at: T+1h, lasts: 3 h}}}
  follow-up: {title: Follow-up}
  rollback: {title: Rollback}
contacts:
  dba: {title: Database administrator, name: R. Rahman, phone: "+4930123"}
  web: {title: Web engineer, phone: "+4930124"}
  head: {title: Head of operations, phone: "+4930125", name: A. Weber}
  desk: {title: Service desk, phone: "+4930126"}
"""
BACK = "procedures: {back: {phase: rollback, title: Roll back a release, lasts: 20 min, steps: {a: {text: Go back}}}}\n"
SHOP = f"""\
{PHASES}{BACK}
checklists:
  early: {{phase: prepare, at: T-7d, title: Order boxes, items: {{a: They are ordered}}}}
  ready: {{phase: prepare, group: day-before, title: Ready, items: {{a: {{text: Data are ready, role: dba}}, b: Staff is here}}}}
  freeze: {{phase: deploy-day, at: T-7d, title: Code freeze, role: web, items: {{a: Nobody merges}}}}
  checks:
    {{phase: deploy-day, at: T-2h, lasts: 45 min, title: Checks, items: {{a: {{text: Backups restore, role: dba}}, b: Everybody is here}}}}
  cut-over:
    phase: deploy-day
    at: T-0
    lasts: 30 min
    title: Cut-over
    if: the shop is open
    items: {{a: {{text: Migrate the database, role: dba, at: T+5min}}, b: {{text: Deploy, role: web}}, c: Say that it runs}}
  spare: {{phase: deploy-day, title: If somebody asks, role: desk, items: {{a: Say that it is planned}}}}
  later: {{phase: deploy-day, group: after, title: Clean up, items: {{a: {{text: Old files are gone, role: web}}}}}}
  tomorrow: {{phase: follow-up, at: T+1d, lasts: 1 h, title: Look back, items: {{a: Talk about it}}}}
  week: {{phase: follow-up, at: T+7d, title: After a week, items: {{a: Talk about it}}}}
announcements:
  soon: {{text: The shop closes soon, audience: external, at: T-1h, role: desk}}
  any: {{text: Thank you all, audience: internal}}
sign-offs:
  go: {{title: Head of operations, role: head, before: checklists.cut-over}}
  tech: {{title: Technical lead, before: checklists.cut-over}}
  done: {{title: Accepted, role: head, at: T+55min}}
triggers:
  errors: {{text: Too many requests fail, when: over 5%, then: procedures.back, phase: rollback}}
"""


def planned_document(data: str = SHOP, at: str = "", settings: SiteSettings = DEFAULTS) -> RunbookDocument:
    """Compose a shop of some YAML, with a known T-0 if it is given."""
    outcome = resolve({"data/variants/shop/shop.yaml": data.encode()})
    assert not [one for one in outcome.diagnostics if one.severity == "error"], outcome.diagnostics
    return compose(outcome.variants["shop"], settings, clock=Clock(parse_moment(at)) if at else None)


def day_of(lists: str, more: str = BACK) -> str:
    """Return the YAML of a shop with these checklists, written as in YAML."""
    return f"{PHASES}{more}checklists:\n{lists}"


def list_of(name: str, fields: str) -> str:
    return f"  {name}: {{phase: deploy-day, title: {name.capitalize()}, {fields}, items: {{a: Do it}}}}\n"
