"""Words of any length and script on a phone: no page is wider than the screen, and each text has its own direction."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.built_site.page_kinds import serve
from tests.built_site.shared_builds import runbook

pytestmark = pytest.mark.browser

WIDTH = 390
LONG = "Rechtsschutzversicherungsgesellschaftenangestelltenbetriebsratsvorsitzendenwahlkommission"
DATA = f"""\
variant: {{title: {LONG}, summary: نظام الرسائل للمدارس, language: ar}}
phases: {{prepare: {{title: التحضير}}, deploy-day: {{title: يوم النشر}}}}
contacts: {{dba: {{title: {LONG}, email: {"long" * 20}@{"host" * 12}.tld}}}}
services:
  db: {{title: {LONG}, provider: {LONG}, status-page: https://{"status" * 9}.tld/{"path" * 20}, needs: [queue]}}
  queue: {{title: طابور الرسائل}}
slos:
  latency: {{title: {LONG}, kind: technical, percentile: 95, target: under 1234567.123456 ms, alert: over 9876543.123456 ms}}
  users: {{title: ব্যবহারকারী, kind: business, target: at least 1234567890123 users per day}}
severities: {{p0: {{title: {LONG}, respond-within: immediately, escalation: {LONG}}}}}
commands: {{deploy: {{title: {LONG}, run: ./deploy --tag=<previous-commit> --name={LONG}, group: {LONG}}}}}
triggers: {{errors: {{text: {LONG}, mode: manual, action: {LONG}}}}}
sign-offs: {{lead: {{title: {LONG}, group: {LONG}}}}}
checklists:
  list:
    phase: deploy-day
    title: {LONG}
    at: T-2h
    items:
      word: {{text: {LONG}, blocking: true, role: dba}}
      mixed: يتم التحقق من `kubectl get pods` ثم المتابعة
      bengali: {{text: বার্তা পাঠানো হয়েছে, run: echo {LONG}, expect: {LONG}}}
"""

ARABIC = """\
variant: {title: المدرسة, language: ar}
phases: {prepare: {title: التحضير}}
passages:
  where:
    phase: prepare
    title: أين
    about: |
      هذه القائمة مُصممة لضمان جاهزية HADEROS للتدقيق.

      - **Ask first**: in English
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("long")
    (root / "data/variants/long").mkdir(parents=True)
    (root / "data/variants/long/variant.yaml").write_text(DATA, encoding="utf-8")
    (root / "data/variants/arabic").mkdir()
    (root / "data/variants/arabic/variant.yaml").write_text(ARABIC, encoding="utf-8")
    (root / "docs").mkdir()
    (root / "docs/writing.md").write_text("# Writing\n", encoding="utf-8")
    theme = "theme: {name: material, font: false}\nmarkdown_extensions: [attr_list, tables, admonition]\n"
    (root / "mkdocs.yml").write_text(f"site_name: Long\nuse_directory_urls: false\nplugins: [runbook]\n{theme}", encoding="utf-8")
    runbook("--project", str(root), "build", "--site-dir", str(root / "site"))
    return root / "site"


def test_no_page_is_wider_than_a_phone(built: Path, browser: Browser) -> None:
    context = browser.new_context(viewport={"width": WIDTH, "height": 844}, service_workers="block")
    page = context.new_page()
    pages = [path.relative_to(built).as_posix() for path in sorted(built.rglob("*.html")) if path.parent.name != "sheets"]
    assert len(pages) > 20
    wide = {}
    with serve(built) as address:
        for path in pages:
            page.goto(f"{address}/{path}")
            width = page.evaluate("document.documentElement.scrollWidth")
            if width > WIDTH:
                wide[path] = width
        page.goto(f"{address}/long/deploy-day/index.html")
        ways = {
            item.strip()[:6]: way
            for item, way in page.locator(".rb-item label").evaluate_all(
                'all => all.map(one => [one.innerText.trim().replace(/^[A-Z]+\\d+ /, ""), getComputedStyle(one).direction])'
            )
        }
        page.goto(f"{address}/arabic/prepare/index.html")
        prose = page.locator(".rb-prose p").first.evaluate("one => getComputedStyle(one).direction")
    context.close()
    assert wide == {}
    assert prose == "rtl"
    assert ways == {LONG[:6]: "ltr", "يتم ال": "rtl", "বার্তা": "ltr"}
