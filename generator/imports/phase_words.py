"""The words of headings that name a phase, in many languages.

A star at the end of a word is any ending. Words of scripts without spaces, and of Arabic, Hebrew and Bengali, whose words take
other words before or behind them, are found anywhere.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from itertools import groupby

from generator.model.entities import PhaseId
from generator.text.latin_letters import to_latin

DASHES = re.compile("[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]")
JOINED_UP = re.compile("[\u0590-\u08ff\u0900-\u0dff\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


def _list(words: str) -> list[str]:
    return words.split()


# What is deployed or goes live. Words for `before` and `after` in front of these tell the phase.
DEPLOYMENT = _list(
    "deploy* deployment* release* go-live golive cut-over cutover switchover* switch-over launch* rollout*"
    " roll-out rolling-out shipping"
    "  go/no-go d-day publish* inbetriebnahme umstellung* ausroll* rollout* bereitstell* veröffentlich* livegang"
    " livestart produktivsetzung"
    "  implantação implantações implantar lançamento* publicação entrada-em-produção virada subida despliegue*"
    " desplegar lanzamiento*"
    "  puesta-en-* publicación déploiement* déployer mise-en-* lancement* bascule* rilasci* messa-in-* uitrol*"
    " ingebruikname driftsättning*"
    " wdrożeni* развёртыван* развертыван* деплой* релиз* запуск* выкат* розгортан* εγκατάσταση ανάπτυξη"
    " 上线 上線 部署 发布 發布 发版 切换 割接 投产 リリース デプロイ 本番 切替 切り替え 公開 배포 출시 릴리스 오픈"
    " النشر نشر الإطلاق إطلاق الإصدار פריסה השקה ডিপ্লয় স্থাপন প্রকাশ তৈনাত परिनियोजन तैनाती लॉन्च"
)
BEFORE = _list(
    "before prior-to ahead-of vor vorher antes avant prima voor före przed до перед קודם לפני قبل আগে পূর্বে পূর্ব पहले से-पहले"
    " πριν 之前 以前 事前 전에"
)
AFTER = _list(
    "after following nach nachher após depois pós después tras après dopo na efter po после після אחרי لاحق بعد"
    " পরে পরবর্তী के-बाद बाद"
    " μετά 之后 之後 以后 以後 后续 後續 事后 事後 이후"
)

# The phases in the order in which their words are looked for.
WORDS: dict[PhaseId, list[str]] = {
    "rollback": _list(
        "rollback* roll-back rolling-back backout* back-out backing-out revert* fallback* fall-back rückfall*"
        " rücksetz* zurückroll*"
        "  zurücksetz* rückabwicklung rückrollen reversão reverter desfazer retorno-à-versão plano-de-retorno"
        " reversión revertir"
        "  marcha-atrás vuelta-atrás deshacer retour-arrière retour-en-arrière annuler repli"
        " ripristino-della-versione terugdraai*"
        " återställning* откат* відкат* wycofan* επαναφορά 回滚 回滾 回退 撤回 ロールバック 切り戻し 切戻し 롤백 되돌리기"
        " التراجع تراجع রোলব্যাক রোলব্যাক ফিরিয়ে-আনা रोलबैक חזרה-לאחור"
    ),
    "incident": _list(
        "incident* outage* severit* sev-* playbook* escalat* disaster* recovery recover emergenc* troubleshoot*"
        " crisis crises breach*"
        "  failover* fail-over war-room störung* ausfall* ausfälle vorfall* vorfälle notfall* notfälle eskalation*"
        " krise* katastroph*"
        " wiederherstell* wiederanlauf* schweregrad* fehlerbehebung incidente* desastre* recuperação recuperar emergência*"
        "  escalonamento* escalação severidade* indisponibilidade crise contingência* recuperación emergencia*"
        " escalad* escalamiento"
        "  severidad* gravedad contingencia* caída* panne* urgence* escalade* sinistre* reprise gravité sévérité"
        " guast* emergenz*"
        " disastr* storing* noodgeval* haveri* awari* инцидент* авари* сбой* сбоя сбоев восстановлен* чрезвычайн* эскалац*"
        " інцидент* відновлен* περιστατικ* καταστροφ* 事故 故障 应急 應急 紧急 緊急 灾难 災難 灾备 容灾 恢复 恢復 宕机"
        " 严重级别 严重等级 事件响应"
        " 障害 インシデント 災害 復旧 エスカレーション 重大度 トラブル 장애 사고 긴급 재해 복구 비상"
        " حادث حوادث طوارئ كارثة كوارث التعافي تعافي استعادة تصعيد انقطاع خطورة אירוע תקרית אסון חירום התאוששות"
        " ঘটনা দুর্যোগ জরুরি জরুরী বিপর্যয় পুনরুদ্ধার বিভ্রাট এস্কেলেশন घटना आपदा आपात पुनर्प्राप्ति"
    ),
    "follow-up": _list(
        "follow-up* followup* hypercare aftercare nachbereit* nachkontroll* nacharbeit* nachsorge nachverfolg* nachbeobacht*"
        " acompanhamento seguimiento suivi"
    ),
    "operate": _list(
        "daily weekly monthly quarterly yearly annual* hourly nightly backup-schedule* maintenance routine* recurring"
        " day-2 täglich*"
        "  wöchentlich* monatlich* quartals* vierteljährlich* jährlich* wartung* regelmäßig* regelbetrieb diári*"
        " semanal semanais mensal"
        "  mensais trimestral trimestrais manutenção rotina* diari* semanal* mensual* trimestral* mantenimiento"
        " rutin* quotidien*"
        "  journali* hebdomadaire* mensuel* trimestriel* giornalier* settimanal* mensil* manutenzione dagelijks*"
        " wekelijks* maandelijks*"
        " onderhoud dagligen veckovis ежедневн* еженедельн* ежемесячн* ежекварталь* обслуживан* щоденн* щотижнев* 每日 每天 每周 每週"
        " 每月 每季度 日常 例行 维护 維護 运维 定期 备份计划 毎日 日次 毎週 週次 毎月 月次 四半期 運用 保守 매일 일일 매주 주간 매월 월간"
        "  정기 유지보수 يومي أسبوعي اسبوعي شهري صيانة دوري יומי שבועי חודשי תחזוקה দৈনিক প্রতিদিন সাপ্তাহিক মাসিক"
        " রক্ষণাবেক্ষণ दैनिक"
        " साप्ताहिक मासिक रखरखाव"
    ),
    "prepare": _list(
        "readiness prerequisite* preparation* prepare preparing preflight precondition* requirements vorbereit*"
        " voraussetz* vorab*"
        "  vorprüf* vorkontroll* preparação preparar preparativos pré-requisito* prontidão preparación requisitos"
        " prerrequisito*"
        " prépar* prérequis préalable* préparatifs prerequisit* preparazione voorbereid* förbered* przygotowan* подготовк*"
        " предварительн* підготовк* προετοιμασία 准备 準備 前置 先决条件 前提 就绪 就緒 事前 사전 준비 تحضير متطلبات استعداد تجهيز جاهزية"
        " הכנה הכנות প্রস্তুতি पूर्वतैयारी तैयारी"
    ),
    "deploy-day": DEPLOYMENT,
}
# Words of a title that say what most documents of its kind are for.
OF_TITLES: dict[PhaseId, list[str]] = {
    "prepare": _list(
        "checklist* check-list* handover* hand-over handoff* hand-off checkliste* prüfliste* übergabe* lista-de-verificação"
        " lista-de-comprobación entrega transferência liste-de-contrôle passation чек-лист* чеклист* список 清单 清單 检查表 检查单 交接"
        " チェックリスト 引き継ぎ 引継ぎ 체크리스트 인수인계 قائمة রשימת তালিকা चेकलिस्ट"
    ),
    "deploy-day": [
        *DEPLOYMENT,
        *_list("migration* rotation* upgrade* umzug* migração migración actualización mise-à-jour 迁移 遷移 升级 移行"),
    ],
    "incident": _list(
        "plan plans response playbook* notfallplan* plano planos piano-di piano-d plan-de-* réponse resposta respuesta план* 计划"
        " 計劃 预案 計画 대응 계획"
        " خطة استجابة পরিকল্পনা योजना"
    ),
}
# Words of VALUES in `model/synonyms.py` that in a heading say too little, or that BEFORE and AFTER have.
VAGUE = frozenset(
    _list("plan run before after pre post during build support execution undo setup recovery recover restore planning operating")
)


@lru_cache(maxsize=4096)
def plain_words(text: str) -> str:
    """Return a text in the form in which words are compared: lower case, no accents, simple dashes, single spaces."""
    return " ".join(unicodedata.normalize("NFC", to_latin(DASHES.sub("-", text))).split())


def word_pattern(words: list[str] | tuple[str, ...]) -> re.Pattern[str]:
    """Return the expression that finds one of these words in a text from `plain_words`."""
    return re.compile("|".join(_either(around, forms) for around, forms in groupby(dict.fromkeys(words), _around)))


def _either(around: tuple[str, str], words: Iterable[str]) -> str:
    """Return the expression for one of some words that have the same around them, which is so looked for once for all of them."""
    forms = (re.escape(plain_words(word.removesuffix("*"))).replace(r"\-", r"[\s-]*") for word in words)
    return f"{around[0]}(?:{'|'.join(forms)}){around[1]}"


def _around(word: str) -> tuple[str, str]:
    """Return what must be in front of a word and behind it."""
    if JOINED_UP.search(plain_words(word)):
        return "", ""
    return r"(?<!\w)", "" if word.endswith("*") else r"(?!\w)"
