"""A small variant, built by hand, that fills every field of every entity, with two values if possible."""

from __future__ import annotations

from datetime import date
from typing import Any

from generator.model.entities import Runbook
from generator.model.moments import parse_offset
from generator.model.quantities import parse_comparison, parse_duration
from generator.model.variant import Change, Origin, Trace, Variant, entities
from tests.shared_fields import WAIVERS, fill_shared_fields

FILE = "data/variants/shop/runbook.yaml"


def sample_data() -> dict[str, Any]:
    """Return the runbook's data with parsed values and YAML keys; each call returns a new copy."""
    data = _own_fields()
    fill_shared_fields(data)
    return data


def _own_fields() -> dict[str, Any]:
    return {
        "variant": {
            "title": "Shop",
            "summary": "Sells things, see [the site](https://shop.tld).",
            "owner": "tech-lead",
            "reviewed": date(2026, 11, 1),
            "review-every": parse_duration("90d"),
            "language": "en-GB",
            "extends": ("base", "hosted"),
            "params": {"api": "https://api.shop.tld", "till": "https://till.shop.tld"},
            "visibility": "public",
            "internal": ("owner", "reviewed"),
            "waive": WAIVERS[0] | WAIVERS[1],
        },
        "phases": {
            "prepare": {
                "title": "Prepare",
                "summary": "What is ready before the day.",
                "groups": {
                    "week-before": {"title": "A week before", "at": parse_offset("T-7d"), "lasts": parse_duration("2 days")},
                    "empty": {"title": "Nothing here"},
                    "day-before": {"title": "The day before", "at": parse_offset("T-1d"), "lasts": parse_duration("3 h")},
                },
            },
            "deploy-day": {
                "title": "Deployment day",
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
                "role": "dba",
                "at": parse_offset("T-7d"),
                "items": {
                    "backup": {"text": "Backups restore into a scratch database", "role": "dba", "blocking": True},
                    "pooling": {
                        "text": "Pools are sized",
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
                "summary": "What customers read.",
                "role": "tech-lead",
                "if": "customers see a change",
                "items": {
                    "written": {
                        "text": "The notes are written",
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
                "every": "day",
                "on-failure": "procedures.respond",
                "items": {"errors": {"text": "Errors are below 1%", "slo": "errors"}},
            },
            "weekly": {
                "phase": "operate",
                "title": "Weekly",
                "every": "week",
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
                "summary": "The release before serves again.",
                "role": "dba",
                "on-failure": "none",
                "steps": {
                    "assess": {
                        "title": "Assess the severity",
                        "text": "Somebody decides",
                        "blanks": {"decided": {"label": "Decided at", "kind": "time"}, "decided-by": {"label": "Decided by"}},
                        "choices": {
                            "critical": {"then": "restore", "within": parse_duration("immediately")},
                            "not-so-high": {"text": "roll back if not fixed", "within": parse_duration("30 min")},
                        },
                    },
                    "restore": {
                        "text": "The backup is restored",
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
                "when": "anything is odd",
                "summary": "Nobody is harmed.",
                "role": "tech-lead",
                "on-failure": "done",
                "steps": {
                    "identify": {"title": "Identify", "then": "contain"},
                    "contain": {
                        "title": "Contain",
                        "text": "The shop is closed",
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
        },
        "triggers": {
            "error-rate": {
                "text": "Too many requests fail",
                "slo": "errors",
                "when": parse_comparison("over 5%"),
                "for": parse_duration("5 min"),
                "mode": "manual",
                "action": "roll back at once",
                "then": "procedures.roll-back",
                "role": "tech-lead",
            },
            "intrusion": {"text": "Somebody has broken in", "mode": "automatic"},
            "disk-full": {
                "text": "The disk is full",
                "slo": "disk",
                "when": parse_comparison("over 95%"),
                "for": parse_duration("10 min"),
                "action": "free the disk, then roll back",
                "then": "procedures.respond",
                "role": "dba",
            },
        },
        "slos": {
            "latency": {
                "title": "API response time",
                "kind": "technical",
                "text": "at the gateway",
                "percentile": 95.0,
                "target": parse_comparison("under 200 ms"),
                "window": parse_duration("30 days"),
                "warn": parse_comparison("over 300 ms"),
                "alert": parse_comparison("over 500 ms"),
            },
            "errors": {"title": "Error rate", "kind": "business", "target": parse_comparison("under 1%")},
            "disk": {
                "title": "Disk in use",
                "kind": "resource",
                "text": "of each server",
                "percentile": 99.9,
                "target": parse_comparison("under 80%"),
                "window": parse_duration("1 h"),
                "warn": parse_comparison("over 85%"),
                "alert": parse_comparison("over 90%"),
            },
        },
        "contacts": {
            "tech-lead": {
                "title": "Technical lead",
                "text": "decides, see `DECIDE.md`",
                "group": "People",
                "name": "R. Rahman",
                "phone": "+880 2 5566 7788",
                "email": "lead@shop.tld",
                "channel": "#ops",
                "hours": "9 to 5",
                "backup": "host",
            },
            "dba": {
                "title": "Database administrator",
                "group": "People",
                "backup": "tech-lead",
                "escalates-to": "tech-lead",
                "escalates-after": parse_duration("15 min"),
                "aliases": ("db-admin",),
            },
            "host": {
                "title": "Host",
                "group": "Suppliers",
                "name": "Support desk",
                "phone": "+880 2 5566 9900",
                "email": "desk@host.tld",
                "channel": "https://support.host.tld",
                "text": "runs the *machines*",
                "hours": "day and night",
                "escalates-to": "dba",
                "escalates-after": parse_duration("1 h"),
            },
        },
        "services": {
            "database": {"title": "Database", "provider": "Host | Co", "status-page": "https://status.host.tld", "criticality": "high"},
            "queue": {"title": "Queue", "needs": ("database",), "text": "carries *orders*", "contact": "dba"},
            "mail": {
                "title": "Mail",
                "provider": "Post",
                "status-page": "https://status.post.tld",
                "criticality": "low",
                "text": "sends receipts",
                "needs": ("queue",),
                "contact": "host",
            },
        },
        "severities": {
            "p0": {
                "label": "P0",
                "title": "Complete outage",
                "text": "nobody can buy",
                "respond-within": parse_duration("immediately"),
                "escalation": "all hands",
                "response": "page the commander, then `call` the board",
            },
            "p1": {"title": "A major feature | broken"},
            "p2": {
                "label": "Low",
                "title": "A page looks odd",
                "text": "nobody is kept from buying",
                "respond-within": parse_duration("2 days"),
                "escalation": "the lead",
                "response": "write it on the *list*",
            },
        },
        "sign-offs": {
            "lead": {
                "title": "Technical lead",
                "group": "Technical",
                "role": "tech-lead",
                "phase": "deploy-day",
                "before": "checklists.cut-over",
            },
            "manager": {"title": "Manager", "before": "checklists.cut-over", "at": parse_offset("T-10min")},
            "owner": {"title": "Product owner", "group": "Business", "at": parse_offset("T-1h")},
            "host": {"title": "Host", "group": "Business", "role": "host"},
            "after": {"title": "Operator", "phase": "follow-up"},
            "commander": {"title": "Incident commander", "phase": "rollback", "before": "procedures.roll-back"},
        },
        "commands": {
            "quick": {
                "title": "Quick deployment",
                "group": "Deployment",
                "text": "skips the backup",
                "run": "./deploy.sh quick",
                "expect": "done",
                "on-failure": "procedures.roll-back",
            },
            "health": {
                "title": "Health",
                "group": "Checks",
                "text": "from outside",
                "run": "curl -f https://api.shop.tld/health",
                "expect": "it says `ok`",
                "on-failure": "procedures.respond",
            },
            "loop": {"title": "Watch the health", "run": "while true; do\n  curl -f https://api.shop.tld/health\n\n  sleep 5\ndone"},
        },
        "announcements": {
            "team": {"text": "The team is briefed", "audience": "internal", "at": parse_offset("T-2h"), "role": "tech-lead"},
            "press": {"text": "A press release is ready", "audience": "external", "optional": True, "if": "the press asks"},
            "partners": {"text": "Partners know", "audience": "external", "phase": "deploy-day", "role": "host"},
            "thanks": {
                "text": "Everybody is thanked",
                "audience": "internal",
                "phase": "follow-up",
                "at": parse_offset("T+1d"),
                "role": "host",
                "if": "the day went well",
            },
        },
        "notes": {
            "issues": {"label": "Issues found and resolved", "lines": 2, "phase": "deploy-day"},
            "later": {"label": "Notes", "lines": 4, "phase": "follow-up"},
        },
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
