"""The codes of the lint rules, in the order of the reference page."""

from __future__ import annotations

from generator.diagnostics.code_form import error, warning
from generator.text.font_coverage import WAY_TO_CJK

# The lint rules: good practice for a merged runbook, beyond its shape and its references. A writer can waive each of them.
PRACTICE = {
    "placeholder": warning(
        "A text contains a placeholder, such as `TBD`, `[Name]`, `<previous-tag>`, `YOUR_DSN`, `YYYY-MM-DD`, `______` or `example.com`.",
        "Write the real value. Set a name, phone number or address that nobody knows yet to `null`.",
        release=True,
    ),
    "undeclared-blank": warning(
        "A command, or code in prose, contains a name such as `<version>` that is not the id of a blank, so nobody knows what to type.",
        "Declare the blank on the line where people find the value, for example `blanks: {version: Version that runs now}`. "
        "If the name is a part of the command, waive the rule.",
        release=True,
    ),
    "malformed-link": warning(
        "A text contains something like a link that is not a valid one, so readers would see its brackets.",
        "Write `[label](https://...)` or `<https://...>`, with http, https, mailto or tel; inside, `[label](procedures.roll-back)`, "
        "`[label](variant:billing/rollback)` or `[label](files/form.pdf)`. Put text that is not a link into backticks.",
        release=True,
    ),
    "several-paragraphs": warning(
        "A text of one paragraph has an empty line, a list, a table or a block of code. Readers would see all of it as one line.",
        "Write the rest into `details` of the item or step, or into `about` of the list: prose takes paragraphs, lists and tables.",
    ),
    "text-in-table": warning(
        "A line of prose is right below a table, so Markdown makes it a row, with the text in its first cell.",
        "Leave an empty line between the table and the text. If it is a row, begin and end it with `|`.",
    ),
    "missing-glyph": warning(
        "A text contains characters that no font for sheets has. Sheets with this text are made as HTML and Markdown, but not as PDFs.",
        f"Replace the characters. For Chinese, Japanese and Korean, run `{WAY_TO_CJK}`. If nobody prints PDFs, waive the rule.",
    ),
    "secret": error(
        "A file contains what looks like a password, a token or a private key. Reports mask it.",
        "Remove the secret and revoke it, because it stays in the history. Write where it is stored instead. If the text is the digest "
        "of a file, an image or a commit, put `sha256:`, `sha1:` or the word `checksum` before it.",
        waivable=True,
    ),
    "secret-blank": warning(
        "People would write down or show a secret: a column of the kind `secret`, a secret blank that no command uses, or a command that "
        "prints the value, such as `echo <token>`.",
        "Delete the column, or the blank that no command uses. Pipe the value into the program that needs it; do not print it.",
        release=True,
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
        "A contact escalates to another contact, but neither this contact nor any later one can be reached.",
        "Enter how one of them can be reached, or escalate to somebody else.",
        release=True,
    ),
    "circular-escalation": error(
        "Contacts escalate to each other in a cycle, or are the backup of each other, so nobody new is ever called.",
        "Delete `escalates-to` or `backup` from the last of them.",
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
        "A checklist, a group or a line comes after one that starts later on the deploy clock.",
        "Sort them by the clock, with `place` if an extended layer defines them, or correct `at`.",
        release=True,
    ),
    "no-deploy-clock": warning(
        "A moment on the deploy clock is given where no deployment counts it: in an incident, or on a line of recurring work.",
        "Write the time into the text, such as `Within 5 min of the alert: ...`; for a decision, use `within` of its choices.",
    ),
    "overlap": warning(
        "A checklist or a group starts before an earlier one ends.",
        "Correct `at` or `lasts`. If different people work at the same time, give each checklist its `role`.",
    ),
    "hold-after-start": warning(
        "An approval is signed later than the start of the list that must not begin before it.",
        "Set `at` of the approval to the start of the list or earlier, or delete it.",
        release=True,
    ),
    "repeated-item": warning("Two items of one checklist say the same.", "Remove one of them, or add what makes them different."),
    "empty-group": warning(
        "A variant defines a group with nothing in it, so readers never see it.", "Put a checklist into the group, or delete the group."
    ),
    "lonely-layer": warning(
        "Only one of several variants extends a shared layer, so nothing is shared.",
        "Move its content into the variant, or let another variant extend it.",
    ),
    "unused-parameter": warning(
        "No text uses a parameter, or no system uses the default of a layer, because each sets another value or has no text with it. A "
        "value that nobody reads looks as if it still had an effect.",
        "Write `{{ params.NAME }}` where the value belongs, or delete the parameter.",
    ),
    "no-reason": warning(
        "A `because` or `remove` does not give a reason, such as `true`, `x` or `n/a`. Pages show the reason to readers.",
        "Write why the entry differs, or why the rule is waived, in a few words.",
        release=True,
    ),
    "odd-character": error(
        "A command contains a character that looks like a quote, a dash or a letter, but is another one. A shell does not understand it. "
        "Or a wrong encoding broke a character of a text, such as `Ã©`.",
        "Type the character again. Word processors and chats replace quotes and dashes; copy commands from a terminal.",
        waivable=True,
    ),
    "unfilled-template": warning(
        "A text contains an expression of a template, such as `{{ shop }}`, which is printed as it is written.",
        "Write the value, or define a parameter in `variant.params` and write `{{ params.NAME }}`.",
        release=True,
    ),
    "foreign-markup": warning(
        "A text contains what was copied from a web page, a wiki or a chat, such as `<br>`, `&nbsp;` or `[[Page]]`, or a command contains "
        "the prompt of a terminal, or an end where a shell waits for more. It is printed as it is written.",
        "Delete it. Texts know `code` in backticks, `**strong**` and `[label](https://...)`.",
        release=True,
    ),
    "contradictory-fields": warning(
        "An entry has two fields that contradict each other: `every` and `at`, or `blocking` and `optional`.",
        "Delete one of the two, or write two entries.",
    ),
    "circular-way": warning(
        "A failure leads back to the line or the list where it happened, or a line is its own next line, so nobody gets further.",
        "Name another entry, such as the one that people call or follow then; or write a choice for each result.",
    ),
    "no-way-out": warning(
        "A list from the cut-over on does not say where to go if a line fails. After the cut-over, nobody has time to think about it.",
        "Add `on-failure: procedures.ID` to the phase, the list or its lines; `on-failure: none` says that people go on.",
    ),
    "dead-end-trigger": warning(
        "A trigger does not say which procedure to follow, although there are procedures for a rollback.",
        "Add `then` with the address of the procedure. `done` and `none` name none.",
    ),
    "unreachable-line": warning(
        "Nobody gets to a line: the lines before it go on elsewhere, and no way leads to it.",
        "Name the line in `then` of a choice or of another line, or delete it.",
    ),
    "falls-into-way": warning(
        "The lines of one way of a decision go on into the lines of another way, so people do both.",
        "Write `then: done` at the end of the way, or the line where people go on.",
    ),
    "missing-way": warning(
        "Some choices of a decision say where to go on, and others do not, so nobody knows what comes after the others.",
        "Add `then` to each choice: the id of a line, an address, or `done`.",
        release=True,
    ),
    "one-way-decision": warning(
        "A decision has only one choice.", "Add the other choices, or write the choice as the text of the line, with `if` and `then`."
    ),
    "split-command": warning(
        "A variant has its own command, but what describes the command is that of a layer, whose command was another one: `expect`, "
        "`output` or `syntax`; if the layer has a command too, also `on-failure`, `caution`, `details` or `choices`.",
        "Write the field for this command too, also if it stays the same, or drop it with `unset`.",
    ),
    "idle-syntax": warning(
        "An entry says in which language its command is, but has no command.",
        "Add `run`, or delete `syntax`.",
    ),
    "circular-needs": warning(
        "Services need each other in a cycle, so there is no order in which to start them.",
        "Delete the need that is weaker: the service starts without it.",
    ),
    "future-review": warning(
        "The date of the last review is in the future.", "Write the day of the last review, or run `runbook review VARIANT`.", release=True
    ),
    "overdue-review": warning(
        "The last review of a runbook is older than `review-every` allows, or there was none.",
        "Compare the runbook with the system, then run `runbook review VARIANT`.",
        release=True,
    ),
    "never-exercised": warning(
        "A procedure has `drill-every`, and no run has exercised it yet: no record in `runs/` has all its steps done.",
        "Start a run with “This is a drill”, do the procedure and export the run, then run `runbook run add FILE`.",
        release=True,
    ),
    "overdue-drill": warning(
        "The last exercise of a procedure, in a drill or in a real run, is older than `drill-every` allows.",
        "Start a run with “This is a drill”, do the procedure and export the run, then run `runbook run add FILE`.",
        release=True,
    ),
}
