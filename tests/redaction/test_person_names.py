"""Names of people: several in one text, and each in the forms that people write."""

from __future__ import annotations

import pytest

from generator.redaction.people import People, Person
from generator.redaction.person_names import names_in


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Bob Ray / Cy Dunn", "Bob Ray|Cy Dunn"),
        ("Ann Lee and Bob Ray", "Ann Lee|Bob Ray"),
        ("Vishnu (night), Kay Orr (day)", "Kay Orr|Kay Orr Vishnu"),
        ("Ann Lee; Bob Ray & Kay Orr", "Ann Lee|Bob Ray|Kay Orr"),
        ("Ann Lee – Bob Ray", "Ann Lee|Bob Ray"),
        ("山田太郎、鈴木花子", "山田太郎|鈴木花子"),
        ("山田太郎（夜間）", "山田太郎"),
        ("Ann Lee 李安", "Ann Lee|李安"),
        ("García López, José", "García López|José García López"),
        ("Lee, Ann", "Ann Lee"),
        ("Ann Lee, PhD", "Ann Lee"),
        ("Robert (Bob) Ray", "Robert Ray"),
        ("Ann Lee, Head of Operations", "Ann Lee"),
        ("Kim (night)", "Kim"),
        ("Support and Operations", "Support and Operations"),
        ("AT&T", "AT&T"),
        ("–", "–"),
        ("", ""),
    ],
)
def test_each_full_name_in_a_text_is_a_name(text: str, names: str) -> None:
    """A single word in a list may be any word, so it does not count as a name."""
    found = names_in(text)
    assert {*found} >= {*filter(None, names.split("|"))}
    assert not {"Vishnu", "Support", "Operations", "PhD", "夜間", "Head of Operations"} & {*found}


@pytest.mark.parametrize(
    ("name", "forms", "others"),
    [
        (
            "Patrick O'Brien",
            "O'Brien, Patrick|patrick.obrien|Patrick O’Brien|OBrien, Patrick|@patrickobrien|P. O'Brien|OBrien, Patrick or Patrick O'Brien",
            "patrick o|O'Brien",
        ),
        ("José García-López", "García-López, José|Jose Garcia Lopez|J. García-López|García-López José", "García-López|José"),
        ("José García López", "García López, José|García López José|J. García López", "García, López"),
        ("Jürgen Groß", "Groß Jürgen|Juergen Gross|Jurgen Gross|J. Groß|J.Groß|Groß, J.|GROSS, JÜRGEN|juergen.gross", "Jürgen|groß"),
        ("Juergen Gross", "Jürgen Groß|Groß, Jürgen", "Jorgen Gross"),
        ("Søren Åberg", "Soren Aberg|Soeren Aaberg|Åberg Søren", "Soren"),
        ("Анна Петрова", "Петрова Анна|А. Петрова|Петрова А.|Петрова, Анна", "Петрова|Анна"),
        ("山田太郎", "担当は山田太郎です|山田 太郎さん", "山田|太郎"),
        ("山田 太郎", "担当は山田太郎です|山田\u3000太郎", "山田"),
        ("김민수", "김민수가 결정", "김민순"),
        ("Ann Lee", "担当はAnn Leeです|Ann B. Lee|A. B. Lee|Lee Ann|Dr. Ann Lee", "Ann, Lee|a lee|lee ann|a. lee|Ann or Lee"),
        ("Ann Lee", 'Lee;Ann|"Lee","Ann"|Lee, Ann', "Lee or Ann|Lee: Ann"),
        ("İpek Işık", "ipek ışık|Ipek Isik|IPEK ISIK|IŞIK İPEK", "ipek"),
        ("Dr. Ann Lee", "Ann Lee|Lee, Ann|dr ann lee", "Lee|Dr. Lee"),
        ("Ann Lee PhD", "Ann Lee", "PhD"),
        ("Ann B. Lee", "Ann Lee|A. B. Lee|Ann B Lee|ann.lee|Lee, Ann B.|Lee, Ann", "B. Lee"),
        ("Ann Maria Lee", "Ann Lee|Ann M. Lee|A. M. Lee|Lee, Ann", "ann lee|Maria Lee"),
        ("Jean-Luc Picard", "J.-L. Picard|J. Picard|JeanLuc Picard|Picard, Jean-Luc", "Jean Picard"),
        ("Mark Will", "Will Mark|Will, Mark|M. Will", "we will mark it|Will mark|Mark|will|the mark; will it run"),
        ("Bob Will", "ask B. Will|(B. Will)", "Plan B. Will it run?|In step B. Will it run?"),
        ("Database Support Team", "database support team", "the database team|a. team"),
        ("Bob / Cy", "Bob / Cy decide|bob /  cy", "Bob|Cy"),
        ("A&B Ops", "a&b ops", "a b|Ops"),
        ("Wang 王", "wang knows", "王"),
        ("Dr. Lee", "Dr Lee", "Lee"),
        ("محمد علي", "مُحَمَّد عَلِيّ|محمـد علي", "محمد"),
        ("Kim", "Kim knows|Kimさん", "Kimberley"),
    ],
)
def test_a_name_is_found_in_every_form_and_no_ordinary_words(name: str, forms: str, others: str) -> None:
    known = People([Person("Lead", name)])
    assert [form for form in forms.split("|") if not known.are_in(form)] == []
    assert [other for other in others.split("|") if known.are_in(other)] == []
