"""Bearbeiten: changing what we know of a customer. Nothing typed is lost, nothing is overwritten unseen."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from contacts.changing import change_customer
from contacts.countries import COUNTRIES
from contacts.models import Customer
from crm.desk.customer_forms import EditForm
from crm.desk.customer_outdated import merged
from crm.desk.views.followed import followed
from crm.desk.views.signed_in import signed_in
from crm.lib.acts import Outdated, Refused
from crm.lib.differences import faster_words

REFUSED, FASTER = 400, 409


@require_http_methods(["GET", "HEAD", "POST"])
@followed
def customer_edit(request: HttpRequest, number: int) -> HttpResponse:
    rows = Customer.objects.select_related(
        "address", "source", "reason", "referred_by", "group"
    ).prefetch_related("phones", "emails")
    customer = get_object_or_404(rows, number=number)
    if request.method != "POST":
        return _show(request, customer, EditForm(customer=customer, countries=COUNTRIES))
    form = EditForm(request.POST, customer=customer, countries=COUNTRIES)
    if not form.is_valid():
        return _show(request, customer, form, status=REFUSED)
    return _save(request, customer, form, now=timezone.now())


def _save(request: HttpRequest, customer: Customer, form: EditForm, *, now: datetime) -> HttpResponse:
    typed = form.cleaned_data
    try:
        _changed, doubts = change_customer(
            customer.pk,
            form.changes(),
            expected_version=typed["version"],
            by=signed_in(request),
            at=now,
            reason=typed["why"],
        )
    except Refused as refusal:
        form.put(refusal.messages)
        return _show(request, customer, form, status=REFUSED)
    except Outdated as outdated:
        data, differences = merged(form, outdated)
        again = EditForm(data, customer=customer, countries=COUNTRIES)
        faster = faster_words(customer, now=now, tz=timezone.get_current_timezone())
        return _show(request, customer, again, status=FASTER, faster=faster, differences=differences)
    messages.success(request, _("Die Änderungen sind gespeichert."))
    for doubt in doubts:
        messages.warning(request, doubt.message)
    return redirect("customer", customer.number)


def _show(
    request: HttpRequest, customer: Customer, form: EditForm, *, status: int = 200, **more: Any
) -> HttpResponse:
    context = {"customer": customer, "form": form} | more
    return render(request, "desk/customers/edit.html", context, status=status)
