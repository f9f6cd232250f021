"""Times in headings and texts, in many languages: moments such as `T-7d` and `a week before`, and how often something is done."""

from __future__ import annotations

import re
from functools import lru_cache

from generator.imports.phase_words import AFTER, BEFORE, plain_words, word_pattern
from generator.model.field_facts import HOLDERS
from generator.model.meant_values import FEW, meant_value
from generator.model.moments import WEEKDAYS
from generator.model.scalar_kinds import DURATION, OFFSET, RECURRENCE
from generator.model.synonyms import value_for

UNITS = {
    unit: "|".join(sorted(map(plain_words, words.split()), key=lambda word: -len(word)))
    for unit, words in {
        "min": "min mins minute minutes minuten minutos minuts minuti minuut минут минуты 分钟 分鐘 分 분 دقيقة دقائق মিনিট मिनट",
        "h": "h hr hrs hour hours std stunde stunden hora horas heure heures ora ore uur uren час часа часов 小时 小時"
        " 時間 시간 ساعة ساعات"
        " ঘণ্টা ঘন্টা घंटे",
        "d": "d day days tag tage tagen dia dias día días jour jours giorno giorni dag dagen день дня дней 天 日 일 يوم أيام দিন दिन",
        "w": "w week weeks woche wochen semana semanas semaine semaines settimana settimane weken vecka неделя"
        " неделю недели недель 周 星期 週間"
        " 週 주 أسبوع أسابيع সপ্তাহ सप्ताह",
        "month": "month months monat monate monaten mes meses mês mois mese mesi maand maanden месяц месяца месяцев 个月"
        " 個月 ヶ月 か月 개월 شهر মাস"
        " महीने",
    }.items()
}
NUMBERS = {
    plain_words(word): number
    for number, words in enumerate(
        (
            "a an one ein eine einen einer um uma un una une uno een en один одну 一 এক एक",
            "two zwei dois duas dos deux due twee два две 二 两 兩 দুই दो",
            "three drei três tres trois tre drie три 三 তিন तीन",
            "four vier quatro cuatro quatre quattro четыре 四 চার",
            "five fünf cinco cinq cinque vijf пять 五 পাঁচ",
            "six sechs seis sei zes шесть 六",
            "seven sieben sete siete sept sette zeven семь 七",
        ),
        1,
    )
    for word in words.split()
}
NUMBER = r"(?P<number>\d{1,4}|" + "|".join(sorted(NUMBERS, key=lambda word: -len(word))) + ")"
UNIT = "(?P<unit>" + "|".join(f"(?:{words})" for words in UNITS.values()) + ")"
SPAN = rf"(?<![0-9A-Za-z.,]){NUMBER}[\s-]*{UNIT}(?![a-z])"
SIDE = {
    "-": word_pattern([*BEFORE, "prior", "earlier", "ahead", "提前", "前", "전"]).pattern,
    "+": word_pattern([*AFTER, "later", "后", "後", "후"]).pattern,
}
# `one week before`, and in other languages `before one week`.
RELATIVE = {
    sign: re.compile(rf"{SPAN}(?:\s+\w+)?\s*(?:{side})|(?:{side})\s*{SPAN.replace('<number>', '<number2>').replace('<unit>', '<unit2>')}")
    for sign, side in SIDE.items()
}
# On the clock of the deployment: T-7d, T - 24 hours, D-7, J-1.
CLOCK = re.compile(r"(?<![\w-])(?P<letter>[tdjh])\s*(?P<sign>[-+])\s*(?P<number>\d{1,4})\s*(?P<unit>[a-z]*)(?![\w.,]*\d)")
# In front of a line: `T+5 min: ...`, `**T-1h** - ...`.
LEADING = re.compile(
    r"(?P<strong>\*\*)?(?P<moment>[TtDdJj]\s*[-+−–]\s*\d{1,4}\s*(?:[^\W\d_]+\.?)?)\s*(?P<mark>[:：–—|]|-(?=\s))?\s*(?P<end>\*\*)?"
    r"\s*(?:[:：–—]\s*|-\s+)?"
)
CLOCK_IN_TEXT = re.compile(r"(?<![\w-])[TtDdJj]\s*[-+−–]\s*\d{1,4}(?:\s*[^\W\d_]+)?(?![\w.,]*\d)")
SIGN_OF_MOMENT = re.compile(r"[-+−–]\s*\d")
FIRST_HOURS = re.compile(
    r"(?:first|ersten?|primeir\w+|primer\w+|premier\w+|前|最初の?)\s*(\d{1,3})\s*-?\s*(?:h|hours?|stunden|horas|heures|小时|時間)(?![a-z])"
)

IMMEDIATELY = re.compile(r"immediate|at once|asap\b|sofort|imediat|inmediat|immediat|немедленно|立即|马上|即時|直ちに|즉시|فور|তাৎক্ষণিক|तुरंत")
LENGTH = re.compile(
    r"[^\w<>≤]*(?:<=?|≤|~|within|in|under|max\.?|up to|unter|innerhalb(?: von)?|em ate|ate|en|dans les|sous|خلال|в течение)?\s*"
    rf"{NUMBER}[\s-]*{UNIT}(?![a-z])"
)

# How often work recurs, as the model writes it. The model reads the English words itself.
RHYTHM_WORDS = {
    "6 months": "semi-annual* semiannual* half-yearly halbjährlich* semestral* semestriel* 每半年 半年",
    "12 months": "annual* jährlich* anual* annuel* annuale jaarlijks* ежегодн* 每年 年次 毎年 매년 سنوي বার্ষিক वार्षिक",
    "2 weeks": "zweiwöchentlich* vierzehntägig* vierzehntäglich* quinzenal* quincenal* tweewekelijks* 每两周 每兩週 隔周 隔週 격주",
    "quarter": "quarters quarter quartalsweise quartal vierteljährlich* trimestral trimestrais trimestrales trimestriel* trimestrale"
    " ежекварталь* every-three-months 3-months 每季度 季度 四半期 분기 ربع-سنوي ত্রৈমাসিক त्रैमासिक",
    "month": "monatlich* mensal mensais mensual* mensuel* mensile mensili maandelijks* ежемесячн* 每月 月次 毎月 매월 월간 شهري মাসিক मासिक",
    "week": "wöchentlich* semanal* semanais hebdomadaire* settimanal* wekelijks* veckovis еженедельн* щотижнев* 每周 每週 週次 毎週 매주"
    " 주간 أسبوعي שבועי সাপ্তাহিক साप्ताहिक",
    "day": "täglich* diári* diari* quotidien* journali* giornalier* dagelijks* dagligen ежедневн* щоденн* every-night 每日 每天 日次 毎日"
    " 매일 일일 يومي יומי দৈনিক প্রতিদিন दैनिक",
    "ongoing": "continuous* laufend kontinuierlich contínu* continu* постоянно 持续 持續 継続 상시 مستمر ক্রমাগত",
}
RHYTHMS = {rhythm: word_pattern(words.split()) for rhythm, words in RHYTHM_WORDS.items()}
WEEKDAY_NAMES = (
    "monday montag segunda lunes lundi lunedì maandag понедельник اثنين সোমবার सोमवार",
    "tuesday dienstag terça martes mardi martedì dinsdag вторник ثلاثاء মঙ্গলবার मंगलवार",
    "wednesday mittwoch quarta miércoles mercredi mercoledì woensdag среду أربعاء বুধবার बुधवार",
    "thursday donnerstag quinta jueves jeudi giovedì donderdag четверг خميس বৃহস্পতিবার गुरुवार",
    "friday freitag sexta viernes vendredi venerdì vrijdag пятницу جمعة শুক্রবার शुक्रवार",
    "saturday samstag sonnabend sábado samedi sabato zaterdag субботу سبت শনিবার शनिवार",
    "sunday sonntag domingo dimanche domenica zondag воскресенье أحد রবিবার रविवार",
)
EACH = (
    r"(?<!\w)(?:every|each|all[ae]|jede[nrs]?|toda|todo|a cada|cada|tous les|toutes les|chaque|ogni|elke|iedere|todas as|todos os|todos los"
    r"|каждые|кажды[ий]|каждую|каждое)\s+|每隔?|毎|매|كل(?: يوم)?\s*(?:ال)?|প্রতি\s*|হর\s*|हर\s*"
)
EVERY = re.compile(rf"(?:{EACH}){NUMBER}?\s*{UNIT}(?:毎|に1回|一次)?(?![a-z])")
OTHER = re.compile(r"(?<!\w)every (?:other|second|third|fourth|2nd|3rd|4th) \w+")
# `every Monday`, and the form that means the same: Mondays, montags, 每周一, 毎週月曜.
ON_DAYS = {
    day: re.compile(
        "|".join(
            (
                *(rf"(?:{EACH})(?:{name})(?![a-z]*[b-rt-z])|(?<!\w){name}s(?!\w)" for name in map(plain_words, names.split())),
                *(rf"[每毎](?:周|週|星期)(?:{zh}|{ja}曜)", rf"매주\s*{ko}요일"),
            )
        )
    )
    for day, names, zh, ja, ko in zip(WEEKDAYS, WEEKDAY_NAMES, "一二三四五六日", "月火水木金土日", "월화수목금토일", strict=True)
}
A_DAY = [re.compile(rf"(?<!\w)(?:{'|'.join(map(plain_words, names.split()))})") for names in WEEKDAY_NAMES]
PIECE = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
OF_UNITS = {"d": "day", "w": "week", "month": "month"}
RECURS = HOLDERS["checklists"].keys["every"]


@lru_cache(maxsize=4096)
def offset_in(text: str) -> str:
    """Return the moment on the deploy clock that a text names, such as `T-7d`; empty if there is none."""
    plain = plain_words(text)
    if match := CLOCK.search(plain):
        unit = match["unit"] or ("d" if match["letter"] in "dj" else "")
        found = _offset(match["sign"], match["number"], unit) if unit else "T-0" if match["number"] == "0" else ""
        if found:
            return found
    for sign, pattern in RELATIVE.items():
        if match := pattern.search(plain):
            return _offset(sign, match["number"] or match["number2"], match["unit"] or match["unit2"])
    return _offset("+", match[1], "h") if (match := FIRST_HOURS.search(plain)) else ""


def leading_offset(text: str) -> tuple[str, str]:
    """Return the moment in front of a line, and the line without it; empty and the line if there is none."""
    match = LEADING.match(text)
    at = offset_in(match["moment"]) if match and (match["mark"] or (match["strong"] and match["end"])) else ""
    if match is None or not at or (match["end"] and not match["strong"]) or not (rest := text[match.end() :].strip()):
        return "", text
    return at, f"**{rest}" if match["strong"] and not match["end"] else rest


def with_moments(text: str) -> str:
    """Return a text in which moments such as `T + 5 minutes` are written as the model shows them."""
    if SIGN_OF_MOMENT.search(text) is None or CLOCK_IN_TEXT.search(text) is None:
        return text
    return CLOCK_IN_TEXT.sub(lambda match: offset_in(match[0]) or match[0], text)


def recurrence_in(text: str) -> str:
    """Return how often a text says that something is done, as the model writes it; empty if it does not say, or names several days."""
    plain = plain_words(text)
    if match := OTHER.search(plain):
        return meant_value(RECURS, match[0])
    if days := [day for day, pattern in ON_DAYS.items() if pattern.search(plain)]:
        return days[0] if len(days) == 1 and sum(bool(name.search(plain)) for name in A_DAY) <= 1 else ""
    if match := EVERY.search(plain):
        short = next(short for short, words in UNITS.items() if re.fullmatch(words, match["unit"]))
        found = RECURRENCE.valid(f"{_count(match['number'] or '1')} {OF_UNITS.get(short, short)}s")
        return str(found) if found is not None else ""
    for word in PIECE.findall(plain):
        if known := value_for("every", word, RHYTHMS) or FEW.get(word.replace("-", " "), ""):
            return known
    return next((rhythm for rhythm, pattern in RHYTHMS.items() if pattern.search(plain)), "")


def duration_in(text: str) -> str:
    """Return the length of time that a text begins with, such as `15 min` for `< 15 minutes`; empty if it begins with something else."""
    plain = plain_words(text)
    if IMMEDIATELY.match(plain):
        return "immediately"
    match = LENGTH.match(plain)
    if match is None:
        return plain if DURATION.valid(plain) is not None else ""
    short = next(short for short, words in UNITS.items() if re.fullmatch(words, match["unit"]))
    found = DURATION.valid(f"{_count(match['number'])} {short}")
    return str(found) if found is not None else ""


def _count(number: str) -> int:
    return int(number) if number.isdecimal() else NUMBERS[number]


def _offset(sign: str, number: str, unit: str) -> str:
    count = _count(number)
    short = next((short for short, words in UNITS.items() if re.fullmatch(words, unit)), "")
    if short == "month":
        count, short = count * 30, "d"
    text = f"T{sign}{count}{short}" if count else "T-0"
    return text if short and OFFSET.valid(text) is not None else ""
