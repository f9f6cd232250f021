"""A small project as YAML whose two systems fill every field of every entity, override, remove and add; read by the real passes."""

from __future__ import annotations

from datetime import date
from functools import cache

from generator.checks.resolve import Outcome, resolve
from generator.domain.pages import Page, RenderedPage, SiteSettings
from generator.passes.compose import compose_site
from generator.passes.render import render_site

BASE = """\
layer: {title: Every system}
phases:
  prepare:
    title: Prepare
    summary: What is in place before the day.
    groups:
      week-before: {title: A week before, at: T-7d, lasts: 2 d}
      day-before: {title: The day before, at: T-1d}
  deploy-day: {title: Deployment day}
  follow-up: {title: Follow-up}
  operate: {title: Operate}
  rollback: {title: Roll back}
  incident: {title: Incident}
checklists:
  database:
    phase: prepare
    group: null
    title: Database
    items:
      pooling: Connection pooling is configured
      backup: A backup restores into a scratch database
      replicas: A replica follows the primary
  logs: {phase: follow-up, title: Logs, items: {errors: The logs show no errors}}
triggers:
  breach: {text: A security breach is found, action: roll back at once}
"""
SHOP = """\
variant:
  title: "Shop & Co"
  summary: Sells *things*, see [the site](https://shop.example/?a=1&b=2).
  extends: [base]
  owner: dba
  reviewed: 2026-01-01
  review-every: 90d
  params: {api: https://api.shop.example}
checklists:
  code:
    phase: prepare
    group: day-before
    title: "Code #1"
    summary: The `main` branch.
    role: dba
    if: there is code
    items:
      tests: {text: All tests pass, slo: latency, aliases: [test-run]}
  database:
    group: week-before
    items:
      pooling: {because: the pool is `PgBouncer`, text: PgBouncer pools are sized, aliases: [checklists.pools.items.size]}
      replicas: {remove: one instance by design}
      rls:
        text: Policies are reviewed
        role: dba
        blocking: true
        if: the tables hold `tenants`
        run: "select 1;\\n\\n\\tselect 2; -- <none> & `all`"
        expect: two rows
        on-failure: procedures.roll-back
        slo: latency
        items:
          read: {text: Reading is denied, optional: true, items: {deep: {text: Deep, items: {deeper: Deeper}}}}
  cut-over: {phase: deploy-day, title: Cut-over, at: T-0, lasts: 30 min, items: {smoke: The shop opens}}
  daily: {phase: operate, title: Daily, every: day, items: {errors: No errors}}
procedures:
  roll-back:
    phase: rollback
    title: Roll back a release
    when: a trigger fires
    summary: The release before serves again.
    role: dba
    steps:
      assess:
        title: Assess
        text: Somebody decides
        choices:
          critical: {then: restore, within: immediately}
          not-so-high: {text: fix it, within: 30 min}
      restore: {text: The backup is restored, run: ./restore.sh, expect: no errors, items: {rows: Row counts agree}}
  respond: {phase: incident, title: Respond, steps: {identify: {title: Identify}}}
triggers:
  error-rate: {text: Too many requests fail, slo: errors, when: over 5%, for: 5 min, mode: manual, action: roll back at once}
slos:
  latency: {title: Latency, kind: technical, text: at the gateway, percentile: 95, target: under 200 ms, alert: over 500 ms}
  errors: {title: Error rate, kind: business, target: under 1%, waive: {no-alert: {because: nobody is *called*, until: 2026-12-31}}}
contacts:
  lead: {title: Tech lead, group: People, name: Ann, phone: +880 2 5566-7788 ext. 4, email: a@shop.example, channel: "#ops", hours: 9 to 5}
  dba: {title: Database admin, group: People, name: null, phone: null, email: null, channel: null, escalates-to: lead}
services:
  database:
    {title: Database, provider: Host, status-page: https://status.host.example/, criticality: high, text: Keeps orders, contact: dba}
  queue: {title: Queue, needs: [database]}
severities:
  p0: {label: P0, title: Complete outage, text: nobody can buy, respond-within: immediately, escalation: all hands}
  p1: {title: A feature is broken}
sign-offs:
  lead: {title: Technical lead, group: Technical, role: lead}
  owner: {title: Product owner}
  after: {title: Operator, phase: follow-up}
commands:
  quick:
    title: Quick deployment
    group: Deployment
    text: skips the backup
    run: ./deploy.sh quick
    expect: done
    on-failure: procedures.roll-back
  status: {title: Status, run: ./deploy.sh status}
announcements:
  team: {text: The team is briefed, audience: internal, at: T-2h, role: lead}
  press: {text: A press release is ready, audience: external, optional: true, if: the press asks}
record: {version: {label: Deployed version}, day: {label: Deployment date, kind: date, aliases: [date]}}
notes: {issues: {label: Issues, lines: 2}, later: {label: Later, phase: follow-up}}
"""
FORUM = """\
variant: {title: Forum, extends: [base]}
checklists:
  logs: {remove: another team watches them}
  database: {items: {rls: Policies are reviewed}}
triggers: {breach: {remove: there is nothing to steal}}
contacts: {lead: {title: Lead}}
"""
FILES = {"data/layers/base/base.yaml": BASE, "data/variants/shop/shop.yaml": SHOP, "data/variants/forum/forum.yaml": FORUM}
SETTINGS = SiteSettings(
    site_name="Runbooks", repo_url="https://git.example/team/runbooks/", today=date(2026, 11, 20), commit="0123456789abcdef"
)


@cache
def outcome() -> Outcome:
    result = resolve({path: text.encode() for path, text in FILES.items()})
    assert not result.diagnostics, result.diagnostics
    return result


def pages(settings: SiteSettings = SETTINGS) -> dict[str, Page]:
    """The sample's composed pages by path."""
    found = outcome()
    return {page.path: page for page in compose_site(found.variants, settings, found.layers)}


def rendered(settings: SiteSettings = SETTINGS) -> dict[str, RenderedPage]:
    """The sample's rendered pages by path."""
    return {page.path: page for page in render_site(pages(settings).values())}
