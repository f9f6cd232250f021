"""The site of a small shop, with each kind of item: ways, blanks, columns, parts, a trigger, a sign-off and a rollback."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.built_site.shared_builds import build_once, runbook

MKDOCS = """\
site_name: Shop
use_directory_urls: false
theme: {name: material, language: en, font: false}
plugins: [{runbook: {papers: [a4]}}]
markdown_extensions: [attr_list, tables]
"""
SHOP = """\
variant: {title: Shop, summary: Sells things.}
phases:
  prepare: {title: Prepare}
  deploy-day: {title: Deployment day, blanks: {day: {label: Day, kind: date}}}
  rollback: {title: Roll back, blanks: {ticket: Ticket of the rollback}}
checklists:
  hosts:
    phase: prepare
    title: Hosts
    columns: {owner: Owner, state: {label: State, kind: choice, choices: {fine: Fine, broken: Broken}}}
    items: {web: {text: The web host answers, details: Look for the **green** lamp.}, data: The database host answers}
  cut-over:
    phase: deploy-day
    title: Cut-over
    at: T-0
    on-failure: procedures.back
    items:
      note:
        text: Note the version
        blanks: {commit: {label: Version, pattern: "[0-9a-f]{7}"}, size: {label: Size, kind: number, unit: MB}}
      migrate: {text: Run the migrations, blocking: true, run: ./migrate.sh <commit> <token>, blanks: {token: {label: Token, kind: secret}}}
      decide:
        text: Assess the severity
        choices:
          high: {text: Roll back, then: procedures.back}
          low: {text: Keep watching, then: done}
      smoke: The shop opens
      data:
        text: Restore the data
        choices: {full: {text: Everything, then: done}, part: {text: A part, then: procedures.back}}
        items: {orders: Orders are back}
procedures: {back: {phase: rollback, title: Roll back, steps: {restore: {text: The old version runs, run: ./restore.sh <commit>}}}}
triggers: {errors: {text: Too many requests fail, then: procedures.back}}
sign-offs: {lead: {title: Technical lead, phase: deploy-day, before: checklists.cut-over}}
commands: {back: {title: Restore, run: ./restore.sh <commit>}}
"""


def built_shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the site of the shop, which is built once."""

    def make(folder: Path) -> None:
        project = tmp_path_factory.mktemp("shop")
        for name in ("docs", "data/variants/shop"):
            (project / name).mkdir(parents=True)
        (project / "mkdocs.yml").write_text(MKDOCS, encoding="utf-8")
        (project / "data/variants/shop/shop.yaml").write_text(SHOP, encoding="utf-8")
        runbook("build", "--site-dir", str(folder), cwd=project)

    return build_once(tmp_path_factory, "answers", make)
