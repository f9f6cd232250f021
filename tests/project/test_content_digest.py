"""The digest of published files."""

from __future__ import annotations

from generator.diagnostics.work_counts import counting_work
from generator.project.content_digest import content_digest


def test_it_equals_the_digest_of_other_programs_and_is_counted() -> None:
    with counting_work() as work:
        # The example of FIPS 180-2, appendix B.1.
        assert content_digest(b"abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert work.amounts["bytes hashed"] == 3
