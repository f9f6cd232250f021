"""A published folder with four releases of two small systems: entities renamed, moved, removed with and without a reason, and a draft."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

from generator.project.faults import CLEAN
from tests.cli.bodies import publish as run_publish

MKDOCS = """\
site_name: Shop and forum
site_url: https://runbooks.example/
use_directory_urls: false
theme: {name: material, language: en, font: false}
plugins: [{runbook: {papers: [a4]}}]
markdown_extensions: [attr_list, tables]
"""
BASE = """\
layer: {title: Every system}
phases:
  prepare: {title: Prepare}
  deploy-day: {title: Deployment day}
  follow-up: {title: Follow-up}
  operate: {title: Operate}
  rollback: {title: Roll back}
  incident: {title: Incident}
checklists:
  database:
    phase: prepare
    title: Database
    items:
      pooling: Connection pooling is configured
      backup: {text: A backup restores into a scratch database, blocking: true}
      replicas: A replica follows the primary
      indexes: Every slow query has an index
  logs: {phase: follow-up, title: Logs, items: {errors: The logs show no errors, alerts: No alert is open}}
"""
SHOP = """\
variant: {title: Shop, summary: Sells things., extends: [base], owner: lead, reviewed: 2026-11-01}
checklists:
  cut-over:
    phase: deploy-day
    title: Cut-over
    at: T-0
    items:
      migrate: {text: Migrations have run to the end, blocking: true, run: ./migrate.sh}
      smoke: The shop opens
      till: {text: The till works, items: {card: {text: A card is charged, blocking: true}, cash: Cash is counted}}
      banner: The sale's banner hangs
procedures:
  back: {phase: rollback, title: Roll back, steps: {restore: {text: The backup is restored, run: ./restore.sh}}}
triggers: {errors: {text: Too many requests fail, when: over 5%, action: roll back at once}}
slos: {latency: {title: Latency, kind: technical, target: under 200 ms, alert: over 500 ms}}
contacts: {lead: {title: Tech lead, name: Duty desk, phone: "+880 2 5566 7788"}}
services: {database: {title: Database, provider: Host, criticality: high}}
severities: {p0: {title: Complete outage, respond-within: immediately}}
commands: {status: {title: Status, run: ./status.sh}}
sign-offs: {lead: {title: Technical lead}}
"""
FORUM = """\
variant: {title: Forum, extends: [base]}
procedures: {back: {phase: rollback, title: Roll back, steps: {restore: {text: The backup is restored}}}}
contacts: {desk: {title: Desk, name: Duty desk}}
"""
DOCS = {
    "docs/writing.md": "# Write a runbook\n\nEdit the YAML.\n\n## How\n\nWith care.\n",
    "docs/old.md": "# An old page\n\nIt is not kept.\n",
}
FIRST = {
    "mkdocs.yml": MKDOCS,
    **DOCS,
    "data/layers/base/base.yaml": BASE,
    "data/variants/shop/shop.yaml": SHOP,
    "data/variants/forum/forum.yaml": FORUM,
}
Files = dict[str, str]


def apply_edits(files: Files, *edits: tuple[str, str, str]) -> Files:
    """Return the files after edits: the end of a path, a text that appears in this file once, and its replacement."""
    found = dict(files)
    for end, old, new in edits:
        (path,) = (path for path in files if path.endswith(end))
        assert found[path].count(old) == 1, f"`{old}` must appear once in {path}"
        found[path] = found[path].replace(old, new)
    return found


# In the second release an item is renamed, one has another text, a list is in another phase, one item is removed with a
# reason and one is deleted without a reason, one item is new, and the forum and a page of the documentation no longer exist.
SECOND = apply_edits(
    FIRST,
    ("base.yaml", "pooling: Connection pooling is configured", "pool: {text: Connection pooling is configured, aliases: [pooling]}"),
    ("base.yaml", "logs: {phase: follow-up", "logs: {phase: operate"),
    ("base.yaml", "      indexes: Every slow query has an index\n", "      vacuum: The tables are vacuumed\n"),
    ("shop.yaml", "procedures:", "  database: {items: {replicas: {remove: one instance by design}}}\nprocedures:"),
    ("shop.yaml", "smoke: The shop opens", "smoke: The shop opens within 2 seconds"),
    ("shop.yaml", "      banner: The sale's banner hangs\n", ""),
)
del SECOND["data/variants/forum/forum.yaml"], SECOND["docs/old.md"]
THIRD = apply_edits(SECOND, ("shop.yaml", "migrate: {text: Migrations", "migrate: {text: All migrations"))
RELEASES = {"2026.09": FIRST, "2026.10": SECOND, "2026.11": THIRD}
DRAFT = "2026.12"
# The second release lacks a system of the first one.
BECAUSE = {"2026.10": "the forum was shut down"}
NAMES = (DRAFT, *reversed(RELEASES))
CURRENT, OLD, OLDEST = "2026.11", "2026.10", "2026.09"


def versions(*names: str, current: str = CURRENT) -> str:
    """Return the text of a `versions.json` with the newest release first."""
    entries = [
        {"version": name, "title": name, "aliases": ["latest"] if name == current else [], "properties": {"draft": name == DRAFT}}
        for name in names
    ]
    return json.dumps(entries)


def publish(folder: Path) -> None:
    """Publish all releases into the folder with the command, with `latest` for the current one."""
    for name, files in {**RELEASES, DRAFT: THIRD}.items():
        root = folder.parent / f"{folder.name}-{name}"
        for path, text in files.items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(text, encoding="utf-8")
        aliases = () if name == DRAFT else ("latest",)
        assert run_publish(root, release=name, to=folder, aliases=aliases, draft=name == DRAFT, because=BECAUSE.get(name)) == CLEAN
        shutil.rmtree(root)


if __name__ == "__main__":
    publish(Path(sys.argv[1]))
