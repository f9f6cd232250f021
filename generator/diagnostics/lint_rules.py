"""The rules of good practice: what a merged runbook should hold to, beyond shape and references. Each can be waived in the data."""

from __future__ import annotations

from generator.diagnostics.code_types import DiagnosticCode, ProblemSeverity, Stage
from generator.text.font_coverage import WAY_TO_CJK


def _rule(name: str, cause: str, fix: str, severity: ProblemSeverity = "warning", *, release: bool = False) -> DiagnosticCode:
    return DiagnosticCode(name, cause, fix, severity, waivable=True, release=release)


PRACTICE = Stage(
    "Good practice",
    (
        _rule(
            "placeholder",
            "A text holds a placeholder, such as `TBD`, `[Name]`, `example.com` or `$(...)`, that nobody has filled in.",
            "Write what it stands for; a name, phone or address that nobody knows yet is left `null`.",
            release=True,
        ),
        _rule(
            "malformed-link",
            "A text holds what was meant as a link and is none, so that its marks are shown as they stand.",
            "Write `[label](https://...)` or `<https://...>`: http and https with a host, mailto and tel. What is meant as no link goes "
            "into backticks.",
            release=True,
        ),
        _rule(
            "missing-glyph",
            "A text has characters that no font of the sheets has, so that its sheets are made as pages and Markdown, without PDFs.",
            f"Write it otherwise; for Chinese, Japanese and Korean, `{WAY_TO_CJK}`; or waive the rule where nobody prints PDFs.",
        ),
        _rule(
            "secret",
            "A file holds what looks like a password, a token or a private key. Reports mask it.",
            "Take it out and revoke it, since it stays in the history; write where it is kept instead. The fingerprint of a file or a "
            "commit is told from a secret by `sha256:` or `sha1:` before it.",
            "error",
        ),
        _rule(
            "unassigned-contact",
            "A contact has no name, phone, mail address or channel, so nobody can be reached.",
            "Give it a name, phone, mail address or channel; or remove the contact.",
            release=True,
        ),
        _rule(
            "unheld-role",
            "Work is given to a role that can be reached, but that nobody holds: its contact has no name.",
            "Name the person, the team or the rota in the contact.",
            release=True,
        ),
        _rule(
            "dead-escalation",
            "The next to be called, and everybody after that, cannot be reached.",
            "Say how they are reached, or escalate to somebody else.",
            release=True,
        ),
        _rule(
            "circular-escalation",
            "Contacts escalate to each other in a circle, so that a call never reaches anybody new.",
            "Let the last of them escalate to nobody.",
            "error",
        ),
        _rule(
            "no-status-page",
            "A service does not say where its state is published.",
            "Give it a `status-page`, or waive the rule with the reason why it has none.",
        ),
        _rule(
            "no-alert",
            "A target has no alert, so nobody is called when it is missed.",
            "Give it an `alert` on the bad side of its target, or waive the rule with the reason why nobody needs to be called.",
        ),
        _rule(
            "contradictory-trigger",
            "A trigger contradicts the target that it names: it fires while the target is still met, or measures something else.",
            "Let the trigger lie on the bad side of its target, in the same unit.",
            "error",
        ),
        _rule(
            "out-of-order",
            "A checklist or a group stands behind one that starts later on the deploy clock.",
            "Bring them into the order of the clock, with `place` where a layer below wrote them; or correct `at`.",
            release=True,
        ),
        _rule(
            "overlap",
            "A checklist or a group starts before the one above it is over.",
            "Correct `at` or `lasts`; give checklists that different people do at once their roles.",
        ),
        _rule("repeated-item", "Two items of one checklist say the same.", "Remove one of them, or say in which way they differ."),
        _rule(
            "empty-group",
            "A variant gives a phase a group in which nothing stands, so that it is shown nowhere.",
            "Put a checklist into it, or delete the group.",
        ),
        _rule(
            "lonely-layer",
            "Only one variant stands on a shared layer, while the project has several: it shares nothing.",
            "Move what it holds into the variant, or let another variant extend it.",
        ),
        _rule(
            "overdue-review",
            "The last review of a runbook is longer ago than its `review-every` allows, or there was none.",
            "Read it against the system, then run `runbook review VARIANT`.",
            release=True,
        ),
    ),
)
WAIVING = Stage(
    "Waivers",
    (
        DiagnosticCode(
            "unknown-rule",
            "A rule is waived that does not exist, or that cannot be waived: errors of shape, of merging and of references cannot.",
            "Spell it as the help line offers, or mend what it reports.",
        ),
        DiagnosticCode("expired-waiver", "A waiver has ended.", "Mend what it waives; or say until when it holds, and why still."),
        DiagnosticCode("idle-waiver", "A waiver waives nothing: the rule finds nothing to report there.", "Delete it.", "warning"),
    ),
)
