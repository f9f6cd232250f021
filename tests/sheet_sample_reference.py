"""What people look up, send, sign and note in the small variant of the sheets: two values for every field."""

from __future__ import annotations

from typing import Any

from generator.model.moments import parse_offset
from generator.model.quantities import parse_comparison, parse_duration


def looked_up() -> dict[str, Any]:
    """Return the data of these collections; each call returns a new copy."""
    return {
        "passages": {
            "doors": {
                "phase": "prepare",
                "group": "day-before",
                "title": "Doors of the shop",
                "about": "The *tills* come first.\n\n> Who opens late, closes late.",
            },
            "signs": {"phase": "prepare", "group": "week-before", "title": "Signs of the shop", "about": "Signs are *outside*."},
            "keys": {
                "phase": "incident",
                "title": "Keys of the shop",
                "about": "The keys hang in the safe:\n\n```\nsafe --open\n```",
                "visibility": "internal",
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
            "outage": {
                "phase": "incident",
                "text": "Nobody can buy",
                "slo": "latency",
                "when": parse_comparison("over 20 s"),
                "mode": "automatic",
                "action": "page the lead",
                "then": "procedures.respond",
                "role": "tech-lead",
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
                "links": {
                    "graph": {"url": "https://graphs.tld/latency", "text": "by hour"},
                    "trace": {"title": "Slowest requests", "url": "https://traces.tld", "text": "by *route*"},
                },
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
                "links": {"rota": {"url": "https://rota.tld/desk"}, "portal": {"title": "Portal for tickets", "url": "https://desk.tld"}},
            },
        },
        "services": {
            "database": {
                "title": "Database",
                "provider": "Host | Co",
                "status-page": "https://status.host.tld",
                "criticality": "high",
                "runbook": "shop",
            },
            "queue": {"title": "Queue", "needs": ("database",), "text": "carries *orders*", "contact": "dba"},
            "mail": {
                "title": "Mail",
                "provider": "Post",
                "status-page": "https://status.post.tld",
                "criticality": "low",
                "text": "sends receipts",
                "needs": ("queue",),
                "contact": "host",
                "runbook": "shop/rollback",
                "links": {
                    "console": {"url": "https://console.post.tld"},
                    "limits": {"title": "Limits of sending", "url": "https://post.tld/limits"},
                },
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
            "team": {
                "text": "The team is briefed",
                "audience": "internal",
                "at": parse_offset("T-2h"),
                "every": parse_duration("30 min"),
                "channel": "#general",
                "role": "tech-lead",
            },
            "press": {"text": "A press release is ready", "audience": "external", "optional": True, "if": "the press asks"},
            "partners": {"text": "Partners know", "audience": "external", "phase": "deploy-day", "role": "host"},
            "thanks": {
                "text": "Everybody is thanked",
                "every": parse_duration("1 h"),
                "channel": "by mail",
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
