from datetime import time, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from crm.company.models import Absence
from tests.factories.company import make_user

pytestmark = pytest.mark.django_db


def test_language_and_quiet_hours_are_kept_with_history(client: Client) -> None:
    user = make_user()
    client.force_login(user)
    answer = client.post("/ich/speichern/", {"language": "en", "quiet_from": "18:00", "quiet_until": "07:00"})
    assert (answer.status_code, answer["Location"]) == (302, "/ich/")
    user.refresh_from_db()
    assert (user.language, user.quiet_from, user.quiet_until) == ("en", time(18), time(7))
    assert user.history.latest().language == "en"


def test_half_quiet_hours_are_refused_and_what_was_typed_stays(client: Client) -> None:
    client.force_login(make_user())
    answer = client.post("/ich/speichern/", {"language": "de", "quiet_from": "18:00", "quiet_until": ""})
    page = answer.content.decode()
    assert answer.status_code == 400
    assert "Bitte geben Sie Anfang und Ende an" in page
    assert 'value="18:00"' in page


def test_an_absence_is_entered_shown_and_taken_back(client: Client) -> None:
    user, substitute = make_user(), make_user(last_name="Vertreterin")
    client.force_login(user)
    day = (timezone.now() + timedelta(days=7)).date()
    entry = {"user": user.pk, "substitute": substitute.pk, "starts_on": day, "ends_on": day}
    assert client.post("/ich/abwesenheit/", entry).status_code == 302
    assert "Vertretung: Vera Vertreterin" in client.get("/ich/").content.decode()
    again = client.post("/ich/abwesenheit/", entry)
    assert again.status_code == 400
    assert "schon eine Abwesenheit" in again.content.decode()
    absence = Absence.objects.get()
    client.force_login(make_user())
    assert client.post(f"/ich/abwesenheit/{absence.pk}/streichen/").status_code == 403
    client.force_login(user)
    assert client.post(f"/ich/abwesenheit/{absence.pk}/streichen/").status_code == 302
    assert not Absence.objects.exists()


CHOICES = {
    "notice_warning": "digest",
    "notice_opened": "mail",
    "notice_handed_over": "both",
    "notice_mention": "app",
    "digest_at": "16:30",
}


def test_the_ways_of_hearing_are_kept_with_history(client: Client) -> None:
    user = make_user(email="vera@example.org")
    client.force_login(user)
    answer = client.post("/ich/hinweise/", CHOICES)
    assert (answer.status_code, answer["Location"]) == (302, "/ich/")
    user.refresh_from_db()
    assert [getattr(user, field) for field in CHOICES] == ["digest", "mail", "both", "app", time(16, 30)]
    assert (user.history.latest().notice_opened, user.history.latest().history_user) == ("mail", user)


@pytest.mark.parametrize(
    ("field", "value"), [("notice_warning", "mail"), ("notice_opened", ""), ("notice_mention", "off")]
)
def test_nothing_can_be_switched_off(client: Client, field: str, value: str) -> None:
    user = make_user()
    client.force_login(user)
    answer = client.post("/ich/hinweise/", {**CHOICES, field: value})
    assert answer.status_code == 400
    assert 'value="16:30"' in answer.content.decode()
    user.refresh_from_db()
    assert user.notice_opened == "app"


def test_the_page_says_what_is_nobodys_choice_and_what_lacks(client: Client) -> None:
    client.force_login(make_user())
    page = client.get("/ich/").content.decode()
    assert "Das lässt sich nicht abschalten" in page
    assert "Für Sie ist keine E-Mail-Adresse hinterlegt." in page
