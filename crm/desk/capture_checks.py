"""Whether a capture holds together: every id known, times possible, and no follow-up that nobody could ever receive."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, TypeVar

from django.db.models import BigIntegerField, Model, QuerySet
from django.utils.translation import gettext as _

from cases.models import Answer, Case
from cases.promising import topics_for_promises
from contacts.campaigns import campaign_with
from contacts.models import (
    Address,
    Campaign,
    Channel,
    Customer,
    Direction,
    Kind,
    Outcome,
    Product,
    Reason,
    Source,
    Topic,
)
from contacts.moved_on import standing
from contacts.recording import NewCustomer
from contacts.rule_list.reach import NO_WAY, lives
from crm.company.models import Site, User
from crm.desk.capture_request import Capture
from crm.lib.acts import Refused
from crm.lib.kept import Kept
from feedback.models import Severity, VoiceKind, VoiceOrigin

CLOCK_SLACK = timedelta(minutes=5)
CODES: dict[str, list[Any]] = {
    "channel": Channel.values,
    "outcome": Outcome.values,
    "direction": Direction.values,
    "voice": ["", *VoiceKind.values],
    "origin": ["", *(origin for origin in VoiceOrigin.values if origin != VoiceOrigin.CAPTURE)],
    "severity": [None, *Severity.values],
}
LENGTHS = {"text": 100_000, "reason_text": 300, "campaign_code": 30}

Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True, kw_only=True)
class Checked:
    """The capture with its references loaded and its times settled.

    `cannot_answer`: why a first response cannot be promised ("picks_up", "unreachable", or "" when it can).
    """

    happened_at: datetime
    recorded_at: datetime
    topic: Topic | None
    customer: Customer | None
    spoke_with: Customer | None
    case: Case | None
    source: Source | None
    reason: Reason | None
    campaign: Campaign | None
    product: Product | None
    site: Site | None
    answer: Answer | None
    referred_by: Customer | None
    cannot_answer: str


def checked(request: Capture, *, by: User, received_at: datetime) -> Checked:
    """Load and check everything `request` names. Raises Refused with every problem at once."""
    check = _Check(request)
    check.codes_and_lengths()
    happened_at, recorded_at = check.times(received_at)
    customer = check.customer("customer", CUSTOMERS, request.customer)
    case = check.one("case", CASES, request.case)
    case_customer = check.case(case, customer)
    topic_id = request.topic or (case.topic_id if case else None)
    topic = check.one("topic", ACTIVE_TOPICS if request.topic else TOPICS, topic_id)
    facts = Checked(
        happened_at=happened_at,
        recorded_at=recorded_at,
        topic=topic,
        customer=customer or case_customer,
        spoke_with=check.customer("spoke_with", PERSONS, request.spoke_with),
        case=case,
        source=check.one("source", SOURCES, request.source),
        reason=check.one("reason", REASONS, request.reason),
        campaign=campaign_with(request.campaign_code),
        product=check.one("product", PRODUCTS, request.product),
        site=_own_site(by) if request.site in (None, by.site_id) else check.one("site", SITES, request.site),
        answer=check.one("answer", ANSWERS, request.answer),
        referred_by=check.one("referred_by", CUSTOMERS, request.referred_by),
        cannot_answer=_cannot_answer(request, customer),
    )
    check.who()
    check.outcome(facts)
    check.raise_if_wrong()
    return facts


class _Check:
    """Collects everything that is wrong before saying so."""

    def __init__(self, request: Capture) -> None:
        self.request = request
        self.wrong: dict[str, list[str]] = {}

    def say(self, field: str, message: str) -> None:
        self.wrong.setdefault(field, []).append(message)

    def raise_if_wrong(self) -> None:
        if self.wrong:
            raise Refused(self.wrong)

    def one(self, field: str, rows: Kept[Row], pk: int | None) -> Row | None:
        """The row with this id, or None; an unknown one is said. No id, no statement."""
        if pk is None:
            return None
        row = next(iter(rows.rows(pk=pk)), None)
        if row is None:
            self.say(field, _("Diesen Eintrag gibt es nicht (mehr). Bitte wählen Sie neu."))
        return row

    def customer(self, field: str, rows: Kept[Customer], pk: int | None) -> Customer | None:
        """As `one`; whoever has gone up in another since the page was opened is that other now."""
        row = next(iter(rows.rows(pk=pk)), None) if pk is not None else None
        if row is None and pk is not None:
            return self.one(field, rows, standing(pk) or pk)
        return row

    def codes_and_lengths(self) -> None:
        """Raises at once: with an unknown code nothing after it makes sense."""
        for field, known in CODES.items():
            value = getattr(self.request, field)
            if value not in known:
                self.say(field, _("„%(value)s“ gibt es hier nicht.") % {"value": str(value)[:40]})
        for field, longest in LENGTHS.items():
            value = getattr(self.request, field)
            if "\x00" in value:
                self.say(field, _("Dieser Text enthält ein Zeichen, das sich nicht speichern lässt."))
            elif len(value) > longest:
                self.say(field, _("Das ist zu lang: höchstens %(longest)d Zeichen.") % {"longest": longest})
        self.raise_if_wrong()

    def times(self, received_at: datetime) -> tuple[datetime, datetime]:
        """Device clocks may be a little fast: up to five minutes ahead is taken as now, more is refused."""
        recorded_at = self._not_ahead("recorded_at", self.request.recorded_at or received_at, received_at)
        happened_at = self._not_ahead("happened_at", self.request.happened_at, received_at)
        return min(happened_at, recorded_at), recorded_at

    def _not_ahead(self, field: str, at: datetime, received_at: datetime) -> datetime:
        if at > received_at + CLOCK_SLACK:
            self.say(field, _("Diese Zeit liegt in der Zukunft. Bitte prüfen Sie die Uhr des Geräts."))
        return min(at, received_at)

    def case(self, case: Case | None, customer: Customer | None) -> Customer | None:
        """A contact joins a case of its own customer, as a follow-up; gives the case's customer."""
        if case is None:
            return None
        if self.request.outcome != Outcome.FOLLOW_UP:
            self.say("outcome", _("Ein Kontakt zu einem Vorgang hat das Ergebnis „Vorgang“ (follow_up)."))
        other = customer is not None and customer.pk != case.customer_id
        if other or self.request.new_customer is not None:
            self.say("customer", _("Dieser Vorgang gehört zu jemand anderem."))
        return case.customer

    def who(self) -> None:
        new = self.request.new_customer
        if new is not None and self.request.customer is not None:
            self.say("new_customer", _("Bitte entweder eine bekannte oder eine neue Person, nicht beides."))
        if new is not None and not (
            new.first_name.strip() or new.last_name.strip() or new.organisation.strip()
        ):
            self.say("new_customer", _("Bitte geben Sie einen Namen an."))

    def outcome(self, facts: Checked) -> None:
        request = self.request
        if request.severity and request.voice != VoiceKind.COMPLAINT:
            self.say("severity", _("Nur eine Beschwerde wiegt schwer oder leicht."))
        if request.outcome == Outcome.NO_CONCERN:
            if request.voice == VoiceKind.COMPLAINT:
                self.say(
                    "voice", _("Eine Beschwerde ist immer ein Anliegen. Bitte wählen Sie, wie es ausging.")
                )
        elif facts.topic is None and "topic" not in self.wrong:
            self.say("topic", _("Bitte wählen Sie ein Anliegen."))
        if request.outcome != Outcome.FOLLOW_UP or facts.case is not None or not facts.cannot_answer:
            return
        if request.origin:
            return  # nobody stands before whoever wrote it and could ask
        if not request.picks_up:
            self.say(
                "picks_up",
                _(
                    "Niemand kann hier antworten: Es fehlt Telefon, E-Mail oder Adresse. Holt die Person selbst ab?"
                ),
            )
        if not request.text.strip():
            self.say("text", _("Bitte notieren Sie, woran wir die Person erkennen, wenn sie wiederkommt."))


def _own_site(by: User) -> Site | None:
    """It exists as surely as the person does: only its id is needed, which costs no statement."""
    return Site.from_db(None, ["id"], [by.site_id]) if by.site_id is not None else None


def _reachable_customers() -> QuerySet[Customer]:
    """Customers with `reachable`: could anybody answer them?"""
    return Customer.objects.annotate(reachable=~NO_WAY)


def _by_id(rows: Callable[[], QuerySet[Row]]) -> Kept[Row]:
    return Kept(lambda *, pk: rows().filter(pk=pk), pk=BigIntegerField())


CUSTOMERS = _by_id(_reachable_customers)
PERSONS = _by_id(lambda: Customer.objects.filter(kind=Kind.PERSON))
CASES = _by_id(lambda: Case.objects.select_related("customer"))
TOPICS = _by_id(topics_for_promises)
ACTIVE_TOPICS = _by_id(lambda: topics_for_promises().filter(active=True))
SOURCES = _by_id(lambda: Source.objects.filter(active=True))
REASONS = _by_id(lambda: Reason.objects.filter(active=True))
PRODUCTS = _by_id(lambda: Product.objects.filter(active=True))
ANSWERS = _by_id(lambda: Answer.objects.filter(active=True))
SITES = _by_id(Site.objects.all)


def _cannot_answer(request: Capture, customer: Customer | None) -> str:
    if request.picks_up:
        return "picks_up"
    if request.call_back:
        return ""
    if request.new_customer is not None:
        return "" if _has_a_way(request.new_customer) else "unreachable"
    if customer is not None:
        return "" if getattr(customer, "reachable", False) else "unreachable"
    return "unreachable"


def _has_a_way(new: NewCustomer) -> bool:
    place = {name: getattr(new, name).strip() for name in ("street", "postal_code", "city")}
    return bool(new.phone.strip() or new.email.strip()) or lives(Address(**place))
