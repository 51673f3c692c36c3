"""Contacts solved at once, as many as are missing: praise and wishes among them, a few taken back."""

from collections.abc import Iterator
from typing import Final

from contacts.models import Contact, Topic, Void
from crm.management.stock.contacts import COLUMNS, FINGERPRINT, row
from crm.management.stock.plans import CHANNELS, Voiced
from crm.management.stock.portions import portions
from crm.management.stock.stock import Stock
from crm.management.stock.writing import write
from feedback.models import Feedback, PraiseDelivery, PraiseReason

AT_ONCE, REPORTED = 20_000, 100_000
VOIDED: Final = 0.002
KINDS: Final = ("praise", "wish", "expectation", "competitor", "question")
VOICES: Final = (0.04, 0.015, 0.004, 0.002, 0.01)
"""How many of all contacts are each of these."""
Told = tuple[int, Voiced, Topic]
"""Customer, contact, what it was about."""


def bring_in_solved_at_once(stock: Stock) -> None:
    """Their ids go on from those of the cases."""
    done, wanted = 0, stock.amount.contacts - stock.last_contact
    for told in portions(_told(stock, wanted), AT_ONCE):
        rows = (row(stock, contact, "resolved", customer, topic.pk) for customer, contact, topic in told)
        write(Contact, COLUMNS, rows, fingerprint=FINGERPRINT)
        _voices(stock, told)
        _take_back(stock, told)
        done += len(told)
        stock.count(done, wanted, "Kontakten, die gleich gelöst waren", every=REPORTED)


def _told(stock: Stock, wanted: int) -> Iterator[Told]:
    days = stock.working_days(first=0, last=stock.amount.days)
    moments = sorted(stock.moment(stock.rng.choice(days)) for _ in range(wanted))
    staff = sorted(stock.site_of)
    for pk, at in enumerate(moments, stock.last_contact + 1):
        voiced = Voiced(pk, at, stock.rng.choice(staff), out=False, channel=stock.rng.choice(CHANNELS))
        yield stock.rng.randint(1, stock.amount.customers), voiced, stock.rng.choice(stock.topics)


def _voices(stock: Stock, told: list[Told]) -> None:
    """Some of them, sorted by whoever recorded them; praise has reached that person."""
    heard = []
    for _customer, contact, topic in told:
        kind = stock.rng.choices((*KINDS, ""), weights=(*VOICES, 1 - sum(VOICES)))[0]
        if kind:
            stock.voices += 1
            heard.append((stock.voices, contact, kind, topic.pk))
    write(
        Feedback,
        ("id", "contact_id", "kind", "at", "topic_id", "site_id", "sorted_at", "sorted_by_id"),
        (
            (pk, said.pk, kind, said.at, topic, stock.site_of[said.by_id], said.at, said.by_id)
            for pk, said, kind, topic in heard
        ),
    )
    write(
        PraiseDelivery,
        ("voice_id", "to_id", "at"),
        ((pk, said.by_id, said.at) for pk, said, kind, _topic in heard if kind == "praise"),
        why=PraiseReason.RECORDER,
    )


def _take_back(stock: Stock, told: list[Told]) -> None:
    """Recorded by mistake, and void since the same minute."""
    wrong = [contact for _customer, contact, _topic in told if stock.rng.random() < VOIDED]
    write(Void, ("contact_id", "at", "by_id"), ((said.pk, said.at, said.by_id) for said in wrong))
