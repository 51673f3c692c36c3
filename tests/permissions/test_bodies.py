"""The matrix refuses good requests: whatever can be sent at all is accepted from somebody and changes something."""

import pytest

from crm.company.models import CalendarDraft, User
from tests.permissions import bodies
from tests.permissions.asking import Cell, Visitors, never_happened
from tests.permissions.bodies_privacy import prepare_privacy
from tests.permissions.company import Company
from tests.permissions.routes import ROUTES, Route

pytestmark = pytest.mark.django_db

# They write to the session alone, or say whether a password is right.
ONLY_A_SESSION = {"account_login", "account_logout", "account_reauthenticate"}
# They are about a browser that is a shared device; their own tests send from one.
ON_A_DEVICE = {"lock", "lock_now", "awake", "enrol_device", "my_device"}
# It takes a file; its own tests send one.
A_FILE = {"customer_imports", "reviews"}
# What it does stands in its address, as it was given after the act it takes back; its own tests send one.
FROM_THE_ADDRESS = {"work_take_back"}
# Once a company is set up, they only lead on to the settings; their own tests begin with nothing.
SET_UP_ALREADY = {"first_run", "first_run_step"}
# Pages lead on, the API says what is there now, except:
SHOWN_ONCE, A_FILE_TO_KEEP, SAID_BEHIND_THE_PAGE, MADE = 200, 200, 204, 201
ANSWERED_OTHERWISE = {
    "settings_keys": SHOWN_ONCE,
    "settings_device_code": SHOWN_ONCE,
    "settings_person_new": SHOWN_ONCE,
    "settings_person_password": SHOWN_ONCE,
    "settings_person_back": SHOWN_ONCE,
    **dict.fromkeys(
        (
            f"{page}_as_file"
            for page in (
                "customers",
                "work",
                "voices",
                "ideas",
                "survey_answers",
                "goals",
                "origins",
                "figures",
            )
        ),
        A_FILE_TO_KEEP,
    ),
    "call_hook": SHOWN_ONCE,
    "kiosk_new": SHOWN_ONCE,
    "settings_phone_line_new": SHOWN_ONCE,
    "settings_phone_line_token": SHOWN_ONCE,
    "capture_hand_in": SHOWN_ONCE,
    **dict.fromkeys(("findings_as_file", "duplicates_as_file", "customer_import_errors"), A_FILE_TO_KEEP),
    "customer_file": A_FILE_TO_KEEP,
    "customer_look": SHOWN_ONCE,
    "case_who": SAID_BEHIND_THE_PAGE,
    "api_customers": MADE,
    "api_consents": MADE,
    "api_merges": MADE,
    "api_merge_undoing": MADE,
    "api_contacts": MADE,
    "api_answer_uses": MADE,
    "api_answer_gaps": MADE,
}
SENDING = [
    (route, method)
    for route in ROUTES
    for method in route.methods
    if method != "GET"
    and route.name not in ONLY_A_SESSION | ON_A_DEVICE | A_FILE | FROM_THE_ADDRESS | SET_UP_ALREADY
]


@pytest.mark.parametrize(
    ("route", "method"), SENDING, ids=[f"{method} {route.name}" for route, method in SENDING]
)
def test_a_good_request_is_accepted_and_changes_something(
    route: Route, method: str, company: Company, visitors: Visitors
) -> None:
    cell = Cell(route=route, method=method, actor="admin", matter="own" if route.about else "")
    with never_happened():
        if route.about in ("case", "key"):
            bodies.prepare(route.name, method, company.matters["own"])
        if route.about == "customer":
            prepare_privacy(route.name, company.matters["own"])
        if route.name == "calendar_draft":  # one that is there already would only be shown
            CalendarDraft.objects.all().delete()
        if route.name == "capture_tour":
            User.objects.update(tour_due=True)
        bodies.prepare_master_data(route.name, company)
        if route.about == "voice":
            bodies.prepare_voice(route.name, company, method)
        if "contact_customer" in route.name:
            bodies.prepare_contact(route.name, company, method)
        if route.name == "idea_telling":
            bodies.prepare_idea(company)
        if route.about == "read list":
            bodies.prepare_list(route.name, company.read_list)
        seen = visitors.ask(cell)
        usual = 200 if route.api else 302
        assert seen.response.status_code == ANSWERED_OTHERWISE.get(route.name, usual)
        assert seen.wrote != []
