"""The contacts of cases, with their links, what was lacking, and the complaints."""

from collections.abc import Iterator, Sequence
from uuid import UUID

from cases.models import CaseContact, Hindrance, Lack
from contacts.models import Contact
from crm.management.stock.plans import Plan, Voiced
from crm.management.stock.stock import Stock
from crm.management.stock.writing import Row, write
from feedback.models import Feedback

TEXTS = (
    "Die H-Saite schnarrt seit dem Wetterwechsel, auf den ersten drei Bünden.",
    "Fragt, wann das Instrument fertig ist. Braucht es am Wochenende für ein Konzert.",
    "Der Wirbel rutscht. Möchte wissen, ob sich eine Mechanik nachrüsten lässt und was sie kostet.",
    "Paket ist angekommen, der Bogen fehlt. Lieferschein liegt bei, die Rechnung auch.",
    "Sucht eine Schülergeige für die Tochter, neun Jahre. Mieten wäre am liebsten.",
    "Rechnung doppelt bekommen, bitte um Gutschrift. Kundennummer stimmt.",
    "Riss in der Decke neben dem Steg. Bringt das Cello morgen vorbei.",
    "Bogen bitte neu behaaren, wie beim letzten Mal. Eilt nicht.",
)
ANSWERS = (
    "Ist in Arbeit, wir melden uns, sobald die Leimfuge getrocknet ist.",
    "Angebot besprochen, Kundin überlegt es sich bis nächste Woche.",
    "Ersatz ist bestellt und kommt mit der nächsten Lieferung.",
    "Gutschrift ist geschrieben und geht heute in die Post.",
)
SAID, NAMELESS = 0.4, 0.5
FINGERPRINT = "0" * 64
COLUMNS = ("id", "client_id", "channel", "direction", "outcome", "happened_at", "recorded_at", "received_at",
           "recorded_by_id", "site_id", "customer_id", "spoke_with_id", "topic_id", "text", "encounter")  # fmt: skip


def bring_in_contacts(stock: Stock, plans: Sequence[Plan]) -> None:
    """Those of a portion of cases."""
    write(Contact, COLUMNS, _of_cases(stock, plans), fingerprint=FINGERPRINT)
    links = (
        (contact.pk, plan.pk, contact is plan.contacts[0]) for plan in plans for contact in plan.contacts
    )
    write(
        CaseContact,
        ("id", "contact_id", "case_id", "opened_case"),
        ((pk, pk, case, opened) for pk, case, opened in links),
    )
    opened = [plan for plan in plans if stock.rng.random() < SAID]
    write(
        Hindrance,
        ("contact_id", "lack", "at", "by_id"),
        (
            (plan.contacts[0].pk, stock.rng.choice(Lack.values), plan.opened_at, plan.opened_by_id)
            for plan in opened
        ),
    )
    complaints = [plan for plan in plans if plan.complaint]
    write(
        Feedback,
        ("id", "contact_id", "kind", "at", "case_id", "receipt_id", "topic_id", "sorted_at"),
        (
            (pk, plan.contacts[0].pk, "complaint", plan.opened_at, plan.pk, first_response_of(plan.pk),
             plan.topic.pk, plan.opened_at)
            for pk, plan in enumerate(complaints, stock.voices + 1)
        ),
    )  # fmt: skip
    stock.voices += len(complaints)


def first_response_of(case: int) -> int:
    """The id of a case's first deadline; its second, the resolution, is the next one."""
    return 2 * case - 1


def _of_cases(stock: Stock, plans: Sequence[Plan]) -> Iterator[Row]:
    for plan in plans:
        for contact in plan.contacts:
            yield row(stock, contact, "follow_up", plan.customer_id, plan.topic.pk)


def row(stock: Stock, contact: Voiced, outcome: str, customer_id: int, topic_id: int) -> Row:
    """The columns of a contact, in the order of `COLUMNS`."""
    mark = UUID(int=stock.rng.getrandbits(128))
    text = stock.rng.choice(ANSWERS if contact.out else TEXTS)
    at, site = contact.at, stock.site_of[contact.by_id]
    return (contact.pk, mark, contact.channel, "out" if contact.out else "in", outcome, at, at, at, contact.by_id,
            site, customer_id, _speaker(stock, customer_id), topic_id, text, mark)  # fmt: skip


def _speaker(stock: Stock, customer_id: int) -> int | None:
    """For a firm somebody speaks, as often as not with a name."""
    if customer_id not in stock.firms or stock.rng.random() < NAMELESS:
        return None
    person = stock.rng.randint(1, stock.amount.customers)
    return person if person not in stock.firms else None
