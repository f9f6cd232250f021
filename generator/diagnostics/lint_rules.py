"""The lint rules: good practice for a merged runbook, beyond its shape and its references. A writer can waive each of them."""

from __future__ import annotations

from generator.diagnostics.code_types import error, warning
from generator.text.font_coverage import WAY_TO_CJK

PRACTICE = {
    "placeholder": warning(
        "A text contains a placeholder, such as `TBD`, `[Name]`, `example.com` or `$(...)`.",
        "Write the real value. Set a name, phone number or address that nobody knows yet to `null`.",
        release=True,
    ),
    "malformed-link": warning(
        "A text contains something like a link that is not a valid one, so readers would see its brackets.",
        "Write `[label](https://...)` or `<https://...>`, with http, https, mailto or tel. Put text that is not a link into backticks.",
        release=True,
    ),
    "missing-glyph": warning(
        "A text contains characters that no font for sheets has. Its sheets are made as web pages and Markdown, but not as PDFs.",
        f"Replace the characters. For Chinese, Japanese and Korean, run `{WAY_TO_CJK}`. If nobody prints PDFs, waive the rule.",
    ),
    "secret": error(
        "A file contains what looks like a password, a token or a private key. Reports mask it.",
        "Remove it and revoke it, because it stays in the history. Write where it is stored instead. If it is the digest of a file "
        "or a commit, put `sha256:` or `sha1:` before it.",
        waivable=True,
    ),
    "unassigned-contact": warning(
        "A contact has no name, phone, mail address or channel, so nobody can be reached.",
        "Give it a name, phone, mail address or channel, or remove the contact.",
        release=True,
    ),
    "unheld-role": warning(
        "Work is assigned to a contact that can be reached but has no name, so nobody has the role.",
        "Enter the person, the team or the rota as the `name` of the contact.",
        release=True,
    ),
    "dead-escalation": warning(
        "A contact escalates to another, but neither that one nor any later one can be reached.",
        "Enter how they can be reached, or escalate to somebody else.",
        release=True,
    ),
    "circular-escalation": error(
        "Contacts escalate to each other in a cycle, so nobody new is ever called.",
        "Delete `escalates-to` from the last of them.",
        waivable=True,
    ),
    "no-status-page": warning(
        "A service does not name the page that shows its status.",
        "Add `status-page: https://...`, or waive the rule with the reason why there is none.",
    ),
    "no-alert": warning(
        "A target has no alert, so nobody is called when it is missed.",
        "Add an `alert` at a value that misses the target, or waive the rule with the reason why nobody needs to be called.",
    ),
    "contradictory-trigger": error(
        "A trigger contradicts its target: it fires while the target is still met, or measures something else.",
        "Set the trigger to a value that misses the target, in the same unit.",
        waivable=True,
    ),
    "out-of-order": warning(
        "A checklist or a group comes after one that starts later on the deploy clock.",
        "Sort them by the clock, with `place` if an extended layer defines them, or correct `at`.",
        release=True,
    ),
    "overlap": warning(
        "A checklist or a group starts before an earlier one ends.",
        "Correct `at` or `lasts`. If different people work at the same time, give each checklist its `role`.",
    ),
    "repeated-item": warning("Two items of one checklist say the same.", "Remove one of them, or add what makes them different."),
    "empty-group": warning(
        "A variant defines a group without a checklist, so readers never see it.", "Put a checklist into the group, or delete the group."
    ),
    "lonely-layer": warning(
        "Only one of several variants extends a shared layer, so nothing is shared.",
        "Move its content into the variant, or let another variant extend it.",
    ),
    "overdue-review": warning(
        "The last review of a runbook is older than `review-every` allows, or there was none.",
        "Compare the runbook with the system, then run `runbook review VARIANT`.",
        release=True,
    ),
}
WAIVING = {
    "unknown-rule": error(
        "A waiver names a rule that does not exist, or a problem that cannot be waived, such as a wrong reference.",
        "Use the spelling in the help line, or correct the reported problem.",
    ),
    "expired-waiver": error(
        "The last day of a waiver is over.", "Solve the problem and delete the waiver, or set a later `until` and a reason for it."
    ),
    "idle-waiver": warning("The rule of a waiver reports nothing there, so the waiver is unused.", "Delete the waiver.", waivable=False),
}
