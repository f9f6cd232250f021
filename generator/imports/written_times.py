"""Times in headings and texts, in many languages: moments such as `T-7d` and `a week before`, and how often something is done."""

from __future__ import annotations

import re

from generator.imports.phase_words import AFTER, BEFORE, plain_words, word_pattern
from generator.model.moments import Cadence
from generator.model.scalar_kinds import DURATION, OFFSET

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
FIRST_HOURS = re.compile(
    r"(?:first|ersten?|primeir\w+|primer\w+|premier\w+|前|最初の?)\s*(\d{1,3})\s*-?\s*(?:h|hours?|stunden|horas|heures|小时|時間)(?![a-z])"
)

IMMEDIATELY = re.compile(r"immediate|at once|asap\b|sofort|imediat|inmediat|immediat|немедленно|立即|马上|即時|直ちに|즉시|فور|তাৎক্ষণিক|तुरंत")
LENGTH = re.compile(
    r"[^\w<>≤]*(?:<=?|≤|~|within|in|under|max\.?|up to|unter|innerhalb(?: von)?|em ate|ate|en|dans les|sous|خلال|в течение)?\s*"
    rf"{NUMBER}[\s-]*{UNIT}(?![a-z])"
)

CADENCE_WORDS: dict[Cadence, str] = {
    "quarter": "quarterly quarter quarters quartalsweise quartal vierteljährlich* trimestral trimestrais"
    " trimestrales trimestriel* trimestrale ежекварталь*"
    " every-three-months 3-months every-quarter 每季度 季度 四半期 분기 ربع-سنوي ত্রৈমাসিক त्रैमासिक",
    "month": "monthly monatlich* mensal mensais mensual* mensuel* mensile mensili maandelijks* ежемесячн*"
    " every-month 每月 月次 毎月 매월 월간"
    " شهري মাসিক मासिक",
    "week": "weekly wöchentlich* semanal* semanais hebdomadaire* settimanal* wekelijks* veckovis еженедельн*"
    " щотижнев* every-week 每周 每週 週次"
    " 毎週 매주 주간 أسبوعي שבועי সাপ্তাহিক साप्ताहिक",
    "day": "daily nightly täglich* diári* diari* quotidien* journali* giornalier* dagelijks* dagligen ежедневн*"
    " щоденн* every-day every-night"
    " 每日 每天 日次 毎日 매일 일일 يومي יומי দৈনিক প্রতিদিন दैनिक",
    "ongoing": "continuous* ongoing always laufend kontinuierlich contínu* continu* постоянно 持续 持續 継続 상시 مستمر ক্রমাগত",
}
CADENCES = {cadence: word_pattern(words.split()) for cadence, words in CADENCE_WORDS.items()}


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


def cadence_in(text: str) -> Cadence | None:
    """Return how often a text says that something is done; None if it does not say."""
    plain = plain_words(text)
    return next((cadence for cadence, pattern in CADENCES.items() if pattern.search(plain)), None)


def duration_in(text: str) -> str:
    """Return the length of time that a text begins with, such as `15 min` for `< 15 minutes`; empty if it begins with something else."""
    plain = plain_words(text)
    if IMMEDIATELY.match(plain):
        return "immediately"
    match = LENGTH.match(plain)
    if match is None:
        return plain if DURATION.valid(plain) is not None else ""
    count = int(match["number"]) if match["number"].isdecimal() else NUMBERS[match["number"]]
    short = next(short for short, words in UNITS.items() if re.fullmatch(words, match["unit"]))
    found = DURATION.valid(f"{count} {short}")
    return str(found) if found is not None else ""


def _offset(sign: str, number: str, unit: str) -> str:
    count = int(number) if number.isdecimal() else NUMBERS[number]
    short = next((short for short, words in UNITS.items() if re.fullmatch(words, unit)), "")
    if short == "month":
        count, short = count * 30, "d"
    text = f"T{sign}{count}{short}" if count else "T-0"
    return text if short and OFFSET.valid(text) is not None else ""
