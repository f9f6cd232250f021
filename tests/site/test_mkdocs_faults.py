"""Faults of hooks, plugins, extensions and templates of other people: each is a problem in the input that names the culprit."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from generator.cli.main import run
from generator.project.faults import InputFault
from generator.site import mkdocs_faults
from generator.site.mkdocs_build import BuildFailed, build_site, load_settings
from generator.site.mkdocs_faults import foreign_faults

PAGE = "docs/writing.md: this page cannot be shown:"
HOOKS = "hooks: [hooks.py]\n"
OWN_THEME = "theme: {name: material, font: false, custom_dir: own}"


@pytest.fixture
def _as_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let this module count as one of the program."""
    monkeypatch.setattr(mkdocs_faults, "OWN", (Path(__file__), *mkdocs_faults.OWN))


def write(root: Path, files: dict[str, str]) -> None:
    for path, text in files.items():
        place = root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, "utf-8")


def add_settings(root: Path, text: str) -> None:
    settings = root / "mkdocs.yml"
    settings.write_text(settings.read_text("utf-8").replace("theme: {name: material, font: false}", OWN_THEME) + text, "utf-8")


# What Python raises for a file with NUL bytes; a ValueError before 3.11.4.
NUL_BYTES = SyntaxError if sys.version_info >= (3, 11, 4) else ValueError


@pytest.mark.parametrize(
    ("hook", "place", "what"),
    [
        ("def (", "hooks.py:1", "SyntaxError: invalid syntax"),
        ("\nimport nowhere", "hooks.py:2", "ModuleNotFoundError: No module named 'nowhere'"),
        ("import sys; sys.exit(0)", "hooks.py:1", "it ended the program, with `0`"),
        ("raise SystemExit('enough')", "hooks.py:1", "it ended the program, with `enough`"),
        ("open('/nowhere/x')", "hooks.py:1", "FileNotFoundError: [Errno 2] No such file or directory: '/nowhere/x'"),
        ("import os; os.fsencode(5)", "hooks.py:1", "TypeError: expected str, bytes or os.PathLike object, not int"),
        ("class Own(BaseException): ...\nraise Own('one\\ntwo')", "hooks.py:2", "Own: one"),
        ("x = 1\0", "hooks.py:1", f"{NUL_BYTES.__name__}: source code string cannot contain null bytes"),
        ("raise KeyboardInterrupt", "hooks.py:1", "KeyboardInterrupt"),
        ("raise GeneratorExit", "hooks.py:1", "GeneratorExit"),
        ("def again(): again()\nagain()", "hooks.py:1", "RecursionError: maximum recursion depth exceeded"),
    ],
)
def test_a_hook_that_fails_when_it_is_read_is_named_with_its_line(hook: str, place: str, what: str, tiny: Path) -> None:
    """Whatever it raises, also to end the program."""
    add_settings(tiny, HOOKS)
    write(tiny, {"hooks.py": hook, "own/x.txt": ""})
    with pytest.raises(InputFault) as fault:
        load_settings(tiny)
    assert str(fault.value) == f"{place}: this hook or module of the project failed: {what}. Correct it, or remove it from mkdocs.yml."


@pytest.mark.parametrize(
    ("hook", "message"),
    [
        ("def on_startup(command, dirty): 1/0", "hooks.py:1: this hook or module of the project failed: ZeroDivisionError"),
        ("def on_config(config): raise SystemExit(0)", "hooks.py:1: this hook or module of the project failed: it ended the program"),
        ("def on_shutdown(): assert False", "hooks.py:1: this hook or module of the project failed: AssertionError. Correct it"),
        ("def on_page_markdown(markdown, **_): return {}['x']", "hooks.py:1: this hook or module of the project failed: KeyError: 'x'"),
        ("def on_pre_page(page, **_): return 1", "MkDocs failed: AttributeError: 'int' object has no attribute 'file'. The cause may be"),
        ("def on_page_read_source(page, config): return 5 if page.file.abs_src_path else None", f"{PAGE} TypeError: expected string"),
        ("def on_nav(): ...", "MkDocs failed: TypeError: on_nav() got an unexpected keyword argument"),
    ],
)
def test_a_hook_that_fails_in_a_build_is_named(
    hook: str, message: str, unprinted: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """If only MkDocs is running, because of what a hook gave it, the hooks and plugins that may be the cause are named."""
    monkeypatch.chdir(unprinted)
    add_settings(unprinted, HOOKS)
    write(unprinted, {"hooks.py": hook, "own/x.txt": ""})
    with pytest.raises(InputFault) as fault:
        build_site(unprinted, tmp_path / "out")
    assert str(fault.value).startswith(message)
    assert "hooks.py" in str(fault.value)


@pytest.mark.parametrize(
    ("event", "parameter", "kind"),
    [
        ("files", "files", "Files"),
        ("nav", "nav", "Navigation"),
        ("env", "env", "Environment"),
        ("page_markdown", "markdown", "str"),
        ("page_content", "html", "str"),
        ("page_context", "context", "dict"),
        ("post_page", "output", "str"),
        ("post_template", "output_content", "str"),
    ],
)
def test_a_hook_that_returns_something_else_is_named(
    event: str, parameter: str, kind: str, unprinted: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Our plugin comes after it, and would fail."""
    add_settings(unprinted, HOOKS)
    write(unprinted, {"hooks.py": f"def on_{event}({parameter}, **_): return [1]", "own/x.txt": ""})
    with pytest.raises(BuildFailed):
        build_site(unprinted, tmp_path / "out")
    said = capsys.readouterr().err
    assert f"`on_{event}` returned a value of type list, not {kind}. The cause is in" in said
    assert "`hooks.py`" in said


@pytest.mark.parametrize(
    ("path", "template", "message"),
    [
        (
            "own/main.html",
            '{% extends "base.html" %}\n{% block content %}{{ page.x.y }}{% endblock %}',
            "own/main.html:2: this template failed: ",
        ),
        ("own/main.html", '{% extends "base.html" %}\n{% block content %}', "own/main.html:2: this template failed: TemplateSyntaxError: "),
        ("own/main.html", '{% extends "gone.html" %}', "own/main.html:1: this template failed: TemplateNotFound: 'gone.html' not found"),
        ("own/404.html", "\n\n{{ 1 / 0 }}", "own/404.html:3: this template failed: ZeroDivisionError: division by zero. Correct it."),
        ("docs/x.md", "---\ntemplate: gone.html\n---\n# X\n", "docs/x.md: this page cannot be shown: TemplateNotFound: 'gone.html' not"),
    ],
)
def test_a_template_that_fails_is_named_with_its_line(
    path: str, template: str, message: str, unprinted: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A page that states a wrong template is named itself."""
    monkeypatch.chdir(unprinted)
    add_settings(unprinted, "")
    write(unprinted, {"own/x.txt": "", path: template})
    with pytest.raises(InputFault) as fault:
        build_site(unprinted, tmp_path / "out")
    assert str(fault.value).startswith(message)


@pytest.mark.usefixtures("_as_ours")
@pytest.mark.parametrize(
    ("module", "named"),
    [
        ("failing_package/one/plugin.py", "the plugin `failing/one`"),
        ("failing_package/one/parts.py", "the plugin `failing/one`"),
        ("failing_package/other.py", "the plugin `failing/one` or `failing/two`"),
        ("another_package.py", "the plugin, extension or theme `another_package`"),
    ],
)
def test_a_plugin_is_named_by_its_name_in_the_settings(module: str, named: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the file and the line in its package; a package may have several plugins."""
    entry = "[mkdocs.plugins]\nfailing/one = failing_package.one.plugin:One\nfailing/two = failing_package.two.plugin:Two\n"
    about = "Metadata-Version: 2.1\nName: failing\nVersion: 1\n"
    write(tmp_path, {"failing-1.dist-info/entry_points.txt": entry, "failing-1.dist-info/METADATA": about})
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(mkdocs_faults, "INSTALLED", (tmp_path,))
    code = compile("\nraise KeyError('title')", str(tmp_path / module), "exec")
    with pytest.raises(InputFault) as fault, foreign_faults(tmp_path / "mkdocs.yml"):
        exec(code)
    help = "Correct its options in mkdocs.yml, install another version, or remove it from mkdocs.yml."
    assert str(fault.value) == f"{named} ({tmp_path / module}:2) failed: KeyError: 'title'. {help}"


@pytest.mark.usefixtures("_as_ours")
def test_a_fault_of_our_own_plugin_stays_one(
    unprinted: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Also if the project has hooks."""
    add_settings(unprinted, HOOKS)
    write(unprinted, {"hooks.py": "", "own/x.txt": ""})
    monkeypatch.setattr("generator.site.mkdocs_plugin.add_pages", lambda *_: {}["gone"])  # type: ignore[index]
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    assert run(["--project", str(unprinted), "build"]) == 3
    assert "this is a fault of the program, not of your data: KeyError: 'gone'" in capsys.readouterr().err


@pytest.mark.usefixtures("_as_ours")
@pytest.mark.parametrize("error", [KeyboardInterrupt, MemoryError, OSError(28, "No space left on device")])
def test_what_nobody_did_passes(error: type[BaseException] | BaseException, tmp_path: Path) -> None:
    """An interruption, and a machine that has too little of something."""
    with pytest.raises(error if isinstance(error, type) else type(error)), foreign_faults(tmp_path / "mkdocs.yml"):
        raise_in_mkdocs(error)


def raise_in_mkdocs(error: type[BaseException] | BaseException) -> None:
    code = compile("raise error", "<mkdocs>", "exec")
    exec(code, {"error": error})


def test_no_message_of_mkdocs_has_a_traceback(tiny: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """MkDocs prints one for an extension with wrong options."""
    settings = tiny / "mkdocs.yml"
    settings.write_text(settings.read_text("utf-8").replace("[attr_list]", "[toc: {odd: 1}]"), "utf-8")
    with pytest.raises(InputFault):
        load_settings(tiny)
    assert capsys.readouterr().err == "mkdocs: Config value 'markdown_extensions': Failed to load extension 'toc'.\nKeyError: 'odd'\n"
