"""A small project with internal content of every kind. Each has the same unusual word, which no public content contains."""

from __future__ import annotations

MARK = "quokka"
PHONE = "277774321"  # as in the sample, without separators between the digits

LAYER = """\
layer: {title: Quokka layer}
commands:
  shared: {title: Shared command, run: ./shared.sh, text: with quokka in it}
  gone: {title: Quokka command, run: ./quokka.sh}
severities:
  p2: {title: A feature is slow}
"""
SHOP = """\
variant:
  title: Shop
  summary: Sells things, says Quokka Quill.
  extends: [quokka]
  owner: lead
  internal: [reviewed]
  reviewed: 2026-01-01
  about: "Ask _Quokka_ Quill:\\n\\n* by day\\n* `at night`"
  params: {api: https://api.shop.example, secret: https://quokka.shop.example}
phases:
  prepare:
    title: Prepare
    summary: About quokkas and quokka food.
    about: "Where the quokkas sleep.\\n\\n- in the quokka loft"
    internal: [summary, about]
    groups:
      week-before: {title: A week before, at: T-7d}
      quokka-week: {title: Quokka week, at: T-5d, visibility: internal}
  deploy-day:
    title: Deployment day
    blanks:
      version: "Deployed version, or ask Quokka Quill"
      quokka: {label: Quokka count, visibility: internal}
      state:
        label: State
        kind: choice
        unit: quokkas
        internal: [unit]
        choices: {fine: Fine, quokka: {label: Quokka went home, visibility: internal}}
  follow-up: {title: Follow-up}
  operate: {title: Operate}
  rollback: {title: Roll back}
  incident: {title: Quokka incident, visibility: internal}
checklists:
  database:
    phase: prepare
    group: week-before
    title: Database
    closing: "Then feed the quokka."
    internal: [closing]
    role: quokka-keeper
    columns:
      owner: Owner
      keeper: {label: Quokka keeper, visibility: internal}
      food: {label: Food, kind: choice, choices: {hay: Hay, leaves: {label: Quokka leaves, visibility: internal}}}
      mood: {label: Mood, kind: choice, choices: {happy: {label: Happy as a quokka, visibility: internal}}}
    items:
      pooling:
        cells: {owner: Database team, keeper: The keeper of the quokka, food: leaves, mood: happy}
        blanks: {pools: Number of pools, fed: {label: Quokkas fed, visibility: internal}}
        text: Connection pooling is configured, or quokka.quill@shop.example knows why
        slo: quokka-latency
        run: ./pool.sh quokka
        internal: [run]
      backup:
        text: A backup restores, see {{ params.api }}
        role: lead
        on-failure: procedures.quokka-roll-back
        items:
          rows: Row counts agree
          quokka-rows: {text: Quokka rows agree, visibility: internal}
      quokka:
        text: Quokkas are fed from {{ params.secret }}, quokka by quokka
        visibility: internal
        items: {deep: Quokka deep}
  quokka-checks: {phase: prepare, title: Quokka checks, visibility: internal, items: {one: Quokka one}}
  quokka-week: {phase: prepare, group: quokka-week, title: Quokka weekly, items: {one: Quokka one of the week}}
  quokka-incident: {phase: incident, title: Quokka incident list, items: {one: Quokka one of the incident}}
  emptied: {phase: prepare, title: Only quokka, items: {one: {text: Quokka only, visibility: internal}}}
  cut-over: {phase: deploy-day, title: Cut-over, at: T-0, role: lead, internal: [role], items: {smoke: The shop opens}}
procedures:
  roll-back:
    phase: rollback
    title: Roll back a release
    steps:
      assess:
        title: Assess
        choices:
          critical: {then: restore}
          quokka: {text: call the quokka, visibility: internal}
          lost-with-quokka: {then: quokka-step}
      restore: {text: The backup is restored, expect: quokka rows, internal: [expect]}
      quokka-step: {title: Quokka step, visibility: internal}
      logs: {title: Quokka logs, visibility: internal}
  quokka-roll-back: {phase: rollback, title: Roll back the quokka, visibility: internal, steps: {one: Quokka goes back}}
triggers:
  errors: {text: Too many requests fail, slo: quokka-latency, when: over 5%}
  quokka: {text: The quokka is gone, visibility: internal}
slos:
  errors:
    title: Error rate
    kind: technical
    target: under 1%
    waive: {no-alert: {because: the quokka hears of it, until: 2027-01-01}}
  quokka-latency: {title: Quokka latency, kind: business, target: under 1%, visibility: internal}
contacts:
  lead:
    title: Tech lead
    name: Quokka Quill
    phone: +880 2 7777 4321
    email: quokka.quill@shop.example
    channel: "quokka.quill@shop.example"
    hours: 9 to 5, not when Quokka Quill is away
    escalates-to: quokka-keeper
  dba: {title: Database administrator, channel: "#databases", aliases: [quokka-admin], internal: [aliases]}
  quokka-keeper: {title: Quokka keeper, name: Kim Quokka, visibility: internal}
services:
  database: {title: Database, provider: Host, needs: [quokka-store, queue], contact: quokka-keeper}
  queue:
    title: Queue
    runbook: quokka-clinic
    links: {quokka: {title: Quokka console, url: https://quokka.example/, visibility: internal}}
  quokka-store: {title: Quokka store, status-page: https://status.quokka.example, visibility: internal}
severities:
  p0: {label: P0, title: Complete outage, escalation: Quokka Quill}
  p9: {label: Q9, title: A quokka is sad, visibility: internal}
sign-offs:
  lead: {title: Technical lead, role: quokka-keeper}
  quokka: {title: Quokka officer, visibility: internal}
commands:
  shared: {because: the quokka reads it, text: without it}
  gone: {remove: nobody but the quokka used it}
  quick: {title: Quick deployment, run: ./deploy.sh quick, on-failure: procedures.quokka-roll-back}
  mailed: {title: Mail the logs, run: mail quokka.quill@shop.example}
  quokka: {title: Quokka deployment, run: ./quokka.sh, visibility: internal}
announcements:
  team: {text: 'The team is briefed, call [Quokka Quill](tel:+880277774321) or 02 7777-4321', audience: internal}
  quokka: {text: The quokka knows, audience: internal, visibility: internal}
passages:
  doors: {phase: prepare, title: Doors, about: "Two doors.\\n\\n> Quokka\\n> Quill has the keys."}
  quokka: {phase: prepare, title: Quokka barn, about: Quokka country, visibility: internal}
links:
  board: {title: Board, url: https://boards.example/, text: the quokka draws it, internal: [text]}
  quokka: {url: https://quokka.example/, visibility: internal}
facts:
  vault: {label: Quokka vault, text: at the desk, internal: [label]}
  quokka: {text: Quokka country, visibility: internal}
notes:
  issues: {label: Issues found}
  quokka: {label: Quokka notes, visibility: internal}
"""
CLINIC = """\
variant: {title: Quokka clinic, visibility: internal}
phases: {prepare: {title: Prepare}}
checklists: {quokka: {phase: prepare, title: Quokka beds, items: {one: Quokka beds are made}}}
contacts: {vet: {title: Quokka vet, name: Vera Quokka, phone: +880 2 1111 9999}}
"""
FORUM = """\
variant: {title: Forum}
phases: {deploy-day: {title: Deployment day}}
checklists: {forum: {phase: deploy-day, title: Forum, items: {informed: Quokka Quill was informed, vet: Vera Quokka agrees}}}
"""
FILES = {
    "data/layers/quokka/quokka.yaml": LAYER,
    "data/variants/shop/variant.yaml": SHOP,
    "data/variants/quokka-clinic/variant.yaml": CLINIC,
    "data/variants/forum/variant.yaml": FORUM,
}
BYTES = {path: text.encode() for path, text in FILES.items()}
