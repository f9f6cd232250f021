"""The codes of problems that reports show, in processing order, each with its severity, its cause and the fix.

`generator.model.code_table` adds the codes of wrong references, which it derives from the model.
"""

from __future__ import annotations

from generator.diagnostics.code_form import error, warning
from generator.diagnostics.practice_codes import PRACTICE

READING = {
    "unreadable-file": error("The operating system does not allow the file to be read.", "Correct its permissions, or remove it."),
    "outside-project": error("A symbolic link leads out of the project folder.", "Replace the link with a copy of the file."),
    "misnamed-file": error(
        "A data file has a name that does not end in `.yaml` or `.yml`, or that begins with a dot, so nothing reads it.",
        "Rename it as the help line shows.",
    ),
    "unread-file": warning(
        "A file in the data folder is not read. Documentation (`*.md`), most hidden files and backups of editors (`*~`) are not reported.",
        "Move it out of `data/`. If it is data, give it a name that ends in `.yaml`.",
        waivable=False,
    ),
    "too-large": error("A file is larger than one mebibyte.", "Split it: each file of a layer may contain any part of it."),
    "not-utf-8": error("A file contains bytes that are not UTF-8.", "Save the file as UTF-8."),
    "control-character": error(
        "A character is invisible, changes the writing direction, or breaks a line where editors do not.",
        "Delete it, or type the character that you meant.",
    ),
    "merge-conflict": error(
        "A file contains the marks of a merge conflict of git.",
        "Keep one of the two versions, and delete the lines that begin with `<<<<<<<`, `=======` and `>>>>>>>`.",
    ),
    "yaml-syntax": error("A line is not valid YAML.", "Follow the help line. Most often a text needs quotes, or a line other indentation."),
    "open-quote": error(
        "A quote is not closed on its line, so the next lines become part of the text.", "Close it. Use `>-` for long texts."
    ),
    "stray-quote": error(
        "A text contains a single double quote: most often its partner was deleted.",
        "Delete the quote, or add its partner. To keep the quote, put the whole value into single quotes.",
    ),
    "block-scalar": error(
        "A one-line value begins with `>` or `|`, which in YAML starts a block of text.",
        "Quote the value, or write the comparison in words: `over 5%`.",
    ),
    "comment-cut": error(
        "A text ends too early because ` #` starts a comment.", "Quote the text, or put a space after the `#` of a comment."
    ),
    "flow-comma": error(
        "A key inside `{ }` has no value: most often a comma cut a text in two.",
        "Quote the whole text, or write the entry on several lines.",
    ),
    "bare-braces": error("A value begins with `{{`, which YAML reads as a mapping.", "Quote the whole value."),
    "anchor-or-alias": error(
        "A value begins with `&` or `*`, which YAML reads as an anchor or an alias.",
        "Quote the text. To share a value, put it into a layer that both variants extend.",
    ),
    "tag": error(
        "A value begins with `!`, which YAML reads as a tag, or the file has a directive.", "Quote the text, or delete the directive."
    ),
    "merge-key": error("The file uses the YAML merge key `<<`.", "Put shared values into a layer, and extend that layer."),
    "duplicate-key": error("A mapping has the same key twice.", "Delete one of them, or give the second another id."),
    "several-documents": error("The file contains a second YAML document.", "Delete the `---`, or split the file in two."),
    "too-deep": error("Values are nested deeper than any entry needs.", "Check the brackets and the indentation."),
    "too-many-problems": error(
        "A file, a layer or a variant has so many problems that the rest of it was not checked.",
        "Correct the first problems: many others may follow from them.",
    ),
}
LAYOUT = {
    "stray-file": error("A file belongs to no layer and no variant.", "Move it to `layers/NAME/` or `variants/ID/`."),
    "name-clash": error(
        "A variant has the name of a layer, or a name that the site itself uses, or Windows does not allow a folder of this name.",
        "Give the folder another name.",
    ),
    "misplaced-head": error("A variant has a `layer:` block, or a layer has a `variant:` block.", "Use the other block, or move the file."),
    "missing-head": error("A variant has no `variant:` block.", "Add a `variant.yaml` with its title and the layers that it extends."),
    "duplicate-id": error("Two files of one layer define the same id.", "Merge both entries in one file."),
    "unknown-layer": error("`extends` names a layer that does not exist.", "Name one of the folders in `layers/`."),
    "layer-cycle": error("Layers extend each other in a cycle.", "Remove one of them from the `extends` of another."),
    "unused-file": warning(
        "No data mention a file in the folder `files/` of a variant or a layer, so it is in no site.",
        "Link to it in a text, or delete it.",
        waivable=False,
    ),
    "no-variant": warning(
        "The data have no variants, so a site has no runbooks.",
        "Create one with `runbook new variant ID`, or move the files to `variants/ID/`.",
        waivable=False,
        release=True,
    ),
    "wrong-settings": error(
        "A build refuses the settings in `mkdocs.yml`. Only `runbook check --release` looks for this.",
        "Correct the setting that the message names.",
    ),
    "unknown-version": error(
        "A release must state the last commit that changed each system, and a shallow clone may lack this commit.",
        "Run `git fetch --unshallow`. Build servers clone all commits with `fetch-depth: 0` (GitHub) or `GIT_DEPTH: 0` (GitLab).",
    ),
    "lost-system": error(
        "The newest release in `published/` has a system that the data do not have. Only `runbook check --release` looks for this.",
        'Restore the folder of the system. To publish without it, give the reason: `runbook publish VERSION --because "why"`.',
    ),
    "unread-settings": warning(
        "A project has several settings files, such as `mkdocs.yml` and `mkdocs.yaml`, and MkDocs reads only the first.",
        "Move all settings to one of them, and delete the others.",
        waivable=False,
    ),
}
SHAPE = {
    "unknown-field": error("An entry has a key that does not exist.", "Use the spelling in the help line, or delete the key."),
    "bad-id": error(
        "An id or a folder name does not have the form of an id, or is the name of a field of its entry.",
        "Use lower-case letters, digits and single hyphens, and not the name of a field.",
    ),
    "wrong-shape": error(
        "A field needs a mapping, a list or a single value, and the file has another of the three.", "Write it as the help line shows."
    ),
    "wrong-value": error("A value does not have the form that its field needs.", "Write it as the help line shows."),
    "not-in-prose": error(
        "Prose has what it cannot have: a heading, HTML, a box, a footnote and the like.",
        "Write it as the help line shows. Boxes belong to `items` and `steps`, headings to `title`.",
    ),
    "remove-not-alone": error("An entry with `remove` has other fields.", "Delete the other fields, or delete `remove`."),
    "unset-required": error("`unset` lists a field that the entry needs.", "Set another value, or remove the entry."),
    "cannot-withhold": error(
        "`internal` lists a field that readers always need to see.",
        "Hide the whole entry with `visibility: internal`, or delete the name from the list.",
    ),
    "set-and-unset": error("An entry sets a field and also unsets it.", "Delete one of the two."),
}
MERGING = {
    "needs-because": error("A layer overrides an inherited field without a reason.", "Add `because: why`, or give a new entry another id."),
    "idle-because": error("An entry gives a reason, but changes nothing.", "Delete `because`, or set the field that differs."),
    "no-change": warning("A field is set to the value that it already inherits.", "Delete the line."),
    "null-over-value": error("A field overrides an inherited value with null.", "Drop the field with `unset` and a reason."),
    "nothing-to-override": error(
        "An entry has `because` or `unset`, but no extended layer has an entry of this id.",
        "Correct the id. To add a new entry, delete `because`.",
    ),
    "nothing-to-remove": error("An entry is removed that no extended layer has.", "Correct the id, or delete the removal."),
    "nothing-to-unset": error("`unset` lists a field that has no inherited value.", "Delete the name from the list."),
    "removed-entry": error("A layer changes an entry that an extended layer removes.", "Give the entry another id, or delete these lines."),
    "renamed-id": error("A layer changes an entry by its old id.", "Use the new id."),
    "unknown-neighbour": error(
        "`place` names an entry that is not there, or that is not on the same page.", "Name one of its siblings, or write an address."
    ),
    "place-elsewhere": error(
        "`place` names an entry of another phase or group, or `before` already says where an approval comes.",
        "Name an entry of the same phase and group.",
    ),
    "circular-place": error(
        "Entries are placed after each other, or before each other, in a cycle, so no order is right.", "Delete `place` from one of them."
    ),
    "undecided": error(
        "Two layers that a variant extends conflict, and neither extends the other.", "Decide in the variant, with a reason."
    ),
}
MEANING = {
    "missing-field": error("An entry has no value for a field that it needs.", "Add the field, or remove the entry."),
    "unknown-role": error("A reference names a role that the variant does not have.", "Name one of the keys of `contacts`."),
    "unknown-slo": error("A reference names a target that the variant does not have.", "Name one of the keys of `slos`."),
    "unknown-service": error("A reference names a service that the variant does not have.", "Name one of the keys of `services`."),
    "unknown-phase": error(
        "A reference names a phase that the variant does not have.", "Name one of the keys of `phases`, or give the phase its title."
    ),
    "unknown-group": error("A group is not defined in its phase.", "Name one of the groups of that phase."),
    "unknown-step": error("A way leads to a step that its procedure does not have.", "Name one of the steps of the same procedure."),
    "unknown-item": error("A way leads to an item that its checklist does not have.", "Name one of the items of the same checklist."),
    "unknown-variant": error(
        "A link or a service names a variant that the project does not have.", "Write the name of a folder in `data/variants/`."
    ),
    "wrong-file": error(
        "A file for texts has a name, a type, a size or a content that pages and sheets cannot show.",
        "Rename it, or put another file there: PNG, JPEG, WebP or SVG for pictures, PDF and others for documents.",
    ),
    "unknown-file": error(
        "A text uses a file that neither the variant nor a layer that it extends has.",
        "Put the file into the folder `files/` of the variant or of the layer, or correct its name.",
    ),
    "unknown-address": error("There is no entry at an address.", "Write the address of an entry, such as `procedures.roll-back`."),
    "duplicate-blank": error(
        "Two blanks of a variant have the same id, so nobody knows which of them `<ID>` in a command means.",
        "Give one of them another id. Columns of checklists may have the same ids, because commands do not use them.",
    ),
    "unknown-choice": error(
        "The value of an item in a column is not one of the choices of the column.",
        "Write the id of one of the choices, or add a choice to the column.",
    ),
    "hold-elsewhere": error("An approval holds a list of another phase.", "Give the approval the phase of the list."),
    "removed-reference": error("A reference leads to a removed entry.", "Refer to another entry, or drop the reference with `unset`."),
    "alias-clash": error("An old id or address leads to more than one entry.", "Delete the alias from all but one of them."),
    "unknown-parameter": error(
        "A text uses a parameter that neither the variant nor its layers define.", "Add it to `variant.params`, or correct its name."
    ),
    "blank-as-markup": error(
        "A text uses a blank, such as `<image>`, and has its name as markup or in a pattern too, such as `</image>` or `(?<image>x)`.",
        "Give the blank another id with `runbook rename`, because `<image>` is the blank wherever it is written.",
    ),
    "not-comparable": error(
        "A target, its warning and its alert measure different things.", "Give them the same unit, or units of the same dimension."
    ),
    "alert-stricter": error(
        "An alert fires while its target is still met.", "Set the alert to a value that misses the target.", waivable=True
    ),
    "late-warning": error(
        "The warning of a target is not raised before its alert, so nobody is warned in time.",
        "Set `warn` to a value that is reached before `alert`, or exchange the two.",
        waivable=True,
    ),
    "crowded-checklist": warning(
        "A checklist has more than nine items, which is more than people keep in mind at one pause.",
        "Split the checklist at a natural pause, or group related items as children of one of them.",
    ),
}
# Problems that are reported only for a release: while people write a runbook, they know what is still missing.
RELEASING = {
    "nobody-to-call": error(
        "No contact has a name, phone, mail address or channel, so the emergency card names nobody to call.",
        "Add a contact, or enter how a contact can be reached.",
        waivable=True,
    ),
    "no-way-back": error(
        "The rollback phase has no procedure and no checklist that people read and do, so nobody can roll back by the runbook.",
        "Add a procedure with `phase: rollback`. If nothing can be rolled back, write `phases: {rollback: {remove: why}}`.",
        waivable=True,
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
    "long-waiver": warning(
        "The last day of a waiver is more than a year away, so nobody looks at the problem again.",
        "Set `until` to a day within a year.",
        waivable=False,
    ),
    "idle-waiver": warning("The rule of a waiver reports nothing there, so the waiver is unused.", "Delete the waiver.", waivable=False),
}
# Problems that only the composed and typeset site shows; `runbook check --release` finds them.
COMPOSING = {
    "unprintable-sheet": warning(
        "The typesetter fails to make the PDF of a sheet. The sheet is made as HTML and Markdown.",
        "Print the HTML sheet from a browser. Please report the message of the typesetter.",
        waivable=False,
    ),
    "long-card": warning(
        "An emergency card does not fit on the two sides of one sheet of paper, even in the smallest type.",
        "Shorten its texts, or move contacts and commands that nobody needs in an emergency elsewhere.",
        waivable=False,
    ),
    "internal-text": error(
        "A file of a public site contains a text that the data mark as internal.",
        "Reword the public text, or remove the mark in the data if the text may be public.",
    ),
}
# Records of runs, which are read beside the data.
RECORDS = {
    "unreadable-run": error(
        "The file after `--open` is not a run, or it was damaged on its way. The pages export runs with `Export as JSON`.",
        "Export the run again, and send the file as an attachment, because chats and editors may change a text.",
    ),
    "wrong-sheet": error(
        "A sheet that somebody typed for `runbook run add --from-sheet` lacks something, contradicts itself, or does not fit the release.",
        "Correct the file at this place, and add it again.",
    ),
    "unreadable-record": warning(
        "A file in `runs/` is not a record, or somebody edited it. Pages and findings do without it, and `runbook run verify` fails.",
        "Get the file back from git, or add the run with `runbook run add`: it names the file, and the records before it.",
        waivable=False,
    ),
}
# The steps of processing, in the order of the reference page, with the problems that each step finds.
WRITTEN_STAGES = {
    "Reading a file": READING,
    "Folders and layers": LAYOUT,
    "The shape of entries": SHAPE,
    "Merging layers": MERGING,
    "The merged runbook": MEANING,
    "Good practice": PRACTICE,
    "Before a release": RELEASING,
    "Waivers": WAIVING,
    "Composing and printing": COMPOSING,
    "Records of runs": RECORDS,
}
WRITTEN_CODES = {name: code for codes in WRITTEN_STAGES.values() for name, code in codes.items()}
READER_CODES = READING.keys() - {"too-many-problems"}
RULES = tuple(name for name, code in WRITTEN_CODES.items() if code.waivable)
