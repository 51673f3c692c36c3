"""The words that customers agreed to: written once, counted up, proved unchanged, told to whoever asks."""

import json
import zipfile
from io import BytesIO

import pytest

from contacts.consent import record_consent
from contacts.consent_wordings import Question, keep, our_question
from contacts.models import Consent, ConsentWording, Customer, Ground, Purpose
from contacts.privacy.erasing import erase
from contacts.privacy.person_data import data_of
from contacts.privacy.person_file import hand_over
from contacts.privacy.restricting import lift, restrict
from contacts.proofs import proofs
from crm.company.models import User
from tests.factories.company import make_user
from tests.factories.contacts import MONDAY, a_customer

pytestmark = pytest.mark.django_db
WORDS = Question("Dürfen wir schreiben?", "de")


@pytest.fixture
def by() -> User:
    return make_user("admin")


@pytest.fixture
def customer(by: User) -> Customer:
    found = a_customer()
    record_consent(found, purpose=Purpose.NEWS, given=True, source="per Brief", asked=WORDS, by=by, at=MONDAY)
    return found


def told(customer: Customer) -> list[str]:
    return [
        str(cell.plain)
        for section in data_of(customer)
        if section.holding.model == "contacts.ConsentWording"
        for entry in section.entries
        for cell in entry.cells
        if cell.name == "text"
    ]


def broken() -> dict[str, int]:
    return {proof.what: proof.broken for proof in proofs(MONDAY) if "Wortlaut" in proof.what}


def test_the_same_words_are_one_row_and_others_the_next_version() -> None:
    first = keep(WORDS, purpose=Purpose.NEWS, at=MONDAY)
    assert keep(WORDS, purpose=Purpose.NEWS, at=MONDAY) == first
    other = keep(Question("Sollen wir schreiben?", "de"), purpose=Purpose.NEWS, at=MONDAY)
    elsewhere = keep(WORDS, purpose=Purpose.POLL, at=MONDAY)
    assert [first.version, other.version, elsewhere.version] == [1, 2, 1]


def test_two_at_the_same_moment_share_one_row(monkeypatch: pytest.MonkeyPatch) -> None:
    """The other one writes between our look and our write."""
    write = ConsentWording.objects.create

    def late(**values: object) -> ConsentWording:
        monkeypatch.undo()
        write(**values)
        return write(**values)

    monkeypatch.setattr(ConsentWording.objects, "create", late)
    assert keep(WORDS, purpose=Purpose.NEWS, at=MONDAY) == ConsentWording.objects.get()


def test_we_ask_in_every_language_in_words_of_their_own() -> None:
    for purpose in Purpose:
        german, english = (our_question(purpose, language=code) for code in ("de", "en"))
        assert german.text != english.text
        assert our_question(purpose) == german


def test_whoever_asks_for_their_data_reads_the_words_also_when_locked(customer: Customer, by: User) -> None:
    assert told(customer) == [WORDS.text]
    with zipfile.ZipFile(BytesIO(hand_over(customer, by=by, at=MONDAY).content)) as file:
        assert WORDS.text in file.read("Auskunft.html").decode()
        tables = json.loads(file.read("Auskunft.json"))["tables"]
    [consent], [wording] = (tables[f"contacts.{name}"]["rows"] for name in ("Consent", "ConsentWording"))
    assert wording["text"] == WORDS.text
    assert consent["wording"] == ConsentWording.objects.get().pk
    restrict(customer.pk, reason="Streit", by=by, at=MONDAY)
    assert not Consent.objects.exists()
    assert told(customer) == [WORDS.text]
    lift(customer.pk, by=by, at=MONDAY)
    assert Consent.objects.get().wording == ConsentWording.objects.get()


def test_an_erased_customer_leaves_the_words_of_the_company(customer: Customer, by: User) -> None:
    erase(customer.pk, ground=Ground.REQUEST, typed=customer.number_label, by=by, at=MONDAY)
    assert told(customer) == []
    assert not Consent.objects.exists()
    assert ConsentWording.objects.get().text == WORDS.text


def test_changed_words_and_words_of_another_purpose_are_found(customer: Customer) -> None:
    assert set(broken().values()) == {0}
    ConsentWording.objects.update(text="Dürfen wir anrufen?")
    Consent.objects.update(wording=keep(WORDS, purpose=Purpose.POLL, at=MONDAY))
    assert broken() == {
        "Wortlaut der Einwilligungen unverändert": 1,
        "Jede Einwilligung mit dem Wortlaut ihres Zwecks": 1,
    }
