"""Which mistakes have a certain correction, and which only a suggestion."""

from __future__ import annotations

import pytest

from generator.checks.resolve import find_problems
from generator.diagnostics.diagnostic import Fix
from generator.edits.certain_fixes import SAFETY, fixes_of
from generator.edits.fix_files import problems_with_lint
from generator.model.code_table import CODES
from generator.project.project_files import read_data
from tests.errors.test_errors import FOLDERS, problems_of

HEAD = "variant: {title: Shop}\nphases: {prepare: {title: Prepare}}\n"
HERE = "data/variants/shop/x.yaml"


def fixes(text: str) -> list[Fix]:
    files = {"data/variants/shop/variant.yaml": HEAD.encode(), HERE: text.encode()}
    return list(fixes_of(find_problems(files), files).values())


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("contacts: {a: {titel: A}}\n", "title"),
        ("contacts: {a: {Title: A}}\n", "title"),
        ("contacts: {a: {title: A, escalates_to: b}, b: {title: B}}\n", "escalates-to"),
        ("contacts: {a: {title: A, phonne: null}}\n", "phone"),
        ("contacts: {a: {title: A, \u200bphone: null}}\n", "phone"),
        ("contcts: {a: {title: A}}\n", "contacts"),
        ("contacts: {database: {title: A}, b: {title: B, escalates-to: databse}}\n", "database"),
        ("contacts: {database: {title: A}, b: {title: B, escalates-to: Database}}\n", "database"),
        ("contacts: {a: {title: A, aliases: [old-id]}, b: {title: B, escalates-to: old-id}}\n", "a"),
        ("contacts: {Tech Lead: {title: A}}\n", "tech-lead"),
        ("slos: {a: {title: A, kind: Technical}}\n", "technical"),
        ("services: {a: {title: A, criticality: critcal}}\n", "critical"),
        ("checklists: {a: {phase: prepare, title: A, items: {b: {text: B, blocking: yes}}}}\n", "true"),
        ("checklists: {a: {phase: prepare, title: A, items: {b: {text: B, blocking: Off}}}}\n", "false"),
        ("phases: {Deploy_Day: {title: A}}\n", "deploy-day"),
        ("contacts: {a: {title: A, internal: true}}\n", "visibility: internal"),
        ("services: {a: {title: A, needs: b}, b: {title: B}}\n", "[b]"),
        ("services: {a: {title: A, needs: b-c}, b-c: {title: B}}\n", "[b-c]"),
        ("notes: {a: {label:Issues}}\n", ": "),
        ("contacts:\n  a:\n    title:Lead\n    phone: null\n", ": "),
        ("contacts:\n  a:\n    title Lead\n    phone: null\n", ": "),
        ("contacts:\n  a:\n    title\uff1aLead\n", ": "),
        ("contacts:\n  a:\n    title:\u00a0Lead\n", ": "),
        ("contacts:\n  a:\n    title: Lead: the one\n", '"Lead: the one"'),
        ("contacts:\n  a:\n    title: 'Lead\n    phone: null\n", "'Lead'"),
        ('contacts:\n  a:\n    title: "Lead\n    group: "A"\n', '"Lead"'),
        ("contacts:\n  a:\n    title: Lead\n\t\n    phone: null\n", ""),
        ("contacts:\n  a:\n    title: @lead\n", '"@lead"'),
        ("passages:\n  a:\n    phase: prepare\n    title: A\n    about: |\n      a\n\n      ***\n\n      b\n", ""),
        ("passages: {a: {phase: prepare, title: A, about: a&#x202e;b}}\n", ""),
        ("passages:\n  a:\n    phase: prepare\n    title: A\n    about: |\n      ```sh x\n      ```\n", "```sh"),
        ("contacts:\n  a:\n    title: {{ params.x }}\n", '"{{ params.x }}"'),
        ("contacts:\n  a:\n    title: 'don't'\n", '"don\'t"'),
        ("contacts:\n  a:\n    title: 'Ann's'\n", '"Ann\'s"'),
        ('contacts:\n  a:\n    title: "a 3" pipe"\n', "'a 3\" pipe'"),
        ('contacts:\n  a:\n    title: "A" and it\'s B\n', "'\"A\" and it''s B'"),
        ("contacts:\n  a:\n    title: 'The team's lead'\n", '"The team\'s lead"'),
        ("contacts:\n  a:\n    title: 'l'équipe'\n", '"l\'équipe"'),
    ],
)
def test_a_certain_correction_is_safe(text: str, written: str) -> None:
    assert [(fix.text, fix.safe) for fix in fixes(text)] == [(written, True)]


@pytest.mark.parametrize(
    "text",
    [
        "contacts: {a: {title: A, owner: b}}\n",
        "contact: {a: {title: A}}\n",
        "checklists:\n  a:\n    title: A\n    items: {b: B}\nphase: prepare\n",
        "contacts: {team-b: {title: A}, b: {title: B, escalates-to: team-c}}\n",
        "contacts: {server1: {title: A}, b: {title: B, escalates-to: server2}}\n",
        "contacts: {databases: {title: A}, database2: {title: C}, b: {title: B, escalates-to: database}}\n",
        "contacts: {dba: {title: A}, b: {title: B, escalates-to: dbb}}\n",
        "contacts: {databse: {title: A}, b: {title: B, escalates-to: database}, c: {title: C, escalates-to: database}}\n",
        "slos: {a: {title: A, kind: technical, target: 200 ms}}\n",
        "checklists: {a: {phase: prepare, title: A, items: {b: {text: B, blocking: maybe}}}}\n",
    ],
)
def test_a_suggestion_that_may_be_wrong_is_not_safe(text: str) -> None:
    """Another word by meaning, a name that may be a different one, a name that is a slip of two, and a guessed value need a person."""
    assert [fix for fix in fixes(text) if fix.safe] == []


@pytest.mark.parametrize(
    "text",
    [
        "contacts:\n  a:\n    title: Lead phone: 12345\n",
        "contacts:\n  a:\n    title: Lead tech-lead: The other\n",
        "contacts:\n  a:\n    title: ? Lead\n",
        "contacts:\n  a:\n    title: `Lead\n",
        "contacts:\n  a:\n    title: Room #5 is open\n",
        "contacts:\n  a:\n    titel of it\n    phone: null\n",
        "contacts: {a: {title: A, internal: name}}\n".replace("name", "'a b'"),
        "contacts: {a: {title: A, visibility: public, internal: true}}\n",
        "contacts:\n\ta: {title: A}\n",
        "contacts:\n  a:\n    title: {{ docker compose\n",
        "contacts: {database: {because: b, title: A}}\n",
        'contacts: {a: {title: "A}}\n',
        "contacts:\n  a:\n    title: 'Lead\n      and more'\n",
        "contacts:\n  a:\n    title: Lead: the one\n      and more\n",
        "contacts:\n  a:\n    title: 'don't'\n\n      and more\n",
        "contacts:\n  a:\n    title: 'don't\n",
        "contacts:\n  a:\n    title: 'don't and can't'\n",
        "contacts:\n  a:\n    title: 'the boys' room'\n",
        "contacts:\n  a:\n    title: 'the boys' room is open\n",
        "contacts:\n  a:\n    title: 'say \"don't\"'\n",
        'contacts:\n  a:\n    title: "say "no" to it"\n',
        'contacts:\n  a:\n    title: "A" or "B"\n',
        'contacts:\n  a:\n    title: "a 5" disk\n',
    ],
)
def test_what_has_several_corrections_has_no_fix(text: str) -> None:
    """A missing line break, a comment, an unknown key, tabs and open quotes can be corrected in more than one way."""
    assert fixes(text) == []


@pytest.mark.parametrize(
    ("command", "typed", "safe"),
    [
        ("curl –f x", "-f", True),
        ("curl —fail x", "--fail", True),
        ("curl –fail x", "-fail", False),
        ("docker–compose up", "docker-compose", True),
        ("echo a —b c", "--b", False),
        ("grep “x” y", '"x"', True),
        ("echo it’s", "it's", True),
        ("ѕudo ls", "sudo", True),
    ],
)
def test_the_characters_of_a_command_are_typed_again(command: str, typed: str, safe: bool) -> None:
    """A curly quote has one meaning; a dash that may stand for one hyphen or two needs a person."""
    files = {HERE: f"{HEAD}commands:\n  a: {{title: A, run: {command}}}\n".encode()}
    (fix,) = fixes_of(problems_with_lint(files), files).values()
    assert (fix.text, fix.safe) == (typed, safe)


@pytest.mark.parametrize("command", ["“x” y", "‘x’"])
def test_a_quote_at_the_start_of_a_value_is_not_typed_again(command: str) -> None:
    """YAML would read it as the quote of the value, and the command would lose it."""
    files = {HERE: f"{HEAD}commands:\n  a:\n    title: A\n    run: {command}\n".encode()}
    assert fixes_of(problems_with_lint(files), files) == {}


def test_every_code_with_a_fix_says_when_the_fix_is_safe() -> None:
    """The reference has a sentence about each code that has a fix in the examples, and about no other."""
    found: set[str] = set()
    for folder in FOLDERS:
        data = read_data(folder)
        found |= {problem.code for problem in fixes_of(problems_of(folder), data.files)}
    assert found == SAFETY.keys()
    assert SAFETY.keys() <= CODES.keys()
