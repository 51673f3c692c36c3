"""The pages around a move: the preview, its start, how far it has come, and what it did."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from pytest_django import DjangoAssertNumQueries

from cases import moving_preview
from cases.models import MovedDeadline, PolicyVersion
from cases.policy_changing import add_policy, change_policy
from cases.policy_terms import Terms
from contacts.models import Topic
from crm.company.models import CalendarVersion, Role, User
from crm.outbox.jobs import sweep_jobs
from crm.outbox.models import Job
from tests.cases.pages import MONDAY, clock_runs, opened, signed_in, text_of
from tests.factories.cases import make_topic
from tests.factories.company import OFFICE_HOURS, make_team, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]
REST = Terms(name="Alles andere", first_response_minutes=240, resolution_minutes=960)


@pytest.fixture
def monday() -> Iterator[None]:
    with time_machine.travel(MONDAY, tick=False):
        yield


@pytest.fixture
def admin() -> User:
    return make_user(Role.ADMIN, first_name="Ada", last_name="Min")


@pytest.fixture
def version(admin: User) -> PolicyVersion:
    return add_policy(REST, catch_all=True, by=admin, at=MONDAY - timedelta(days=9))


@pytest.fixture
def topic(version: PolicyVersion, admin: User) -> Topic:
    return make_topic(make_team((admin,), name="Werkstatt"))


def changed(version: PolicyVersion, admin: User, answer: int, solution: int) -> PolicyVersion:
    terms = Terms(name="Alles andere", first_response_minutes=answer, resolution_minutes=solution)
    made = change_policy(version.policy_id, terms, expected_number=version.number, by=admin, at=MONDAY)
    assert made is not None
    return made


def test_preview_start_and_result(topic: Topic, version: PolicyVersion, admin: User) -> None:
    case = opened(topic, by=admin)
    made = changed(version, admin, 480, 480)
    client = signed_in(admin)
    listed = text_of(client.get("/einstellungen/fristen/"))
    assert "Alles andere (Regel): 2 laufende Fristen Vorschau" in listed
    address = f"/einstellungen/fristen/{version.policy_id}/umstellen/"
    said = text_of(client.get(address))
    assert "2 laufende Fristen folgen noch einer älteren Fassung. So würde es:" in said
    assert (
        f"früher: 1 früher Vorgang Frist bisher dann #{case.number} Lösung Mi 10:00 morgen, Di 10:00" in said
    )
    assert "bleibt: Das Versprechen würde später: 1" in said
    assert "Die Umstellung lässt sich nicht zurücknehmen" in said
    assert not Job.objects.exists()
    answer = client.post(address, {"version": made.pk})
    job = Job.objects.get()
    assert answer["Location"] == f"/einstellungen/fristen/umstellungen/{job.pk}/"
    assert "0 von 1 Vorgängen" in text_of(client.get(answer["Location"]))
    assert "Diese Umstellung läuft gerade" in text_of(client.get(address))
    sweep_jobs(MONDAY)
    said = text_of(client.get(answer["Location"]))
    assert "Fertig: ein Vorgang angesehen. Umgestellte Fristen: 1, geblieben: 1." in said
    assert f"#{case.number} Lösung Mi 10:00 morgen, Di 10:00" in said
    told = text_of(client.get(f"/vorgaenge/{case.number}/"))
    assert (
        "Fristen umgestellt Regel „Alles andere“, Fassung 2 Lösung jetzt morgen, Di 10:00 statt Mi 10:00"
        in told
    )
    assert "1 von 1 Vorgängen" in text_of(client.get("/einstellungen/fristen/"))


def test_a_preview_of_very_many_says_what_it_looked_at(
    topic: Topic, version: PolicyVersion, admin: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(moving_preview, "LOOKED_AT", 3)
    monkeypatch.setattr(moving_preview, "BATCH", 2)
    for _ in range(4):
        opened(topic, by=admin)
    changed(version, admin, 480, 480)
    said = text_of(signed_in(admin).get(f"/einstellungen/fristen/{version.policy_id}/umstellen/"))
    assert "8 laufende Fristen folgen noch einer älteren Fassung. Angesehen sind 3 davon;" in said
    assert "früher: mindestens 1" in said
    assert "bleibt: Das Versprechen würde später: mindestens 2" in said


def test_the_calendar_pages_lead_to_the_move(topic: Topic, admin: User) -> None:
    calendar = topic.team.site.calendar
    link = f'href="/einstellungen/fristen/kalender/{calendar.pk}/"'
    pages = [f"/einstellungen/kalender/{calendar.pk}/", f"/einstellungen/kalender/{calendar.pk}/fassungen/"]
    browser = signed_in(admin)
    assert [browser.get(page).content.decode().count(link) for page in pages] == [0, 0]
    newer = {"spans": OFFICE_HOURS, "holidays": {}, "valid_from": MONDAY}
    CalendarVersion.objects.create(calendar=calendar, number=2, **newer)
    assert [browser.get(page).content.decode().count(link) for page in pages] == [1, 1]
    looks = signed_in(make_user(Role.MANAGEMENT))
    assert [looks.get(page).content.decode().count(link) for page in pages] == [0, 0]


def test_a_calendar_is_moved_by_the_same_pages(topic: Topic, admin: User) -> None:
    opened(topic, by=admin)
    calendar = topic.team.site.calendar
    holiday = {"2026-03-03": {"name": "Betriebsausflug", "spans": []}}
    made = CalendarVersion.objects.create(
        calendar=calendar, number=2, spans=OFFICE_HOURS, holidays=holiday, valid_from=MONDAY
    )
    client = signed_in(admin)
    address = f"/einstellungen/fristen/kalender/{calendar.pk}/"
    assert f"auf Fassung 2 des Kalenders „{calendar.name}“" in text_of(client.get(address))
    client.post(address, {"version": made.pk})
    sweep_jobs(MONDAY)
    assert set(MovedDeadline.objects.values_list("outcome", flat=True)) == {"same", "later"}
    assert "Alle laufenden Fristen folgen schon dieser Fassung" in text_of(client.get(address))


def test_a_calendar_that_never_works_is_shown_before_anything_happens(topic: Topic, admin: User) -> None:
    opened(topic, by=admin)
    calendar = topic.team.site.calendar
    CalendarVersion.objects.create(calendar=calendar, number=2, spans={"mon": []}, valid_from=MONDAY)
    said = text_of(signed_in(admin).get(f"/einstellungen/fristen/kalender/{calendar.pk}/"))
    assert "2 Fristen lassen sich mit diesen Arbeitszeiten nicht berechnen" in said


def test_an_old_preview_starts_nothing(topic: Topic, version: PolicyVersion, admin: User) -> None:
    opened(topic, by=admin)
    made = changed(version, admin, 240, 480)
    changed(made, admin, 240, 600)
    client = signed_in(admin)
    address = f"/einstellungen/fristen/{version.policy_id}/umstellen/"
    answer = client.post(address, {"version": made.pk}, follow=True)
    assert "Inzwischen gibt es eine neuere Fassung" in answer.content.decode()
    assert client.post(address, {"version": "x"}).status_code == 302
    assert not Job.objects.exists()


def test_a_move_that_stopped_is_tried_again(topic: Topic, version: PolicyVersion, admin: User) -> None:
    opened(topic, by=admin)
    made = changed(version, admin, 60, 480)
    client = signed_in(admin)
    client.post(f"/einstellungen/fristen/{version.policy_id}/umstellen/", {"version": made.pk})
    job = Job.objects.get()
    Job.objects.update(state="failed", finished_at=MONDAY, error="OperationalError")
    address = f"/einstellungen/fristen/umstellungen/{job.pk}/"
    assert "Nach 0 von 1 Vorgängen ging es nicht weiter (OperationalError)" in text_of(client.get(address))
    client.post(address)
    sweep_jobs(MONDAY)
    assert "Fertig" in text_of(client.get(address))
    manager = signed_in(make_user(Role.MANAGEMENT))
    assert manager.get(address).status_code == 200
    assert manager.post(address).status_code == 403


@pytest.mark.parametrize("cases", [1, 3])
def test_the_preview_costs_the_same_however_many_cases(
    topic: Topic,
    version: PolicyVersion,
    admin: User,
    cases: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for _number in range(cases):
        opened(topic, by=admin)
    changed(version, admin, 60, 480)
    clock_runs()
    client = signed_in(admin)
    # session, person, version, older ones, job, deadlines, waits, what was said; three of the bar
    with django_assert_num_queries(11):
        assert client.get(f"/einstellungen/fristen/{version.policy_id}/umstellen/").status_code == 200
