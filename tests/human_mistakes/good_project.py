"""A small good project in memory, for mistakes to be made in: two layers and one variant, without any problem."""

from __future__ import annotations

BASE = """\
layer: {title: Every system}
phases:
  prepare:
    title: Prepare
    groups:
      week-before: {title: A week before, at: T-7d}
  deploy-day: {title: Deployment day, blanks: {version: {label: Version, kind: text}}}
  operate: {title: Operate}
  rollback: {title: Roll back}
  incident: {title: Incidents}
checklists:
  database:
    phase: prepare
    group: week-before
    title: Database
    items:
      migrations: The migrations have run on a copy of the data
      pooling: Connection pooling is configured
      replicas: Read replicas follow the primary
"""

WEB = """\
layer:
  title: Web systems
  extends: [base]
checklists:
  web-server:
    phase: prepare
    title: Web server
    items:
      certificate: The certificate is valid for another month
      headers: Security headers are set
"""

HEAD = """\
variant:
  title: Shop
  summary: Sells books on the web.
  extends: [web]
  owner: lead
  reviewed: 2026-11-01
  review-every: 90 d
  params:
    api: https://api.shop.test
contacts:
  lead:
    title: Tech lead
    name: Ada Palmer
    phone: +880 2 5566 7788
    email: lead@shop.test
    escalates-to: vendor
  dba:
    title: Database administrator
    name: Database team
    channel: "#database"
    hours: 9 to 17 on weekdays
  vendor:
    title: Hosting support
    name: Support desk
    phone: "112233"
services:
  database:
    title: PostgreSQL
    status-page: https://status.shop.test
    criticality: critical
    contact: dba
  payments:
    title: Payment gateway
    status-page: https://pay.shop.test/status
    needs: [database]
slos:
  response:
    title: Response time
    kind: technical
    percentile: 95
    target: under 200 ms
    alert: over 500 ms
  uptime:
    title: Uptime
    kind: business
    target: at least 99.9%
    alert: under 99.5%
severities:
  outage:
    label: P1
    title: The shop is down
    respond-within: 15 min
"""

RUNBOOK = """\
checklists:
  database:
    items:
      replicas: {remove: the shop has one instance}
      pooling:
        because: the pool is PgBouncer
        text: PgBouncer pools are sized for peak load
  cut-over:
    phase: deploy-day
    title: Cut-over
    at: T-0
    lasts: 30 min
    role: lead
    on-failure: none
    items:
      backup:
        text: A backup of today exists
        blocking: true
        role: dba
      deploy:
        text: Deploy the new version
        run: ./deploy.sh --tag v2
        expect: "the health check is green"
        on-failure: procedures.roll-back
      smoke: Place a test order at {{ params.api }}
  nightly:
    phase: operate
    title: Every week
    every: week
    items:
      logs: Read the error log
procedures:
  roll-back:
    phase: rollback
    title: Roll back
    when: A trigger fires.
    role: lead
    steps:
      stop:
        title: Stop
        run: docker ps --format '{{.Names}}'
      decide:
        text: Is the database unchanged?
        choices:
          unchanged: {then: restore}
          changed: {text: Call the administrator, within: 5 min, then: done}
      restore: Restore the previous version
triggers:
  slow:
    text: Pages load slowly
    slo: response
    when: over 2 s
    for: 5 min
    mode: manual
    then: procedures.roll-back
commands:
  health:
    title: Check the health
    run: curl -f {{ params.api }}/health
sign-offs:
  go: {title: Release manager, role: lead}
announcements:
  start: {text: Support knows the time, audience: internal, at: T-1h}
notes:
  remarks: {label: Remarks, lines: 5}
"""

HEAD_FILE, RUNBOOK_FILE = "data/variants/shop/variant.yaml", "data/variants/shop/runbook.yaml"
GOOD = {
    "data/layers/base/base.yaml": BASE,
    "data/layers/web/web.yaml": WEB,
    HEAD_FILE: HEAD,
    RUNBOOK_FILE: RUNBOOK,
}
