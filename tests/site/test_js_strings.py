"""The words of scripts, one file for each language."""

from __future__ import annotations

import json
import re

from generator.site.js_strings import word_scripts
from generator.text.catalogue import catalogue


def test_each_catalogue_in_use_has_one_script() -> None:
    (file,) = word_scripts(["en", "bn", "en"])
    assert file.path == "assets/javascripts/strings.en.js"
    assert 'runbook.language = "en"' in file.text


def test_a_script_holds_the_catalogue_and_no_line_break_within_it() -> None:
    (file,) = word_scripts(["en"])
    found = re.search(r"const words = (\{.*\});$", file.text, re.MULTILINE)
    assert found is not None
    assert json.loads(found[1]) == catalogue("script").words
