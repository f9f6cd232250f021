"""The speed of importing Markdown, as a multiple of parsing the same documents with markdown-it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

from markdown_it import MarkdownIt

from generator.cli.import_run import import_documents
from generator.imports.draft import ImportOptions
from generator.project.document_files import Documents
from tests.bench.figures import Figure, times
from tests.bench.measure import ratio

SIZES = (1, 10)  # megabytes
SECTION = """
## {n}. Before the deployment

Read this first. **Nobody** deploys during a match, see [the plan](https://plans.test/{n}).

- [ ] A backup {n} of today exists
- [ ] The `cache-{n}` is warm:
  ```bash
  cache warm --all --part {n}
  cache ask
  ```
  - [ ] Pressure: over 1.{n} bar | Actual: _____ bar
  - Ask the desk of hall {n} for the key
- [x] Lamps of row {n} are on

> [!WARNING]
> The old host {n} answers for a day.

### {n}.1 Who is where

| Hall | Lead | State | Notes |
|------|------|-------|-------|
| North {n} | Ida | open | at the door |
| South {n} | | | ______ |

### {n}.2 Back to the old state

1. Stop the queue {n}
2. Put the backup of hall {n} back

   ```sql
   select {n} from halls;
   ```
3. Start the queue {n}

The code of hall {n} is at the desk. It is changed each month; whoever changes it
says so in the log of the hall, with the date and the reason.
"""


def document(megabytes: float) -> bytes:
    """Return a document of many sections, each with other texts."""
    sections = ["# The halls\n\nWhat to do before and after a match.\n"]
    size = 0
    while size < megabytes * 1e6:
        sections.append(SECTION.format(n=len(sections)))
        size += len(sections[-1])
    return "".join(sections).encode()


def import_figures(_folder: Path) -> Iterator[Figure]:
    """Importing a document: reading, placing, writing YAML, checking it, composing the book, and looking for each line in it."""
    parser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    seconds: list[float] = []
    for size in SIZES:
        data = document(size)
        documents = Documents({"halls.md": data}, {"halls.md": Path("halls.md")})

        def parse(data: bytes = data) -> None:
            parser.parse(data.decode())

        def import_it(documents: Documents = documents) -> None:
            import_documents(documents, ImportOptions())

        found = ratio(import_it, parse, 3 if size == 1 else 1, time.process_time)  # other work on the machine does not count
        seconds.append(found.seconds)
        yield Figure(f"import and read back a document of {size} MB / parse it with markdown-it", times(found.median), "at most 6")
    yield Figure("seconds a megabyte of a document of 10 MB / of 1 MB", times(seconds[1] / seconds[0] / 10), "at most 1.2")
