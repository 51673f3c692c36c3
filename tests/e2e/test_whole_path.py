"""One complaint through the whole house: counter, ladder, lead, back office, Zielbild; the sweeps by their command."""

from collections.abc import Callable, Iterator
from datetime import datetime
from io import StringIO
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.management import call_command
from django.utils import timezone
from playwright.sync_api import Page, expect

from cases.models import Case, Escalation
from crm.company.models import Role, Team, User
from crm.dashboard.goals import goals
from tests.e2e.conftest import Shop
from tests.factories.company import make_user

Enter = Callable[..., Page]
BERLIN = ZoneInfo("Europe/Berlin")


def local(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BERLIN)


def sweep(at: datetime) -> None:
    call_command("sweep", "--now", at.isoformat(), stdout=StringIO())


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(local("2026-03-02 10:00"), tick=True) as traveller:
        yield traveller


def test_a_complaint_goes_up_until_somebody_cares_and_the_zielbild_moves(
    clock: time_machine.Traveller, shop: Shop, enter: Enter
) -> None:
    boss = make_user(Role.MANAGEMENT, first_name="Birgit", last_name="Hollerbach")
    team = Team.objects.get(name="Werkstatt")
    worker = make_user(first_name="Aylin", last_name="Demir")
    team.members.add(worker)

    trainee_records_a_complaint(enter(shop.trainee, has_touch=True))
    case_page = f"/vorgaenge/{Case.objects.get().number}/"

    def at_the_desk() -> Page:
        """A session ends with the working day, so each day begins with signing in."""
        return enter(worker, width=1280, height=800, path=case_page)

    worker_takes_it(at_the_desk())
    for moment in ("2026-03-02 14:01", "2026-03-02 15:01", "2026-03-03 08:05"):
        clock.move_to(local(moment))
        sweep(local(moment))
    assert who_heard() == [("owner", worker), ("lead", team.lead), ("management", boss)]
    assert figure("nothing_forgotten") == 2  # overdue, and an escalation nobody has answered for an hour

    lead_takes_care(enter(team.lead, width=1280, height=800, path="/arbeit/?liste=eskaliert"))
    sweep(local("2026-03-03 09:00"))
    assert len(who_heard()) == 3  # quiet until the next date

    clock.move_to(local("2026-03-03 09:30"))
    worker_answers_and_waits(at_the_desk())
    clock.move_to(local("2026-03-04 12:01"))
    sweep(local("2026-03-04 12:01"))
    worker_resolves(at_the_desk())

    hall = enter(boss, width=1280, height=800, path="/zielbild/")
    row = hall.locator("li.goal", has_text="Nichts vergessen")
    expect(row.locator(".goal-figure")).to_have_text("0")
    # nothing lies around any more, but the receipt of the complaint came too late
    assert (figure("nothing_forgotten"), figure("praise_complaint")) == (0, 0)
    call_command("prove", stdout=StringIO())


def who_heard() -> list[tuple[str, User]]:
    fired = Escalation.objects.filter(deadline__kind="first_response").order_by("step")
    return [(each.role, each.recipients.get().user) for each in fired]


def figure(code: str) -> float | None:
    return next(goal.value for goal in goals(now=timezone.now()) if goal.code == code)


def trainee_records_a_complaint(page: Page) -> None:
    page.locator("#wer").press_sequentially("maier lind")
    page.locator(".hit:has-text('Ulrike')").tap()
    page.locator(".segment:has-text('Telefon')").tap()
    page.locator(".tile:has-text('Reparatur')").tap()
    page.locator(".segment:has-text('Beschwerde')").tap()
    page.locator("#notiz").fill("Die H-Saite schnarrt schon wieder.")
    expect(page.locator("#versprechen")).to_contain_text("„Team Werkstatt antwortet bis heute, 15:00.“")
    page.locator(".act-promise").tap()
    expect(page.locator("#gespeichert:not([hidden])")).to_be_visible()


def worker_takes_it(page: Page) -> None:
    expect(page.locator(".promise-words")).to_have_text("„Team Werkstatt antwortet bis heute, 15:00 Uhr.“")
    page.get_by_role("button", name="Übernehmen").click()
    expect(page.get_by_text("übernimmt")).to_be_visible()


def lead_takes_care(page: Page) -> None:
    page.get_by_role("link", name="Die H-Saite schnarrt schon wieder.").click()
    page.wait_for_load_state()
    page.get_by_role("link", name="Gesehen, ich kümmere mich").click()
    page.get_by_role("dialog").get_by_role("button", name="Ich kümmere mich").click()
    expect(page.get_by_text("hat es gesehen und kümmert sich")).to_be_visible()


def worker_answers_and_waits(page: Page) -> None:
    page.get_by_role("group", name="Was jetzt?").get_by_role("link", name="Rückmelden").click()
    dialog = page.get_by_role("dialog", name="Rückmelden")
    dialog.get_by_label("Was wurde gesagt?").fill("Bringen Sie die Gitarre, wir richten sie kostenlos.")
    dialog.get_by_role("button", name="Kontakt speichern").click()
    expect(page.get_by_text("wir richten sie kostenlos")).to_be_visible()
    page.get_by_role("link", name="Warten bis …").click()
    dialog = page.get_by_role("dialog", name="Warten bis …")
    dialog.get_by_label("Bis zum Tag").fill("2026-03-04")
    dialog.get_by_label("Uhrzeit").fill("12:00")
    dialog.get_by_label("Grund").fill("bringt die Gitarre")
    dialog.get_by_role("button", name="Warten").click()
    expect(page.locator(".promise-words")).to_contain_text("Wir warten auf Ulrike Maier")


def worker_resolves(page: Page) -> None:
    page.get_by_role("link", name="Lösen").click()
    dialog = page.get_by_role("dialog", name="Lösen")
    dialog.get_by_label("Ergebnis").fill("Sattel neu gekerbt, Saite getauscht.")
    dialog.get_by_label("Ursache: Woran lag es?").fill("Sattel zu tief gekerbt.")
    dialog.get_by_label("Maßnahme").fill("Kerben mit der Lehre prüfen.")
    dialog.get_by_role("button", name="Vorgang lösen").click()
    expect(page.locator(".promise-words")).to_contain_text("Gelöst heute")
