"""Letters of other scripts become letters from a to z."""

from __future__ import annotations

import pytest

from generator.imports.script_letters import script_of, spelled_out


@pytest.mark.parametrize(
    ("text", "spelled"),
    {
        "নৌকা তালিকা": "naukaa taalikaa",
        "\u09df": "ya",
        "\u09af\u09bc": "ya",
        "শুকনো": "shukano",
        "र‍्य": "rya",
        "قائمة فتح": "qayma fth",
        "Проверить щит": "proverit shchit",
        "Ελέγξτε": "elegxte",
        "סדר": "sdr",
        "서버 확인": "seobeo hwagin",
        "さくら": "sakura",
        "けってい": "kettei",
        "サーバー": "saba",
        "ｻｰﾊﾞｰ": "saba",
        "キャッシュ": "kyasshu",
        "マッチ": "matchi",
        "じょうきょう": "joukyou",
        "ファイル ウェブ ティー": "fairu webu ti",
        "データのコピーを": "deta kopi",
        "確認する": "",
        "სერვერი": "serveri",
        "১২ ٣": "12 3",
        "a—b": "a b",
    }.items(),
)
def test_letters_are_spelled_out(text: str, spelled: str) -> None:
    """The name of a letter in Unicode gives its sound, and signs change the vowel before them."""
    assert spelled_out(text) == spelled


def test_han_characters_are_left_out() -> None:
    """A Han character has no sound in its name."""
    assert spelled_out("检查 API").strip() == "api"


def test_script_of_letters() -> None:
    """A letter has a script; a digit and a space have none."""
    assert [script_of(one) for one in "aক中か-1"] == ["LATIN", "BENGALI", "CJK", "HIRAGANA", "", ""]
