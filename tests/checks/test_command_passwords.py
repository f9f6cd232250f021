"""Passwords in the options of commands are found; variables, ports and files are not passwords."""

from __future__ import annotations

import pytest

from generator.checks.command_passwords import command_passwords
from generator.checks.secrets import secrets_in

PASSWORD = "S3cr3tPw9x"
TOKENS = ["gl" + "pat-AbCdEfGhIjKlMnOpQrSt", "github" + "_pat_" + "a1B2" * 12, "hvs" + ".CAESIJ" + "a1B2" * 6]


@pytest.mark.parametrize(
    "command",
    [
        "mysql -u root -p{} shop",
        "mysqldump -p'{}' shop > a.sql",
        "sshpass -p {} ssh db",
        "docker login -u ci -p {} registry.test",
        "helm registry login x.test -u ci -p {}",
        "redis-cli -h cache -a {} ping",
        "curl -u admin:{} https://x.test",
        'curl -s --user "admin:{}" https://x.test',
        "tool --password {}",
        "tool --db-password {}",
        "unzip -P {} dump.zip",
        "mongosh -u root -p {} shop",
        "openssl enc -d -passin pass:{} -in a",
        "tool --token '{}' --force",
        "MYSQL_PWD={} mysql shop",
    ],
)
def test_a_password_in_an_option_is_found(command: str) -> None:
    assert [*command_passwords(command.format(PASSWORD))] == [PASSWORD]
    for line in (f"run: {command.format(PASSWORD)}", f"text: Call `{command.format(PASSWORD)}` first"):
        assert PASSWORD in [secret for secret, _ in secrets_in(line)]


@pytest.mark.parametrize(
    "words", ["密码：{}", "コンテナの**パスワード**: `{}`", "كلمة المرور: {}", "পাসওয়ার্ড: {}", "Пароль: {}", "Kennwort: {}"]
)
def test_a_password_behind_the_word_in_other_languages_is_found(words: str) -> None:
    assert PASSWORD in [secret for secret, _ in secrets_in(f"text: {words.format(PASSWORD)}")]


@pytest.mark.parametrize("token", TOKENS)
def test_a_token_with_a_known_beginning_is_found(token: str) -> None:
    assert [secret for secret, _ in secrets_in(f"text: Use {token} for it")] == [token]


@pytest.mark.parametrize(
    "line",
    [
        "mysql -u root -p shop2024",
        "mysql -u root -p$MYSQL_PASSWORD shop",
        "mysql -P 3306 -p3306123 shop",
        "mysql --port=3306 -pPASSWORD",
        "sshpass -f /run/pw9/file ssh db",
        "docker run -p 8080:80a shop",
        "docker login -u ci --password-stdin registry.test",
        "curl -u admin:$PASS https://x.test/v1",
        "curl -u admin https://x.test:8080/v1",
        "curl -u admin:<password1> https://x.test",
        "tool --token your-token-1; docker run --name mysql -p 3306:3306 mysql:8",
        "tool --token /run/secrets/token1",
        "tool --password {{ params.pw1 }}",
        "docker build --secret id=npm1,src=.npmrc .",
        "Set --password to the value of step 2",
        "secret_name=shop/prod/database-password1",
        "secret-id: shop-database-2024",
        "密码：至少8个字符，包含A-Z",
        "密码: A-Z0-9!",
        "パスワード: <password1>",
        "كلمة المرور: مطلوبة 12345678",
        "BOSTA_API_KEY=your-api-key",
        "const secretKey = process.env.ENCRYPTION_KEY;",
        "passwordHash: varchar('password_hash', { length: 255 }).notNull(),",
    ],
)
def test_other_values_are_not_found(line: str) -> None:
    assert [*command_passwords(line)] == []
    assert secrets_in(f"run: {line}") == ()
