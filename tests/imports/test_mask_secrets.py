"""Secrets of a document: masked before it is read, with a note at their line."""

from __future__ import annotations

from generator.imports.mask_secrets import MASKED, secrets_of, without_secrets

TOKEN = "ghp_" + "a1B2" * 9
KEY = "-----BEGIN RSA PRIVATE " + "KEY-----"


def test_a_secret_is_masked_and_its_line_is_known() -> None:
    """The token is in no byte that is imported, all other bytes stay, and the note does not show it."""
    data, notes = without_secrets(f"One\r\nexport TOKEN={TOKEN}\r\nTwo\r\n".encode())
    assert data == f"One\r\nexport TOKEN={MASKED}\r\nTwo\r\n".encode()
    assert [note.line for note in notes] == [2] and TOKEN not in notes[0].found + notes[0].done


def test_only_the_password_of_an_address_is_masked() -> None:
    """Other parts of an address are often the same word, and stay."""
    data, notes = without_secrets(b"DATABASE_URL: postgresql://postgres:postgres@localhost:5432/shop\n")
    assert data.decode() == f"DATABASE_URL: postgresql://postgres:{MASKED}@localhost:5432/shop\n" and len(notes) == 1
    assert without_secrets(data) == (data, [])


def test_a_private_key_is_masked_to_its_end() -> None:
    """Each line of a key is a secret, also those that look like nothing."""
    data, notes = without_secrets(f"a\n{KEY}\nabc\n{KEY.replace('BEGIN', 'END')}\nb\n".encode())
    assert data.decode() == f"a\n{MASKED}\n{MASKED}\n{MASKED}\nb\n" and len(notes) == 1


def test_values_of_labels_are_masked_in_lines_and_tables() -> None:
    """In any language, beside and below the label; a word about a secret stays."""
    text = "**Passwort:** hunter2x\nPassword: see 1Password\n\n| User | Password |\n|---|---|\n| app | `hunter3x` |\n"
    data, notes = without_secrets(text.encode())
    assert data.decode() == text.replace("hunter2x", MASKED).replace("hunter3x", MASKED)
    assert [note.line for note in notes] == [1, 6]
    assert without_secrets(data) == (data, [])


def test_a_document_without_secrets_stays() -> None:
    """Checksums, which are reported, and what was masked already, are no secrets."""
    data = f'"checksum": "{"4f2d6c1b" * 8}"\nTOKEN={MASKED}\npostgres://user:{MASKED}@db.test/shop\n'.encode()
    kept, notes = without_secrets(data)
    assert kept == data and [(note.line, note.done) for note in notes] == [(1, "kept: a digest is not a secret")]


def test_secrets_that_data_show_are_masked_in_the_document() -> None:
    """Where only the data show that a word is a secret, the document is masked by that word."""
    assert secrets_of({"a.yaml": f"run: export TOKEN={TOKEN}\n".encode()}) == {TOKEN}
    data, notes = without_secrets(b"the word is hunter-two\n", frozenset(["hunter-two"]))
    assert data.decode() == f"the word is {MASKED}\n" and notes[0].line == 1
