"""Values that run through a document are proposed as parameters, and taken with all their places.

Also tests `param_places`.
"""

from __future__ import annotations

from generator.imports.draft import ImportOptions
from generator.imports.import_again import update_of
from generator.imports.import_document import import_document
from generator.imports.import_folder import folder_files, previous_import
from generator.imports.import_variant import ImportedVariant, import_variant

MOVE = """\
# Move to api.harbour.test

Version 2.14.3 runs at port 8443. Wait 15 minutes.

## Deployment

- [ ] Open https://api.harbour.test:8443/x, then wait 15 minutes
- [ ] Deploy v2.14.3, with [the notes](https://api.harbour.test:8443/x)
  ```bash
  ssh deploy@api.harbour.test -- ./run app-2.14.3.tar.gz
  curl http://10.0.0.7:8443/ 10.0.0.7 10.0.0.7
  ```
- [ ] 8443 people have waited 15 minutes at T-15 minutes
"""


def imported(text: str, *take: str) -> ImportedVariant:
    options = ImportOptions(take=frozenset(take))
    return import_variant({"a.md": text.encode()}, lambda path, data: import_document(path, data, options), options, lambda _: "shop")


def params_of(text: str) -> dict[str, str]:
    return {one.id: one.value for one in imported(text).documents[0].proposals if one.kind == "params"}


def test_values_at_three_places_are_proposed() -> None:
    """A host, an address, a port, a version and a length of time are proposed, with their lines; nothing is written."""
    assert params_of(MOVE) == {
        "api-host": "api.harbour.test",
        "version": "2.14.3",
        "port": "8443",
        "duration": "15 minutes",
        "address": "10.0.0.7",
    }
    proposals = {one.id: one for one in imported(MOVE).documents[0].proposals}
    assert (proposals["port"].lines, proposals["port"].why) == ((3, 7, 8, 11), "the port 8443, at 3 places")
    assert b"params" not in b"".join(imported(MOVE).files.values())


def test_what_only_looks_like_a_value_is_not_proposed() -> None:
    """Files, times, parts of longer values, and what a document only links to are no values that run through it."""
    text = "# T\n\n## L\n\n- [ ] app.conf app.conf app.conf 08:300 1.2.3.4.5 1.2.3.4.5 1.2.3.4.5\n- [ ] x-5min x-5min x-5min\n"
    assert params_of(f"{text}- [ ] [a](https://a.test) [b](https://a.test/b) [c](https://a.test/c)\n") == {}
    assert params_of("# T\n\n- [ ] wait 5 min\n- [ ] wait 5 min\n") == {}


def test_a_parameter_replaces_its_places_and_reads_back() -> None:
    """Each place names the parameter, the value is in the head, the book has all words, and importing again changes nothing."""
    variant = imported(MOVE, "params")
    data = b"".join(variant.files.values()).decode()
    assert "    port: 8443\n" in data and "Open https://{{ params.api-host }}:{{ params.port }}/x, then wait {{ params.duration }}" in data
    assert "app-{{ params.version }}.tar.gz" in data and "8443 people have waited {{ params.duration }} at T-15 minutes" in data
    assert variant.is_complete and not variant.documents[0].proposals
    assert update_of(variant, previous_import("shop", folder_files(variant)["imports/shop/map.json"]), variant.files).is_same


def test_a_text_that_would_get_too_long_stays() -> None:
    """A title has at most 200 characters also with the names of parameters in it."""
    title = f"{'word ' * 37}at h.test"
    data = b"".join(imported(f"# T\n\n## {title}\n\n- [ ] ping h.test, h.test\n", "params").files.values()).decode()
    assert f"title: {title}" in data and "ping {{ params.h-host }}, {{ params.h-host }}" in data
