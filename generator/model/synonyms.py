"""The words of other tools for our fields and values, so that help names what a writer means where spelling cannot find it."""

from __future__ import annotations

from collections.abc import Container, Iterable


def _table(text: str) -> dict[str, tuple[str, ...]]:
    """Read a table of lines `our word: words of other tools`. Lines that are indented continue the line above."""
    lines = text.replace("\n    ", " ").strip().splitlines()
    return {ours: tuple(words.split()) for ours, _, words in (line.partition(":") for line in lines)}


# The words for each top-level key, and for each field of an entry. A word can have several meanings: the first one in the table that is
# valid in the place is meant.
TOP_LEVEL = _table("""
variant: system metadata meta document runbook project service-info about head header application product
links: link urls dashboards bookmarks references resources
facts: fact key-facts properties property attributes attribute characteristics at-a-glance environments
checklists: checklist lists todo todos tasks task checks activities work-items pre-checks tests recurring maintenance
procedures: procedure playbooks playbook runbooks sops sop how-to how-tos rollbacks rollback workflows workflow instructions steps
passages: passage page pages appendix appendices docs documentation background architecture overview glossary reference policies prose
triggers: trigger rollback-criteria rollback-triggers criteria abort-criteria conditions events no-go-criteria
slos: slo slas sla slis sli metrics metric kpis kpi objectives objective targets goals thresholds alerts monitors indicators
contacts: roles role people persons users team teams staff on-call oncall escalation escalations responsible raci who stakeholders
services: dependencies systems components infrastructure third-parties vendors providers integrations dependency hosts servers
severities: severity severity-levels priorities levels incident-levels incident-severities sev
sign-offs: signoffs signoff sign-off approvals approval approvers approver go-no-go authorizations gates
commands: scripts snippets cheatsheet cheat-sheet cli shell command quick-reference useful-commands
announcements: messages communications communication comms notifications notification emails announcement templates
notes: free-notes remarks comments note scratch
phases: stages stage timeline milestones sections chapters
""")
FIELDS = _table("""
groups: sections blocks parts
role: on-call oncall owner assignee assigned assigned-to assigned-role responsible responsibility accountable who person actor executor
    performer by team user contact operator engineer
contact: on-call oncall owner support support-contact vendor-contact responsible role team
title: name label heading header caption display-name subject headline
label: title name heading caption question text field
summary: description desc descr purpose goal intro introduction overview abstract subtitle text
about: description text summary details body content prose background context intro preamble preface before notes note
    documentation markdown
closing: outro after epilogue conclusion footer afterwards postscript ending end remarks
if: when only-if condition conditional conditions unless where applies applies-if applicable
caution: warning warn danger attention beware careful hazard risk read-first
text: title name description desc descr details detail task action what instruction instructions message body content summary note
    notes comment comments remark remarks hint label condition do step
details: description desc descr summary comment comments remark remarks about closing detail explanation more body content prose how
    how-to instructions background context notes note hint hints markdown
run: command cmd commands script shell exec execute code bash sh cli powershell
expect: expected expected-output expected-result expects result outcome verify verification validation validate check
    acceptance acceptance-criteria success success-criteria assert should response
syntax: language lang highlight interpreter dialect
output: prints printed stdout screen console terminal sample-output example-output expected-output result log response
message: body content template wording body-text mail-text message-text announcement copy
on-failure: rollback roll-back on-error on-fail if-fails if-failed failure fallback undo backout back-out revert else catch recovery
    onfailure
when: if condition trigger use-when applies applies-when usage threshold value limit
blocking: required mandatory must critical gate severity priority important blocker stop-if-failed
optional: skippable can-skip not-required
slo: sla sli metric kpi target objective
items: steps tasks checks item checklist list todo todos actions activities sub-items subitems subtasks children entries points
steps: items tasks actions step instructions stages procedure playbook list
blanks: record form forms blank inputs fields fill-in log records placeholders
columns: column headers heads
cells: cell values row columns
unit: units uom measure dimension
pattern: regex regexp regular-expression format validation match
choices: options cases branches decisions decision switch outcomes branch answers
then: goto go-to next next-step jump procedure rollback-procedure
at: start starts start-time starts-at begin when time schedule scheduled offset date due deadline moment t
lasts: duration estimate estimated estimated-time time-estimate timebox length takes eta time-needed minutes estimated-duration
    timeout
within: lasts deadline timeout due max-time duration
every: frequency cron interval schedule recurrence recurring repeat cadence period rhythm repeats
phase: stage section step environment period when
group: section category block department organisation organization area
for: duration lasts within period during window sustained
mode: type automatic manual automation automated
action: response reaction do on-failure run
kind: type category
percentile: p quantile pct
target: objective goal threshold slo sla value limit expected budget
window: period over rolling-window measured-over evaluation-window interval range time-window per
warn: warning warn-at warning-threshold warning-at caution yellow amber soft-limit
alert: threshold alarm critical alert-threshold alert-at page-at limit red hard-limit
name: person holder who full-name assignee contact contact-name
phone: tel telephone mobile cell cellphone phone-number number call hotline whatsapp contact-number
email: mail e-mail email-address mail-address
channel: slack slack-channel teams medium via where chat discord telegram pager pagerduty opsgenie irc portal contact-channel room
hours: availability available working-hours business-hours office-hours time-zone timezone schedule support-hours shift
backup: deputy substitute stand-in second secondary fallback alternate cover backup-contact
escalates-to: deputy escalation escalate escalate-to escalation-contact manager next secondary fallback substitute supervisor
escalates-after: after escalate-after escalation-delay escalation-timeout escalate-in delay timeout wait no-answer-after
provider: vendor supplier company hosted-by host manufacturer
status-page: url link status status-url statuspage website web page href status-link homepage
criticality: priority severity importance critical impact tier level
needs: depends-on dependencies depends requires dependency uses upstream prerequisites
respond-within: response-time sla respond target-response within reaction-time response-sla deadline time-to-respond
escalation: escalates-to who contact notify call escalate
response: action actions do what-to-do procedure steps playbook reaction
audience: to recipients recipient target receivers for who
lines: rows height number count size
aliases: alias old-ids old-id former previous-ids renamed-from was also-known-as aka
visibility: access public private confidential visible hidden hide secret classification
waive: ignore waiver waivers disable suppress skip exceptions exemptions noqa lint-disable allow except
because: why reason rationale comment justification explanation motive note reasons
until: expires expiry expiration expires-on end end-date valid-until till to deadline due
remove: delete deleted removed drop exclude omit disabled enabled skip
unset: clear unsets reset remove-fields
place: position order index after before sort weight sequence rank
owner: maintainer maintainers maintained-by responsible author document-owner contact team
reviewed: last-reviewed last-review review-date reviewed-on reviewed-at verified updated last-updated modified date
drill-every: drill drills drill-interval drill-frequency exercise exercise-every test-every rehearse rehearse-every practice-every
review-every: review-interval review-cycle review-frequency review-period next-review review frequency every
params: vars variables parameters values env environment constants config settings
extends: inherits inherit inherits-from parent parents base bases from include includes imports import uses layers template
language: lang locale
""")
# The words for each value of a closed set. Some fields with the same key have different sets.
VALUES = {
    "phase": _table("""
prepare: preparation pre-deploy pre-deployment predeploy predeployment planning plan before pre pre-checks setup build pre-release
deploy-day: go-live golive deploy deployment deployment-day release release-day cut-over cutover launch execution rollout roll-out
    d-day implementation during
follow-up: post-deploy post-deployment postdeploy post post-release after verification verify validation validate hypercare
    aftercare post-checks followup closure
operate: operations operation ops run maintenance monitoring monitor bau support operating day-2 daily weekly monthly upkeep
rollback: roll-back back-out backout revert undo fallback recovery recover restore
incident: incidents incident-response emergency outage disaster-recovery dr troubleshooting disaster
"""),
    "every": _table("""
day: daily each-day nightly 1-d 24-h 1-day midnight
week: weekly each-week 7-d 1-w 7-days 1-week
month: monthly each-month 30-d 1-month 30-days
quarter: quarterly 90-d 3-months 90-days 13-w trimester
ongoing: continuous continuously always constantly permanent hourly daily-and-nightly all-the-time on-going
"""),
    "criticality": _table("""
critical: p0 p1 sev0 sev1 sev-0 sev-1 blocker essential vital tier-0 tier-1 highest urgent must mission-critical 1
high: p2 sev2 sev-2 major important tier-2 2
medium: p3 sev3 sev-3 moderate normal standard middle mid average tier-3 3
low: p4 p5 sev4 sev-4 minor trivial optional tier-4 lowest 4
"""),
    "mode": _table("""
automatic: auto automated machine script system
manual: human hand by-hand person manually operator
"""),
    "audience": _table("""
internal: team teams staff employees company colleagues management engineering ops private stakeholders
external: customers customer public users user clients client everyone partners parents all
"""),
    "visibility": _table("""
internal: private confidential hidden secret restricted team staff
public: external open published everyone visible all
"""),
    "kind": _table("""
technical: performance latency availability reliability speed errors error uptime quality security tech
resource: capacity infrastructure hardware cost utilization utilisation saturation usage cpu memory resources
business: commercial kpi revenue product conversion customer sales
text: string str input word line textarea name
date: day calendar
time: timestamp datetime clock hour hours time-of-day
number: int integer float numeric decimal count figure amount
choice: select enum options list radio dropdown
secret: password token credential hidden
"""),
}
YES_OR_NO = _table("""
true: yes y on 1 ok x enabled always required must wahr si oui
false: no n off 0 disabled never none nein non
""")
# What to do instead of writing a word that no field means.
ELSEWHERE = {
    "version versions revision release changelog history": "a release has the version: `runbook publish VERSION`",
    "status state done completed complete checked finished progress result ticked": "readers tick boxes; the data has no state",
    "id ids key slug uuid uid": "the key of an entry is its id: delete the line",
    "created created-at created-by updated-by updated-at modified-by author authors last-modified": "git records it: delete the line",
    "note notes comment comments remark remarks hint tip warning caution info": "write it into `text`, or after a `#` as a comment",
    "tags tag labels keywords": "there are no tags: delete the line; readers find entries by search",
    "order position index number sort weight": "entries are in written order: delete the line",
    "link links url urls href docs documentation wiki reference references image attachments": "write it into a text: `[label](https://...)`",
    "kind api-version spec hosts gather-facts on jobs stages resources": "is this a file of another program? Move it out of the data",
}
_INSTEAD = {word: remark for words, remark in ELSEWHERE.items() for word in words.split()}


def normal(word: str) -> str:
    """Return a word in the form of the tables: `depends-on` for `Depends_On` and for `dependsOn`."""
    split = "".join(f"-{one}" if one.isupper() and before.islower() else one for before, one in zip(f" {word}", word, strict=False))
    return "-".join(split.casefold().replace("_", " ").replace("-", " ").replace(".", " ").split())


def field_for(word: str, valid: Container[str], *, on_top: bool = False) -> str:
    """Return the field that a word of another tool means, one that is valid in the place; empty if there is none."""
    return next((field for field in (normal(word), *fields_for(word, on_top=on_top)) if field in valid and field != word), "")


def fields_for(word: str, *, on_top: bool = False) -> Iterable[str]:
    """Return all fields that a word of another tool may mean."""
    name = normal(word)
    return (field for field, words in (TOP_LEVEL if on_top else FIELDS).items() if name in words)


def top_level_for(word: str) -> str:
    """Return the top-level key that a word of another tool means; empty if there is none."""
    return next(iter(fields_for(word, on_top=True)), "")


def instead_of(word: str) -> str:
    """Return what to do instead of writing a word that has no field; empty if the word is unknown."""
    return _INSTEAD.get(normal(word), "")


def value_for(field: str, word: str, valid: Iterable[str]) -> str:
    """Return the value that a word of another tool means in a field with a closed set of values; empty if there is none."""
    name, known = normal(word), tuple(valid)
    words = YES_OR_NO if known == tuple(YES_OR_NO) else VALUES.get(field, {})
    return next((value for value in known if name == value or name in words.get(value, ())), "")
