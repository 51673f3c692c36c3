"""What is sent: a body that would be accepted, so that whoever is refused is refused for who they are."""

import json
from datetime import timedelta
from typing import Any
from uuid import uuid4

from cases.attributing import attribute
from cases.lifecycle import close, end_pause, pause
from cases.models import Case, CaseCheck, Status
from cases.policy_changing import newest_version
from contacts.confirming import confirm
from contacts.consent_wordings import our_question
from contacts.models import Contact, EmailAddress, Import, Source
from contacts.rule_choices import current
from contacts.rules import UNREACHABLE
from crm.company.calendars import current_version
from feedback.models import Feedback, Idea
from feedback.praising import pass_on
from feedback.sorting import Chosen, sort_voice
from tests.factories.cases import WHY
from tests.factories.consents import a_consent
from tests.factories.contacts import a_source
from tests.factories.offline import entry_of
from tests.factories.public import typed
from tests.permissions.bodies_joint import JOINT, joint_forms, prepare_joint
from tests.permissions.bodies_privacy import privacy_forms
from tests.permissions.bodies_together import TOGETHER, together_forms
from tests.permissions.company import NOW, PASSWORD, Company, Matter

SOON = NOW + timedelta(days=2)
STEP = {"placed": "at", "wait_minutes": "30 min", "role": "lead"}
SURVEY = {
    "name": "Nach dem Kauf",
    "share": 100,
    "delay_hours": 24,
    "from_hour": 8,
    "until_hour": 20,
    "rest_days": 90,
    "reminder_days": 5,
    "valid_days": 13,
}
DAY, CLOCK = SOON.date().isoformat(), "10:00"


def prepare(name: str, method: str, matter: Matter) -> None:
    """Bring a case to where the act makes sense: what is opened again was closed, what goes on waits."""
    case = Case.objects.get(pk=matter.case.pk)
    facts: dict[str, Any] = {"by": matter.contact.recorded_by, "at": NOW}
    if name in ("case_reopen", "api_reopening") and case.status != Status.RESOLVED:
        close(case.pk, result="Fertig.", not_informed_reason="Weiß es.", **WHY, **facts)
    if (name, method) in (("case_go_on", "POST"), ("api_pause", "DELETE")) and case.status == Status.OPEN:
        pause(case.pk, kind="supplier", until=SOON, reason="Saite ist bestellt.", **facts)
    if name == "survey" and case.status != Status.RESOLVED:
        close(case.pk, result="Fertig.", not_informed_reason="Weiß es.", **WHY, **facts)
    if name == "case_check":
        CaseCheck.objects.create(case=case, position=1, text="Foto machen")
    if name in JOINT and case.status != Status.RESOLVED:
        prepare_joint(name, case, matter.contact.recorded_by)
    if name == "case_wait" and case.status == Status.WAITING:
        end_pause(case.pk, **facts)


def prepare_idea(company: Company) -> None:
    """The idea is built, and somebody agreed to hear of it."""
    customer = company.matters["other"].customer
    decided = {"decided_at": NOW, "decision_reason": "Ja.", "built_at": NOW}
    Idea.objects.filter(pk=company.idea.pk).update(status="built", **decided)
    EmailAddress.objects.create(customer=customer, raw="neu@example.org", normalised="neu@example.org")
    a_consent(customer, "news", at=NOW)


def prepare_voice(name: str, company: Company, method: str = "POST") -> None:
    """Bring the voice of "own" to where this can be done with it."""
    matter, admin = company.matters["own"], company.people["admin"]
    facts: dict[str, Any] = {"by": admin, "at": NOW}
    if name == "voice_sorting_undo" or (name == "api_sorting" and method == "DELETE"):
        sort_voice(matter.voice.pk, Chosen(kind="wish"), **facts)
    if name.startswith("praise_"):
        sort_voice(matter.voice.pk, Chosen(kind="praise"), **facts)
    if name == "praise_seen":
        pass_on(Feedback.objects.get(pk=matter.voice.pk), [admin], **facts)
    if name in ("voice_cause", "voice_measure"):
        sort_voice(matter.voice.pk, Chosen(kind="complaint"), **facts)
        close(matter.case.pk, result="Fertig.", not_informed_reason="Weiß es.", **WHY, **facts)


def prepare_contact(name: str, company: Company, method: str = "POST") -> None:
    """Let the contact of "own" be nameless, or named only afterwards."""
    matter = company.matters["own"]
    Contact.objects.filter(pk=matter.contact.pk).update(customer=None)
    Case.objects.filter(pk=matter.case.pk).update(customer=None)
    if name == "contact_customer_undo" or method == "DELETE":
        named: dict[str, Any] = {"why": "Rief an.", "by": company.colleague, "at": NOW}
        attribute(matter.contact.pk, matter.customer.pk, **named)


def prepare_list(name: str, found: Import) -> None:
    """Bring a list of customers to where this can be done with it."""
    states = {"stop": "running", "go_on": "stopped", "undo": "done"}
    state = states.get(name.removeprefix("customer_import_"), "ready")
    Import.objects.filter(pk=found.pk).update(state=state)


def prepare_master_data(name: str, company: Company) -> None:
    """What is taken back was done, and what changes places has a neighbour."""
    if name in ("customer_unconfirm", "master_data_undo"):
        confirm(company.matters["own"].customer, by=company.colleague, at=NOW)
    if name == "settings_source_move":
        Source.objects.filter(pk=company.source.pk).update(position=9)
        a_source(position=1)


def form(name: str, company: Company, matter: Matter | None, actor: str) -> dict[str, Any]:
    """The fields of a page's form."""
    user = company.people.get(actor, company.colleague)
    topic = company.answer.topic_id
    version = {"version": Case.objects.get(pk=matter.case.pk).version} if matter else {}
    calendar = company.elsewhere.site.calendar_id
    lead, deputy = company.elsewhere.lead_id, company.elsewhere.deputy_id
    team = {"site": company.elsewhere.site_id, "lead": lead, "deputy": deputy}
    person = {"last_name": "Neuling", "role": "frontdesk", "language": "de"}
    line = {
        "kind": "generic",
        "topic": company.matters["own"].topic.pk,
        "speaks_for": company.colleague.pk,
        "site": company.team.site_id,
    }
    forms: dict[str, dict[str, Any]] = {
        "account_login": {"login": "niemand", "password": "falsch"},
        "calendar_new": {"name": "Neuer Kalender", "place": "DE-BY"},
        "calendar_confirm": {"year": 2026, "version": 1},
        "calendar_place": {"name": "Laden", "place": "DE-BY", "time_zone": "Europe/Berlin"},
        "calendar_week": {"mon": "8-12"},
        "calendar_public_days": {"year": 2026},
        "calendar_observances": {"codes": "peace"},
        "calendar_eves": {"christmas": "on", "until": "12:00"},
        "calendar_own_days": {"name": "Inventur", "starts_on": "2026-05-06"},
        "calendar_day_remove": {"on": "2026-05-06"},
        "calendar_preview": {"revision": 2, "reason": "Samstags offen"},
        "me_save": {"language": "de", "quiet_from": "20:00", "quiet_until": "07:00"},
        "me_notices": {
            "notice_warning": "app",
            "notice_opened": "mail",
            "notice_handed_over": "both",
            "notice_mention": "digest",
            "digest_at": "16:30",
        },
        "me_telephone": {"extension": "12", "dial_with": "sip"},
        "absence_add": {"user": user.pk, "starts_on": "2026-05-04", "ends_on": "2026-05-08"},
        "account_change_password": {"oldpassword": PASSWORD, "password1": "n" * 12, "password2": "n" * 12},
        "account_reauthenticate": {"password": PASSWORD},
        "capture": {
            "client_id": uuid4(),
            "who": "nameless",
            "channel": "shop",
            "outcome": "no_concern",
            "opened_at": NOW.isoformat(),
        },
        "call_hook": {"event": "newCall", "callId": "2", "direction": "in", "from": "anonymous"},
        "settings_phone_line_new": line | {"name": "Zweite Anlage"},
        "settings_phone_line": line | {"name": "Umbenannt"},
        "capture_hand_in": {"entries": json.dumps([entry_of(user)])},
        "case_contact": {
            "client_id": uuid4(),
            "channel": "phone",
            "direction": "in",
            "text": "Ruft noch einmal an.",
        },
        "contact_addendum": {"kind": "note", "text": "Kommt morgen wieder."},
        "contact_customer": {
            "customer": company.matters["own"].customer.number,
            "why": "Rief noch einmal an.",
        },
        "contact_customer_undo": {},
        "contact_void": {"reason": "Doppelt erfasst."},
        "settings_complaint_cause_new": {"name": "Transport"},
        "settings_complaint_cause": {"name": "Umbenannt"},
        "voice_sorting": {"kind": "complaint", "severity": 2, "topic": company.matters["own"].topic.pk},
        "praise_pass_on": {"an": company.colleague.pk},
        "voice_cause": {"cause_kind": company.cause.pk},
        "settings_text_block_new": {"name": "Danke", "text": "Danke, {Kunde}!"},
        "settings_text_block": {"name": "Anders", "text": "Danke, {Kunde}!"},
        "settings_checklist": {"points": "Foto machen"},
        "case_check": {"check": _point(matter), "done": "1"},
        "attachment_remove": {"reason": "Falscher Vorgang."},
        "case_note": {"text": "Notiert."},
        "case_wait": version | {"kind": "supplier", "until": DAY, "clock": CLOCK, "reason": "Saite fehlt."},
        "case_go_on": version,
        "case_hand_over": version
        | {"team": company.team.pk, "owner": company.colleague.pk, "reason": "Bitte."},
        "case_priority": version | {"priority": "high", "reason": "Konzert am Samstag."},
        "case_resolve": version | {"result": "Fertig.", "not_informed_reason": "Weiß es.", **WHY},
        **(
            together_forms(Case.objects.get(pk=matter.case.pk), company)
            if name in TOGETHER and matter
            else {}
        ),
        "work_views": {"name": "Am Telefon", "kanal": "phone"},
        "figures_save": {"name": "Unser Telefon", "zeitraum": "monat", "kanal": "phone", "shared": "on"},
        "work_view": {"name": "Ganz dringende"},
        "case_reopen": version | {"reason": "Schnarrt wieder."},
        **(joint_forms(Case.objects.get(pk=matter.case.pk)) if name in JOINT and matter else {}),
        **privacy_forms(company, matter),
        "case_acknowledge": version | {"next_at": DAY, "clock": CLOCK},
        "settings_topic_new": {"name": "Neu", "team": company.team.pk, "icon": "chat", "position": 0},
        "settings_topic": {"name": "Umbenannt", "team": company.team.pk, "icon": "chat", "position": 0},
        "settings_kit": {"kits": "shop", "team": company.team.pk},
        "answer_new": {"topic": topic, "title": "Was kostet das?", "text": "49 Euro."},
        "answer_edit": {"topic": topic, "title": "Was kostet das?", "text": "49 Euro."},
        "answer_files": {"remove": company.answer_file.key},
        "answer_missing": {"q": "Notenständer"},
        "capture_hindrance": {"lack": "parts"},
        "settings_source_new": {"name": "Radio", "position": 0},
        "settings_source": {"name": "Radio", "position": 0},
        "settings_source_move": {"to": "up"},
        "settings_goal": {"target": "80", "reason": "Erst einmal."},
        "settings_own_goal_new": {"title": "Lob", "figure": "praise", "target": "10", "active": "on"},
        "settings_own_goal": {"title": "Lob", "figure": "praise", "target": "10", "active": "on"},
        "settings_rules": {code: str(weight) for code, weight in current().items()}
        | {UNREACHABLE: "5", "why": "Ohne Weg keine Antwort.", "save": "1"},
        "settings_reason_new": {"name": "Geschenk", "position": 0},
        "settings_reason": {"name": "Geschenk", "position": 0},
        "settings_product_new": {"name": "Bogen"},
        "settings_product": {"name": "Bogen"},
        "settings_campaign_new": {"code": "SB9", "name": "Saitenblick", "source": company.source.pk},
        "settings_campaign": {"code": "SB9", "name": "Saitenblick", "source": company.source.pk},
        "case_rules": {
            "longest_wait_days": 10,
            "waits_until_lead": 3,
            "away_alone_days": 5,
            "away_covered_days": 15,
            "reopen_days": 14,
        },
        "settings_keys": {"user": company.leaver.pk, "days": 30},
        "settings_company": {"company_name": "Hollerbach", "country": "AT"},
        "settings_site_new": {
            "name": "Messe",
            "calendar": calendar,
            "default_channel": "visit",
            "active": "on",
        },
        "settings_site": {"name": "Messe", "calendar": calendar, "default_channel": "visit", "active": "on"},
        "settings_device_new": {
            "name": "Kasse am Fenster",
            "site": company.elsewhere.site_id,
            "channel": "shop",
        },
        "settings_device": {"name": "Kasse am Fenster", "site": company.elsewhere.site_id, "channel": ""},
        "settings_team_new": team | {"name": "Messe"},
        "settings_team": team | {"name": "Umbenannt"},
        "settings_person_new": person | {"username": "neuling"},
        "settings_person": person | {"username": company.leaver.username},
        "policy_new": ladders() | {"number": 0, "name": "Telefon", "channel": "phone"},
        "policy_edit": ladders() | {"number": 2, "name": "Am Telefon", "channel": "phone"},
        "policy_move": {"version": newest_version(company.policy).pk},
        "calendar_move": {"version": current_version(company.hours).pk},
        "policy_order": {"to": "up"},
        "policy_switch": {"active": "0"},
        "customer_import_start": {"doubles": "skip"},
        "customer_import_columns": {"has_heading": "on", "column_0": "organisation"},
        "customer_groups": {"name": "Schulen"},
        "customer_group": {"name": "Vereine", "active": "1"},
        "survey": {"solved": "no", "score": 1, "text": "Schnarrt noch."},
        "public_contact": typed(at=NOW),
        "public_embedded": typed("embedded", at=NOW),
        "public_voice": typed(f"voice:{company.outside.code}", at=NOW),
        "kiosk": {"mood": 5},
        "quarantine_spam": {"message": company.outside.suspect.pk},
        "settings_public": {"open": "on", "privacy_text": "Neu", "imprint_text": "Neu", "spam_days": 7},
        "survey_new": SURVEY | {"trigger": "contact"},
        "survey_edit": SURVEY,
        "survey_questions": {
            "frage-TOTAL_FORMS": 1,
            "frage-INITIAL_FORMS": 0,
            "frage-0-kind": "nps",
            "frage-0-text_de": "Würden Sie uns weiterempfehlen?",
        },
        "survey_switch": {"on": "0"},
        "survey_exception": {"on": "1", "reason": "Nur nach einem Kauf."},
        "wish_idea": {"idea": "new", "title": "Abends öffnen"},
        "idea_new": {"title": "Leihgeige"},
        "idea_suggestions": {"idea": "new", "title": "Leihgeige", "wish": company.matters["own"].wish.pk},
        "idea_edit": {"title": "Längere Öffnungszeiten", "trend_note": "Alle öffnen länger."},
        "idea_telling": {"text": "Ab sofort."},
        "idea_decision": {"status": "planned", "reason": "Machen wir.", "seen": "new"},
        "customer_new": {"kind": "person", "last_name": "Neumann", "country": "DE"},
        "duplicate_named": {
            "one": company.matters["own"].customer.number,
            "other": company.matters["other"].customer.number,
        },
        "duplicate": {f"version_{row.number}": row.version for row in (company.pair.one, company.pair.other)},
        "master_data_undo": {"regel": "unreachable", "was": "alles"},
        "master_data_mend": {"regel": "unreachable", "act": "declined"},
        "customer_answer": {"source": company.source.pk},
        "customer_origin": {"source": company.source.pk, "reason": "Hat den Coupon gezeigt."},
        "customer_consent": {
            "survey": "yes",
            "source": "im Laden",
            "wording": our_question("survey").sha256,
        },
        "customer_edit": {"kind": "person", "last_name": "Umbenannt", "country": "DE", "version": 1},
    }
    return forms.get(name, {})


def ladders() -> dict[str, Any]:
    """Targets of a rule, and one step for each kind of deadline."""
    fields: dict[str, Any] = {"first_response_minutes": "4 h", "resolution_minutes": "24 h"}
    for kind in ("first_response", "resolution", "follow_up"):
        fields |= {f"{kind}-TOTAL_FORMS": 1, f"{kind}-INITIAL_FORMS": 0}
        fields |= {f"{kind}-0-{name}": value for name, value in STEP.items()}
    return fields


def _point(matter: Matter | None) -> int:
    point = CaseCheck.objects.filter(case=matter.case.pk).first() if matter else None
    return point.pk if point else 0


def body(name: str, method: str, company: Company, matter: Matter | None) -> Any:
    """The JSON of an API request; None for none."""
    bodies: dict[tuple[str, str], Any] = {
        ("api_customers", "POST"): {"last_name": "Neumann"},
        ("api_customer", "PATCH"): {"last_name": "Umbenannt"},
        ("api_consents", "POST"): {
            "purpose": "news",
            "given": True,
            "source": "im Laden",
            "wording": "Ja, gern.",
        },
        ("api_merges", "POST"): _merge(company),
        ("api_contacts", "POST"): {
            "client_id": str(uuid4()),
            "channel": "shop",
            "happened_at": NOW.isoformat(),
            "outcome": "no_concern",
        },
        ("api_contact_customer", "POST"): {
            "customer": company.matters["own"].customer.pk,
            "why": "Rief noch einmal an.",
        },
        ("api_sorting", "POST"): {"kind": "complaint", "severity": 2},
        ("api_answer_uses", "POST"): {"contact": company.matters["own"].contact.pk},
        ("api_answer_gaps", "POST"): {"words": "Notenpult leihen"},
        ("api_closure", "POST"): {"result": "Fertig.", "not_informed_reason": "Weiß es.", **WHY},
        ("api_pause", "POST"): {"kind": "supplier", "until": SOON.isoformat(), "reason": "Saite fehlt."},
        ("api_handover", "POST"): {
            "team": company.team.pk,
            "owner": company.colleague.pk,
            "reason": "Bitte.",
        },
        ("api_priority", "PUT"): {"priority": "high", "reason": "Konzert am Samstag."},
        ("api_acknowledgement", "POST"): {"next_at": SOON.isoformat()},
        ("api_reopening", "POST"): {"reason": "Schnarrt wieder."},
    }
    return bodies.get((name, method))


def _merge(company: Company) -> dict[str, Any]:
    """The two of the pair that is in question."""
    one, other = company.pair.one, company.pair.other
    return {
        "winner": one.pk,
        "loser": other.pk,
        "winner_version": one.version,
        "loser_version": other.version,
    }


def seen_version(name: str, matter: Matter | None) -> str:
    """What goes into If-Match."""
    if matter is None:
        return "1"
    if name == "api_customer":
        return str(matter.customer.version)
    return str(Case.objects.get(pk=matter.case.pk).version)
