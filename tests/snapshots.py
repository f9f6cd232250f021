"""Snapshots of a small project for tests of comparisons: two shared layers and three variants."""

from __future__ import annotations

from collections.abc import Iterable

from generator.checks.resolve import resolve, snapshot_of
from generator.diff.compare import compare_with_pages
from generator.model.differences import Difference, Differences, Snapshot

BASE = """\
layer: {title: Every system}
phases:
  prepare: {title: Prepare, groups: {week-before: {title: A week before, at: T-7d}}}
  deploy-day: {title: Deployment day}
checklists:
  database:
    phase: prepare
    group: week-before
    title: Database
    role: null
    items:
      pooling: Connection pooling is configured
      backup: A backup restores into a scratch database
      replicas: A replica follows the primary
"""
WEB = """\
layer: {title: Web systems, extends: [base]}
checklists: {web: {phase: prepare, title: Web, items: {tls: The certificate is valid}}}
"""
SHOP = """\
variant: {title: Shop, extends: [base, web], owner: lead, params: {host: shop.example}}
contacts:
  lead: {title: Tech lead, name: null, phone: null}
  dba: {title: Database admin, name: Ann, escalates-to: lead}
checklists:
  database:
    role: dba
    items:
      pooling: {because: the pool is PgBouncer, text: PgBouncer pools are sized}
      rls: {text: Policies are reviewed, run: "psql -h {{ params.host }}"}
  cut-over: {phase: deploy-day, title: Cut-over, role: dba, items: {smoke: The shop opens, watch: {text: The log is read, role: lead}}}
procedures:
  back:
    phase: deploy-day
    title: Back
    steps: {decide: {title: Decide, choices: {go: {then: restore}}}, restore: {text: It is restored, on-failure: checklists.cut-over}}
slos: {latency: {title: Latency, kind: technical, target: under 200 ms}}
"""
FORUM = "variant: {title: Forum, extends: [base]}\nchecklists: {database: {items: {replicas: {remove: one instance by design}}}}\n"
WIKI = "variant: {title: Wiki, extends: [web]}\n"
FILES = {
    "data/layers/base/base.yaml": BASE,
    "data/layers/web/web.yaml": WEB,
    "data/variants/forum/forum.yaml": FORUM,
    "data/variants/shop/shop.yaml": SHOP,
    "data/variants/wiki/wiki.yaml": WIKI,
}
NAMES = {path.rpartition("/")[2].removesuffix(".yaml"): path for path in FILES}
Edit = tuple[str, str, str]


def edited_files(*edits: Edit) -> dict[str, str]:
    """Return the files after edits. An edit has the short name of the file, the old text and the new text."""
    files = dict(FILES)
    for name, old, new in edits:
        assert files[NAMES[name]].count(old) == 1, f"`{old}` must occur once in {name}"
        files[NAMES[name]] = files[NAMES[name]].replace(old, new)
    return files


def snapshot(files: dict[str, str] = FILES) -> Snapshot:
    outcome = resolve({path: text.encode() for path, text in files.items()})
    assert outcome.ok, outcome.diagnostics
    return snapshot_of(outcome)


def changes_by(*edits: Edit) -> Differences:
    """Return the differences that edits make to the project."""
    return compare_with_pages(snapshot(), snapshot(edited_files(*edits)))


def own_differences(found: Differences, variant: str) -> dict[str, Difference]:
    """Return the differences that only one variant has, by address."""
    return {one.address: one for each in found.variants if each.id == variant for one in each.differences}


def events(differences: Iterable[Difference]) -> list[tuple[str, str]]:
    """Return the event and the address of each difference."""
    return [(" and ".join(one.events), one.address) for one in differences]


def values(one: Difference) -> list[tuple[str, object, object]]:
    return [(field.field, field.old, field.new) for field in one.fields]
