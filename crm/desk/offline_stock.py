"""What a device keeps at hand for the time without a network: the customers met lately at its place, and no others.

Name, number, town and one way to reach them of at most 300 customers of the last 30 days: enough to find who stands
there, and all of it. What is confidential does not bring anybody onto this list.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import QuerySet

from cases.answer_standing import STANDING
from cases.answers import in_force
from cases.models import Answer
from contacts.models import Contact, Customer, Topic
from contacts.rule_list.reach import NO_WAY
from crm.company.models import User
from crm.desk.person import town_of
from crm.lib import formats

LOOKS_BACK = timedelta(days=30)
CUSTOMERS = 300
SAMPLE = 3000  # newest contacts that are looked through for them
ANSWERS = 6  # for each topic


@dataclass(frozen=True, kw_only=True)
class Met:
    """A customer as the device keeps them. `way`: a telephone number, else an address of mail, else ""."""

    id: int
    name: str
    number: str
    town: str
    way: str
    reachable: bool


def met_lately(user: User, *, site_id: int | None, now: datetime) -> list[dict[str, Any]]:
    """The customers met at this place, newest first; without a place those this person met. Four statements."""
    ids = _newest(user, site_id=site_id, now=now)
    known = Customer.objects.select_related("address").annotate(reachable=~NO_WAY)
    rows = known.prefetch_related("phones", "emails").in_bulk(ids)
    return [asdict(_met(rows[pk])) for pk in ids if pk in rows]


def _newest(user: User, *, site_id: int | None, now: datetime) -> list[int]:
    contacts = Contact.objects.filter(recorded_at__gte=now - LOOKS_BACK, customer__isnull=False, void=None)
    contacts = contacts.exclude(topic__confidential=True)
    here = contacts.filter(site_id=site_id) if site_id is not None else contacts.filter(recorded_by=user)
    newest = here.order_by("-recorded_at", "-pk").values_list("customer_id", flat=True)[:SAMPLE]
    return list(dict.fromkeys(newest))[:CUSTOMERS]


def _met(customer: Customer) -> Met:
    phone = next(iter(customer.phones.all()), None)
    email = next(iter(customer.emails.all()), None)
    return Met(
        id=customer.pk,
        name=customer.name,
        number=customer.number_label,
        town=town_of(customer),
        way=formats.phone(phone.e164 or phone.raw) if phone else email.raw if email else "",
        reachable=vars(customer)["reachable"],
    )


def answers_at_hand(topics: Sequence[Topic], *, today: date) -> dict[int, list[Answer]]:
    """The best-working answers of each topic and the one above it, in the order of the counter. One statement."""
    ranked = list(in_force(Answer.objects.all(), today).order_by(STANDING, "-helped", "title"))
    return {
        topic.pk: [answer for answer in ranked if answer.topic_id in (topic.pk, topic.parent_id)][:ANSWERS]
        for topic in topics
    }


def people_here(user: User, *, site_id: int | None) -> QuerySet[User]:
    """Who may stand at this counter: the people of the place, and whoever is signed in."""
    active = User.objects.filter(is_active=True)
    here = active.filter(site_id=site_id) if site_id is not None else active.none()
    return here | active.filter(pk=user.pk)
