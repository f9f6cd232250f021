"""MkDocs outside of its documented interface: the version and the functions that `generator/site/mkdocs_internals.py` is written for."""

from __future__ import annotations

import ast
import inspect
from importlib.metadata import version
from pathlib import Path

import mkdocs.commands.build
import mkdocs.config
import mkdocs.structure.files
import mkdocs.utils
import mkdocs.utils.yaml
import pytest

from generator.site.mkdocs_internals import KNOWN_VERSION

LOOK = (
    "MkDocs differs from the version that generator/site/mkdocs_internals.py is written for. Read mkdocs/commands/build.py of the new "
    "version: do `_populate_page` and `_build_page` still make one page as `build` does? Then change KNOWN_VERSION, or the module."
)
SIGNATURES = {
    mkdocs.commands.build: {
        "build": "config, *, serve_url, dirty",
        "_populate_page": "page, config, files, dirty",
        "_build_page": "page, config, doc_files, nav, env, dirty, excluded",
    },
    mkdocs.config: {"load_config": "config_file, *, config_file_path, **kwargs"},
    mkdocs.structure.files: {"get_files": "config"},
    mkdocs.utils: {"clean_directory": "directory", "nest_paths": "paths"},
    mkdocs.utils.yaml: {"yaml_load": "source, loader"},
}
PACKAGE = Path(__file__).resolve().parents[2] / "generator"


def test_mkdocs_has_the_version_that_is_known() -> None:
    assert version("mkdocs") == KNOWN_VERSION, LOOK


@pytest.mark.parametrize(("module", "name"), [(module, name) for module, names in SIGNATURES.items() for name in names])
def test_undocumented_functions_take_the_arguments_that_are_known(module: object, name: str) -> None:
    function = getattr(module, name, None)
    assert function is not None, f"{name} is missing. {LOOK}"
    parameters = [one.replace(annotation=one.empty, default=one.empty) for one in inspect.signature(function).parameters.values()]
    shown = str(inspect.Signature(parameters))
    assert shown == f"({SIGNATURES[module][name]})", f"{name} takes other arguments. {LOOK}"  # type: ignore[index]


def test_no_other_module_uses_undocumented_names_of_mkdocs_or_material() -> None:
    known = {name for names in SIGNATURES.values() for name in names}
    for path in PACKAGE.rglob("*.py"):
        if path.name != "mkdocs_internals.py":
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(node, ast.ImportFrom) and (node.module or "").partition(".")[0] in ("mkdocs", "material"):
                    names = {alias.name for alias in node.names}
                    assert not names & known and not any(name.startswith("_") for name in names), f"{path}:{node.lineno}"
                assert not isinstance(node, ast.Import) or not any("mkdocs" in alias.name for alias in node.names), f"{path}:{node.lineno}"
