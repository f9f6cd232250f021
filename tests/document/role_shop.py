"""A shop whose deployment needs four people, for tests of sheets for one role."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.resolve import resolve
from generator.document.compose import RunbookDocument, compose
from generator.document.document_parts import Box, with_children
from generator.document.pages import SiteSettings
from generator.document.role_sheet import for_role
from generator.document.select_sheets import sheet_of
from generator.document.sheets import Sheet

SHOP = """\
variant: {title: Shop}
phases: {deploy-day: {title: Deployment day}, rollback: {title: Rollback}}
contacts:
  lead: {title: Deployment lead}
  dba: {title: Database administrator}
  web: {title: Web engineer}
  head: {title: Head of operations}
triggers:
  errors: {text: Error rate above 5 %, role: head, then: procedures.back}
checklists:
  before:
    title: Before the window
    phase: deploy-day
    at: T-2h
    lasts: 1h
    items:
      backup: {text: Take a full backup, role: dba, run: ./backup.sh orders, expect: complete, blocking: true}
      freeze: {text: The code freeze is announced}
      assets: {text: The new assets are in place, role: web}
      ready:
        text: The stand-by is ready
        items:
          replica: {text: The replica lags less than 1 s, role: dba}
          proxy: {text: The proxy answers, role: web}
  cut-over:
    title: Cut-over
    phase: deploy-day
    at: T-0
    lasts: 30 min
    method: read-do
    on-failure: procedures.back
    items:
      stop: {text: Stop the web workers, role: web, run: systemctl stop web}
      migrate: {text: Migrate the database, role: dba, run: ./migrate.sh}
      count: {text: Compare the number of orders, run: ./count.sh}
      start: {text: Start the web workers, role: web, run: systemctl start web}
  after:
    title: After the cut-over
    phase: deploy-day
    at: T+30min
    role: web
    items:
      order: An order goes through
      load: {text: The load is normal, role: dba}
announcements:
  users: {text: Users know of the maintenance, audience: external, at: T-30min, phase: deploy-day, role: web}
sign-offs:
  go: {title: Ready, role: head, before: checklists.cut-over, phase: deploy-day}
  closed: {title: Closed, role: head, phase: deploy-day}
procedures:
  back:
    title: Roll back
    phase: rollback
    steps:
      stop: {text: Stop the web workers, role: web, run: systemctl stop web}
      restore: {text: Restore the database, role: dba, run: ./restore.sh}
      start: {text: Start the web workers, role: web, run: systemctl start web}
"""
ROLES = ("lead", "dba", "web", "head")


def document_of(text: str) -> RunbookDocument:
    """Return the document of a variant without layers, from its YAML."""
    result = resolve({"data/variants/shop/shop.yaml": text.encode()})
    assert not result.diagnostics, result.diagnostics
    return compose(result.variants["shop"], SiteSettings())


def role_sheet(name: str, phase: str = "deploy-day") -> Sheet:
    """Return the sheet of a phase of the shop for one role."""
    document = document_of(SHOP)
    return for_role(document.context, sheet_of(document, phase), name)


def boxes(sheet: Sheet) -> Iterator[Box]:
    """Yield every box of a sheet."""
    for section in sheet.sections:
        yield from with_children(section.boxes)


def meetings(sheet: Sheet) -> list[str]:
    """Return the meetings of a sheet in the order of reading, each after the number of its line or list."""
    found = []
    for section in sheet.sections:
        found += [f"{section.letter or section.kind}: {one.text}" for one in section.waits]
        for box in with_children(section.boxes):
            found += [f"{box.number}: {one.text}" for one in (*box.waits, *box.tells)]
        found += [f"{section.letter or section.kind}: {one.text}" for one in section.tells]
    return found
