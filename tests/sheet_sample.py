"""A small variant, built by hand, in which every field of every entity that a sheet shows is filled at least once."""

from __future__ import annotations

from datetime import date
from typing import Any

from generator.model.entities import Runbook
from generator.model.moments import parse_offset
from generator.model.quantities import parse_comparison, parse_duration
from generator.model.variant import Change, Origin, Trace, Variant, entities

FILE = "data/variants/shop/runbook.yaml"


def sample_data() -> dict[str, Any]:
    """The runbook's data, with values already read and keys as in YAML; a fresh copy at each call."""
    return {
        "variant": {
            "title": "Shop",
            "summary": "Sells things, see [the site](https://shop.tld).",
            "owner": "tech-lead",
            "reviewed": date(2026, 11, 1),
            "review-every": parse_duration("90d"),
            "params": {"api": "https://api.shop.tld"},
        },
        "phases": {
            "prepare": {
                "title": "Prepare",
                "summary": "What is ready before the day.",
                "groups": {
                    "week-before": {"title": "A week before", "at": parse_offset("T-7d"), "lasts": parse_duration("2 days")},
                    "empty": {"title": "Nothing here"},
                },
            },
            "deploy-day": {"title": "Deployment day"},
            "rollback": {"title": "Rollback", "summary": "How the release before comes back."},
            "incident": {"title": "Incident"},
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
            "code": {"phase": "prepare", "title": "Code", "items": {"tests": {"text": "All tests pass", "run": "npm run test"}}},
            "cut-over": {
                "phase": "deploy-day",
                "title": "Cut-over",
                "at": parse_offset("T-0"),
                "lasts": parse_duration("30 min"),
                "if": "the platform is open",
                "items": {
                    "migrate": {
                        "text": "Migrations have run to the end",
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
                "items": {"errors": {"text": "Errors are below 1%", "slo": "errors"}},
            },
        },
        "procedures": {
            "roll-back": {
                "phase": "rollback",
                "title": "Roll back a release",
                "when": "a trigger fires after a deployment",
                "summary": "The release before serves again.",
                "role": "dba",
                "steps": {
                    "assess": {
                        "title": "Assess the severity",
                        "text": "Somebody decides",
                        "choices": {
                            "critical": {"then": "restore", "within": parse_duration("immediately")},
                            "not-so-high": {"text": "roll back if not fixed", "within": parse_duration("30 min")},
                        },
                    },
                    "restore": {
                        "text": "The backup is restored",
                        "run": "./backup.sh restore",
                        "expect": "no errors",
                        "items": {"checked": {"text": "Row counts agree"}},
                    },
                },
            },
            "respond": {"phase": "incident", "title": "Respond", "steps": {"identify": {"title": "Identify"}}},
        },
        "triggers": {
            "error-rate": {
                "text": "Too many requests fail",
                "slo": "errors",
                "when": parse_comparison("over 5%"),
                "for": parse_duration("5 min"),
                "mode": "manual",
                "action": "roll back at once",
            },
            "intrusion": {"text": "Somebody has broken in", "mode": "automatic"},
        },
        "slos": {
            "latency": {
                "title": "API response time",
                "kind": "technical",
                "text": "at the gateway",
                "percentile": 95.0,
                "target": parse_comparison("under 200 ms"),
                "alert": parse_comparison("over 500 ms"),
            },
            "errors": {"title": "Error rate", "kind": "business", "target": parse_comparison("under 1%")},
        },
        "contacts": {
            "tech-lead": {
                "title": "Technical lead",
                "group": "People",
                "name": "R. Rahman",
                "phone": "+880 2 5566 7788",
                "email": "lead@shop.tld",
                "channel": "#ops",
                "hours": "9 to 5",
            },
            "dba": {"title": "Database administrator", "group": "People", "escalates-to": "tech-lead", "aliases": ("db-admin",)},
        },
        "services": {
            "database": {"title": "Database", "provider": "Host | Co", "status-page": "https://status.host.tld", "criticality": "high"},
            "queue": {"title": "Queue", "needs": ("database",), "text": "carries *orders*", "contact": "dba"},
        },
        "severities": {
            "p0": {
                "label": "P0",
                "title": "Complete outage",
                "text": "nobody can buy",
                "respond-within": parse_duration("immediately"),
                "escalation": "all hands",
            },
            "p1": {"title": "A major feature | broken"},
        },
        "sign-offs": {
            "lead": {"title": "Technical lead", "group": "Technical", "role": "tech-lead"},
            "owner": {"title": "Product owner", "group": "Business"},
            "after": {"title": "Operator", "phase": "follow-up"},
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
            "loop": {"title": "Watch the health", "run": "while true; do\n  curl -f https://api.shop.tld/health\n\n  sleep 5\ndone"},
        },
        "announcements": {
            "team": {"text": "The team is briefed", "audience": "internal", "at": parse_offset("T-2h"), "role": "tech-lead"},
            "press": {"text": "A press release is ready", "audience": "external", "optional": True, "if": "the press asks"},
        },
        "record": {
            "version": {"label": "Deployed version"},
            "deployed-on": {"label": "Deployment date", "kind": "date"},
        },
        "notes": {"issues": {"label": "Issues found and resolved", "lines": 2}, "later": {"label": "Notes", "phase": "follow-up"}},
    }


def sample_variant(data: dict[str, Any] | None = None) -> Variant:
    """The variant of some data, or of the sample's; every entity stands on a line of its own in one file."""
    runbook = Runbook.model_validate(data or sample_data())
    traces = {"variant": Trace("variant", "added", "shop", Origin(FILE, 1, 1))}
    for line, (address, _) in enumerate(entities(runbook), 2):
        traces[address] = Trace(address, "added", "shop", Origin(FILE, line, line))
    return Variant("shop", runbook, ("shop",), traces)


def overridden(trace: Trace) -> Trace:
    """The trace with one field that the variant sets over a shared layer."""
    origin = Origin("data/variants/shop/runbook.yaml", 40, 42)
    change = Change("text", "Pools exist", "Pools are sized", "shop", "the pool is PgBouncer", origin)
    return Trace(trace.address, "overridden", "base", origin, trace.title, "the pool is PgBouncer", (change,))
