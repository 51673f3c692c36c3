"""Every address that answers GET with a page: who reads it, and which of them. The other addresses with their reason.

`tests/e2e/test_access_everywhere.py` fails when this table and the URL configuration differ.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Any

from django.db.models import Model
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page

from cases.models import Answer, Case, ComplaintCause, Policy, Status, TextBlock
from contacts.models import (
    Campaign,
    Contact,
    Customer,
    DuplicatePair,
    Finding,
    PhoneLine,
    Product,
    Reason,
    RetentionClass,
    Source,
    Topic,
)
from crm.company.models import Calendar, CalendarDraft, Device, Role, Site, Team, User
from crm.dashboard.goal import CODES
from crm.dashboard.models import OwnGoal
from crm.desk.public.thanks import Thanks, address_of
from crm.management.demo.logins import DEMO_PASSWORD
from crm.management.demo.outside import KIOSK_KEY
from crm.outbox.models import Job
from feedback.models import Feedback, Idea, Survey

# The keys of surveys: one that waits for its answer, one that is over, two that were answered, one that was declined.
ASKED, OVER, LOW, HIGH, DECLINED = SURVEYS = (
    "umfrage-offen",
    "umfrage-vorbei",
    "umfrage-2",
    "umfrage-5",
    "umfrage-nie",
)
NEWS = "nachricht-gebaut"
"""The key in the mail about a built wish."""
LIST = "Kundennummer;Name;Telefon;PLZ\n1;Maier, Ulrike;08382 940831;88131\n2;;;\n3;Wieland, Jakob;12;6900\n"

EVERY_CHART = ("contacts", "at_once", "times")
"""Subjects of figures that have every kind of chart between them; the others are the same template."""

TABLET = "tresen"
"""Whoever stands before the shared device of the demo, which is locked."""

Find = Callable[[], object]
"""Gives what stands in the variable part of an address."""


@dataclass(frozen=True, kw_only=True)
class Look:
    """One page as one person sees it. `user` "": nobody is signed in. `do`: what they do there before it is looked at.

    `status`: what it answers with in the end.
    """

    name: str
    user: str
    find: Find | None = None
    query: str = ""
    do: Callable[[Page], object] | None = None
    status: int = 200

    @property
    def path(self) -> str:
        return reverse(self.name, args=[self.find()] if self.find else []) + self.query

    def __str__(self) -> str:
        return f"{self.name}{self.query} {self.status} ({self.user or 'nobody'})"


def first(rows: Any, name: str = "number") -> Find:
    """The newest of some rows, read when it is asked for. A company without one would not be lived in."""

    def found() -> object:
        row: Model | None = rows.order_by("-pk").first()
        assert row is not None, f"the demo has none of these: {rows.query}"
        return getattr(row, name)

    return found


def send(page: Page) -> None:
    """Send the page's form as it stands, past what the browser would complain about."""
    page.evaluate("document.querySelectorAll('main form').forEach((form) => { form.noValidate = true; })")
    with page.expect_navigation():
        page.locator("main form").first.locator("[type=submit]").last.click()


def choose(page: Page) -> None:
    with page.expect_navigation():
        page.locator(".tile-person").first.click()


def miss_the_pin(page: Page) -> None:
    choose(page)
    with page.expect_navigation():
        page.keyboard.type("000001")


def make_code(page: Page) -> None:
    with page.expect_navigation():
        page.get_by_role("button", name="Code erzeugen").click()


def sign_in_here(page: Page) -> None:
    """With the password, where the device shows who may open it with a PIN."""
    with page.expect_navigation():
        page.get_by_role("link", name="Passwort").click()
    page.fill("[name=login]", "laden")
    page.fill("[name=password]", DEMO_PASSWORD)
    with page.expect_navigation():
        page.get_by_role("button", name="Anmelden").click()


def thanks() -> str:
    """What the page after a complaint says."""
    due = timezone.now() + timedelta(days=1)
    return address_of(Thanks(kind="complaint", team="Kundenservice", due=due))


def pick_one(page: Page) -> None:
    """Without anything picked one is back in the list: the first line is picked, by keys, and handed over."""
    with page.expect_navigation():
        for key in "jxu":
            page.keyboard.press(key)


def read_list_in(page: Page) -> None:
    page.locator("input[type=file]").set_input_files(
        {"name": "liste.csv", "mimeType": "text/csv", "buffer": LIST.encode()}
    )
    send(page)


def look_at_columns(page: Page) -> None:
    read_list_in(page)
    with page.expect_navigation():
        page.get_by_role("link", name="Spalten zuordnen").click()


def pages() -> list[Look]:
    plain = Case.objects.filter(topic__confidential=False, team__lead__username="teamleitung")
    running = first(plain.filter(status=Status.OPEN))
    waiting = first(plain.filter(status=Status.WAITING))
    solved = first(plain.filter(status=Status.RESOLVED))
    late = first(Case.objects.filter(topic__confidential=False, unacknowledged_since__isnull=False))
    secret = first(Case.objects.filter(topic__confidential=True))
    known = first(Customer.objects.filter(pk__in=plain.values("customer"), kind="person"))
    firm = first(Customer.objects.filter(kind="organisation"))
    gappy = first(Customer.objects.filter(pk__in=Finding.objects.filter(resolved_at=None).values("customer")))
    wish = first(Feedback.objects.filter(kind="wish"), "pk")
    idea = first(Idea.objects.all(), "pk")
    built = first(Idea.objects.filter(status="built"), "pk")
    rule = first(Policy.objects.filter(catch_all=False), "pk")
    calendar = first(Calendar.objects.all(), "pk")
    draft = first(CalendarDraft.objects.all(), "calendar_id")
    nameless = first(Contact.objects.filter(customer=None, void=None, topic__confidential=False), "client_id")
    taken = first(
        Contact.objects.filter(
            void=None, topic__confidential=False, topic__team__lead__username="teamleitung"
        ),
        "client_id",
    )
    return [
        # The sign-in, and who one is.
        Look(name="account_login", user=""),
        Look(name="account_login", user="", do=send),
        Look(name="account_inactive", user=""),
        Look(name="account_logout", user="vorgang"),
        Look(name="account_change_password", user="vorgang"),
        Look(name="account_reauthenticate", user="vorgang"),
        Look(name="me", user="teamleitung"),
        # The shared device: locked, somebody chosen, a wrong PIN, enrolled anew, and what opens it.
        Look(name="lock", user=TABLET),
        Look(name="lock", user=TABLET, do=choose),
        Look(name="lock", user=TABLET, do=miss_the_pin, status=400),
        Look(name="enrol_device", user=""),
        Look(name="enrol_device", user=TABLET, do=send, status=400),
        Look(name="my_device", user=TABLET, do=sign_in_here),
        Look(name="settings_devices", user="admin"),
        Look(name="settings_device_new", user="admin", do=send, status=400),
        Look(name="settings_device", user="admin", find=first(Device.objects.all(), "pk")),
        Look(name="settings_device", user="leitung", find=first(Device.objects.all(), "pk")),
        Look(name="settings_device", user="admin", find=first(Device.objects.all(), "pk"), do=make_code),
        # The settings.
        Look(name="settings", user="admin"),
        Look(name="settings", user="leitung"),
        Look(name="settings", user="laden", status=403),
        Look(name="settings_company", user="admin"),
        Look(name="settings_tablets", user="admin"),
        Look(name="settings_exports", user="admin"),
        Look(name="settings_company", user="leitung"),
        Look(name="settings_status", user="leitung"),
        Look(name="settings_keys", user="admin"),
        Look(name="settings_keys", user="admin", do=send, status=400),
        Look(name="settings_phone_lines", user="admin"),
        Look(name="settings_phone_line_new", user="admin", do=send, status=400),
        Look(name="settings_phone_line", user="admin", find=first(PhoneLine.objects.all(), "pk")),
        Look(name="settings_sites", user="admin"),
        Look(name="settings_site_new", user="admin", do=send, status=400),
        Look(name="settings_site", user="admin", find=first(Site.objects.all(), "pk")),
        Look(name="settings_teams", user="admin"),
        Look(name="settings_team_new", user="admin", do=send, status=400),
        Look(name="settings_team", user="admin", find=first(Team.objects.filter(is_fallback=False), "pk")),
        Look(name="settings_complaint_causes", user="admin"),
        Look(name="settings_complaint_cause_new", user="admin", do=send, status=400),
        Look(name="settings_complaint_cause", user="admin", find=first(ComplaintCause.objects.all(), "pk")),
        Look(name="settings_text_blocks", user="admin"),
        Look(name="settings_text_block_new", user="admin", do=send, status=400),
        Look(name="settings_text_block", user="admin", find=first(TextBlock.objects.all(), "pk")),
        Look(name="settings_checklists", user="admin"),
        Look(name="settings_checklist", user="admin", find=first(Topic.objects.filter(parent=None), "pk")),
        Look(name="settings_people", user="admin"),
        Look(name="settings_person_new", user="admin", do=send, status=400),
        Look(name="settings_person", user="admin", find=first(User.objects.all(), "pk")),
        Look(name="settings_person_leave", user="admin", find=first(User.objects.all(), "pk")),
        Look(name="settings_topics", user="admin"),
        Look(name="settings_topic_new", user="admin", do=send, status=400),
        Look(name="settings_topic", user="admin", find=first(Topic.objects.filter(is_other=False), "pk")),
        Look(name="settings_kit", user="admin"),
        Look(name="at_once", user="leitung"),
        Look(name="at_once_contacts", user="leitung", query="?art=vorgang"),
        Look(name="answer_gaps", user="vorgang"),
        Look(name="answers", user="laden"),
        Look(name="answers", user="laden", query="?q=Zeppelin"),
        Look(name="answer", user="teamleitung", find=first(Answer.objects.all(), "pk")),
        Look(name="answer_new", user="vorgang", do=send, status=400),
        Look(name="answer_edit", user="vorgang", find=first(Answer.objects.all(), "pk")),
        Look(name="settings_sources", user="admin"),
        Look(name="settings_source_new", user="admin"),
        Look(name="settings_source", user="admin", find=first(Source.objects.all(), "pk")),
        Look(name="settings_reasons", user="admin"),
        Look(name="settings_reason_new", user="admin"),
        Look(name="settings_reason", user="admin", find=first(Reason.objects.all(), "pk")),
        Look(name="settings_products", user="admin"),
        Look(name="settings_product_new", user="admin"),
        Look(name="settings_product", user="admin", find=first(Product.objects.all(), "pk")),
        Look(name="settings_rules", user="admin"),
        Look(name="settings_campaigns", user="admin"),
        Look(name="settings_campaign_new", user="admin"),
        Look(name="settings_campaign", user="admin", find=first(Campaign.objects.all(), "pk")),
        Look(name="settings_campaign_print", user="admin", find=first(Campaign.objects.all(), "pk")),
        Look(name="short_address", user="", find=lambda: "MESSE-FN", status=410),
        Look(name="short_address", user="", find=lambda: "SCHULE-LI"),
        Look(name="short_address", user="", find=lambda: "keine", status=404),
        Look(name="origins", user="leitung"),
        Look(
            name="origin_source", user="leitung", find=first(Source.objects.filter(name="Zeitschrift"), "pk")
        ),
        Look(name="origin_campaign", user="teamleitung", find=first(Campaign.objects.all(), "pk")),
        Look(name="origin_unknown", user="vorgang"),
        Look(name="customer_origin", user="laden", find=known),
        Look(name="policies", user="admin"),
        Look(name="policies", user="leitung"),
        Look(name="policy", user="admin", find=rule),
        Look(name="policy_tryout", user="admin", find=rule),
        Look(name="case_rules", user="admin"),
        Look(name="case_rules", user="leitung"),
        Look(name="policy_edit", user="admin", find=rule),
        Look(name="policy_move", user="admin", find=rule),
        Look(name="calendar_move", user="admin", find=first(Calendar.objects.all(), "pk")),
        Look(name="move", user="leitung", find=first(Job.objects.filter(kind="move_deadlines"), "pk")),
        Look(name="policy_new", user="admin"),
        Look(name="policy_new", user="admin", do=send, status=400),
        Look(name="customer_groups", user="admin"),
        Look(name="calendars", user="admin"),
        Look(name="calendars", user="leitung"),
        Look(name="calendar_new", user="admin"),
        Look(name="calendar_new", user="admin", do=send, status=400),
        Look(name="calendar", user="admin", find=calendar),
        Look(name="calendar", user="leitung", find=calendar, query="?fassung=1"),
        Look(name="calendar_versions", user="leitung", find=calendar),
        Look(name="calendar_draft", user="admin", find=draft),
        Look(name="calendar_preview", user="admin", find=draft),
        # The counter.
        Look(name="capture", user="laden"),
        Look(name="capture", user="pforte"),
        Look(name="capture", user="laden", query="?q=maier"),
        # Work.
        Look(name="work", user="vorgang"),
        Look(name="work", user="teamleitung", query="?liste=team"),
        Look(name="work", user="leitung", query="?liste=alle"),
        Look(name="work", user="leitung", query="?liste=eskaliert"),
        Look(name="work", user="teamleitung", query="?liste=ohne"),
        Look(name="work", user="teamleitung", query="?liste=alle&kanal=phone&filtern=1"),
        Look(name="work_hand_over", user="teamleitung", do=pick_one),
        Look(name="lead_board", user="teamleitung"),
        Look(name="lead_board", user="leitung"),
        Look(name="case", user="teamleitung", find=running),
        Look(name="case", user="teamleitung", find=waiting),
        Look(name="case", user="teamleitung", find=solved, query="?geschichte=1"),
        Look(name="case", user="leitung", find=late),
        Look(name="case", user="pforte", find=secret),
        Look(name="case_deadlines", user="teamleitung", find=running),
        Look(name="case_deadlines", user="teamleitung", find=waiting),
        Look(name="case_contact", user="teamleitung", find=running),
        Look(name="case_note", user="teamleitung", find=running),
        Look(name="case_note", user="teamleitung", find=running, do=send, status=400),
        Look(name="case_wait", user="teamleitung", find=running),
        Look(name="case_go_on", user="teamleitung", find=waiting),
        Look(name="case_hand_over", user="teamleitung", find=running),
        Look(name="case_priority", user="teamleitung", find=running),
        Look(name="case_priority", user="teamleitung", find=running, do=send, status=400),
        Look(name="case_resolve", user="teamleitung", find=running),
        Look(name="case_resolve", user="teamleitung", find=running, do=send, status=400),
        Look(name="case_reopen", user="teamleitung", find=solved),
        Look(name="case_acknowledge", user="leitung", find=late, query="?version=0"),
        Look(name="case_tryout", user="leitung", find=late),
        Look(name="case_merge", user="teamleitung", find=running),
        Look(name="case_split", user="teamleitung", find=running),
        Look(name="case_link", user="teamleitung", find=running),
        Look(name="case_paper", user="teamleitung", find=running),
        Look(name="help", user="leitung"),
        *(Look(name="help_of", user="laden", find=partial(str, role)) for role in Role.values),
        Look(name="contact_addendum", user="teamleitung", find=taken),
        Look(name="contact_void", user="teamleitung", find=taken),
        Look(name="contact_customer", user="teamleitung", find=nameless, query="?q=mai"),
        # Customers.
        Look(name="customers", user="laden"),
        Look(name="customers", user="laden", query="?q=mai"),
        Look(name="customers", user="vorgang", query="?maengel=1"),
        Look(name="customer_new", user="laden"),
        Look(name="customer_new", user="laden", do=send, status=400),
        Look(name="customer_imports", user="admin"),
        Look(name="customer_imports", user="admin", do=send, status=400),
        Look(name="customer_imports", user="admin", do=read_list_in),
        Look(name="customer_imports", user="admin", do=look_at_columns),
        Look(name="customer", user="vorgang", find=known),
        Look(name="customer", user="laden", find=firm),
        Look(name="customer", user="vorgang", find=gappy),
        Look(name="customer_edit", user="vorgang", find=known),
        Look(name="master_data", user="vorgang"),
        Look(name="master_data", user="teamleitung", query="?regel=source_missing"),
        Look(name="master_data_figures", user="leitung"),
        Look(name="duplicates", user="vorgang"),
        Look(name="duplicates", user="vorgang", query="?liste=vereint"),
        Look(name="duplicates", user="vorgang", query="?liste=verschieden"),
        Look(
            name="duplicate", user="vorgang", find=first(DuplicatePair.objects.filter(not_same_at=None), "pk")
        ),
        Look(name="customer_history", user="vorgang", find=known),
        # Datenschutz.
        Look(name="privacy", user="leitung"),
        Look(name="retention", user="admin"),
        Look(name="retention_rule", user="admin", find=partial(str, "silence"), query="?nach=1"),
        Look(name="retention_class_new", user="admin", do=send, status=400),
        Look(name="retention_class", user="admin", find=first(RetentionClass.objects.all(), "pk")),
        Look(name="processing_register", user="leitung"),
        Look(name="processing_register_edit", user="admin"),
        Look(name="privacy_log", user="leitung"),
        Look(name="customer_privacy", user="laden", find=known),
        Look(name="customer_privacy", user="admin", find=known, do=send),
        Look(name="customer_file", user="admin", find=known),
        Look(name="customer_erase", user="leitung", find=known),
        Look(name="customer_restrict", user="leitung", find=known, do=send, status=400),
        Look(name="customer_absent", user="laden", find=first(Customer.everybody.filter(standing="locked"))),
        Look(name="customer_absent", user="admin", find=first(Customer.everybody.filter(standing="locked"))),
        Look(name="customer_absent", user="admin", find=first(Customer.everybody.filter(standing="erased"))),
        # What is going on, and for programs.
        Look(name="voices", user="vorgang"),
        Look(name="voices", user="leitung", query="?art=wish&ohne=1"),
        Look(name="voice_inbox", user="vorgang"),
        Look(name="praise", user="vorgang"),
        Look(name="reviews", user="vorgang", do=send, status=400),
        Look(name="voice", user="vorgang", find=first(Feedback.objects.filter(kind="complaint"), "pk")),
        Look(name="voice_sorting", user="vorgang", find=wish),
        Look(name="wish_idea", user="vorgang", find=wish),
        Look(name="surveys", user="vorgang"),
        Look(name="surveys", user="admin"),
        Look(name="survey_new", user="admin"),
        Look(name="survey_new", user="admin", do=send, status=400),
        Look(name="survey_edit", user="admin", find=first(Survey.objects.all(), "pk")),
        Look(name="survey_questions", user="admin", find=first(Survey.objects.all(), "pk")),
        Look(name="survey_preview", user="admin", find=first(Survey.objects.all(), "pk")),
        Look(name="survey_results", user="leitung", find=first(Survey.objects.all(), "pk")),
        Look(name="listening", user="vorgang"),
        Look(name="voice_figures", user="leitung"),
        Look(name="ideas", user="vorgang"),
        Look(name="ideas", user="leitung", query="?stand=planned"),
        Look(name="ideas", user="leitung", query="?ansicht=tafel"),
        Look(name="idea_new", user="laden", do=send, status=400),
        Look(name="idea_suggestions", user="vorgang"),
        Look(name="idea_edit", user="leitung", find=idea),
        Look(name="idea_telling", user="leitung", find=built),
        Look(name="idea", user="vorgang", find=idea),
        Look(name="idea", user="leitung", find=idea),
        # What everybody may write to us, and what looks like spam.
        Look(name="public_contact", user=""),
        Look(name="public_contact", user="", do=send, status=400),
        Look(name="public_embedded", user=""),
        Look(name="public_voice", user="", find=lambda: "laden-lindau", query="?sprache=en"),
        Look(name="public_voice", user="", find=lambda: "nirgends", status=404),
        Look(name="public_thanks", user="", find=thanks),
        Look(name="public_privacy", user=""),
        Look(name="public_imprint", user=""),
        Look(name="kiosk", user="", find=lambda: KIOSK_KEY),
        Look(name="kiosk_thanks", user="", find=lambda: KIOSK_KEY),
        Look(name="kiosk_pulses", user="teamleitung"),
        Look(name="quarantine", user="teamleitung"),
        Look(name="settings_public", user="admin"),
        Look(name="settings_public", user="leitung"),
        Look(name="site_poster", user="admin", find=first(Site.objects.all(), "pk")),
        Look(name="survey", user="", find=lambda: ASKED),
        Look(name="survey", user="", find=lambda: ASKED, do=send, status=400),
        Look(name="survey", user="", find=lambda: OVER, status=410),
        Look(name="survey", user="", find=lambda: LOW),
        Look(name="survey", user="", find=lambda: HIGH),
        Look(name="survey", user="", find=lambda: "keine", status=404),
        Look(name="survey_opt_out", user="", find=lambda: ASKED),
        Look(name="news_opt_out", user="", find=lambda: NEWS),
        Look(name="news_opt_out", user="", find=lambda: "keine", status=404),
        Look(name="survey_opt_out", user="", find=lambda: DECLINED),
        Look(name="notices", user="teamleitung"),
        Look(name="notices", user="admin"),
        Look(name="dead_letters", user="admin"),
        Look(name="dead_letters", user="leitung"),
        Look(name="proof", user="leitung"),
        Look(name="proof", user="laden"),
        Look(name="goals", user="leitung"),
        Look(name="figures", user="leitung"),
        *(Look(name="figures_of", user="leitung", find=partial(str, code)) for code in EVERY_CHART),
        Look(name="goals_wall", user="leitung"),
        Look(name="own_goal", user="leitung", find=first(OwnGoal.objects.all(), "pk")),
        Look(name="settings_goals", user="admin"),
        Look(name="settings_goal", user="admin", find=lambda: CODES[1]),
        Look(name="settings_own_goal_new", user="admin"),
        Look(name="settings_own_goal", user="admin", find=first(OwnGoal.objects.all(), "pk")),
        *(Look(name="goal", user="leitung", find=partial(str, code)) for code in CODES),
        Look(name="capture_offline", user=""),
        Look(name="capture_queue", user=""),
        Look(name="capture_queue", user="laden"),
        Look(name="gallery", user="admin"),
        Look(name="gallery", user="laden", status=403),
        Look(name="customer", user="laden", find=lambda: 1, status=404),
        Look(name="api_docs", user="admin"),
    ]


FRAGMENT = "a piece of a page, looked at where that page shows it"
HOME = "leads to the first page of a role"
PROBE = "for machines"
FILE = "a file to keep, never a page"
ACT = "answers POST only"
LIKE_ANOTHER = "the form of case_link, with other words"
NOT_A_PAGE = {
    "work_take_back": ACT,
    "work_views": ACT,
    "work_view": ACT,
    "work_view_delete": ACT,
    "lead_hand_over": ACT,
    "home": HOME,
    "first_run": "for an empty Anklang: looked at in test_first_run.py",
    "first_run_step": "for an empty Anklang: looked at in test_first_run.py",
    "case_part": LIKE_ANOTHER,
    "case_unlink": LIKE_ANOTHER,
    "case_check": ACT,
    "case_who": "a part of every case",
    "attachment": "a file to keep, never a page",
    "message_file": "a file to keep, never a page",
    "attachment_remove": "the form of case_reopen, with other words",
    "healthz": PROBE,
    "readyz": PROBE,
    "capture_search": FRAGMENT,
    "capture_person": FRAGMENT,
    "capture_twins": FRAGMENT,
    "capture_answers": FRAGMENT,
    "capture_hindrance": ACT,
    "capture_tour": ACT,
    "answer_missing": ACT,
    "answer_review": ACT,
    "answer_gap_settle": ACT,
    "answer_files": ACT,
    "answer_file": "a file to keep, never a page",
    "capture_promise": FRAGMENT,
    "customer_alike": FRAGMENT,
    "duplicate_named": ACT,
    "duplicate_apart": ACT,
    "merge_undo": ACT,
    "customer_choice": FRAGMENT,
    "settings_source_move": ACT,
    "settings_campaign_qr": "a drawing, shown by settings_campaign_print",
    "capture_undo": ACT,
    "contact_customer_undo": ACT,
    "capture_hand_in": ACT,
    "capture_stock": PROBE,
    "offline_worker": PROBE,
    "offline_card": PROBE,
    "policy_order": ACT,
    "policy_switch": ACT,
    "customer_group": ACT,
    "customer_answer": ACT,
    "customer_confirm": ACT,
    "customer_unconfirm": ACT,
    "master_data_mend": ACT,
    "master_data_undo": ACT,
    "customer_consent": ACT,
    "customer_lift": ACT,
    "customer_look": ACT,
    "privacy_answered": ACT,
    "customer_import": "where customer_imports leads to",
    "customer_import_columns": "looked at from customer_imports",
    "customers_as_file": FILE,
    "work_as_file": FILE,
    "voices_as_file": FILE,
    "voice_sorting_undo": ACT,
    "praise_pass_on": ACT,
    "praise_seen": ACT,
    "praise_cheer": ACT,
    "voice_cause": ACT,
    "voice_measure": ACT,
    "ideas_as_file": FILE,
    "survey_answers_as_file": FILE,
    "survey_switch": ACT,
    "survey_exception": ACT,
    "goals_as_file": FILE,
    "figures_as_file": FILE,
    "figures_save": ACT,
    "figures_report_remove": ACT,
    "figures_report_back": ACT,
    "origins_as_file": FILE,
    "findings_as_file": FILE,
    "duplicates_as_file": FILE,
    "customer_import_start": ACT,
    "customer_import_stop": ACT,
    "customer_import_go_on": ACT,
    "customer_import_undo": ACT,
    "customer_import_discard": ACT,
    "customer_import_errors": FILE,
    "lock_now": ACT,
    "awake": "said by every page of a shared device while somebody types",
    "settings_device_code": "looked at from settings_device",
    "settings_device_revoke": ACT,
    "settings_device_pin_drop": ACT,
    "settings_badge_drop": ACT,
    "me_save": ACT,
    "absence_add": ACT,
    "absence_remove": ACT,
    "notice": ACT,
    "notices_read": ACT,
    "dead_letter": ACT,
    "dead_letters_all": ACT,
    "me_notices": ACT,
    "me_telephone": ACT,
    "call_hook": ACT,
    "call_open": ACT,
    "call_from": "leads to capture",
    "calls_ringing": "a part of every page",
    "settings_phone_line_token": ACT,
    "settings_phone_line_end": ACT,
    "live": "a part of every page",
    "settings_team_again": ACT,
    "settings_key_revoke": ACT,
    "settings_team_disband": ACT,
    "settings_person_password": ACT,
    "settings_person_back": ACT,
    "calendar_confirm": ACT,
    "calendar_place": ACT,
    "calendar_week": ACT,
    "calendar_public_days": ACT,
    "calendar_observances": ACT,
    "calendar_eves": ACT,
    "calendar_own_days": ACT,
    "calendar_day_remove": ACT,
    "calendar_draft_discard": ACT,
    "kiosk_new": "a new key, shown once like that of settings_phone_line",
    "kiosk_end": ACT,
    "quarantine_real": ACT,
    "quarantine_spam": ACT,
    "idea_examination": ACT,
    "idea_decision": "the page of the idea with the form open",
}
