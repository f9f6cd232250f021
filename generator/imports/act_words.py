"""Whether a title says what to do, by its first word."""

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
VERBS = frozenset(MEANT_AS_ACTS.split())
WORD = re.compile(r"[A-Za-z]+")


def begins_with_act(title: str) -> bool:
    """Whether the first word of a title is a verb that says what to do."""
    match = WORD.search(title)
    return match is not None and match[0].lower() in VERBS
