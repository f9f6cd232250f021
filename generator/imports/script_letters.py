"""Letters of other scripts by their Unicode names: which script a letter is of, and how it is written with the letters a to z."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Letters whose names are not their sound, by script. Others have names such as `BENGALI LETTER KA`.
SOUNDS = {
    script: dict(pair.split("=") for pair in pairs.split())
    for script, pairs in {
        "CYRILLIC": "A=a BE=b VE=v GHE=g DE=d IE=e IO=yo ZHE=zh ZE=z I=i SHORT-I=y KA=k EL=l EM=m EN=n O=o PE=p ER=r ES=s TE=t U=u EF=f"
        " HA=kh TSE=ts CHE=ch SHA=sh SHCHA=shch HARD-SIGN= YERU=y SOFT-SIGN= E=e YU=yu YA=ya UKRAINIAN-IE=ye YI=yi"
        " BYELORUSSIAN-UKRAINIAN-I=i GHE-WITH-UPTURN=g SHORT-U=u DJE=dj TSHE=c LJE=lj NJE=nj DZHE=dzh JE=j DZE=dz GJE=g KJE=k",
        "GREEK": "ALPHA=a BETA=v GAMMA=g DELTA=d EPSILON=e ZETA=z ETA=i THETA=th IOTA=i KAPPA=k LAMDA=l MU=m NU=n XI=x OMICRON=o PI=p RHO=r"
        " SIGMA=s FINAL-SIGMA=s TAU=t UPSILON=y PHI=f CHI=ch PSI=ps OMEGA=o",
        "ARABIC": "ALEF=a BEH=b TEH=t THEH=th JEEM=j HAH=h KHAH=kh DAL=d THAL=dh REH=r ZAIN=z SEEN=s SHEEN=sh SAD=s DAD=d TAH=t ZAH=z AIN=a"
        " GHAIN=gh FEH=f QAF=q KAF=k LAM=l MEEM=m NOON=n HEH=h WAW=w YEH=y HAMZA= TEH-MARBUTA=a ALEF-MAKSURA=a PEH=p TCHEH=ch JEH=zh GAF=g"
        " KEHEH=k FARSI-YEH=y TTEH=t DDAL=d RREH=r NOON-GHUNNA=n HEH-GOAL=h"
        " HEH-DOACHASHMEE=h YEH-BARREE=e TATWEEL=",
        "HEBREW": "ALEF=a BET=b GIMEL=g DALET=d HE=h VAV=v ZAYIN=z HET=ch TET=t YOD=y FINAL-KAF=k KAF=k LAMED=l FINAL-MEM=m MEM=m"
        " FINAL-NUN=n NUN=n SAMEKH=s AYIN=a FINAL-PE=f PE=p FINAL-TSADI=ts TSADI=ts QOF=q RESH=r SHIN=sh TAV=t",
        "GEORGIAN": "AN=a BAN=b GAN=g DON=d EN=e VIN=v ZEN=z TAN=t IN=i KAN=k LAS=l MAN=m NAR=n ON=o PAR=p ZHAR=zh RAE=r SAN=s TAR=t UN=u"
        " PHAR=p KHAR=k GHAN=gh QAR=q SHIN=sh CHIN=ch CAN=ts JIL=dz CIL=ts CHAR=ch XAN=kh JHAN=j HAE=h",
        "ARMENIAN": "AYB=a BEN=b GIM=g DA=d ECH=e ZA=z EH=e ET=y TO=t ZHE=zh INI=i LIWN=l XEH=kh CA=ts KEN=k HO=h JA=dz GHAD=gh"
        " CHEH=ch MEN=m YI=y NOW=n SHA=sh VO=o CHA=ch PEH=p JHEH=j RA=r SEH=s VEW=v TIWN=t REH=r CO=ts YIWN=w PIWR=p KEH=k OH=o FEH=f",
    }.items()
}
LETTER = re.compile(r"(?:(?:CAPITAL|SMALL|MODIFIER) )*(?:LETTER|SYLLABLE) (.+)")
SIGN = re.compile(r"VOWEL SIGN (.+)")
# What ends the vowel that the letters of Indian scripts carry, and signs with a sound.
NO_VOWEL = re.compile(r"SIGN (?:VIRAMA|AL-LAKUNA|COENG)")
SIGNS = {"SIGN ANUSVARA": "m", "SIGN VISARGA": "h", "LETTER KHANDA TA": "t"}
INDIAN = frozenset(["BENGALI", "DEVANAGARI", "GUJARATI", "GURMUKHI", "KANNADA", "MALAYALAM", "ORIYA", "SINHALA", "TAMIL", "TELUGU"])
# Kana whose names are not their sound in Hepburn. Runs of one kind are words: Japanese has no spaces.
HEPBURN = {"SI": "shi", "TI": "chi", "TU": "tsu", "HU": "fu", "ZI": "ji", "DI": "ji", "DU": "zu"}
KANA = re.compile("[\u3041-\u3096\u309d\u309e]+|[\u30a1-\u30fa\u30fc-\u30fe]+")
HIRAGANA, SAYS_MORE = re.compile("[\u3041-\u309f]+"), re.compile("[\u30a1-\u30fa\u3400-\u9fff]")
# Han characters have no sound in their names.
SILENT = frozenset(("CJK", "IDEOGRAPHIC"))


@lru_cache(maxsize=4096)
def script_of(letter: str) -> str:
    """Return the script of a letter, such as `LATIN` or `BENGALI`; empty for a character that is not a letter."""
    return unicodedata.name(letter, "").partition(" ")[0].partition("-")[0] if unicodedata.category(letter)[0] in "LM" else ""


def spelled_out(text: str) -> str:
    """Return a text in which letters of other scripts have become letters from a to z; Han characters are left out.

    It is for ids, not for readers: `BENGALI LETTER KA` becomes `ka`, without the rules of the language.
    """
    if text.isascii():
        return text.lower()
    text = unicodedata.normalize("NFKC", text)
    if SAYS_MORE.search(text):
        text = HIRAGANA.sub(" ", text)  # beside other signs of Japanese, it is grammar
    result = ""
    carries = False  # whether the last letter ends in a vowel that a sign replaces
    for one in KANA.sub(lambda run: f" {_kana(run[0])} ", text):
        if one.isascii():
            result += one.lower()
            carries = False
            continue
        script, _, name = unicodedata.name(one, "").partition(" ")
        sound, category = _sound(script, name), unicodedata.category(one)
        if carries and (SIGN.fullmatch(name) or NO_VOWEL.fullmatch(name)):
            result = result[:-1]
        if category == "Cf":
            continue
        if category == "Nd":
            sound = str(unicodedata.digit(one))
        elif category != "Mn":
            sound = sound or ("" if category[0] in "LM" and script not in SILENT else " ")
        carries = (script in INDIAN and category == "Lo" and len(sound) > 1 and sound.endswith("a")) or (carries and "NUKTA" in name)
        result += sound
    return " ".join(result.split())


def _kana(run: str) -> str:
    """Return a run of kana in Hepburn without long vowels: `kettei` for `けってい`, `saba` for `サーバー`. The particle `を` is a word."""
    result = ""
    doubled = False  # after a small tsu
    for name in (unicodedata.name(one).rpartition("LETTER ")[2] for one in run):
        base = name.removeprefix("SMALL ")
        sound = HEPBURN.get(base, base.lower())
        if " " in base or name == "SMALL TU":  # a mark, such as that of a long vowel
            doubled = name == "SMALL TU"
            continue
        if base == "WO":
            sound = " wo "
        elif name != base and result:  # a small kana changes the vowel before it: kya, sha, fi
            glide = "w" if result[-2:] in ("u", " u") else ""
            sound = sound[1:] if result.endswith(("shi", "chi", "ji")) and sound[0] == "y" else glide + sound
            result = result[:-1]
        elif doubled and sound[0] not in "aeioun":
            sound = ("t" if sound[0] == "c" else sound[0]) + sound
        result, doubled = result + sound, False
    return result


@lru_cache(maxsize=4096)
def _sound(script: str, name: str) -> str:
    if name in SIGNS:
        return SIGNS[name]
    if script == "THAI":
        return _thai(name)
    match = LETTER.fullmatch(name) or SIGN.fullmatch(name)
    if match is None or script in SILENT:
        return ""
    table = SOUNDS.get(script)
    if table is None:
        return "".join(filter(str.isalpha, match[1].rpartition(" ")[2].lower()))
    words = match[1].replace(" ", "-")
    return table.get(words, table.get(words.partition("-")[0], ""))


def _thai(name: str) -> str:
    """Return the sound of a Thai character: `KO KAI` is k, `SARA AA` is aa. Tones have none."""
    if match := re.fullmatch(r"CHARACTER SARA ([A-Z]+).*", name):
        return match[1].lower()
    match = re.fullmatch(r"CHARACTER (?!MAI )([A-Z]+) [A-Z]+(?: .*)?", name)
    return (match[1].lower().removesuffix("o") or "o") if match else ""
