"""Runs of words: a text is found in Markdown, HTML, JSON and scripts, but not across separate texts. Also folded texts."""

from __future__ import annotations

import gzip

import pytest

from generator.text.phrase_matching import Folded, Runs, folded, runs_of, words_in, words_of

SECRET = 'Rotate the `vault` key, see [the "book"](https://vault.example/a)'


def is_found(path: str, text: str, secret: str = SECRET) -> bool:
    runs = Runs(runs_of(secret))
    return any(runs.found_in(words) for words in words_in(path, text.encode()))


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("a.md", "- [ ] Rotate the `vault`\n  key, see the"),
        ("a.html", "<p>ROTATE the <code>vault</code> key&#44; <a href='x'>see</a> the</p>"),
        ("a.html", '<input aria-label="Rotate the vault key, see the">'),
        ("a.html", '<a href="x?q=rotate%20the%20vault%20key%2C%20see%20the">'),
        ("a.js", '["Rotate the `vault` key, see [the \\"book\\"](https://vault.example/a)"]'),
        ("a.json", '"rotate\\nthe\\u0020vault\\tkey see the"'),
        ("a.txt", "rotate the vault key see the"),
        ("a.txt", "rotate_the_vault_key_see_the"),
        ("a.txt", "R\u00f3tate the va\u00adult key se\u0301e the"),
    ],
)
def test_a_text_is_found_in_any_markup(path: str, text: str) -> None:
    assert is_found(path, text)


@pytest.mark.parametrize("secret", ["The vault key", "The **va**ult key"])
@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("a.md", "the **va**ult key"),
        ("a.html", "<p>the <strong>va</strong>ult key</p>"),
        ("a.js", '["the **va**ult\\nkey"]'),
        ("a.json", '"the vault key"'),
    ],
)
def test_a_text_is_found_where_a_part_of_a_word_is_strong(path: str, text: str, secret: str) -> None:
    assert is_found(path, text, secret)


def test_literal_stars_divide_words() -> None:
    assert is_found("a.md", "print(2**vault)", "vault")


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("a.html", "<p>rotate the vault</p><p>key see the</p>"),
        ("a.html", "rotate the vaults key see the"),
        ("a.png", "rotate the vault key see the"),
        ("a.md", "rotate the vault"),
    ],
)
def test_other_texts_are_not_found(path: str, text: str) -> None:
    assert not is_found(path, text)


def test_compressed_files_are_searched() -> None:
    (words,) = words_in("sitemap.txt.gz", gzip.compress(b"a b"))
    assert words == ["a", "b"]


def test_short_texts_are_found_only_as_whole_words() -> None:
    assert is_found("a.html", "<b>p9</b>", "P9")
    assert is_found("a.html", "<p>Ann<br>Lee</p>", "Ann Lee")
    assert not is_found("a.html", "<p>Ann</p><p>Lee</p>", "Ann Lee")
    assert not is_found("a.html", "<b>p99 xp9</b>", "P9")


def test_a_part_of_a_long_text_identifies_it() -> None:
    assert len(list(runs_of("one two three four five six seven eight"))) == 3
    assert list(runs_of("…")) == []
    assert is_found("a.html", '<p>see <a href="https://vault.example">docs</a>', "see [docs](https://vault.example)")
    assert is_found("a.md", "… two three four five six seven …", "one two three four five six seven eight")


def test_letters_of_any_script_make_words() -> None:
    assert words_of("Ünïcode বাংলা_1") == words_of("ÜNÏCODE বাংলা_1")


@pytest.mark.parametrize(
    ("text", "compared"),
    [
        ("Plain", "plain"),
        ("José", "jose"),
        ("Jose\u0301", "jose"),
        ("ＡＢ１", "ab1"),
        ("৫৫৬৬ ٣", "5566 3"),
        ("sec\u00adret\u200b", "secret"),
        ("Straße", "strasse"),
        ("", ""),
    ],
)
def test_texts_that_read_the_same_fold_to_the_same(text: str, compared: str) -> None:
    assert folded(text) == compared
    assert Folded(text).text == compared


def test_different_letters_stay_different() -> None:
    assert folded("রাহুল") != folded("রহিল")


def test_indexes_are_those_of_the_written_text() -> None:
    text = "an Jose\u0301 is"
    compared = Folded(text)
    start = compared.text.index("jose")
    assert text[compared.place(start) : compared.place(start + 4)] == "Jose\u0301"
    assert compared.place(len(compared.text)) == len(text)
    assert Folded("ß").place(1) == 0
