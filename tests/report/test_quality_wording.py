"""The quality report as Markdown, JSON and CSV with the same figures.

Also tests `quality_csv`, `quality_json` and `quality_markdown`.
"""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import date

from generator.checks.completeness import Waived, quality_of
from generator.report.quality_csv import to_csv
from generator.report.quality_json import to_json
from generator.report.quality_markdown import to_markdown
from generator.report.quality_wording import QualityReport, gap, review
from tests.markdown_reader import tokens
from tests.site_sample import outcome

TODAY = date(2026, 11, 20)
VARIANTS = tuple(outcome().variants.values())
REPORT = QualityReport(tuple((one, quality_of(one, TODAY)) for one in VARIANTS), ("wiki",), TODAY, "0123456789abcdef")
FORUM = """\
## Forum

- Contains 4 boxes, 0 of them blocking; checklists 1, contacts 1
- Not defined: severities, triggers, services, targets, commands, sign-offs, announcements, blanks to fill in, notes, \
phase Deployment day, phase Follow-up, phase Operate, phase Roll back, phase Incident, document owner, date of the last review
- Contacts unassigned: Lead
- Reviewed: never
- Items and steps without a role: 4 of 4
- Waivers:
  - `crowded-checklist` for phases.prepare, until 2027-01-31: it is done in two sittings
  - `out-of-order` for phases.prepare.groups.week-before, until 2027-01-31: it is written last
  - `empty-group` for phases.prepare.groups.day-before, until 2027-02-28: a system may need nothing then
  - `overlap` for phases.deploy-day, until 2027-02-28: two people work at once
- Distance from the shared layers: 12 inherited, 2 added, 0 overridden, 2 removed
"""


def test_markdown_has_a_table_and_a_section_for_each_variant() -> None:
    output = to_markdown(REPORT)
    assert output.startswith("# Data quality\n\nAs of 2026-11-20, commit 0123456789ab.\n\nLeft out because of errors: wiki.")
    assert FORUM in output
    assert sum(token.type == "tr_open" for token in tokens(output)) == 3
    assert "| Shop & Co | 33 | 0 | 1 of 4 | 2026-01-01, overdue since 2026-04-01 | " in output


def test_json_has_every_figure_with_its_addresses() -> None:
    output = json.loads(to_json(REPORT))
    assert (output["format"], output["today"], output["commit"], output["left-out"]) == (1, "2026-11-20", "0123456789abcdef", ["wiki"])
    shop = output["variants"]["shop"]
    assert shop["unassigned"] == ["contacts.dba"]
    assert shop["review"] == {"reviewed": "2026-01-01", "every": "90 days", "due": "2026-04-01", "overdue": True}
    assert "checklists.daily.items.errors" in shop["without-role"]
    assert shop["distance"].keys() == {"inherited", "added", "overridden", "removed"}
    assert output["variants"]["forum"]["review"] == {"reviewed": None, "every": None, "due": None, "overdue": False}


def test_csv_has_a_row_for_each_variant() -> None:
    forum, shop = csv.DictReader(io.StringIO(to_csv(REPORT)))
    assert (forum["variant"], forum["title"], forum["boxes"], forum["review-overdue"]) == ("forum", "Forum", "4", "no")
    assert (shop["reviewed"], shop["review-due"], shop["review-overdue"]) == ("2026-01-01", "2026-04-01", "yes")
    assert (shop["unassigned"], shop["unassigned-names"], shop["not-defined"]) == ("1", "Database admin", "0")
    assert forum["not-defined-names"].startswith("severities; triggers; ")


WAIVED = (
    Waived("variant", "no-alert", "nobody is *called*", date(2026, 11, 19), ended=True),
    Waived("services.queue", "no-status-page", "it has none", date(2026, 11, 20), ended=False),
)


def test_waivers_are_listed_with_their_last_day() -> None:
    variant, quality = REPORT.qualities[1]
    report = replace(REPORT, qualities=((variant, replace(quality, waived=WAIVED)),))
    assert (
        "- Waivers:\n"
        "  - `no-alert` for variant, ended on 2026-11-19: nobody is \\*called\\*\n"
        "  - `no-status-page` for services.queue, until 2026-11-20: it has none\n"
    ) in to_markdown(report)
    assert json.loads(to_json(report))["variants"][variant.id]["waivers"] == [
        {"address": "variant", "rule": "no-alert", "because": "nobody is *called*", "until": "2026-11-19", "ended": True},
        {"address": "services.queue", "rule": "no-status-page", "because": "it has none", "until": "2026-11-20", "ended": False},
    ]
    (row,) = csv.DictReader(io.StringIO(to_csv(report)))
    assert (row["waivers"], row["waivers-ended"]) == ("2", "1")
    assert row["waiver-names"] == "no-alert variant until 2026-11-19; no-status-page services.queue until 2026-11-20"


def test_no_text_of_the_data_becomes_a_formula_in_a_spreadsheet() -> None:
    variant, quality = REPORT.qualities[0]
    hostile = replace(REPORT, qualities=((variant, replace(quality, title='=HYPERLINK("x")')),))
    (row,) = csv.DictReader(io.StringIO(to_csv(hostile)))
    assert row["title"] == '\'=HYPERLINK("x")'


def test_texts_of_the_data_are_not_markup() -> None:
    variant, quality = REPORT.qualities[0]
    output = to_markdown(replace(REPORT, qualities=((variant, replace(quality, title="<b> | *a* #")),)))
    assert sum(token.type == "tr_open" for token in tokens(output)) == 2
    assert "<b>" not in output.replace("\\<b", "")


def test_a_report_without_variants_is_valid() -> None:
    nothing = QualityReport((), (), TODAY, "")
    assert to_markdown(nothing) == "# Data quality\n\nAs of 2026-11-20.\n"
    assert json.loads(to_json(nothing))["variants"] == {}
    assert to_csv(nothing).startswith("variant,title,not-defined,")


def test_labels() -> None:
    forum, shop = VARIANTS
    assert [gap(key, shop) for key in ("slos", "contacts", "owner", "phase rollback")] == [
        "targets",
        "contacts",
        "document owner",
        "phase Roll back",
    ]
    assert review(quality_of(forum, TODAY)) == "never"
    assert review(quality_of(shop, date(2026, 2, 1))) == "2026-01-01, due 2026-04-01"
