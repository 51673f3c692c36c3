"""Random little companies in which two customers share, repeat and contradict each other in every relation there is."""

from datetime import timedelta
from random import Random
from typing import Any

from contacts.asking import note_declined
from contacts.confirming import confirm
from contacts.consent import mail_subject
from contacts.models import (
    Affiliation,
    Band,
    Customer,
    DuplicatePair,
    EmailAddress,
    Finding,
    ImportedRow,
    Merge,
    PhoneNumber,
    Purpose,
    Touch,
)
from contacts.rechecking import recheck
from contacts.search_index import index_customer
from contacts.sources import Origin
from crm.company.models import User
from crm.lib.history import create_many_as, save_as
from crm.outbox.models import Notice
from feedback.models import Invitation
from tests.factories.cases import captured, make_policy, make_topic
from tests.factories.company import make_team, make_user
from tests.factories.consents import a_consent
from tests.factories.contacts import MONDAY, a_contact, a_customer, a_source
from tests.factories.surveys import asked

NAMES = ("Maier", "Mayer", "Weber", "")
PHONES = ("0711 80497319", "0711/80497319", "0711 123", "0176 04069083", "")
MAILS = ("u.maier@example.org", "info@example.org", "U.Maier@example.org", "kaputt@", "")


class Kinship:
    """Two customers to be merged, two others who know them, and whatever hangs on them."""

    def __init__(self, seed: int) -> None:
        self.dice = Random(seed)
        self.by: User = make_user("backoffice")
        self.topic = make_topic(make_team((self.by,)))
        make_policy()
        self.sources = [a_source(), a_source()]
        kind = self.dice.choice(["person", "organisation"])
        self.winner, self.loser = self._customer(kind), self._customer(kind)
        other = "organisation" if kind == "person" else "person"
        self.others = [self._customer(other), self._customer(other), self._customer(kind)]
        for _each in range(self.dice.randrange(14)):
            self.dice.choice(self._ways())()
        for each in Customer.objects.all():
            index_customer(each)
        recheck(Customer.objects.all(), at=MONDAY)

    def anybody(self) -> Customer:
        return self.dice.choice([self.winner, self.loser, self.loser, *self.others])

    def _customer(self, kind: str) -> Customer:
        pick = self.dice.choice
        return a_customer(
            pick(NAMES) if kind == "person" else "",
            first_name=pick(("Ulrike", "U.")) if kind == "person" else "",
            organisation=pick(("Musikhaus Lind GmbH", "Lind")) if kind == "organisation" else "",
            phone=pick(PHONES),
            email=pick(MAILS),
            street=pick(("Hafengasse 7", "")),
            city=pick(("Lindau", "")),
            origin=Origin(source=pick([*self.sources, None]), reason_text=pick(("Geige", ""))),
            kind=kind,
        )

    def _ways(self) -> list[Any]:
        return [
            self._phone, self._mail, self._contact, self._case, self._affiliation, self._consent,
            self._touch, self._imported, self._pair, self._finding, self._earlier, self._notice,
            self._referral, self._answer, self._confirmation,
        ]  # fmt: skip

    def _phone(self) -> None:
        raw = self.dice.choice(PHONES[:-1])
        create_many_as([PhoneNumber(customer=self.anybody(), raw=raw)], by=self.by, at=MONDAY)

    def _mail(self) -> None:
        raw = self.dice.choice(MAILS[:-1])
        row = EmailAddress(customer=self.anybody(), raw=raw, normalised=self.dice.choice(("", raw)))
        create_many_as([row], by=self.by, at=MONDAY)

    def _contact(self) -> None:
        spoke = self.dice.choice([None, self.winner, self.loser])
        a_contact(self.anybody(), by=self.by, topic=self.topic, spoke_with=spoke)

    def _case(self) -> None:
        who = self.anybody()
        case = captured(self.topic, by=self.by, at=MONDAY, customer=who.pk, picks_up=True).case
        assert case is not None
        token = f"{self.dice.getrandbits(200):x}"
        Invitation.objects.create(
            **asked(),
            case=case,
            customer=who,
            token_hash=token,
            created_at=MONDAY,
            expires_at=MONDAY + timedelta(days=30),
        )

    def _affiliation(self) -> None:
        person, organisation = self.anybody(), self.anybody()
        known = Affiliation.objects.filter(person=person, organisation=organisation)
        if person != organisation and not known.exists():
            create_many_as([Affiliation(person=person, organisation=organisation)], by=self.by, at=MONDAY)

    def _consent(self) -> None:
        given = self.dice.random() < 0.5
        a_consent(self.anybody(), Purpose.SURVEY, at=MONDAY, given=given, by=self.by)

    def _touch(self) -> None:
        Touch.objects.create(customer=self.anybody(), at=MONDAY, source=self.dice.choice(self.sources))

    def _imported(self) -> None:
        ImportedRow.objects.create(
            fingerprint=f"{self.dice.getrandbits(120):x}", customer=self.anybody(), at=MONDAY
        )

    def _finding(self) -> None:
        Finding.objects.create(
            customer=self.anybody(),
            code="reason_missing",
            since=MONDAY - timedelta(days=9),
            resolved_at=MONDAY,
        )

    def _pair(self) -> None:
        one, other = sorted([self.anybody().pk, self.anybody().pk])
        if one == other or DuplicatePair.objects.filter(one=one, other=other).exists():
            return
        decided = self.dice.choice(({}, {"not_same_at": MONDAY, "not_same_by": self.by}))
        DuplicatePair.objects.create(
            one_id=one, other_id=other, band=Band.CHECK, score=12.0, found_at=MONDAY, **decided
        )

    def _referral(self) -> None:
        one, other = self.anybody(), self.anybody()
        if one != other:
            one.referred_by = other
            save_as(one, by=self.by, at=MONDAY)

    def _answer(self) -> None:
        note_declined(self.anybody(), "reason_missing", by=self.by, at=MONDAY)

    def _confirmation(self) -> None:
        confirm(self.anybody(), by=self.by, at=MONDAY)

    def _earlier(self) -> None:
        """A merge that was undone, or one whose loser is long gone."""
        Merge.objects.create(
            winner=self.anybody(), loser_key=10**9 + self.dice.getrandbits(30),
            loser_number=10**6 + self.dice.getrandbits(24), loser_name="Frida Alt", at=MONDAY, by=self.by,
        )  # fmt: skip

    def _notice(self) -> None:
        Notice.objects.create(
            medium="app", recipient=self.by, kind="survey", dedupe_key=f"{self.dice.getrandbits(90):x}",
            subject_key=mail_subject(Purpose.SURVEY, self.anybody().pk), subject="Frage", text="Wie war es?",
            not_before=MONDAY, created_at=MONDAY,
        )  # fmt: skip
