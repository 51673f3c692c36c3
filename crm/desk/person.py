"""What a counter needs to know about the person in front of it: ways to reach them, the last contact, what is open."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, Value
from django.utils import timezone
from django.utils.translation import gettext as _

from cases.case_rules import case_rules
from cases.models import NOTHING_SOLVED, Case, CaseContact, Closure
from cases.visibility import sees_matter
from contacts.confirming import newest_confirmed
from contacts.models import Affiliation, Channel, Contact, Customer, Kind
from contacts.moved_on import standing
from contacts.rule_list.reach import NO_WAY
from crm.company.models import User
from crm.company.permissions import viewer_of
from crm.company.presence import company_day
from crm.lib import formats

OPEN_SHOWN = 3
PEOPLE_SHOWN = 30


@dataclass(frozen=True, kw_only=True)
class OpenCase:
    """A running case of the person. `matter` is what it is about, or only "Vertraulich" to those outside.

    `just_opened`: in this visit or call, so what comes next is something else. `solved`: not long ago, so what comes
    next may still belong to it and opens it again. `topic`: its id, None where the matter is hidden.
    """

    pk: int
    topic: int | None
    number: int
    matter: str
    team: str
    due_at: datetime | None
    just_opened: bool
    solved: bool


@dataclass(frozen=True, kw_only=True)
class Person:
    """A chosen customer, in words ready for the screen."""

    customer: Customer
    town: str
    phone: str
    email: str
    last: str
    open_cases: list[OpenCase]
    people: list[Customer]
    reachable: bool
    confirmed_at: datetime | None = None


def look_up(
    customer_id: int, *, user: User, now: datetime, visit: UUID | None = None, topic: int | None = None
) -> Person | None:
    """The person with this id as `user` may see it, or None. `visit`: the encounter that goes on; `topic`: what this
    contact is about, as far as that is chosen already.

    Six statements, whatever their history; one more for an organisation, two more where a case is confidential.
    """
    known = Customer.objects.select_related("address").annotate(
        reachable=~NO_WAY, confirmed_at=newest_confirmed()
    )
    customer = known.filter(pk=customer_id).first() or known.filter(pk=standing(customer_id) or 0).first()
    if customer is None:
        return None
    phone = customer.phones.first()
    email = customer.emails.first()
    return Person(
        customer=customer,
        town=town_of(customer),
        phone=formats.phone(phone.e164 or phone.raw) if phone else "",
        email=email.raw if email else "",
        last=_last_contact(customer, now=now),
        open_cases=_open_cases(customer, user=user, now=now, visit=visit, topic=topic),
        people=_people(customer),
        reachable=vars(customer)["reachable"],
        confirmed_at=vars(customer)["confirmed_at"],
    )


def town_of(customer: Customer) -> str:
    """ "88131 Lindau", or "" where nothing is known. Reads the address that came with the customer."""
    address = getattr(customer, "address", None)
    return f"{address.postal_code} {address.city}".strip() if address else ""


def last_words(channel: str, at: datetime, *, now: datetime) -> str:
    """ "Laden, vor 3 Wochen": where and when, short enough for a hit."""
    when = formats.ago(at, now=now, tz=timezone.get_current_timezone())
    return f"{Channel(channel).label}, {when}"


def _last_contact(customer: Customer, *, now: datetime) -> str:
    hidden = CaseContact.objects.filter(contact=OuterRef("pk"), case__topic__confidential=True)
    contacts = Contact.objects.filter(customer=customer, void=None).select_related("topic")
    contact = contacts.annotate(in_confidential_case=Exists(hidden)).first()
    if contact is None:
        return _("Noch kein Kontakt erfasst")
    when = formats.ago(contact.recorded_at, now=now, tz=timezone.get_current_timezone())
    words = {"where": _where(contact.channel), "when": when}
    if contact.topic is None:
        return _("Zuletzt %(where)s, %(when)s") % words
    # A counter is read by whoever stands there: what is confidential stays unsaid, whoever is signed in.
    confidential = contact.topic.confidential or getattr(contact, "in_confidential_case", False)
    words["topic"] = _("Vertraulich") if confidential else contact.topic.name
    return _("Zuletzt %(where)s, %(when)s: %(topic)s") % words


def _where(channel: str) -> str:
    return {
        Channel.SHOP: _("im Laden"),
        Channel.PHONE: _("am Telefon"),
        Channel.WEB: _("im Internet"),
        Channel.EMAIL: _("per E-Mail"),
        Channel.CHAT: _("im Chat"),
        Channel.MAGAZINE: _("über die Zeitschrift"),
        Channel.LETTER: _("per Brief"),
        Channel.EVENT: _("auf der Messe"),
        Channel.VISIT: _("beim Besuch"),
    }[Channel(channel)]


def _open_cases(
    customer: Customer, *, user: User, now: datetime, visit: UUID | None, topic: int | None
) -> list[OpenCase]:
    """Those opened in this very visit come last, those solved in the last days after them; among each of these first
    what is about the same topic."""
    openings = CaseContact.objects.filter(case=OuterRef("pk"), opened_case=True)
    opened_now = Exists(openings.filter(contact__encounter=visit)) if visit else Value(value=False)
    no_end = Closure.objects.filter(NOTHING_SOLVED, case=OuterRef("pk"))
    since = now - timedelta(days=case_rules().reopen_days)
    told = (
        Case.objects.filter(
            Q(resolved_at=None) | Q(resolved_at__gt=since) & ~Exists(no_end), customer=customer
        )
        .select_related("topic", "team")
        .annotate(
            just_opened=opened_now,
            solved=Q(resolved_at__isnull=False),
            same=Q(topic=topic, topic__confidential=False),
        )
        .order_by("solved", "-same", F("resolved_at").desc(nulls_first=True), "due_at", "pk")
    )
    cases = sorted(
        told[:OPEN_SHOWN], key=lambda case: (bool(case.resolved_at), bool(vars(case)["just_opened"]))
    )
    hidden: set[int] = set()
    if any(case.topic.confidential for case in cases):
        viewer = viewer_of(user, today=company_day(now))
        hidden = {case.pk for case in cases if not sees_matter(viewer, case)}
    return [
        OpenCase(
            pk=case.pk,
            topic=None if case.pk in hidden else case.topic_id,
            number=case.number,
            matter=_("Vertraulich") if case.pk in hidden else case.topic.name,
            team=case.team.name,
            due_at=case.due_at,
            just_opened=vars(case)["just_opened"],
            solved=case.resolved_at is not None,
        )
        for case in cases
    ]


def _people(customer: Customer) -> list[Customer]:
    """Who speaks for an organisation."""
    if customer.kind != Kind.ORGANISATION:
        return []
    rows = (
        Affiliation.objects.filter(organisation=customer)
        .select_related("person")
        .order_by("person__sort_name")
    )
    return [row.person for row in rows[:PEOPLE_SHOWN]]
