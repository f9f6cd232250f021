"""Whether a title says what to do, or names things that nobody does, such as mistakes and conditions."""

from __future__ import annotations

import re

MEANT_AS_ACTS = (
    "accept activate add adjust allow announce apply approve archive ask assign attach backup begin boot build call cancel change "
    "check choose clean clear clone close collect commit communicate compare complete configure confirm connect contact copy "
    "create cut decide declare define delete deploy describe detect determine disable disconnect document download drain drop edit "
    "enable ensure escalate establish evaluate execute export fetch fill find finish fix flush follow force freeze gather generate "
    "get give go identify import increase inform initialize inspect install investigate invoke isolate issue join keep kill launch "
    "list load lock log login look make map mark measure merge migrate mitigate monitor mount move note notify obtain open pause "
    "perform pick ping plan prepare press print promote provision publish pull purge push put read rebuild recover redeploy reduce "
    "register release reload remove rename repair repeat replace report request reset resolve restart restore resume retry return "
    "revert review revoke roll rollback rotate run save scale schedule search secure select send set setup shut sign start stop "
    "submit switch sync tag take tell terminate test track transfer trigger turn unlock unmount update upgrade upload use validate "
    "verify wait warm watch write"
)
# What numbered lines below a title are, if they are no steps: nobody ticks a mistake.
NO_STEPS = (
    r"\b(?:mistakes?|pitfalls?|avoid|don'?ts?|anti-?patterns?|principles?|goals?|objectives?|challenges?|risks?|benefits|faqs?|conditions|fehler"
    r"|vermeiden|ziele|grundsätze|risiken|bedingungen|erros|evitar|objetivos|riscos|errores|riesgos)\b"
    "|错误|避免|禁止|误区|原则|目标|条件|挑战|风险|常见问题|特点|優勢|优势|原則|目的|課題|リスク|禁止事項|間違い|よくある質問|注意点"
    "|أخطاء|تجنب|مبادئ|أهداف|شروط|مخاطر|পরিহার|এড়িয়ে|ভুল|নীতি|লক্ষ্য|শর্ত|ঝুঁকি|ошибки|избегать|цели|риски|условия"
)
STEPS = r"\b(?:steps?|procedure|process|how to|schritte|passos|pasos)\b|步骤|步驟|流程|手順|対応|应对|خطوات|ধাপ|шаги|如何|해결"
NAMES_NO_STEPS, NAMES_STEPS = re.compile(NO_STEPS, re.IGNORECASE), re.compile(STEPS, re.IGNORECASE)
VERBS = frozenset(MEANT_AS_ACTS.split())
WORD = re.compile(r"[A-Za-z]+")


def begins_with_act(title: str) -> bool:
    """Whether the first word of a title is a verb that says what to do."""
    match = WORD.search(title)
    return match is not None and match[0].lower() in VERBS


def names_no_steps(title: str) -> bool:
    """Whether the numbered lines below a title are mistakes, goals, conditions and so on, and not steps."""
    return NAMES_NO_STEPS.search(title) is not None and NAMES_STEPS.search(title) is None
