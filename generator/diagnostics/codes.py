"""The codes of problems, in processing order, each with its cause and its fix.

`generator.model.code_table` adds the codes of references, which follow from the model.
"""

from __future__ import annotations

from generator.diagnostics.code_types import error, stage, warning
from generator.diagnostics.lint_rules import PRACTICE, WAIVING

READING = stage(
    "Reading a file",
    error("unreadable-file", "The operating system does not allow the file to be read.", "Correct its permissions, or remove it."),
    error("outside-project", "A symbolic link leads out of the project folder.", "Replace the link with a copy of the file."),
    error("too-large", "A file is larger than one mebibyte.", "Split it: each file of a layer may contain any part of it."),
    error("not-utf-8", "A file contains bytes that are not UTF-8.", "Save the file as UTF-8."),
    error(
        "control-character",
        "A character is invisible, changes the writing direction, or breaks a line where editors do not.",
        "Delete it, or type the character that you meant.",
    ),
    error("yaml-syntax", "A line is not valid YAML.", "Follow the help line. Most often a text needs quotes, or a line other indentation."),
    error(
        "open-quote", "A quote is not closed on its line, so the next lines become part of the text.", "Close it. Use `>-` for long texts."
    ),
    error(
        "stray-quote",
        "A text contains a single double quote: most often its partner was deleted.",
        "Delete it, or add its partner. To keep it, put the whole value into single quotes.",
    ),
    error(
        "block-scalar",
        "A one-line value begins with `>` or `|`, which in YAML starts a block of text.",
        "Quote the value, or write the comparison in words: `over 5%`.",
    ),
    error(
        "comment-cut", "A text ends too early because ` #` starts a comment.", "Quote the text, or put a space after the `#` of a comment."
    ),
    error(
        "flow-comma",
        "A key inside `{ }` has no value: most often a comma cut a text in two.",
        "Quote the whole text, or write the entry on several lines.",
    ),
    error("bare-braces", "A value begins with `{{`, which YAML reads as a mapping.", "Quote the whole value."),
    error(
        "anchor-or-alias",
        "A value begins with `&` or `*`, which YAML reads as an anchor or an alias.",
        "Quote the text. To share a value, put it into a layer that both variants extend.",
    ),
    error(
        "tag",
        "A value begins with `!`, which YAML reads as a tag, or the file has a directive.",
        "Quote the text, or delete the directive.",
    ),
    error("merge-key", "The file uses the YAML merge key `<<`.", "Put shared values into a layer, and extend that layer."),
    error("duplicate-key", "A mapping has the same key twice.", "Delete one of them, or give the second another id."),
    error("several-documents", "The file contains a second YAML document.", "Delete the `---`, or split the file in two."),
    error("too-deep", "Values are nested deeper than any entry needs.", "Check the brackets and the indentation."),
    error(
        "too-many-problems",
        "A file, a layer or a variant has so many problems that the rest of it was not checked.",
        "Correct the first problems: many others may follow from them.",
    ),
)
LAYOUT = stage(
    "Folders and layers",
    error("stray-file", "A file belongs to no layer and no variant.", "Move it to `layers/NAME/` or `variants/ID/`."),
    error("name-clash", "A layer and a variant have the same name.", "Rename one of the two folders."),
    error("misplaced-head", "A variant has a `layer:` block, or a layer has a `variant:` block.", "Use the other block, or move the file."),
    error("missing-head", "A variant has no `variant:` block.", "Add a `variant.yaml` with its title and the layers that it extends."),
    error("duplicate-id", "Two files of one layer define the same id.", "Merge both entries in one file."),
    error("unknown-layer", "`extends` names a layer that does not exist.", "Name one of the folders in `layers/`."),
    error("layer-cycle", "Layers extend each other in a cycle.", "Remove one of them from the `extends` of another."),
)
SHAPE = stage(
    "The shape of entries",
    error("unknown-field", "An entry has a key that does not exist.", "Use the spelling in the help line, or delete the key."),
    error(
        "bad-id",
        "An id or a folder name does not have the form of an id, or is the name of a field of its entry.",
        "Use lower-case letters, digits and single hyphens, and not the name of a field.",
    ),
    error("wrong-shape", "A mapping, a list or a single value is used in place of another of them.", "Write it as the help line shows."),
    error("wrong-value", "A value does not have the form that its field needs.", "Write it as the help line shows."),
    error("remove-not-alone", "An entry with `remove` has other fields.", "Delete the other fields, or delete `remove`."),
    error("unset-required", "`unset` lists a field that the entry needs.", "Set another value, or remove the entry."),
    error(
        "cannot-withhold",
        "`internal` lists a field that readers always need to see.",
        "Hide the whole entry with `visibility: internal`, or delete the name from the list.",
    ),
    error("set-and-unset", "An entry sets a field and also unsets it.", "Delete one of the two."),
)
MERGING = stage(
    "Merging layers",
    error("needs-because", "A layer overrides an inherited field without a reason.", "Add `because: why`, or give a new entry another id."),
    error("idle-because", "An entry gives a reason, but changes nothing.", "Delete `because`, or set the field that differs."),
    warning("no-change", "A field is set to the value that it already inherits.", "Delete the line."),
    error("null-over-value", "A field overrides an inherited value with null.", "Drop the field with `unset` and a reason."),
    error(
        "nothing-to-override",
        "An entry has `because` or `unset`, but no extended layer has an entry of this id.",
        "Correct the id. To add a new entry, delete `because`.",
    ),
    error("nothing-to-remove", "An entry is removed that no extended layer has.", "Correct the id, or delete the removal."),
    error("nothing-to-unset", "`unset` lists a field that has no inherited value.", "Delete it from the list."),
    error("removed-entry", "A layer changes an entry that an extended layer removes.", "Give the entry another id, or delete these lines."),
    error("renamed-id", "A layer changes an entry by its old id.", "Use the new id."),
    error("unknown-neighbour", "`place` names an entry that is not in the same collection.", "Name one of its siblings."),
    error(
        "undecided", "Two layers that a variant extends conflict, and neither extends the other.", "Decide in the variant, with a reason."
    ),
)
MEANING = stage(
    "The merged runbook",
    error("missing-field", "An entry has no value for a field that it needs.", "Add the field, or remove the entry."),
    error("unknown-role", "A role is not one of the variant's contacts.", "Name one of the keys of `contacts`."),
    error("unknown-slo", "A target is not one of the variant's.", "Name one of the keys of `slos`."),
    error("unknown-service", "A service is not one of the variant's.", "Name one of the keys of `services`."),
    error("unknown-phase", "A phase is not one of the variant's.", "Name one of the keys of `phases`, or give the phase its title."),
    error("unknown-group", "A group is not defined in its phase.", "Name one of the groups of that phase."),
    error("unknown-step", "A choice leads to a step that its procedure does not have.", "Name one of the steps of the same procedure."),
    error("unknown-address", "There is no entry at an address.", "Write the address of an entry, such as `procedures.roll-back`."),
    error("removed-reference", "A reference leads to a removed entry.", "Refer to another entry, or drop the reference with `unset`."),
    error("alias-clash", "An old id or address leads to more than one entry.", "Delete the alias from all but one of them."),
    error(
        "unknown-parameter",
        "A text uses a parameter that the variant does not define.",
        "Add it to `variant.params`, or correct its name.",
    ),
    error("not-comparable", "A target and its alert measure different things.", "Give both the same unit, or units of the same dimension."),
    error(
        "alert-stricter", "An alert fires while its target is still met.", "Set the alert to a value that misses the target.", waivable=True
    ),
    warning(
        "crowded-checklist",
        "A checklist has more than nine items, which is more than people keep in mind at one pause.",
        "Split the checklist at a natural pause, or group related items as children of one of them.",
    ),
)
WRITTEN_STAGES = (READING, LAYOUT, SHAPE, MERGING, MEANING, PRACTICE, WAIVING)
WRITTEN_CODES = {code.name: code for stage in WRITTEN_STAGES for code in stage.codes}
READER_CODES = frozenset(code.name for code in READING.codes) - {"too-many-problems"}
RULES = tuple(code.name for code in WRITTEN_CODES.values() if code.waivable)
