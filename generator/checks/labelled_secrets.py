"""Find secrets by their label: `Passwort: Geheim12`, a cell beside or below `Password`, and an entry with that label."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from generator.text.placeholders import placeholders_in

KIND = "Value of a password, token or key"
# Words for secrets in English, where they end a label, and in other languages, where more words may follow.
KEYS = r"(?:api|access|secret|private|encryption|signing|licen[cs]e|auth|account|shared|master|host|admin|root)[ _-]?key"
ENGLISH = rf"pass(?:word|wd|phrase|code)|pwd|secret|(?:api|access|auth|bearer|refresh|bot|deploy)[ _-]?token|{KEYS}"
OTHERS = (
    # German, Dutch, Swedish
    r"\w*(?:passwort|kennwort)|zugangscode|(?:api|zugriffs|geheim)[ -]?schl(?:ü|ue)ssel|wachtwoord|(?:api|geheime)[ -]?sleutel|l[öo]senord"
    # French, Spanish, Portuguese, Italian
    r"|mots?[ ]de[ ]passe|mdp|jeton|cl[ée][ ](?:d['’]?[ ]?)?(?:api|secr[èe]te)|contrase(?:[ñn]|ny)a|clave|palavra-passe|senha|segredo"
    r"|secreto|segreto|chave[ ](?:de[ ])?(?:api|secreta)|chiave[ ](?:api|segreta)|parola[ ]d['’]ordine"
    # Polish, Turkish, Indonesian, Vietnamese
    r"|hasło|heslo|klucz[ ]api|parola|[şs]ifre|kata[ ]sandi|kunci[ ]api|m[ậa]t[ ]kh[ẩa]u"
    # Russian, Greek, Hebrew, Arabic, Persian, Hindi, Bengali, Thai
    r"|пароль|токен|секрет|κωδικός|סיסמה|كلمة[ ](?:المرور|السر)|رمز[ ]عبور|پاسورد|पासवर्ड|পাসওয়ার্ড|পাসওয়ার্ড|รหัสผ่าน"
)
# Chinese, Japanese and Korean have no spaces between words.
UNSPACED = r"密码|密碼|口令|密钥|密鑰|令牌|パスワード|暗証番号|秘密鍵|トークン|APIキー|비밀번호|암호|토큰"
WORD = (
    rf"(?:(?<!\w)(?:{ENGLISH})(?:[ ](?:of|for)(?:[ ][\w-]+){{1,3}})?|(?<!\w)(?:{OTHERS})(?:[ ][\w-]+){{0,3}}|(?:{UNSPACED}))"
    r"(?:[ ]?[(（\[][^()（）\[\]]{0,40}[)）\]])?"
)
# Marks and tags around a label and its value, and what separates the two, which may be two cells of HTML.
MARKS = r"(?:[\"'`*_“”„«»\s]|</?(?:b|strong|em|i|code|kbd|span|p|td|th|dd)\b[^<>]*>){0,9}"
SEPARATOR = r"(?:[:：=|]|[=-]>|→|</(?:td|th|dt)>\s*<(?:td|dd)\b[^<>]*>)"
LABEL = re.compile(rf"{WORD}{MARKS}\Z", re.IGNORECASE)
VALUE = r"(?P<value>[^\s\"'`|,;<>{}()“”„«»，；。]{6,})(?=[\"'`*|,;.)}<“”»，；。]|[ ]*$|[ ]+[(/|–—-])"
LABELLED = re.compile(rf"{WORD}{MARKS}{SEPARATOR}{MARKS}{VALUE}", re.IGNORECASE)
# What a line must contain in lower case before its last separator to be searched at all.
STEMS = re.compile(
    r"pass|pwd|secret|token|key|wort|zugangs|schl[üu]|sleutel|wacht|senord|mdp|jeton|cl[ée] (?:d|api|sec)|contrase|clave|senha|segre"
    r"|chave|chiave|parola|hasło|heslo|klucz|ifre|sandi|kunci|t kh|парол|токен|секрет|κωδ|סיסמ|كلمة|رمز|پاس|पासव|পাস|รหัส"
    r"|密|口令|令牌|パスワ|暗証|トーク|キー|비밀|암호|토큰"
)
# The same for a line of ASCII, which most lines are: literal words, which are found faster.
IN_ASCII = (
    "pass", "pwd", "secret", "token", "key", "wort", "zugangs", "schlu", "sleutel", "wacht", "senord", "mdp", "jeton", "cle ", "contrase",
    "clave", "senha", "segre", "chave", "chiave", "parola", "klucz", "ifre", "sandi", "kunci", "t kh", "heslo",
)  # fmt: skip
# Each separator has one of these characters. A label is before it, and a value is after it.
SEPARATORS = ":：=|→>"
SEPARATED = re.compile(rf"[{SEPARATORS}].*[^\W_]")
# A value has a letter and a digit or a sign, or six digits and more.
LIKELY = re.compile(r"(?=.*[^\W\d_])(?=.*[0-9!#$%^*+?&@]).+|[0-9]{6,}")
# Values that are not secrets: an option, a variable, a path, a date, a length of time, a ticket, a file, an algorithm, a place for secrets.
MANAGERS = r"1password|keepass\w*|bitwarden\w*|lastpass|dashlane"
NOT_SECRET = re.compile(
    r"[-$<{\[(/.@%~#].*|.*/.*|•+|.*\b(?:19|20)\d\d-\d\d(?:-\d\d)?"
    r"|\d+-?(?:s|m|h|d|w|ms|min|mins|minutes?|hours?|days?|weeks?|months?|years?|bits?|chars?|characters?)"
    r"|(?-i:[A-Z]{2,}-\d+)|[a-z]+-\d{1,2}|t[-+]\d+\w*|.*a-z.*|(?:process|import\.meta)\.env.*|os\.environ.*|.+\.(?:txt|ya?ml|json|env|pem|key|pub|crt|md|pdf|docx?|xlsx?|kdbx|conf|cfg|ini|sh|py)"
    r"|(?:ed|ecdsa|rsa|dsa|aes|sha|md|base|argon|bcrypt|scrypt|pbkdf|tls|ssl|oauth|utf|x|fido|u2f|totp)-?\d+(?:[-_]\w+)*"
    rf"|{MANAGERS}|.*\*{{3,}}.*|x{{3,}}\d*",
    re.IGNORECASE,
)
RULE = re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*")
BAR = re.compile(r"(?<!\\)\|")


def labelled_secrets(line: str) -> tuple[str, ...]:
    """Return the values of a line that come after a label such as `Password:`."""
    if SEPARATED.search(line) is None:
        return ()
    before = line[: max(map(line.rfind, SEPARATORS))].lower()
    if not _may_label(before):
        return ()
    return tuple(filter(is_secret, (match["value"].rstrip(".*_") for match in LABELLED.finditer(line))))


@lru_cache(maxsize=1024)
def _may_label(text: str) -> bool:
    """Return whether a text in lower case has what every label has. Cached, because the lines of a file begin with the same keys."""
    return not (text.isascii() and not any(word in text for word in IN_ASCII)) and STEMS.search(text) is not None


def is_labelled(label: str) -> bool:
    """Return whether a label announces a secret."""
    return LABEL.search(label.strip()) is not None


def is_secret(value: str) -> bool:
    """Return whether a value after such a label looks like a secret and not like words about one."""
    if len(value) < 6 or not value.isascii() or not LIKELY.fullmatch(value) or NOT_SECRET.fullmatch(value):
        return False
    return not placeholders_in(value) and not placeholders_in(f"={value}", command=True)


def secrets_below(lines: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Yield the index of a line, and a secret in it, for each cell of a table below a label such as `Password`."""
    columns: list[int] = []
    for index, line in enumerate(lines):
        if "|" not in line:
            columns = []
        elif columns:
            cells = _cells(line)
            values = (cells[column].strip("`*_\"' ") for column in columns if column < len(cells))
            yield from ((index, value) for value in values if is_secret(value) and " " not in value)
        elif index + 1 < len(lines) and "-" in lines[index + 1] and RULE.fullmatch(lines[index + 1]):
            columns = [column for column, cell in enumerate(_cells(line)) if is_labelled(cell)]


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in BAR.split(line.strip().strip("|"))]
