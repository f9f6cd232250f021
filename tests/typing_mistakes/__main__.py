"""Print the figures of the thousand edits as a Markdown table: `python -m tests.typing_mistakes`."""

from tests.typing_mistakes.judging import table

print(table(), end="")  # noqa: T201 - this is what the command is for
