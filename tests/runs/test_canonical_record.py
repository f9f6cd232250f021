"""One content has one text, whose digest any tool can compute."""

from __future__ import annotations

import json
import subprocess

from hypothesis import given
from hypothesis import strategies as st

from generator.runs.canonical_record import canonical, digest_of
from tests.runs.record_sample import event, run_file

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)
)


@given(st.dictionaries(st.text(), VALUES, max_size=5))
def test_the_text_is_json_of_the_same_content_whatever_the_order_of_keys(data: dict[str, object]) -> None:
    text = canonical(data)
    assert json.loads(text) == data
    assert canonical(dict(reversed(data.items()))) == canonical(json.loads(text)) == text


def test_a_person_reads_one_entry_per_line_and_sha256sum_prints_the_digest() -> None:
    text = canonical(run_file(event(0, "begun", release="2025.12"), event(4, "name", text="Nächte")))
    lines = text.decode().splitlines()
    entries = [json.loads(line.rstrip(",")) for line in lines if line.startswith("    {")]
    assert entries == [event(0, "begun", release="2025.12"), event(4, "name", text="Nächte")]
    assert "Nächte" in text.decode()
    done = subprocess.run(["sha256sum"], input=text, capture_output=True, check=True)
    assert digest_of(text) == f"sha256:{done.stdout.decode().split()[0]}"
