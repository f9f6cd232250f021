"""Print the figures of the thousand edits as a Markdown table: `python -m tests.edits`."""

from tests.edits.judging import table

print(table(), end="")  # noqa: T201 - this is what the command is for
