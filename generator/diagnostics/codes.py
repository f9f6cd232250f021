"""The kinds of problems that are written down by their codes, in the order in which data meets them: the cause, and the fix.

`code_table` adds those that follow from the model.
"""

from __future__ import annotations

from generator.diagnostics.code_types import DiagnosticCode, Stage
from generator.diagnostics.lint_rules import PRACTICE, WAIVING

READING = Stage(
    "Reading a file",
    (
        DiagnosticCode("unreadable-file", "The system does not let the file be read.", "Mend its permissions, or remove it."),
        DiagnosticCode("outside-project", "A link leads out of the project's folder.", "Put a copy of the file in the place of the link."),
        DiagnosticCode("too-large", "A file is larger than a mebibyte.", "Split it: any file of a layer may hold any part of it."),
        DiagnosticCode("not-utf-8", "A file holds bytes that are not UTF-8.", "Save the file as UTF-8."),
        DiagnosticCode(
            "control-character",
            "A character stands in the file that nobody sees, that turns a line around, or that breaks lines where editors do not.",
            "Delete it, or type the character that was meant.",
        ),
        DiagnosticCode(
            "yaml-syntax",
            "A line is no YAML.",
            "Follow the help line; most often a text must be quoted or a line aligned with its neighbours.",
        ),
        DiagnosticCode(
            "open-quote", "A quote is not closed on its line, so that it swallows the lines below.", "Close it; for a long text use `>-`."
        ),
        DiagnosticCode(
            "stray-quote",
            "A double quote stands in a text without a partner: most often the one that opened or closed it was lost.",
            "Delete it, or write its partner; one that is meant goes with the whole value into single quotes.",
        ),
        DiagnosticCode(
            "block-scalar",
            "A value begins with `>` or `|`, which in YAML opens a block of text, where one line is expected.",
            "Quote the value, or write a comparison in words: `over 5%`.",
        ),
        DiagnosticCode(
            "comment-cut", "A text is cut off, since ` #` begins a comment.", "Quote the text, or put a space after the `#` of a comment."
        ),
        DiagnosticCode(
            "flow-comma",
            "A key without a value stands inside `{ }`: most often the rest of a text that a comma cut in two.",
            "Quote the whole text, or write the entry on lines of its own.",
        ),
        DiagnosticCode("bare-braces", "A value begins with `{{`, which YAML takes for a mapping.", "Quote the whole value."),
        DiagnosticCode(
            "anchor-or-alias",
            "A value begins with `&` or `*`, which make it an anchor or an alias.",
            "Quote the text; what is shared is put into a layer that both extend.",
        ),
        DiagnosticCode(
            "tag", "A value begins with `!`, which makes it a tag, or the file has a directive.", "Quote the text, or delete the directive."
        ),
        DiagnosticCode("merge-key", "`<<` stands as a key.", "Put what is shared into a layer and extend it."),
        DiagnosticCode("duplicate-key", "A key stands twice in one mapping.", "Keep one of them, or give the second its own id."),
        DiagnosticCode("several-documents", "A second YAML document begins in the file.", "Delete the `---`, or make two files."),
        DiagnosticCode("too-deep", "Values are nested deeper than any entity needs.", "Check the brackets and the indentation."),
        DiagnosticCode(
            "too-many-problems",
            "A file, a layer or a variant has so many problems that the rest of it was not looked at.",
            "Mend the first of them: many of the rest may follow from it.",
        ),
    ),
)
LAYOUT = Stage(
    "Folders and layers",
    (
        DiagnosticCode("stray-file", "A file belongs to no layer and no variant.", "Move it to `layers/NAME/` or `variants/ID/`."),
        DiagnosticCode("name-clash", "A layer and a variant have the same name.", "Rename one of the two folders."),
        DiagnosticCode(
            "misplaced-head", "`layer:` stands in a variant's folder, or `variant:` in a layer's.", "Write the other, or move the file."
        ),
        DiagnosticCode(
            "missing-head", "A variant has no `variant:` block.", "Add a `variant.yaml` that says its title and what it extends."
        ),
        DiagnosticCode("duplicate-id", "An id stands twice in one layer, over two files.", "Bring both together in one file."),
        DiagnosticCode("unknown-layer", "A layer is extended that does not exist.", "Name one of the folders of `layers/`."),
        DiagnosticCode("layer-cycle", "Layers extend each other in a circle.", "Take one of them out of the other's `extends`."),
    ),
)
SHAPE = Stage(
    "The shape of entries",
    (
        DiagnosticCode("unknown-field", "A key is none that the entry can have.", "Spell it as the help line offers, or delete it."),
        DiagnosticCode(
            "bad-id",
            "An id or a folder's name is not of the form of an id, or is called like a field of its entry.",
            "Use lower-case letters, digits and single hyphens, and no field's name.",
        ),
        DiagnosticCode(
            "wrong-shape",
            "A mapping, a list or a single value stands where another of them is expected.",
            "Write it as the help line says.",
        ),
        DiagnosticCode("wrong-value", "A value is not of the form that its field takes.", "Write it as the help line says."),
        DiagnosticCode("remove-not-alone", "An entry that is removed has other fields.", "Delete the other fields, or delete `remove`."),
        DiagnosticCode("unset-required", "A field is unset that the entry cannot be without.", "Set another value, or remove the entry."),
        DiagnosticCode(
            "cannot-withhold",
            "`internal` names a field without which the entry could not be shown.",
            "Hide the whole entry with `visibility: internal`, or take the name from the list.",
        ),
        DiagnosticCode("set-and-unset", "A field is set and unset in one entry.", "Keep one of the two."),
    ),
)
MERGING = Stage(
    "Merging layers",
    (
        DiagnosticCode(
            "needs-because",
            "An entry of a layer below is changed without a reason.",
            "Add `because: why`, or give a new entry an id of its own.",
        ),
        DiagnosticCode("idle-because", "A reason is given and nothing is changed.", "Delete it, or set the field that differs."),
        DiagnosticCode("no-change", "A field is set to the value that it has below already.", "Delete the line.", "warning", waivable=True),
        DiagnosticCode("null-over-value", "A value is overridden with null.", "Drop it with `unset` and a reason."),
        DiagnosticCode(
            "nothing-to-override",
            "A reason is given for an entry that no layer below has.",
            "Correct the id; or delete `because` to add the entry.",
        ),
        DiagnosticCode("nothing-to-remove", "An entry is removed that no layer below has.", "Correct the id, or delete the removal."),
        DiagnosticCode("nothing-to-unset", "A field is unset that has no value below.", "Delete it from the list."),
        DiagnosticCode(
            "removed-entry", "An entry is changed that a layer below has removed.", "Give the entry an id of its own, or delete the lines."
        ),
        DiagnosticCode("renamed-id", "An entry is changed by an id that it had before.", "Use its new id."),
        DiagnosticCode(
            "unknown-neighbour", "An entry is placed after or before one that does not stand beside it.", "Name one of its siblings."
        ),
        DiagnosticCode(
            "undecided",
            "Two layers that a variant extends differ, and neither extends the other.",
            "Decide in the variant, with a reason.",
        ),
    ),
)
MEANING = Stage(
    "The merged runbook",
    (
        DiagnosticCode("missing-field", "An entry lacks what it is meaningless without.", "Give it the field, or remove the entry."),
        DiagnosticCode("unknown-role", "A role is none of the variant's contacts.", "Name one of the keys of `contacts`."),
        DiagnosticCode("unknown-slo", "A target is none of the variant's.", "Name one of the keys of `slos`."),
        DiagnosticCode("unknown-service", "A service is none of the variant's.", "Name one of the keys of `services`."),
        DiagnosticCode(
            "unknown-phase", "A phase is none that the variant has.", "Name one of the keys of `phases`, or give the phase its title."
        ),
        DiagnosticCode("unknown-group", "A group is none of its phase.", "Name one of the groups of that phase."),
        DiagnosticCode(
            "unknown-step", "A choice leads to a step that its procedure does not have.", "Name one of the steps of the same procedure."
        ),
        DiagnosticCode(
            "unknown-address", "Nothing stands at an address.", "Write the address of an entry, such as `procedures.roll-back`."
        ),
        DiagnosticCode(
            "removed-reference", "A reference leads to an entry that is removed.", "Refer to another, or drop the reference with `unset`."
        ),
        DiagnosticCode("alias-clash", "An old id or address leads to more than one entry.", "Delete the alias from one of them."),
        DiagnosticCode(
            "unknown-parameter",
            "A text uses a parameter that the variant does not have.",
            "Add it to `variant.params`, or correct its name.",
        ),
        DiagnosticCode(
            "not-comparable", "A target and its alert measure different things.", "Give both the same unit, or units of one dimension."
        ),
        DiagnosticCode(
            "alert-stricter",
            "An alert fires while its target is still met.",
            "Let the alert lie on the bad side of its target.",
            waivable=True,
        ),
        DiagnosticCode(
            "crowded-checklist",
            "A checklist has more than nine items: more than anyone holds in mind at one pause.",
            "Divide it at a natural pause into two checklists, or put items that belong together below one of them.",
            "warning",
            waivable=True,
        ),
    ),
)
WRITTEN_STAGES = (READING, LAYOUT, SHAPE, MERGING, MEANING, PRACTICE, WAIVING)
READER_CODES = frozenset(code.name for code in READING.codes) - {"too-many-problems"}
RULES = tuple(code.name for stage in WRITTEN_STAGES for code in stage.codes if code.waivable)
