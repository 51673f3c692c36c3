"""Part of a case becomes a case of its own, promised from the moment it was voiced."""

import pytest

from cases.lifecycle import add_note, hand_over, split
from cases.models import Case, CaseLink, DeadlineKind, Status
from cases.proofs import proofs
from contacts.models import Contact, Topic
from crm.company.models import User
from crm.lib.acts import Refused
from feedback.models import Feedback
from tests.cases.pages import clock_runs, local, opened
from tests.factories.cases import captured, make_policy, make_topic
from tests.factories.company import make_team, make_user
from tests.factories.files import a_file

pytestmark = pytest.mark.django_db
EARLY, LATE, NOON = local("2026-03-02 08:00"), local("2026-03-02 09:30"), local("2026-03-02 10:00")


@pytest.fixture
def clerk() -> User:
    return make_user()


@pytest.fixture
def topic(clerk: User) -> Topic:
    make_policy(first_response=240, resolution=960)
    return make_topic(make_team((clerk,)))


@pytest.fixture
def case(topic: Topic, clerk: User) -> Case:
    return opened(topic, by=clerk, at=EARLY)


def said(case: Case, by: User, text: str, **more: object) -> Contact:
    return captured(None, by=by, at=LATE, case=case.pk, text=text, **more).contact


def broken() -> list[tuple[str, int]]:
    clock_runs()
    return [(proof.what, proof.broken) for proof in proofs(NOON) if proof.broken]


def test_the_new_case_is_promised_from_the_moment_it_was_voiced(case: Case, clerk: User) -> None:
    hand_over(case.pk, team=case.team, owner=clerk, by=clerk, at=EARLY)
    contact = said(case, clerk, "Und die Rechnung ist falsch.")
    new = split(case.pk, contacts=[contact.pk], by=clerk, at=NOON)
    dues = dict(new.deadlines.values_list("kind", "due_at"))
    assert dues[DeadlineKind.FIRST_RESPONSE] == local("2026-03-02 14:30")  # lunch between
    assert (new.team, new.owner, new.customer) == (case.team, clerk, case.customer)
    assert (new.title, new.opened_at) == ("Und die Rechnung ist falsch.", LATE)
    assert new.links.get().opened_case
    assert broken() == []


def test_what_the_old_case_promised_stays(case: Case, clerk: User) -> None:
    contact = said(case, clerk, "Und die Rechnung?")
    before = list(case.deadlines.values())
    split(case.pk, contacts=[contact.pk], by=clerk, at=NOON)
    assert list(case.deadlines.values()) == before
    case.refresh_from_db()
    assert case.status == Status.OPEN
    assert case.links.get().opened_case


def test_notes_and_their_files_go_along_and_both_know_of_each_other(case: Case, clerk: User) -> None:
    contact = said(case, clerk, "Und die Rechnung?")
    note = add_note(case.pk, text="Beleg", files=[a_file()], by=clerk, at=NOON)
    stays = add_note(case.pk, text="Leim", by=clerk, at=NOON)
    new = split(case.pk, contacts=[contact.pk], notes=[note.pk], by=clerk, at=NOON)
    assert list(new.events.order_by("pk").values_list("verb", flat=True)) == ["contacted", "noted", "opened"]
    assert new.events.get(verb="noted").attachments.count() == 1
    assert case.events.get(verb="noted") == stays
    link = CaseLink.objects.get()
    assert (link.case, link.other, link.kind) == (new, case, "related")
    assert case.events.latest("pk").data == {"number": new.number}


def test_an_answer_among_the_contacts_keeps_the_new_promise(case: Case, clerk: User) -> None:
    voiced = said(case, clerk, "Und die Rechnung?")
    answer = captured(None, by=clerk, at=NOON, case=case.pk, direction="out", text="Kommt.").contact
    new = split(case.pk, contacts=[voiced.pk, answer.pk], by=clerk, at=local("2026-03-02 11:00"))
    first = new.deadlines.get(kind=DeadlineKind.FIRST_RESPONSE)
    assert (first.state, first.met_at, first.missed_at) == ("met", NOON, None)
    assert new.due_at == new.deadlines.get(kind=DeadlineKind.RESOLUTION).due_at
    assert broken() == []


def test_a_complaint_takes_its_voice_and_its_receipt_along(case: Case, clerk: User) -> None:
    contact = said(case, clerk, "Herr Klotz war grob.", voice="complaint")
    new = split(case.pk, contacts=[contact.pk], by=clerk, at=NOON)
    voice = Feedback.objects.get()
    assert (voice.case, voice.receipt) == (new, new.deadlines.get(kind=DeadlineKind.FIRST_RESPONSE))
    assert new.is_complaint
    assert broken() == []


def test_what_came_in_writing_counts_from_its_receipt(case: Case, clerk: User) -> None:
    contact = said(case, clerk, "Und die Rechnung?", channel="email")
    Contact.objects.filter(pk=contact.pk).update(received_at=EARLY)
    new = split(case.pk, contacts=[contact.pk], by=clerk, at=NOON)
    assert new.deadlines.get(kind=DeadlineKind.FIRST_RESPONSE).started_at == EARLY


def test_a_confidential_contact_does_not_open_the_new_case_to_others(case: Case, clerk: User) -> None:
    contact = said(case, clerk, "Und Herr Klotz?")
    secret = make_topic(case.team, confidential=True)
    Contact.objects.filter(pk=contact.pk).update(topic=secret)
    assert split(case.pk, contacts=[contact.pk], by=clerk, at=NOON).topic == case.topic


def test_what_cannot_be_split_is_said(case: Case, topic: Topic, clerk: User) -> None:
    first = case.links.get().contact
    ours = captured(None, by=clerk, at=LATE, case=case.pk, direction="out", text="Kommt.").contact
    foreign = opened(topic, by=clerk, at=EARLY).links.get().contact
    for contacts, words in (
        ([], "mindestens einen Kontakt"),
        ([ours.pk], "mindestens einen Kontakt"),
        ([first.pk], "bleibt hier"),
        ([foreign.pk], "gibt es nicht"),
    ):
        with pytest.raises(Refused, match=words):
            split(case.pk, contacts=contacts, by=clerk, at=NOON)
    contact = said(case, clerk, "Und?")
    alien = add_note(Case.objects.latest("pk").pk, text="fremd", by=clerk, at=NOON)
    with pytest.raises(Refused, match="gibt es nicht"):
        split(case.pk, contacts=[contact.pk], notes=[alien.pk], by=clerk, at=NOON)
