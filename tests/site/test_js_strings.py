"""The strings of scripts, one file for each language."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

from generator.site.file_builds import build_of
from generator.site.js_strings import string_scripts
from generator.site.theme_bundles import AT_ONCE, BUNDLES, SCRIPTS
from generator.text.catalogue import catalogue
from tests.node_programs import ROOT, answer_in_node

CATALOGUES = ("script", "script-later")


def keys_in(parts: Iterable[str], known: set[str]) -> set[str]:
    """Return the keys that scripts mention: whole, or by what they begin with."""
    text = "".join((ROOT / "overrides" / part).read_text("utf-8") for part in parts)
    beginnings = tuple(re.findall(r"`([a-z][\w.-]*\.)\$\{", text))
    return known & {*re.findall(r"""["'`]([a-z][\w.-]*)["'`]""", text)} | {key for key in known if key.startswith(beginnings)}


def test_each_language_in_use_has_two_scripts() -> None:
    first, later = string_scripts(["en", "bn", "en"])
    assert first.path == "assets/javascripts/strings.en.js"
    assert 'runbook.language = "en"' in first.text
    assert later.path == "assets/javascripts/later-strings.en.js"
    assert f'runbook.laterStrings = ["later-strings.en","{build_of(later.text.encode())}"]' in first.text


def test_both_scripts_have_their_catalogue_in_one_line() -> None:
    for file, form, name in zip(
        string_scripts(["en"]), (r"const words = (\{.*\});$", r"addStrings\((\{.*\})\);$"), CATALOGUES, strict=True
    ):
        found = re.search(form, file.text, re.MULTILINE)
        assert found is not None
        assert json.loads(found[1]) == catalogue(name).words


def test_scripts_of_every_page_find_their_strings_in_the_first_catalogue() -> None:
    """A string that only scripts on demand use is in the second catalogue, so that pages load what they need and no more."""
    first, later = (set(catalogue(name).words) for name in CATALOGUES)
    at_once, on_demand = set[str](), set[str]()
    for path, parts in BUNDLES.items():
        if path.startswith(SCRIPTS):
            (at_once if PurePosixPath(path).stem in AT_ONCE else on_demand).update(parts)
    used, others = (keys_in(parts, first | later) for parts in (at_once, on_demand))
    assert not first & later
    assert used <= first, "move to `script` in generator/strings/en.json"
    assert first <= used, "move to `script-later` in generator/strings/en.json, or delete"
    assert later <= others, "no script uses it"


def test_strings_and_their_values_are_isolated_on_pages_of_the_other_direction(tmp_path: Path) -> None:
    script = tmp_path / "strings.en.js"
    script.write_text(string_scripts(["en"])[0].text, "utf-8")
    questions = [{"page": page, "key": "progress.of", "values": {"n": 0, "all": 2}} for page in ("ltr", "", "rtl")]
    said = answer_in_node(Path(__file__).with_name("string_answers.js"), [script], questions, zone="UTC")
    assert said == ["0 of 2", "0 of 2", "\u2066\u20680\u2069 of \u20682\u2069\u2069"]
