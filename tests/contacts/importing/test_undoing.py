"""Undo: everything an import wrote is gone, and whoever something hangs on stays, with the reason."""

from typing import Any

import pytest
from django.apps import apps

from contacts.changing import change_customer
from contacts.importing import running, undoing
from contacts.importing.telling import why_stays
from contacts.models import Affiliation, Customer, Import, ImportRow
from contacts.recording import NewCustomer, create_customer
from crm.company.calendars import installation
from crm.lib.acts import Refused
from crm.outbox import jobs
from crm.outbox.jobs import sweep_jobs
from crm.outbox.models import Job
from tests.factories.company import make_user
from tests.factories.contacts import MONDAY, a_contact, a_customer
from tests.factories.imports import kept, read_in

pytestmark = pytest.mark.django_db

LIST = (
    "Nr;Anrede;Vorname;Nachname;Firma;Telefon;E-Mail;Straße;PLZ;Ort\n"
    "1;Frau;Ulrike;Maier;Musikhaus Lind;0711/80497319;u.maier@web.de;Seestraße 3;88131;Lindau\n"
    "2;Herr;Jörg;Groß;;0711-MUSIK;joerg(at)web.de;Ring 1;8813;Köln\n"
    "3;;;;Musikhaus Lind;07541 2345;;;;\n"
)
ITS_OWN = {"contacts.Import", "contacts.ImportRow", "contacts.ImportForm", "outbox.Job", "company.Counter"}
OURS = {"company", "outbox", "contacts", "cases", "feedback", "desk", "dashboard"}


def everything() -> dict[str, list[Any]]:
    """Every row of every table of ours, history included, but for what the import keeps about itself."""
    return {
        model._meta.label: sorted(map(str, model._meta.default_manager.values_list()))  # type: ignore[union-attr]
        for model in apps.get_models()
        if model._meta.app_label in OURS and model._meta.label not in ITS_OWN
    }


def undone(found: Import) -> Import:
    undoing.undo(found.pk, by=None, at=MONDAY)
    sweep_jobs(MONDAY)
    found.refresh_from_db()
    return found


def whys(found: Import) -> dict[int | None, str]:
    return dict(found.rows.filter(fate="stays").values_list("made_number", "why"))


def named(name: str) -> Customer:
    return Customer.objects.get(sort_name__startswith=name)


def test_afterwards_the_database_is_as_before() -> None:
    installation()
    a_customer("Voss", phone="0711 80497319")
    before = everything()
    found = read_in(LIST)
    assert (found.made, Affiliation.objects.count()) == (3, 1)
    undone(found)
    assert (found.state, found.undone, found.stays) == ("undone", 3, 0)
    assert everything() == before
    assert set(found.rows.values_list("customer", flat=True)) == {None}


def test_killed_half_way_gone_on_and_undone_it_is_as_before(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each portion is whole or not there, whoever is killed; what stopped is taken up by the next round."""
    monkeypatch.setattr(running, "ROWS_A_PORTION", 7)
    monkeypatch.setattr(undoing, "ROWS_A_PORTION", 7)
    installation()
    before = everything()
    found = kept("Vorname;Nachname;Firma\n" + "".join(f"Jan;Maier {n};Lind\n;;Lind {n}\n" for n in range(20)))
    running.start(found.pk, source=None, doubles_too=False, by=None, at=MONDAY)

    def killed(kind: str, portion: Any, made: int) -> None:
        rounds = iter([portion, portion])

        def work(job: Job, now: Any) -> Any:
            do = next(rounds, None)
            if do is None:
                raise KeyboardInterrupt
            return do(job, now)

        monkeypatch.setitem(jobs._works, kind, work)
        with pytest.raises(KeyboardInterrupt):
            sweep_jobs(MONDAY)
        assert Customer.objects.count() == made
        monkeypatch.setitem(jobs._works, kind, portion)
        Job.objects.filter(state="running").update(lease_until=None)  # its two minutes are over
        sweep_jobs(MONDAY)

    killed(running.KIND, running.run_portion, 14)
    found.refresh_from_db()
    assert (found.state, found.made, Customer.objects.count()) == ("done", 40, 40)
    undoing.undo(found.pk, by=None, at=MONDAY)
    killed(undoing.KIND, undoing.undo_portion, 26)
    assert everything() == before


def test_whoever_was_contacted_or_changed_stays_and_so_does_their_firm() -> None:
    found = read_in(LIST)
    maier, gross = named("maier"), named("gross")
    a_contact(maier, by=make_user(), at=MONDAY)
    change_customer(gross.pk, {"title": "Dr."}, expected_version=None, by=None, at=MONDAY)
    undone(found)
    assert (found.undone, found.stays, Customer.objects.count()) == (0, 3, 3)
    reasons = [why_stays(why) for _number, why in sorted(whys(found).items(), key=lambda each: each[0] or 0)]
    assert reasons == [
        "Für diese Firma spricht jemand, der bleibt.",
        "Es gibt seitdem einen Kontakt.",
        "Die Angaben wurden seitdem geändert.",
    ]


def test_a_firm_somebody_else_speaks_for_stays() -> None:
    found = read_in(LIST)
    new = NewCustomer(first_name="Eva", last_name="Voss", organisation="Musikhaus Lind")
    create_customer(new, by=None, at=MONDAY)
    undone(found)
    assert (found.undone, list(whys(found).values())) == (2, [undoing.FIRM])


def test_whoever_is_no_longer_there_is_told() -> None:
    """Merged into somebody else: the row points to the winner, who was not made by this list."""
    found = read_in(LIST)
    other = a_customer("Voss")
    ImportRow.objects.filter(customer=named("gross")).update(customer=other)
    undone(found)
    assert (found.undone, list(whys(found).values())) == (2, [undoing.GONE])
    assert Customer.objects.filter(pk=other.pk).exists()


def test_a_stopped_import_can_be_undone_and_one_undone_read_in_anew() -> None:
    found = kept(LIST)
    running.start(found.pk, source=None, doubles_too=False, by=None, at=MONDAY)
    running.stop(found.pk, at=MONDAY)
    sweep_jobs(MONDAY)
    undone(found)
    assert (found.made, found.undone, Customer.objects.count()) == (0, 0, 0)
    undone(read_in(LIST))
    assert read_in(LIST).made == 3


@pytest.mark.parametrize("state", ["checking", "ready", "running", "undoing", "undone"])
def test_what_runs_or_never_ran_cannot_be_undone(state: str) -> None:
    found = kept(LIST)
    Import.objects.filter(pk=found.pk).update(state=state, undone_at=MONDAY)
    with pytest.raises(Refused, match="Rückgängig machen lässt sich"):
        undoing.undo(found.pk, by=None, at=MONDAY)


def test_whoever_has_recommended_somebody_stays_and_is_told_why() -> None:
    """Also when the recommendation was taken back: the history of the other one still tells of it."""
    found = read_in(LIST)
    came, went = a_customer("Voss"), a_customer("Wirth")
    for newcomer, name in ((came, "maier"), (went, "gross")):
        change_customer(newcomer.pk, {"referred_by": named(name)}, expected_version=None, by=None, at=MONDAY)
    change_customer(went.pk, {"referred_by": None}, expected_version=None, by=None, at=MONDAY)
    told = went.history.count()
    undone(found)
    assert (found.state, found.undone, found.stays) == ("undone", 0, 3)
    assert [why_stays(whys(found)[named(name).number]) for name in ("maier", "gross", "musikhaus")] == [
        "Hat seitdem jemanden empfohlen, der bleibt.",
        "Hat seitdem jemanden empfohlen, der bleibt.",
        "Für diese Firma spricht jemand, der bleibt.",
    ]
    came.refresh_from_db()
    assert (came.referred_by, went.history.count()) == (named("maier"), told)


def test_a_firm_somebody_has_spoken_for_keeps_its_name_in_their_history() -> None:
    found = read_in(LIST)
    create_customer(NewCustomer(last_name="Voss", organisation="Musikhaus Lind"), by=None, at=MONDAY)
    link = Affiliation.objects.get(person=named("voss"))
    told = Affiliation.history.filter(person=named("voss").pk)
    link.delete()
    before = told.count()
    undone(found)
    assert why_stays(whys(found)[named("musikhaus").number]) == (
        "Für diese Firma hat jemand gesprochen, der bleibt."
    )
    assert told.count() == before > 0
