"""Ids that a system cannot have."""

from __future__ import annotations

import pytest

from generator.document.pages import SiteSettings
from generator.model.site_names import TAKEN, why_not_a_folder, why_not_a_system
from generator.model.variant import by_every_id
from generator.site.make_site import make_site
from tests.site_sample import outcome


def test_every_name_at_the_top_of_a_release_belongs_to_a_system_or_is_taken() -> None:
    """A system with another id than these can have no path in common with the rest of the site."""
    site = make_site(outcome(), SiteSettings(release="v1"))
    paths = [page.path for page in site.pages] + [path for path, _ in site.written()]
    tops = {path.partition("/")[0].removesuffix(".md") for path in paths}
    assert {"contacts", "changes", "assets", "index"} < tops
    assert {top for top in tops if "." not in top} - by_every_id(outcome().variants).keys() <= TAKEN  # an id has no dot


@pytest.mark.parametrize("id", ["matrix", "quality", "changes", "search", "assets", "index", "404", "latest", "releases"])
def test_the_site_keeps_its_own_names(id: str) -> None:
    assert why_not_a_system(id) == f"the site itself uses the name `{id}`"
    assert not why_not_a_folder(id)


@pytest.mark.parametrize("id", ["con", "nul", "aux", "com1", "lpt9"])
def test_no_folder_has_the_name_of_a_device(id: str) -> None:
    assert why_not_a_system(id) == why_not_a_folder(id) == f"Windows does not allow a folder named `{id}`"


@pytest.mark.parametrize("id", ["shop", "matrix-2", "console", "com", "search-api", "print", "sheets"])
def test_any_other_id_is_free(id: str) -> None:
    assert why_not_a_system(id) == ""
