"""Contacts: those of the cases with their links and complaints, and those solved at once."""

from collections.abc import Iterator, Sequence
from uuid import UUID

from cases.models import CaseContact
from contacts.models import Contact
from feedback.models import Feedback
from tools.bench.fill.plans import Plan, Voiced, lonely_contacts
from tools.bench.fill.stock import Stock
from tools.bench.fill.writing import Row, write

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
PRAISE, NAMELESS = 0.04, 0.5
COLUMNS = ("id", "client_id", "channel", "direction", "outcome", "happened_at", "recorded_at", "received_at",
           "recorded_by_id", "customer_id", "spoke_with_id", "topic_id", "text", "encounter")  # fmt: skip


def bring_in_contacts(stock: Stock, plans: Sequence[Plan]) -> None:
    """Of the cases first, so that the numbers of the contacts go on from theirs."""
    write(Contact, COLUMNS, _of_cases(stock, plans), fingerprint="0" * 64)
    links = (
        (contact.pk, plan.pk, contact is plan.contacts[0]) for plan in plans for contact in plan.contacts
    )
    write(
        CaseContact,
        ("id", "contact_id", "case_id", "opened_case"),
        ((pk, pk, case, opened) for pk, case, opened in links),
    )
    first = plans[-1].contacts[-1].pk + 1 if plans else 1
    praised: list[tuple[Voiced, int]] = []
    write(Contact, COLUMNS, _lonely(stock, first, praised), fingerprint="0" * 64)
    complaints = [plan for plan in plans if plan.complaint]
    write(
        Feedback,
        ("contact_id", "kind", "at", "case_id", "receipt_id", "topic_id", "sorted_at"),
        [
            *(
                (
                    plan.contacts[0].pk,
                    "complaint",
                    plan.opened_at,
                    plan.pk,
                    first_response_of(plan.pk),
                    plan.topic.pk,
                    plan.opened_at,
                )
                for plan in complaints
            ),
            *(
                (contact.pk, "praise", contact.at, None, None, topic, contact.at)
                for contact, topic in praised
            ),
        ],
    )


def first_response_of(case: int) -> int:
    """The id of a case's first deadline; its second, the resolution, is the next one."""
    return 2 * case - 1


def _of_cases(stock: Stock, plans: Sequence[Plan]) -> Iterator[Row]:
    for plan in plans:
        for contact in plan.contacts:
            yield _row(stock, contact, "follow_up", plan.customer_id, plan.topic.pk)


def _lonely(stock: Stock, first: int, praised: list[tuple[Voiced, int]]) -> Iterator[Row]:
    for customer_id, contact, topic in lonely_contacts(stock, first=first):
        if stock.rng.random() < PRAISE:
            praised.append((contact, topic.pk))
        yield _row(stock, contact, "resolved", customer_id, topic.pk)


def _row(stock: Stock, contact: Voiced, outcome: str, customer_id: int, topic_id: int) -> Row:
    mark = UUID(int=stock.rng.getrandbits(128))
    text = stock.rng.choice(ANSWERS if contact.out else TEXTS)
    at = contact.at
    return (contact.pk, mark, contact.channel, "out" if contact.out else "in", outcome, at, at, at,
            contact.by_id, customer_id, _speaker(stock, customer_id), topic_id, text, mark)  # fmt: skip


def _speaker(stock: Stock, customer_id: int) -> int | None:
    """For a firm somebody speaks, as often as not with a name."""
    if customer_id not in stock.firms or stock.rng.random() < NAMELESS:
        return None
    person = stock.rng.randint(1, stock.amount.customers)
    return person if person not in stock.firms else None
