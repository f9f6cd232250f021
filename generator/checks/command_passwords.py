"""Find passwords in the options of commands, as in `mysql -pS3cr3t` and `curl -u admin:S3cr3t`, and tokens with known beginnings."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.text.placeholders import placeholders_in

KIND = "Password in a command"
# A password has a letter and a digit or sign; it is not a variable, a file, a placeholder or the next option.
VALUE = r"""["']?(?P<password>(?![-$<{\[(/.@%~])(?=[^\s"']*[A-Za-z])(?=[^\s"']*[0-9!#^*+])[^\s"'|;&=$<>{}()`,/\\]{6,})(?=["'`\s;|&)]|$)"""
# The options by the commands that have them, because `-p` is often a port.
OPTIONS = (
    r"(?<!\S)--(?:[a-z]+-)*(?:password|passwd|pass|token|api-?key|passphrase)[ ]+",
    r"\b(?:mysql\w*|mariadb[\w-]*)[ ][^|;&\n]*?(?<=[ ])-p",
    r"\bsshpass[ ][^|;&\n]*?(?<=[ ])-p[ ]*",
    r"\b(?:docker|podman|nerdctl|buildah|skopeo|crane|helm|oras|az|oc)[ ](?:[^|;&\n]*[ ])?login[ ][^|;&\n]*?(?<=[ ])-p[ ]*",
    r"\bredis-cli[ ][^|;&\n]*?(?<=[ ])-a[ ]*",
    r"\b(?:curl|http|https)[ ][^|;&\n]*?(?<=[ ])(?:-u|-a|--user|--proxy-user)[ =]*[\"']?[^\s:\"']+:",
    r"\b(?:unzip|zip|sqlcmd)[ ][^|;&\n]*?(?<=[ ])-P[ ]*",
    r"\b(?:mongo|mongosh|mongodump|mongorestore)[ ][^|;&\n]*?(?<=[ ])-p[ ]*",
    r"\bopenssl[ ][^|;&\n]*?[ ]-pass(?:in|out)?[ ]pass:",
    r"\bldap\w+[ ][^|;&\n]*?(?<=[ ])-w[ ]*",
    r"\b(?:MYSQL_PWD|PGPASSWORD|SSHPASS|REDISCLI_AUTH)=",
)
# Each option has one of these words.
WORDS = (
    "pass",
    "token",
    "api",
    "mysql",
    "mariadb",
    "login",
    "redis",
    "curl",
    "http",
    "zip",
    "sqlcmd",
    "mongo",
    "ldap",
    "PWD",
    "PASS",
    "AUTH",
)
IN_OPTION = tuple(re.compile(option + VALUE) for option in OPTIONS)
TOKEN = re.compile(
    r"(?<![\w-])(?:gl(?:pat|dt|rt|ptt|soat|cbt)-[\w-]{20,}|github_pat_\w{40,}|dckr_pat_[\w-]{20,}|hvs\.[\w-]{24,}|npm_[A-Za-z0-9]{36})"
)


def command_passwords(line: str) -> Iterator[str]:
    """Yield the passwords and tokens that a line writes into commands."""
    yield from (match[0] for match in TOKEN.finditer(line))
    if " -" not in line and "=" not in line and not line.startswith("--"):
        return  # no option
    if not any(word in line for word in WORDS):
        return
    found = (match["password"] for option in IN_OPTION for match in option.finditer(line))
    yield from (password for password in found if not placeholders_in(f" {password}", command=True))
