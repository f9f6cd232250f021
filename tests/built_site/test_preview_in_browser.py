"""The live preview in a browser: an error appears on the open page and disappears when it is fixed."""

from __future__ import annotations

import signal
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.cli.test_serve_command import command, wait_for
from tests.free_ports import free_port

pytestmark = pytest.mark.browser


def test_an_error_is_shown_over_the_last_good_page_until_it_is_fixed(browser: Browser, tiny: Path) -> None:
    port = free_port()
    address = f"http://127.0.0.1:{port}/shop/deploy-day/index.html"
    place = tiny / "data/variants/shop/variant.yaml"
    good = place.read_text("utf-8")
    server = subprocess.Popen(command(tiny, port), stderr=subprocess.DEVNULL)
    context = browser.new_context(service_workers="block")
    try:
        wait_for(address, "The shop opens")
        page = context.new_page()
        page.goto(address)
        page.wait_for_load_state("load")
        place.write_text(good.replace("The shop opens", "The shop opens, then shuts"), "utf-8")
        expect(page.get_by_text("The shop opens, then shuts").first).to_be_visible()
        place.write_text(good.replace("summary:", "<b>sumary</b>:"), "utf-8")
        report = page.get_by_role("alert")
        expect(report).to_contain_text("error[")
        expect(report).to_contain_text("<b>sumary</b>")
        expect(page.get_by_text("The shop opens, then shuts").first).to_be_visible()
        place.write_text(good, "utf-8")
        expect(report).to_have_count(0)
        expect(page.get_by_text("The shop opens").first).to_be_visible()
    finally:
        context.close()
        server.send_signal(signal.SIGINT)
        server.wait(60)
