"""The lint rules: good practice for a merged runbook, beyond its shape and its references. A writer can waive each of them."""

from __future__ import annotations

from generator.diagnostics.code_types import error, stage, warning
from generator.text.font_coverage import WAY_TO_CJK

PRACTICE = stage(
    "Good practice",
    warning(
        "placeholder",
        "A text contains a placeholder, such as `TBD`, `[Name]`, `example.com` or `$(...)`.",
        "Write the real value. Set a name, phone number or address that nobody knows yet to `null`.",
        release=True,
    ),
    warning(
        "malformed-link",
        "A text contains something like a link that is not a valid one, so readers would see its brackets.",
        "Write `[label](https://...)` or `<https://...>`, with http, https, mailto or tel. Put text that is not a link into backticks.",
        release=True,
    ),
    warning(
        "missing-glyph",
        "A text contains characters that no font for sheets has. Its sheets are made as web pages and Markdown, but not as PDFs.",
        f"Replace the characters. For Chinese, Japanese and Korean, run `{WAY_TO_CJK}`. If nobody prints PDFs, waive the rule.",
    ),
    error(
        "secret",
        "A file contains what looks like a password, a token or a private key. Reports mask it.",
        "Remove it and revoke it, because it stays in the history. Write where it is stored instead. If it is the digest of a file "
        "or a commit, put `sha256:` or `sha1:` before it.",
        waivable=True,
    ),
    warning(
        "unassigned-contact",
        "A contact has no name, phone, mail address or channel, so nobody can be reached.",
        "Give it a name, phone, mail address or channel, or remove the contact.",
        release=True,
    ),
    warning(
        "unheld-role",
        "Work is assigned to a contact that can be reached but has no name, so nobody has the role.",
        "Enter the person, the team or the rota as the `name` of the contact.",
        release=True,
    ),
    warning(
        "dead-escalation",
        "A contact escalates to another, but neither that one nor any later one can be reached.",
        "Enter how they can be reached, or escalate to somebody else.",
        release=True,
    ),
    error(
        "circular-escalation",
        "Contacts escalate to each other in a cycle, so nobody new is ever called.",
        "Delete `escalates-to` from the last of them.",
        waivable=True,
    ),
    warning(
        "no-status-page",
        "A service does not name the page that shows its status.",
        "Add `status-page: https://...`, or waive the rule with the reason why there is none.",
    ),
    warning(
        "no-alert",
        "A target has no alert, so nobody is called when it is missed.",
        "Add an `alert` at a value that misses the target, or waive the rule with the reason why nobody needs to be called.",
    ),
    error(
        "contradictory-trigger",
        "A trigger contradicts its target: it fires while the target is still met, or measures something else.",
        "Set the trigger to a value that misses the target, in the same unit.",
        waivable=True,
    ),
    warning(
        "out-of-order",
        "A checklist or a group comes after one that starts later on the deploy clock.",
        "Sort them by the clock, with `place` if an extended layer defines them, or correct `at`.",
        release=True,
    ),
    warning(
        "overlap",
        "A checklist or a group starts before an earlier one ends.",
        "Correct `at` or `lasts`. If different people work at the same time, give each checklist its `role`.",
    ),
    warning("repeated-item", "Two items of one checklist say the same.", "Remove one of them, or add what makes them different."),
    warning(
        "empty-group",
        "A variant defines a group without a checklist, so readers never see it.",
        "Put a checklist into the group, or delete the group.",
    ),
    warning(
        "lonely-layer",
        "Only one of several variants extends a shared layer, so nothing is shared.",
        "Move its content into the variant, or let another variant extend it.",
    ),
    warning(
        "overdue-review",
        "The last review of a runbook is older than `review-every` allows, or there was none.",
        "Compare the runbook with the system, then run `runbook review VARIANT`.",
        release=True,
    ),
)
WAIVING = stage(
    "Waivers",
    error(
        "unknown-rule",
        "A waiver names a rule that does not exist, or a problem that cannot be waived, such as a wrong reference.",
        "Use the spelling in the help line, or correct the reported problem.",
    ),
    error(
        "expired-waiver",
        "The last day of a waiver is over.",
        "Solve the problem and delete the waiver, or set a later `until` and a reason for it.",
    ),
    warning("idle-waiver", "The rule of a waiver reports nothing there, so the waiver is unused.", "Delete the waiver.", waivable=False),
)
