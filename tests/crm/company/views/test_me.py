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
