"""Erasing: refused while something is open, keeps what the law keeps, leaves the numbers alone, is replayed."""

from datetime import UTC, date, datetime, timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from pytest_django import Settings

from cases.lifecycle import add_note, close
from cases.models import Attachment, Case
from contacts.models import (
    Contact,
    Customer,
    ErasureLog,
    Ground,
    RetentionClass,
    RetentionRule,
    RetentionRun,
    SealedRow,
    Standing,
)
from contacts.privacy.erasing import erase, preview
from contacts.privacy.erasure_file import lines_in, path_in
from contacts.privacy.person_data import data_of
from contacts.privacy.retention_rules import RULES
from contacts.privacy.retention_runs import sweep_retention
from crm.company.calendars import installation
from crm.lib.acts import Refused
from crm.lib.backup.making import make_backup
from tests.factories.cases import captured, make_policy, make_topic
from tests.factories.company import make_team, make_user
from tests.factories.contacts import a_customer
from tests.factories.files import a_file

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
NIGHT = datetime(2026, 3, 5, 3, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def places(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.BACKUP_DIR = tmp_path / "backups"
    settings.EMAIL_FILE_PATH = str(tmp_path / "mail")


def a_case(*, solved: bool = True) -> Case:
    make_policy(catch_all=True)
    by = make_user("admin")
    case = captured(make_topic(make_team((by,))), by=by, at=NOW, text="Schnarrt bei Frau Maier").case
    assert case is not None
    add_note(case.pk, text="Notiz", files=[a_file()], by=by, at=NOW)
    if solved:
        close(case.pk, result="Geleimt", not_informed_reason="Kommt morgen", by=by, at=NOW)
    case.refresh_from_db()
    return case


@pytest.mark.django_db
def test_nobody_is_erased_who_waits_for_an_answer() -> None:
    case = a_case(solved=False)
    assert case.customer is not None
    with pytest.raises(Refused, match=f"#{case.number}"):
        erase(case.customer.pk, ground=Ground.REQUEST, typed=None, by=case.opened_by, at=NOW)


@pytest.mark.django_db
def test_the_number_must_be_typed() -> None:
    person = a_customer()
    with pytest.raises(Refused):
        erase(person.pk, ground=Ground.REQUEST, typed="K-1", by=None, at=NOW)
    erase(person.pk, ground=Ground.REQUEST, typed=f" k-{person.number} ", by=None, at=NOW)
    with pytest.raises(Refused):
        erase(person.pk, ground=Ground.REQUEST, typed=None, by=None, at=NOW)


@pytest.mark.django_db
def test_facts_stay_without_words(django_capture_on_commit_callbacks: object) -> None:
    case = a_case()
    person = case.customer
    assert person is not None
    before = Contact.objects.count(), Case.objects.count()
    erase(person.pk, ground=Ground.REQUEST, typed=None, by=case.opened_by, at=NOW)
    assert (Contact.objects.count(), Case.objects.count()) == before
    contact = Contact.objects.get()
    assert (contact.customer_id, contact.text, contact.fingerprint) == (person.pk, "(gelöscht)", "")
    row = ErasureLog.objects.get()
    assert (row.customer_key, row.number, row.ground) == (person.pk, person.number, "request")
    assert Customer.everybody.get(pk=person.pk).standing == Standing.ERASED
    assert not SealedRow.objects.exists()


@pytest.mark.django_db
def test_what_the_law_keeps_is_locked_until_its_day_and_goes_then() -> None:
    case = a_case()
    person, by = case.customer, case.opened_by
    assert person is not None
    bills = RetentionClass.objects.create(name="Rechnungen", reason="§ 147 AO", years=8)
    bills.topics.add(case.topic)
    seen = preview(person, at=NOW)
    assert [(each.matter.number, each.until) for each in seen.keeping.kept] == [
        (case.number, date(2034, 12, 31))
    ]
    assert Customer.objects.filter(pk=person.pk).exists()

    erase(person.pk, ground=Ground.REQUEST, typed=None, by=by, at=NOW)
    gone = Customer.everybody.get(pk=person.pk)
    assert gone.last_name == ""
    told = {section.holding.key: section.entries for section in data_of(gone)}
    assert {cell.plain for cell in told["contacts.Customer"][0].cells} >= {"Ulrike", "Maier"}
    assert {cell.plain for entry in told["cases.Case"] for cell in entry.cells} >= {"Schnarrt bei Frau Maier"}
    assert set(SealedRow.objects.values_list("until", flat=True)) == {date(2034, 12, 31)}

    sweep_retention(datetime(2034, 12, 31, 4, 0, tzinfo=UTC))
    assert SealedRow.objects.exists()
    sweep_retention(datetime(2035, 1, 1, 4, 0, tzinfo=UTC))
    assert not SealedRow.objects.exists()


@pytest.mark.django_db
def test_a_rule_runs_only_when_switched_on_and_takes_whom_its_dry_run_named() -> None:
    old = a_customer("Alt", at=NOW - timedelta(days=2_000))
    young = a_customer("Jung", at=NOW)
    rule = RULES["silence"]
    assert list(rule.due(36, NIGHT)) == [old]
    sweep_retention(NIGHT)
    assert not ErasureLog.objects.exists()
    RetentionRule.objects.create(code="silence", active=True, amount=36)
    sweep_retention(NIGHT)
    assert ErasureLog.objects.get().ground == "silence"
    assert list(Customer.objects.all()) == [young]
    run = RetentionRun.objects.get(code="silence")
    assert (run.due, run.done, run.failed, run.finished_at) == (1, 1, 0, NIGHT)
    sweep_retention(NIGHT + timedelta(hours=1))
    assert RetentionRun.objects.filter(code="silence").count() == 1


@pytest.mark.django_db
def test_a_rule_waits_for_open_cases() -> None:
    case = a_case(solved=False)
    later = NOW + timedelta(days=2_000)
    assert not RULES["silence"].due(36, later).exists()
    close(case.pk, result="Geleimt", not_informed_reason="Weiß es", by=case.opened_by, at=NOW)
    assert list(RULES["silence"].due(36, later)) == [case.customer]


@pytest.mark.django_db(transaction=True)
def test_who_was_erased_after_a_backup_does_not_come_back_with_it(tmp_path: Path, settings: Settings) -> None:
    case = a_case()
    person = case.customer
    assert person is not None
    stays = a_customer("Bleibt")
    key = Attachment.objects.get().key
    installation()  # whose key marks the lines
    backup = make_backup(settings.BACKUP_DIR, at=NOW)
    erase(person.pk, ground=Ground.REQUEST, typed=None, by=case.opened_by, at=NOW)
    assert [line.number for line in lines_in(path_in(settings.BACKUP_DIR))] == [person.number]
    call_command("flush", interactive=False, verbosity=0)
    call_command("restore", str(backup), stdout=StringIO())
    assert list(Customer.objects.all()) == [stays]
    assert ErasureLog.objects.get().number == person.number
    assert "Maier" not in str(list(Contact.objects.values()))
    assert not list((tmp_path / "media").rglob(key))


@pytest.mark.django_db
def test_lines_of_others_erase_nobody(settings: Settings) -> None:
    path = path_in(settings.BACKUP_DIR)
    path.parent.mkdir(parents=True)
    line = {"customer": 1, "number": 1, "at": NOW.isoformat(), "ground": "request", "mark": "0"}
    path.write_text(f"{line}\nhalf a li".replace("'", '"'))
    assert lines_in(path) == []
