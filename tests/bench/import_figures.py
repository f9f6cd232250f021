"""The speed of importing Markdown, as a multiple of parsing the same documents with markdown-it."""

from __future__ import annotations

import gc
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from markdown_it import MarkdownIt

from generator.cli.import_run import import_documents
from generator.imports.draft import ImportOptions
from generator.project.document_files import Documents
from tests.bench.figures import Figure, times

SIZES = {1: 3, 10: 1}  # megabytes, with the number of rounds
SMALL = 0.001
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
    seconds: list[float] = []
    for size, rounds in SIZES.items():
        found = [measured(size) for _ in range(rounds)]
        seconds.append(statistics.median(one for one, _, _ in found))
        times_longer = statistics.median(one / other for one, other, _ in found)
        yield Figure(f"import and read back a document of {size} MB / parse it with markdown-it", times(times_longer), "at most 6")
    yield Figure(
        f"peak memory of an import / bytes of a document of {size} MB", times(statistics.median(one for _, _, one in found) / size)
    )
    yield Figure("seconds a megabyte of a document of 10 MB / of 1 MB", times(seconds[1] / seconds[0] / 10), "at most 1.2")


def measured(megabytes: int) -> tuple[float, float, float]:
    """Return the processor seconds of an import and of a bare parse, and the megabytes that both need, in a new interpreter.

    So an import meets each text for the first time.
    """
    done = subprocess.run([sys.executable, "-m", __spec__.name, str(megabytes)], check=True, capture_output=True, text=True)
    imported, parsed, needed = map(float, done.stdout.split())
    return imported, parsed, needed


def measure(megabytes: int) -> None:
    """Print the processor seconds of an import and of a bare parse, and the megabytes that both need.

    A small document comes first, which loads all modules.
    """
    parser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    before = 0
    for size in (SMALL, megabytes):
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        data = document(size)
        gc.unfreeze()  # an import spares the collector what is loaded, and a bare parse has no such help
        gc.collect()
        start = time.process_time()
        parser.parse(data.decode())
        parsed = time.process_time()
        import_documents(Documents({"halls.md": data}, {"halls.md": Path("halls.md")}), ImportOptions())
        imported = time.process_time()
    needed = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    sys.stdout.write(f"{imported - parsed} {parsed - start} {needed / 1024}\n")


if __name__ == "__main__":
    measure(int(sys.argv[1]))
