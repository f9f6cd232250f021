"""Write the quality report as CSV for a spreadsheet: one row for each variant, numbers before names."""

from __future__ import annotations

import csv
import io

from generator.model.variant import STATES, short_form
from generator.report.quality_wording import QualityReport, contact, gap

# A spreadsheet reads a cell that begins with one of these as a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def to_csv(report: QualityReport) -> str:
    """Return the report with a head line, as in RFC 4180. Several values in one cell are separated by `; `."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    counted = list(report.qualities[0][1].counts) if report.qualities else []
    head = ["variant", "title", *counted, "not-defined", "unassigned", "reviewed", "review-every", "review-due", "review-overdue"]
    head += ["tasks", "without-role", *STATES, "waivers", "waivers-ended"]
    writer.writerow([*head, "not-defined-names", "unassigned-names", "waiver-names"])
    for variant, one in report.qualities:
        row: list[object] = [one.id, _text(one.title), *one.counts.values(), len(one.gaps), len(one.unassigned)]
        row += [one.reviewed, one.review_every, one.review_due, "yes" if one.overdue else "no"]
        row += [one.tasks, len(one.without_role), *(one.distance[state] for state in STATES)]
        row += [len(one.waived), sum(each.ended for each in one.waived)]
        row.append(_text("; ".join(gap(key, variant) for key in one.gaps)))
        row.append(_text("; ".join(contact(address, variant) for address in one.unassigned)))
        row.append("; ".join(f"{each.rule} {short_form(each.address)} until {each.until}" for each in one.waived))
        writer.writerow(row)
    return stream.getvalue()


def _text(text: str) -> str:
    """Return a text from the data for a cell. An apostrophe keeps a spreadsheet from reading the text as a formula."""
    return f"'{text}" if text.startswith(FORMULA) else text
