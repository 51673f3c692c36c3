"""An answer, or whatever else was said about a case: recorded through the one door for contacts."""

from typing import Any
from uuid import uuid4

from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from cases.act_page import ActPage, Asked, answer, offered_blocks
from cases.forms import ContactForm
from cases.models import Case, DeadlineKind, DeadlineState
from cases.visibility import sees_matter
from contacts.models import Channel, Customer, Direction, Kind, Outcome
from crm.company.permissions import Viewer
from crm.desk.capture import Capture, CaptureConflict, capture
from crm.lib.acts import refuse


@require_http_methods(["GET", "HEAD", "POST"])
def case_contact(request: HttpRequest, number: int) -> HttpResponse:
    return answer(request, number, CONTACT)


def _form(asked: Asked, data: QueryDict | None) -> ContactForm:
    initial = {
        "client_id": uuid4(),
        "opened_at": asked.now.isoformat(),
        "direction": Direction.OUT,
        "channel": Channel.PHONE,
    }
    first = asked.case.deadlines.filter(kind=DeadlineKind.FIRST_RESPONSE, state=DeadlineState.ARMED)
    return ContactForm(
        data,
        case=asked.case,
        people=_people(asked),
        promise_runs=first.exists(),
        blocks=offered_blocks(asked),
        initial=initial,
    )


def _people(asked: Asked) -> list[Customer]:
    """Who speaks for the firm; nobody, where the matter is not for this person's eyes."""
    customer = asked.case.customer
    if customer is None or customer.kind != Kind.ORGANISATION or not sees_matter(asked.viewer, asked.case):
        return []
    return list(Customer.objects.filter(affiliations__organisation=customer))


def _record(asked: Asked, form: ContactForm, _version: int | None) -> None:
    facts: dict[str, Any] = form.cleaned_data
    partner: Customer | None = facts.get("spoke_with")
    if not facts["text"].strip():
        raise refuse("text", _("Bitte schreiben Sie, was gesagt wurde."))
    request = Capture(
        client_id=facts["client_id"],
        channel=facts["channel"],
        direction=facts["direction"],
        happened_at=min(facts["opened_at"] or asked.now, asked.now),
        outcome=Outcome.FOLLOW_UP,
        spoke_with=partner.pk if partner else None,
        text=facts["text"],
        case=asked.case.pk,
        site=asked.user.site_id,
    )
    try:
        capture(request, by=asked.user, received_at=asked.now)
    except CaptureConflict as conflict:
        form.data = {**dict(form.data.items()), "client_id": str(uuid4())}
        raise refuse(
            "",
            _(
                "Der erste Versand ist angekommen und gespeichert. Was Sie danach geändert haben, noch nicht: "
                "Speichern Sie noch einmal, dann wird daraus ein zweiter Kontakt."
            ),
        ) from conflict


def _anybody(viewer: Viewer, case: Case) -> bool:  # noqa: ARG001  (who may add a contact is nobody's secret)
    return True


CONTACT = ActPage(
    title=gettext_lazy("Rückmelden"),
    button=gettext_lazy("Kontakt speichern"),
    done=gettext_lazy("Der Kontakt ist gespeichert."),
    form=_form,
    do=_record,
    may=_anybody,
    versioned=False,
    moves_on=True,
)
