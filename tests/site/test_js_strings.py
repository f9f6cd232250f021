"""The strings of scripts, one file for each language."""

from __future__ import annotations

import json
import re
from pathlib import Path

from generator.site.js_strings import string_scripts
from generator.text.catalogue import catalogue
from tests.node_programs import answer_in_node


def test_each_language_in_use_has_one_script() -> None:
    (file,) = string_scripts(["en", "bn", "en"])
    assert file.path == "assets/javascripts/strings.en.js"
    assert 'runbook.language = "en"' in file.text


def test_a_script_has_the_catalogue_in_one_line() -> None:
    (file,) = string_scripts(["en"])
    found = re.search(r"const words = (\{.*\});$", file.text, re.MULTILINE)
    assert found is not None
    assert json.loads(found[1]) == catalogue("script").words


def test_strings_and_their_values_are_isolated_on_pages_of_the_other_direction(tmp_path: Path) -> None:
    script = tmp_path / "strings.en.js"
    script.write_text(string_scripts(["en"])[0].text, "utf-8")
    questions = [{"page": page, "key": "progress.of", "values": {"n": 0, "all": 2}} for page in ("ltr", "", "rtl")]
    said = answer_in_node(Path(__file__).with_name("string_answers.js"), [script], questions, zone="UTC")
    assert said == ["0 of 2", "0 of 2", "\u2066\u20680\u2069 of \u20682\u2069\u2069"]
