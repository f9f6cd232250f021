"""A value after the label of a secret is a secret, in each language; words about secrets are none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.checks.labelled_secrets import IN_ASCII, KIND, STEMS, secrets_below
from generator.checks.resolve import all_findings
from generator.checks.secrets import secrets_in
from generator.report.diagnostics_report import to_text

VALUE = "Geheim" + "12x"


@pytest.mark.parametrize(
    "label",
    [
        *("Password", "**DB password**", "Password for the database", "Password (prod)", "Passphrase", "API key", "Access token"),
        *("Passwort", "Datenbankpasswort", "Kennwort", "API-Schlüssel", "Mot de passe", "Mot de passe admin", "Clé d'API", "Contraseña"),
        *("Contraseña de la base", "Clave", "Senha", "Senha do banco", "Segredo", "Wachtwoord", "Lösenord", "Hasło", "Şifre", "Kata sandi"),
        *("Пароль", "密码", "密碼", "口令", "パスワード", "APIキー", "비밀번호", "كلمة المرور", "كلمة السر", "पासवर्ड", "পাসওয়ার্ড", "סיסמה"),
    ],
)
def test_a_value_after_a_label_is_a_secret(label: str) -> None:
    for line in (
        f"{label}: {VALUE}",
        f"- **{label}:** `{VALUE}`",
        f"| {label} | {VALUE} | in use |",
        f"User: app, {label}: {VALUE}, port 5432",
    ):
        assert [secret for secret, _ in secrets_in(line)] == [VALUE], line


def test_cells_and_marks_of_html_are_read() -> None:
    for line in ("<tr><td>Password</td><td>%s</td></tr>", "<b>Password:</b> <code>%s</code>", "<th>Passwort</th> <td class='x'>%s</td>"):
        assert [secret for secret, _ in secrets_in(line % VALUE)] == [VALUE], line


def test_a_short_secret_and_one_of_digits_are_found() -> None:
    for value in ("hunter2", "S3cret!", "48151623"):
        assert [secret for secret, _ in secrets_in(f"Password: {value}")] == [value]


@pytest.mark.parametrize(
    "line",
    [
        *(
            "Password: see 1Password",
            "Password: 1Password",
            "Password: in the vault of 2026",
            "Password: <password>",
            "Password: {{ params.pw }}",
        ),
        *("Password: ________", "Password: ••••••••", "Password: ~/.pgpass1", "Password: $DB_PASSWORD1"),
        *("Password policy: min12chars", "Token lifetime: 24hours", "Token: OAuth2", "Encryption key: AES-256-GCM", "Private key: ed25519"),
        *(
            "Key: OPS-4711",
            "API key: OPS-4711",
            "Primary key: order_id1",
            "Secret: rotated 2026-01-01",
            "Passwort ändern: T-90min",
            "Clave: paso-2",
        ),
        *("Password: 90days", "  db-password: {label: Password, kind: secret, pattern: '[a-z0-9]{8}'}", "API key: api-key.txt"),
    ],
)
def test_words_about_secrets_are_none(line: str) -> None:
    assert secrets_in(line) == ()


def test_the_cells_below_a_label_are_secrets() -> None:
    table = [
        "| User | **Password** | Port |",
        "| --- | :-: | --- |",
        "| app | `hunter2x` | 5432x1 |",
        "| guest | see 1Password | 80 |",
        "",
        "a | b1c2d3",
    ]
    assert list(secrets_below(table)) == [(2, "hunter2x")]


@pytest.mark.parametrize(
    "fact", ["{label: Password, text: %s}", "\n    label: Passwort\n    text: %s", "\n    text: '%s'\n    title: API key"]
)
def test_the_text_of_an_entry_with_a_label_is_a_secret_on_whatever_line(fact: str) -> None:
    path = "data/variants/shop/variant.yaml"
    text = f"variant: {{title: Shop}}\nphases: {{prepare: {{title: P}}}}\nfacts:\n  login: {fact % VALUE}\n".replace(
        "title: API", "label: API"
    )
    found = [one for one in all_findings({path: text.encode()}, ("shop",))["shop"] if one.code == "secret"]
    assert [(one.address.partition(".text")[0], one.message) for one in found] == [("facts.login", f"this looks like a secret: {KIND}")]
    assert VALUE not in to_text(found)


def test_the_id_of_an_entry_is_a_label() -> None:
    text = f"variant: {{title: Shop}}\nphases: {{prepare: {{title: P}}}}\nfacts:\n  admin-password:\n    label: Login\n    text: {VALUE}\n"
    found = [one for one in all_findings({"data/variants/shop/variant.yaml": text.encode()}, ("shop",))["shop"] if one.code == "secret"]
    assert [one.span.line for one in found] == [6]


def test_another_problem_of_the_line_does_not_show_the_value() -> None:
    """The label is on another line, so the line alone does not say that it has a secret."""
    text = f"variant: {{title: Shop}}\nfacts:\n  login:\n    label: Password\n    text: {VALUE}\n    txet: {VALUE}\n"
    found = all_findings({"data/variants/shop/variant.yaml": text.encode()}, ("shop",))["shop"]
    assert {one.code for one in found} >= {"secret", "unknown-field"}
    assert VALUE not in repr(found)


@given(st.from_regex(STEMS))
def test_each_stem_is_looked_for_in_lines_of_ascii(line: str) -> None:
    """The words that are looked for first pass over no line that the expression finds."""
    assert not line.isascii() or any(word in line.lower() for word in IN_ASCII)
