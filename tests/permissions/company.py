"""A company with every kind of actor and matter. What is confidential carries words that stand nowhere else."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from cases.answer_files import add_files
from cases.answer_gaps import missing_words
from cases.escalation import sweep_escalations
from cases.lifecycle import add_note, close, end_pause, hand_over, pause, reopen
from cases.models import (
    Answer,
    AnswerFile,
    AnswerGap,
    Case,
    ComplaintCause,
    Escalation,
    EscalationRecipient,
    Policy,
    SavedView,
    TextBlock,
)
from cases.moving import KIND
from cases.policy_changing import change_policy, newest_version
from cases.policy_terms import terms_of
from cases.saved_views import save_view
from contacts.calls.events import CallEvent, What
from contacts.calls.lines import save_line
from contacts.calls.noting import note_event
from contacts.grouping import add_group
from contacts.merging import merge_customers
from contacts.models import (
    Call,
    Campaign,
    Contact,
    Customer,
    CustomerGroup,
    DuplicatePair,
    Import,
    LineKind,
    Merge,
    PhoneLine,
    PrivacyRequest,
    Product,
    Reason,
    RetentionClass,
    Source,
    Topic,
)
from contacts.pairs import name_pair
from contacts.privacy.requests import note_request
from contacts.recording import NewCustomer
from crm.company.calendar_drafts import set_week, start_draft
from crm.company.models import Absence, Calendar, CalendarVersion, Device, DevicePin, Role, Team, User
from crm.dashboard.models import OwnGoal, SavedReport
from crm.dashboard.saved_reports import save_report
from crm.desk.capture import Captured
from crm.desk.voiding import undo
from crm.lib.tokens import new_token, token_hash
from crm.outbox.models import Job, Notice
from feedback.ideas import new_idea, put_to_idea
from feedback.message_files import checked, keep_with
from feedback.models import Feedback, Idea, IdeaNews, Invitation, Survey
from feedback.survey_standard import standard_survey
from tests.cases.pages import BERLIN, clock_runs
from tests.factories.cases import captured, make_policy, make_topic
from tests.factories.company import OFFICE_HOURS, make_team, make_user
from tests.factories.contacts import a_campaign, a_customer, a_product, a_reason, a_source
from tests.factories.devices import make_device
from tests.factories.files import a_file
from tests.factories.imports import kept
from tests.factories.public import Outside, all_of_it
from tests.factories.surveys import asked

MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=BERLIN)
NOW = datetime(2026, 3, 4, 10, 0, tzinfo=BERLIN)  # what was promised on Monday is overdue
TODAY = NOW - timedelta(minutes=30)
TEXTS = ["Titel", "Text", "Notiz", "Wartegrund", "Uebergabe", "Ergebnis", "Warum", "Wieder"]
TEXTS += ["Antwort", "Wunsch", "Beilage", "Anhang", "Ursache", "Massnahme"]
PASSWORD = "ein langer Satz"
PHONE = "0176 04069083"


@dataclass(kw_only=True)
class Matter:
    """A case with its rows. `secrets` may be read by those inside only; `linked` are names ("customer", "topic",
    "owner") that stand elsewhere too, but must not be told together with the case."""

    case: Case
    contact: Contact
    customer: Customer
    topic: Topic
    voice: Feedback
    wish: Feedback
    secrets: list[str] = field(default_factory=list)
    linked: dict[str, str] = field(default_factory=dict)


@dataclass(kw_only=True)
class Company:
    people: dict[str, User]
    matters: dict[str, Matter]
    notices: dict[str, Notice]
    absences: dict[str, Absence]
    views: dict[str, SavedView]
    reports: dict[str, SavedReport]
    idea: Idea
    survey: Survey
    news_key: str
    keys: dict[str, str]
    dead_letter: Notice
    text_block: TextBlock
    own_goal: OwnGoal
    cause: ComplaintCause
    policy: Policy
    job: Job
    read_list: Import  # looked through, nothing of it read in
    hours: Calendar
    group: CustomerGroup
    source: Source
    reason: Reason
    team: Team
    elsewhere: Team
    colleague: User
    spare: Team  # nothing belongs to it, and it was given up
    leaver: User  # leads nothing
    answer: Answer
    answer_file: AnswerFile
    answer_gap: AnswerGap
    product: Product
    campaign: Campaign
    privacy_request: PrivacyRequest
    retention_class: RetentionClass
    calendar: Calendar  # with a draft
    pair: DuplicatePair
    merge: Merge
    device: Device
    device_pin: DevicePin
    phone_line: PhoneLine
    line_secret: str
    call: Call
    outside: Outside  # the public pages


def build() -> Company:
    """At NOW, with the clock standing there."""
    people = {
        "frontdesk": make_user(Role.FRONTDESK, password=PASSWORD),
        "backoffice": make_user(Role.BACKOFFICE, password=PASSWORD),
        "lead": make_user(Role.LEAD, password=PASSWORD),
        "management": make_user(Role.MANAGEMENT, password=PASSWORD),
        "admin": make_user(Role.ADMIN, password=PASSWORD),
        "token": make_user(Role.BACKOFFICE, password=PASSWORD),
        "gone": make_user(Role.ADMIN, password=PASSWORD),
    }
    colleague = make_user(Role.BACKOFFICE)
    team = make_team((people["backoffice"], people["token"]), lead=people["lead"])
    elsewhere = make_team((colleague,))
    make_policy(catch_all=True)
    make_policy(position=1, channel="visit")
    policy = make_policy(position=2, channel="phone").policy
    source, reason = a_source(), a_reason()
    origin = {"source": source.pk, "reason": reason.pk}  # nothing is missing of those customers
    device = make_device(site=team.site, by=people["admin"])
    matters = {
        "own": _open("Eigen", make_topic(team), by=people["frontdesk"], at=NOW - timedelta(minutes=9)),
        "other": _open("Anders", make_topic(elsewhere), by=colleague, at=MONDAY),
        "inside": _hidden("Innen", team, people["lead"], by=people["backoffice"], at=TODAY, **origin),
        "outside": _hidden("Aussen", elsewhere, colleague, by=colleague, at=MONDAY, **origin),
        "void": _open("Zurueck", make_topic(team), by=people["frontdesk"], at=NOW - timedelta(minutes=5)),
    }
    add_note(matters["own"].case.pk, text="", files=[a_file()], by=people["lead"], at=NOW)
    for which in ("own", "inside", "outside"):
        sent = matters[which].contact
        keep_with(sent, None, [a_file()], checked([a_file()]), by=people["lead"], at=NOW)
    undo(matters["void"].contact, by=people["frontdesk"], at=NOW)
    sweep_escalations(NOW)
    heard = Escalation.objects.filter(case=matters["other"].case).first()
    assert heard is not None
    EscalationRecipient.objects.create(escalation=heard, user=people["frontdesk"])
    clock_runs()
    answer = _answer(matters["own"].topic)
    (answer_file,) = add_files(answer.pk, [a_file()], by=people["admin"], at=NOW)
    phone_line, line_secret = save_line(
        None,
        name="Zentrale",
        kind=LineKind.SIPGATE,
        topic=matters["own"].topic,
        speaks_for=colleague,
        site=team.site,
        by=people["admin"],
        at=NOW,
    )
    idea = _idea(people["lead"], matters)
    return Company(
        people=people,
        matters=matters,
        notices=_notices(people, colleague, matters["outside"].case),
        survey=standard_survey(NOW),
        idea=idea,
        news_key=_news_key(idea, matters["own"]),
        keys={which: _key(matters[which]) for which in ("own", "outside")},
        absences=_absences(people, colleague),
        views=_views(people, colleague),
        reports=_reports(people, colleague),
        cause=ComplaintCause.objects.create(name="Lieferant"),
        own_goal=OwnGoal.objects.create(title="Zufrieden", figure="csat", target=80, since=NOW.date()),
        text_block=TextBlock.objects.create(name="Gruß", text="Guten Tag {Kunde}"),
        dead_letter=_notice(people["admin"], "Unzustellbar", medium="mail", address="gone@example.org"),
        policy=policy,
        hours=_newer_calendar(elsewhere),
        job=_stopped_move(policy, by=people["admin"]),
        read_list=kept("Nachname\nVoss\nGroß\n", by=people["admin"], at=NOW),
        group=add_group(name="Großhandel", by=colleague, at=NOW),
        source=source,
        reason=reason,
        team=team,
        elsewhere=elsewhere,
        colleague=colleague,
        spare=make_team(active=False),
        leaver=make_user(Role.BACKOFFICE),
        answer=answer,
        answer_file=answer_file,
        answer_gap=missing_words("Notenständer", by=colleague, at=NOW),
        product=a_product(),
        campaign=a_campaign(source=source),
        privacy_request=note_request(
            matters["own"].customer.pk, kind="correct", note="Neue Anschrift", by=colleague, at=NOW
        ),
        retention_class=RetentionClass.objects.create(name="Rechnungen", reason="§ 147 AO", years=8),
        calendar=_calendar(team.site.calendar, people["admin"]),
        pair=_pair(colleague),
        merge=_merge(colleague),
        device=device,
        device_pin=DevicePin.objects.create(device=device, user=colleague, pin_hash="x", set_at=NOW),
        phone_line=phone_line,
        line_secret=line_secret,
        call=_call(phone_line),
        outside=all_of_it(team.site, matters["own"].topic, by=people["admin"], at=NOW),
    )


def _pair(by: User) -> DuplicatePair:
    """Two who are alike by nothing but their name, and named by somebody."""
    one, other = (a_customer("Zwilling", by=by, at=MONDAY) for _each in range(2))
    return name_pair(one.number, other.number, by=by, at=NOW)


def _merge(by: User) -> Merge:
    kept, gone = (a_customer("Einling", by=by, at=MONDAY) for _each in range(2))
    return merge_customers(kept.pk, gone.pk, by=by, at=NOW)


def _call(line: PhoneLine) -> Call:
    """It is going on, and rings on every screen of the team's place."""
    event = CallEvent(what=What.RINGING, call_id="1", direction="in", number="+491701234567")
    return note_event(line, event, at=NOW)


def _calendar(calendar: Calendar, by: User) -> Calendar:
    """In work: the draft takes Saturdays in."""
    start_draft(calendar, by=by, at=NOW)
    set_week(calendar, {"mon": "8-17", "sat": "9-12"}, by=by, at=NOW)
    return calendar


def _open(name: str, topic: Topic, *, by: User, at: datetime) -> Matter:
    """An ordinary complaint: nothing about it is secret."""
    new = NewCustomer(first_name="Ulrike", last_name=f"{name}mann", phone=PHONE)
    done = captured(topic, by=by, at=at, text=f"{name} schnarrt.", new_customer=new, voice="complaint")
    return _matter(done, topic, wish=f"{name}: Bitte länger öffnen.")


def _matter(done: Captured, topic: Topic, *, wish: str) -> Matter:
    case, customer = done.case, done.contact.customer
    assert case is not None
    assert customer is not None
    by, at = done.contact.recorded_by, done.contact.recorded_at
    said = captured(
        topic, by=by, at=at, customer=customer.pk, outcome="resolved", voice="wish", text=wish
    ).contact
    return Matter(
        case=case,
        contact=done.contact,
        customer=customer,
        topic=topic,
        voice=Feedback.objects.get(contact=done.contact),
        wish=Feedback.objects.get(contact=said),
    )


def _hidden(name: str, team: Team, lead: User, *, by: User, at: datetime, **origin: int) -> Matter:
    """A confidential complaint that has been through everything a case can go through, each text with its own word."""
    secrets = {what: f"Geheim{name}{what}" for what in TEXTS}
    linked = {
        "customer": f"Heimlich{name}mann",
        "topic": f"Kummerkasten{name}",
        "owner": f"Hueter{name}",
    }
    topic = make_topic(team, name=linked["topic"], confidential=True)
    owner = make_user(Role.BACKOFFICE, last_name=linked["owner"])
    new = NewCustomer(first_name="Ulrike", last_name=linked["customer"], phone=PHONE)
    words = f"{secrets['Titel']} am Tresen.\n{secrets['Text']}"
    done = captured(topic, by=by, at=at, text=words, new_customer=new, voice="complaint", **origin)
    matter = _matter(done, topic, wish=secrets["Wunsch"])
    case = matter.case
    facts: dict[str, Any] = {"by": by, "at": at}
    pause(case.pk, kind="supplier", until=at + timedelta(days=3), reason=secrets["Wartegrund"], **facts)
    end_pause(case.pk, **facts)
    ends: dict[str, Any] = {"result": secrets["Ergebnis"], "not_informed_reason": secrets["Warum"]}
    close(case.pk, cause=secrets["Ursache"], measure=secrets["Massnahme"], **ends, **facts)
    reopen(case.pk, reason=secrets["Wieder"], **facts)
    hand_over(case.pk, team=team, owner=owner, reason=secrets["Uebergabe"], by=lead, at=at)
    add_note(case.pk, text=secrets["Notiz"], files=[a_file(f"{secrets['Anhang']}.txt")], **facts)
    plain = make_topic(team)  # nothing about it is confidential, but it belongs to the case
    captured(plain, by=by, at=at, case=case.pk, text=secrets["Beilage"])
    captured(topic, by=by, at=at, case=case.pk, direction="out", text=secrets["Antwort"])
    case.refresh_from_db()
    matter.secrets, matter.linked = list(secrets.values()), linked
    return matter


def _notices(people: dict[str, User], colleague: User, hidden: Case) -> dict[str, Notice]:
    """One for each actor, by their name, and one of somebody else about an ordinary and a confidential case."""
    mine = {who: _notice(user, f"Hinweis für {who}") for who, user in people.items()}
    return mine | {
        "other": _notice(colleague, "Hinweis für eine Kollegin"),
        "outside": _notice(colleague, f"Neu: #{hidden.number}", path=f"/vorgaenge/{hidden.number}/"),
    }


def _answer(topic: Topic) -> Answer:
    return Answer.objects.create(topic=topic, title="Wie lange dauert das?", text="Drei Tage.")


def _idea(by: User, matters: dict[str, Matter]) -> Idea:
    """Every wish speaks for it, the confidential ones too."""
    idea = new_idea(title="Längere Öffnungszeiten", by=by, at=NOW)
    for matter in matters.values():
        put_to_idea(matter.wish, idea, by=by, at=NOW)
    return idea


def _news_key(idea: Idea, matter: Matter) -> str:
    """The key in the mail that told a customer of a built idea."""
    key = new_token()
    IdeaNews.objects.create(idea=idea, customer=matter.customer, token_hash=token_hash(key), created_at=NOW)
    return key


def _key(matter: Matter) -> str:
    """The key of a survey about the case."""
    key = new_token()
    Invitation.objects.create(
        **asked(),
        case=matter.case,
        customer=matter.customer,
        token_hash=token_hash(key),
        created_at=NOW,
        expires_at=NOW + timedelta(days=13),
    )
    return key


def _absences(people: dict[str, User], colleague: User) -> dict[str, Absence]:
    """One for each actor, by their name, one in the team and one elsewhere; all of them next month."""
    starts_on = (NOW + timedelta(days=30)).date()
    away = people | {"team": people["token"], "other": colleague}
    return {
        who: Absence.objects.create(user=user, starts_on=starts_on, ends_on=starts_on)
        for who, user in away.items()
    }


def _newer_calendar(team: Team) -> Calendar:
    """The calendar of a team, with a version that its running deadlines do not follow yet."""
    calendar = team.site.calendar
    CalendarVersion.objects.create(calendar=calendar, number=2, spans=OFFICE_HOURS, valid_from=NOW)
    return calendar


def _stopped_move(policy: Policy, *, by: User) -> Job:
    """A newer version of the rule, and a move to it that failed."""
    newest = newest_version(policy)
    terms = replace(terms_of(newest), resolution_minutes=newest.resolution_minutes - 60)
    made = change_policy(policy.pk, terms, expected_number=1, by=by, at=NOW)
    assert made is not None
    return Job.objects.create(
        kind=KIND,
        subject=f"policy:{policy.pk}",
        params={"what": "policy", "version": made.pk},
        state=Job.FAILED,
        created_at=NOW,
        finished_at=NOW,
    )


def _views(people: dict[str, User], colleague: User) -> dict[str, SavedView]:
    """One for each actor, by their name, and one of a colleague elsewhere."""
    return {
        who: save_view(user, name="Dringende", query="liste=alle&dringlichkeit=urgent")
        for who, user in (people | {"other": colleague}).items()
    }


def _reports(people: dict[str, User], colleague: User) -> dict[str, SavedReport]:
    """The same of figures; none is shared, so that what is for others is not there."""
    return {
        who: save_report(
            by=user, name="Telefon", subject="contacts", query="kanal=phone", shared=False, at=timezone.now()
        )
        for who, user in (people | {"other": colleague}).items()
    }


def _notice(user: User, subject: str, *, medium: str = "app", address: str = "", path: str = "") -> Notice:
    now = timezone.now()
    return Notice.objects.create(
        medium=medium,
        recipient=user,
        address=address,
        dedupe_key=f"{subject}:{user.pk}",
        subject_key="case:0",
        subject=subject,
        text="Bitte ansehen.",
        path=path,
        created_at=now,
        not_before=now,
        dead_at=now if medium == "mail" else None,
        attempts=8 if medium == "mail" else 0,
    )


def all_resolved(customer: Customer) -> None:
    """Every case of a customer is done, whatever the acts would ask first."""
    Case.objects.filter(customer=customer).update(
        status="resolved",
        resolved_at=NOW,
        due_at=None,
        escalate_at=None,
        escalation_kind="",
        unacknowledged_since=None,
    )
