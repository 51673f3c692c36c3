"""Consent: who agreed to be written to. What waits on the strength of it is taken back when it is withdrawn."""

from datetime import datetime

from django.db import transaction
from django.db.models import OuterRef, Subquery
from django.db.models.functions import JSONObject
from django.utils.translation import gettext as _

from contacts.consent_wordings import Question, keep
from contacts.models import Consent, Customer, Purpose
from crm.company.models import User
from crm.lib.acts import refuse
from crm.lib.lengths import fitting
from crm.outbox.enqueue import drop

LONGEST_SOURCE = 120
MAIL_SUBJECT = "{purpose}:customer:{customer}"


def newest_consent(purpose: str, *, customer: str = "pk") -> Subquery:
    """As a column: "given", "withdrawn" or nothing; `customer` is the path to the customer's id."""
    rows = Consent.objects.filter(customer=OuterRef(customer), purpose=purpose)
    return Subquery(rows.order_by("-at", "-pk").values("state")[:1])


def newest_word(purpose: str) -> dict[str, Subquery]:
    """As columns of a customer, `survey_state` say: what they said last, when, how we know, and what was asked.

    `survey_wording` is {"text", "language", "version"}, each None where it was not recorded.
    """
    rows = Consent.objects.filter(customer=OuterRef("pk"), purpose=purpose).order_by("-at", "-pk")
    words = JSONObject(**{name: f"wording__{name}" for name in ("text", "language", "version")})
    columns = {"state": "state", "at": "at", "source": "source", "wording": "words"}
    rows = rows.annotate(words=words)
    return {f"{purpose}_{name}": Subquery(rows.values(column)[:1]) for name, column in columns.items()}


def standing_words(customer_id: int) -> list[Consent]:
    """What counts now: the newest word for each purpose that was asked for, in the order of the purposes."""
    newest: dict[str, Consent] = {}
    for each in Consent.objects.filter(customer=customer_id).order_by("at", "pk"):
        newest[each.purpose] = each
    return [newest[purpose] for purpose in Purpose.values if purpose in newest]


def mail_subject(purpose: str, customer_id: int) -> str:
    """The subject key of every notice that needs this consent."""
    return MAIL_SUBJECT.format(purpose=purpose, customer=customer_id)


@transaction.atomic
def record_consent(
    customer: Customer,
    *,
    purpose: str,
    given: bool,
    source: str,
    asked: Question | None,
    by: User | None,
    at: datetime,
) -> Consent:
    """Write down what a customer said; saying the same again changes nothing. `by` is None for the customer's own act.

    `asked` are the words they answered to: nobody consents without, and whoever withdraws needs none. The row of the
    customer is locked, so that nobody is invited in the same moment. Who is restricted may object too. Raises Refused.
    """
    source = fitting("source", source, LONGEST_SOURCE)
    if not source:
        raise refuse("source", _("Bitte schreiben Sie, woher wir das wissen."))
    if given and asked is None:
        raise refuse("wording", _("Es fehlt der Wortlaut, dem zugestimmt wurde."))
    Customer.everybody.select_for_update().get(pk=customer.pk)
    state = Consent.GIVEN if given else Consent.WITHDRAWN
    said = Consent.objects.filter(customer=customer, purpose=purpose).select_related("wording")
    newest = said.order_by("-at", "-pk").first()
    wording = keep(asked, purpose=purpose, at=at) if asked is not None else None
    if newest is not None and (newest.state, newest.source, newest.wording) == (state, source, wording):
        return newest
    if not given:
        drop(mail_subject(purpose, customer.pk), at=at)
    return Consent.objects.create(
        customer=customer, purpose=purpose, state=state, at=at, by=by, source=source, wording=wording
    )
