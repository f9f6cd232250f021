"""A small variant, built by hand, that fills every field of every entity, with two values if possible."""

from __future__ import annotations

from datetime import date
from typing import Any

from generator.model.entities import Runbook
from generator.model.moments import parse_offset, parse_recurrence
from generator.model.quantities import parse_duration
from generator.model.variant import Change, Origin, Trace, Variant, entities
from tests.shared_fields import WAIVERS, fill_shared_fields
from tests.sheet_sample_fixed import fill_fixed_texts
from tests.sheet_sample_reference import looked_up

FILE = "data/variants/shop/runbook.yaml"


def sample_data() -> dict[str, Any]:
    """Return the runbook's data with parsed values and YAML keys; each call returns a new copy."""
    data = _own_fields()
    fill_fixed_texts(data)
    fill_shared_fields(data)
    return data


def _own_fields() -> dict[str, Any]:
    return {
        "variant": {
            "title": "Shop",
            "summary": "Sells things, see [the site](https://shop.tld).",
            "about": "Orders come in through *two* doors:\n\n- the shop\n- the tills",
            "owner": "tech-lead",
            "reviewed": date(2026, 11, 1),
            "review-every": parse_duration("90d"),
            "language": "en-GB",
            "extends": ("base", "hosted"),
            "aliases": ("store", "market"),
            "params": {"api": "https://api.shop.tld", "till": "https://till.shop.tld"},
            "visibility": "public",
            "internal": ("owner", "reviewed"),
            "waive": WAIVERS[0] | WAIVERS[1],
        },
        "phases": {
            "prepare": {
                "title": "Prepare",
                "summary": "What is ready before the day.",
                "about": "Two *people* prepare.",
                "groups": {
                    "week-before": {
                        "title": "A week before",
                        "about": "Before the *freeze*.",
                        "at": parse_offset("T-7d"),
                        "lasts": parse_duration("2 days"),
                    },
                    "empty": {"title": "Nothing here"},
                    "day-before": {
                        "title": "The day before",
                        "about": "After the *freeze*.",
                        "at": parse_offset("T-1d"),
                        "lasts": parse_duration("3 h"),
                    },
                },
            },
            "deploy-day": {
                "title": "Deployment day",
                "about": "Nobody is on *leave*.",
                "blanks": {"version": {"label": "Deployed version"}, "deployed-on": {"label": "Deployment date", "kind": "date"}},
            },
            "follow-up": {
                "title": "Follow-up",
                "blanks": {
                    "errors": {"label": "Errors since", "kind": "number", "unit": "per hour", "pattern": "[0-9]+"},
                    "result": {
                        "label": "Result",
                        "kind": "choice",
                        "choices": {"keep": {"label": "Keep"}, "change": {"label": "Change"}},
                    },
                },
            },
            "rollback": {"title": "Rollback", "summary": "How the release before comes back.", "on-failure": "none"},
            "incident": {"title": "Incident", "on-failure": "done"},
            "operate": {
                "title": "Operate",
                "groups": {"week-before": {"title": "A week before the audit"}, "day-before": {"title": "The day before the audit"}},
            },
        },
        "links": {
            "wiki": {"url": "https://wiki.tld"},
            "board": {"title": "Dashboard", "group": "Watching", "url": "https://graphs.tld/shop", "text": "orders and `errors` by hour"},
            "keys": {"title": "Keys", "group": "Doors | Keys", "url": "https://vault.tld", "text": "open it *alone*"},
        },
        "facts": {
            "time-zone": {"text": "UTC+6"},
            "repository": {"label": "Source code", "text": "`git` at [the forge](https://forge.tld)"},
            "vault": {"label": "Where the keys are", "text": "in the *red* safe", "visibility": "internal"},
        },
        "checklists": {
            "database": {
                "phase": "prepare",
                "group": "week-before",
                "title": "Database",
                "summary": "Before `migrate` runs.",
                "about": "> [!WARNING]\n> The *old* host answers for a day.",
                "closing": "All names resolve **before** you go on.",
                "role": "dba",
                "at": parse_offset("T-7d"),
                "items": {
                    "backup": {
                        "text": "Backups restore into a scratch database",
                        "details": "| Table | Rows |\n|:--|--:|\n| orders | `10` |\n| tills | ______ |",
                        "role": "dba",
                        "blocking": True,
                    },
                    "pooling": {
                        "text": "Pools are sized",
                        "caution": "never on a `Friday`",
                        "at": parse_offset("T-6d"),
                        "role": "tech-lead",
                        "if": "the pool is `PgBouncer`",
                        "items": {"size": {"text": "The size is 20", "optional": True}, "timeout": {"text": "The time-out is 5 s"}},
                    },
                },
            },
            "release-notes": {
                "phase": "prepare",
                "group": "day-before",
                "title": "Release notes",
                "caution": "nobody merges from **now** on",
                "summary": "What customers read.",
                "about": "Customers read them in *one* minute.",
                "closing": "Note the time it took:\n\n1. to write\n2. to read",
                "role": "tech-lead",
                "if": "customers see a change",
                "items": {
                    "written": {
                        "text": "The notes are written",
                        "details": "In plain English,\\\nwith _one_ picture.",
                        "role": "tech-lead",
                        "run": "./notes.sh",
                        "expect": "a page",
                        "on-failure": "procedures.respond",
                        "slo": "disk",
                        "then": "done",
                    },
                    "read": {
                        "text": "The notes are read",
                        "role": "tech-lead",
                        "if": "somebody is there",
                        "then": "procedures.respond",
                        "choices": {"unclear": {"text": "ask", "then": "written"}, "clear": {"text": "go on"}},
                    },
                },
            },
            "code": {
                "phase": "prepare",
                "title": "Code",
                "method": "do-confirm",
                "items": {"tests": {"text": "All tests pass", "run": "npm run test"}},
            },
            "cut-over": {
                "phase": "deploy-day",
                "title": "Cut-over",
                "at": parse_offset("T-0"),
                "lasts": parse_duration("30 min"),
                "method": "read-do",
                "if": "the platform is open",
                "columns": {
                    "owner": {"label": "Owner", "kind": "text"},
                    "state": {"label": "State", "kind": "choice", "choices": {"open": {"label": "Open"}, "done": {"label": "Done"}}},
                    "size": {"label": "Size", "kind": "number", "unit": "MB", "pattern": "[0-9]+"},
                    "left": {"label": "Left", "kind": "number", "unit": "GB", "pattern": "[0-9]{1,3}"},
                },
                "items": {
                    "migrate": {
                        "text": "Migrations have run to the end",
                        "caution": "it *locks* the tables",
                        "at": parse_offset("T+10min"),
                        "blanks": {
                            "migrated": {"label": "Migrations", "kind": "number", "unit": "done", "pattern": "[0-9]{1,3}"},
                            "by": {"label": "Run by"},
                        },
                        "cells": {"owner": {"text": "The DBA"}, "state": {"text": "open"}},
                        "run": "docker compose run api \\\n  npx prisma migrate deploy",
                        "expect": "every migration is reported as `applied`",
                        "on-failure": "procedures.roll-back",
                        "slo": "latency",
                    },
                },
            },
            "daily": {
                "phase": "operate",
                "title": "Daily",
                "every": parse_recurrence("day"),
                "on-failure": "procedures.respond",
                "items": {"errors": {"text": "Errors are below 1%", "slo": "errors"}},
            },
            "weekly": {
                "phase": "operate",
                "title": "Weekly",
                "caution": "a restore takes an hour",
                "every": parse_recurrence("week"),
                "lasts": parse_duration("1 h"),
                "on-failure": "procedures.roll-back",
                "items": {"restore": {"text": "A backup restores"}},
            },
        },
        "procedures": {
            "roll-back": {
                "phase": "rollback",
                "title": "Roll back a release",
                "when": "a trigger fires after a deployment",
                "caution": "orders since the deployment are lost",
                "summary": "The release before serves again.",
                "about": "Nobody deploys while *this* runs.",
                "closing": "Tell [the desk](tel:+4930123).",
                "lasts": parse_duration("20 min"),
                "drill-every": parse_duration("90 d"),
                "role": "dba",
                "on-failure": "none",
                "steps": {
                    "assess": {
                        "title": "Assess the severity",
                        "text": "Somebody decides",
                        "at": parse_offset("T+20min"),
                        "details": "Two people decide, _never_ one.",
                        "blanks": {"decided": {"label": "Decided at", "kind": "time"}, "decided-by": {"label": "Decided by"}},
                        "choices": {
                            "critical": {"then": "restore", "within": parse_duration("immediately")},
                            "not-so-high": {"text": "roll back if not fixed", "within": parse_duration("30 min")},
                        },
                    },
                    "restore": {
                        "text": "The backup is restored",
                        "caution": "it *replaces* all data",
                        "at": parse_offset("T+30min"),
                        "role": "tech-lead",
                        "blocking": True,
                        "if": "data were lost",
                        "run": "./backup.sh restore",
                        "expect": "no errors",
                        "on-failure": "procedures.respond",
                        "slo": "latency",
                        "then": "done",
                        "items": {"checked": {"text": "Row counts agree"}, "sums": {"text": "Sums agree"}},
                    },
                },
            },
            "respond": {
                "phase": "incident",
                "title": "Respond",
                "lasts": parse_duration("1 h"),
                "drill-every": parse_duration("180 d"),
                "when": "anything is odd",
                "caution": "tell `nobody` outside",
                "summary": "Nobody is harmed.",
                "about": "```text\ntill ──> api ──> database\n```",
                "closing": "Write down what was *odd*.",
                "role": "tech-lead",
                "on-failure": "done",
                "steps": {
                    "identify": {"title": "Identify", "caution": "touch nothing", "then": "contain"},
                    "contain": {
                        "title": "Contain",
                        "text": "The shop is closed",
                        "details": "The sign is in the *left* drawer.",
                        "role": "dba",
                        "optional": True,
                        "if": "data are leaving",
                        "run": "./close.sh",
                        "expect": "nobody gets in",
                        "on-failure": "procedures.roll-back",
                        "slo": "errors",
                        "choices": {
                            "open": {"text": "look again", "then": "identify", "within": parse_duration("10 min")},
                            "closed": {"text": "go on"},
                        },
                    },
                },
            },
            "keys": {"phase": "operate", "group": "week-before", "title": "New keys", "steps": {"make": {"text": "Make new keys"}}},
            "drill": {"phase": "operate", "group": "day-before", "title": "Drill", "steps": {"roll-back": {"text": "Roll back"}}},
        },
        **looked_up(),
    }


def sample_variant(data: dict[str, Any] | None = None) -> Variant:
    """Return the variant of some data, by default the sample's; every entity has its own line in one file."""
    runbook = Runbook.model_validate(data or sample_data())
    traces = {"variant": Trace("variant", "added", "shop", Origin(FILE, 1, 1))}
    for line, (address, _) in enumerate(entities(runbook), 2):
        traces[address] = Trace(address, "added", "shop", Origin(FILE, line, line))
    return Variant("shop", runbook, ("shop",), traces)


def overridden(trace: Trace) -> Trace:
    """Return the trace with one field that the variant overrides."""
    origin = Origin("data/variants/shop/runbook.yaml", 40, 42)
    change = Change("text", "Pools exist", "Pools are sized", "shop", "the pool is PgBouncer", origin)
    return Trace(trace.address, "overridden", "base", origin, trace.title, "the pool is PgBouncer", (change,))
