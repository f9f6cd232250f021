"""The phase that a heading means, in many languages. Also tests `phase_words`."""

from __future__ import annotations

import pytest

from generator.imports.heading_phases import HeadingPhase, phase_of_heading
from generator.imports.phase_words import plain_words, word_pattern

HEADINGS = {
    "prepare": (
        "Pré-Deployment|Pre-deployment checks|Pre-release verification|Before go-live|Launch readiness|Prerequisites"
        "|One week before|2 days before launch|T-7d: Release freeze|Vorbereitung"
        "|Vor dem Deployment|Vorab-Prüfungen|Eine Woche vorher|Voraussetzungen"
        "|Antes do deploy|Pré-requisitos|Preparação|Uma semana antes|Antes del despliegue|Avant la mise en production|Prérequis"
        "|部署前检查|上线前|准备工作|一周前"
        "|リリース前の確認|事前準備|قبل النشر|التحضير|ডিপ্লয়মেন্টের আগে|প্রস্তুতি|Перед запуском|배포 전 확인|J-7"
    ),
    "deploy-day": (
        "9. Go-Live Approval|Cut-over|Launch|During deployment|Deployment steps|Release|Inbetriebnahme|Umstellung|Implantação|Lançamento"
        "|Despliegue|Mise en production|上线步骤|部署|本番リリース|デプロイ"
        "|النشر|الإطلاق|ডিপ্লয়মেন্ট|Развёртывание|배포"
    ),
    "follow-up": (
        "Post-deploy|Post deployment|Postdeployment|After the release|24 h monitoring|24-hour monitoring|First 24 hours|T+24h|Verification"
        "|Nach dem Go-live|Nachkontrolle|Pós-lançamento|Após o deploy|Después del despliegue|Après la mise en production|上线后|部署后验证"
        "|リリース後の確認|بعد النشر|ডিপ্লয়মেন্টের পরে|После релиза"
    ),
    "operate": (
        "Daily checks|Weekly tasks|Backup schedule|Maintenance|Monitoring|Wöchentliche Wartung|Tägliche Prüfung|Rotinas diárias|Manutenção"
        "|Mantenimiento semanal|Tâches quotidiennes|每日检查|日常运维|毎日の確認|定期点検|الصيانة اليومية|দৈনিক কাজ|Ежедневные проверки"
    ),
    "rollback": (
        "Rollback|Roll back plan|Backout procedure|When to revert|Rückfallplan|Zurückrollen|Plano de reversão|Reversión|Retour arrière"
        "|回滚方案|切り戻し手順|ロールバック|خطة التراجع|রোলব্যাক|План отката|롤백"
    ),
    "incident": (
        "Incident response|Outage|Severity levels|Playbook: a lost child|Escalation|Disaster recovery|Recovery after outage"
        "|What to do after an outage|SEV-1|Vorfall melden|Notfallkontakte|Störungen|Ausfall der Datenbank|Incidentes"
        "|Recuperação de desastres"
        "|Emergencias|Panne du serveur|故障处理|应急预案|障害対応|インシデント|الحوادث|حالات الطوارئ|জরুরি অবস্থা|দুর্যোগ|Аварии|장애 대응"
    ),
}


@pytest.mark.parametrize(("phase", "heading"), [(phase, one) for phase, headings in HEADINGS.items() for one in headings.split("|")])
def test_words_of_a_heading_name_its_phase(phase: str, heading: str) -> None:
    """A heading names its phase, in each language; prefixes are looked at before stems."""
    found = phase_of_heading([heading], "Anything")
    assert (found.phase, found.guessed) == (phase, False), found.why


@pytest.mark.parametrize(
    ("title", "phase"),
    {
        "Deployment checklist": "prepare",
        "Fleet handoff": "prepare",
        "Key rotation": "deploy-day",
        "Migration of the database": "deploy-day",
        "Flood plan of the archive": "incident",
        "Incident response checklist": "incident",
        "Daily checklist": "operate",
        "发布清单": "prepare",
        "Umzug des Servers": "deploy-day",
        "Plano de mudança": "incident",
        "Dam inspection": "prepare",
    }.items(),
)
def test_title_decides_where_no_heading_does(title: str, phase: str) -> None:
    """The phase is then a guess, and the reason says so."""
    found = phase_of_heading(["Database"], title)
    assert (found.phase, found.guessed) == (phase, True)


def test_own_heading_comes_before_those_around_it() -> None:
    """A section in a part about rollback can be about something else, and a heading without a word has the phase of its part."""
    assert phase_of_heading(["Rollback", "After the release"]).phase == "follow-up"
    assert phase_of_heading(["Rollback", "Database"]) == HeadingPhase("rollback", '"Rollback"')


def test_reason_is_the_word_as_it_is_written() -> None:
    """The report names what in the heading decided."""
    headings = ("9. **Go-Live** Approval", "ডিপ্লয়মেন্টের আগে", "Der Rückfallplan:", "Database")
    assert [phase_of_heading([one]).why for one in headings] == [
        '"Go-Live"',
        '"ডিপ্লয়মেন্টের আগে"',
        '"Rückfallplan"',
        "no heading names a phase",
    ]


def test_times_of_a_heading() -> None:
    """Work before a deployment has a moment, recurring work a rhythm, and incidents neither."""
    assert phase_of_heading(["A week before launch"]).at == "T-1w"
    assert phase_of_heading(["Weekly checks"]).every == "week"
    assert phase_of_heading(["Incident: T+5 min"]).at == ""


def test_star_is_any_ending() -> None:
    """Words end where they end, words with a star do not, and words of some scripts are found within others."""
    pattern = word_pattern(["roll-back", "deploy*", "部署"])
    found = {
        text: bool(pattern.search(plain_words(text)))
        for text in ("Roll back", "rollback", "rollbacks", "Redeploy", "Deploying", "重新部署中")
    }
    assert found == {"Roll back": True, "rollback": True, "rollbacks": False, "Redeploy": False, "Deploying": True, "重新部署中": True}


def test_a_piano_is_no_plan() -> None:
    """The Italian word for a plan is also an instrument, so it needs the word behind it."""
    assert phase_of_heading([], "New strings for the piano").why == "no heading names a phase"
    assert phase_of_heading([], "Piano di emergenza").phase == "incident"
