"""What the readers of a site may see of a project."""

from __future__ import annotations

import json

from generator.checks.resolve import resolve
from generator.document.pages import SiteSettings
from generator.model.plain_data import to_json
from generator.model.visibility import PUBLIC
from generator.redaction.public_view import as_seen
from tests.redaction_sample import BYTES as SAMPLE


def test_the_public_does_not_see_internal_entities() -> None:
    whole = resolve(SAMPLE)
    assert as_seen(whole, SiteSettings()) is whole
    seen = as_seen(whole, SiteSettings(visibility=PUBLIC))
    assert (seen.names, list(seen.variants), seen.layers) == (("forum", "shop"), ["forum", "shop"], {})
    assert json.loads(to_json(seen.variants, seen.layers, PUBLIC))["visibility"] == PUBLIC


def test_what_was_taken_out_once_is_not_looked_for_a_second_time() -> None:
    settings = SiteSettings(visibility=PUBLIC)
    seen = as_seen(resolve(SAMPLE), settings)
    assert as_seen(seen, settings) is seen
    assert seen.whole is not None
    assert seen.whole.keys() > seen.variants.keys()
