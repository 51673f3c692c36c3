"""Datenschutz of one customer: what was asked for, a copy to hand over, a lock, the end."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from contacts.consent import standing_words
from contacts.models import Customer, Demand, PrivacyRequest, Standing
from contacts.privacy.allowed import reading_all, trusted
from contacts.privacy.erasing import erase, preview
from contacts.privacy.person_file import hand_over, look_into, withholdable
from contacts.privacy.requests import note_request
from contacts.privacy.restricting import lift, restrict
from contacts.privacy.standing import absent, reads_all, sees_locked
from contacts.privacy_forms import EraseForm, RequestForm, RestrictForm
from crm.company.models import User
from crm.company.settings_editing import REFUSED, do, saved


@require_http_methods(["GET", "HEAD", "POST"])
def customer_privacy(request: HttpRequest, number: int) -> HttpResponse:
    """What can be done and what was asked; POST notes what somebody asked for, which anybody at the counter may."""
    customer = get_object_or_404(Customer, number=number)
    form = RequestForm(request.POST or None, initial={"kind": Demand.ACCESS})
    if request.method == "POST":
        by, now = _user(request), timezone.now()
        words = _("Notiert. Die Verwaltung kümmert sich, spätestens in einem Monat.")
        if saved(request, form, lambda told: note_request(customer.pk, **told, by=by, at=now), words=words):
            return redirect("customer_privacy", number)
    context = {
        "customer": customer,
        "form": form,
        "trusted": sees_locked(_user(request)),
        "reads_all": reads_all(_user(request)),
        "asked": PrivacyRequest.objects.filter(customer=customer).order_by("done_at", "due_on", "pk"),
        "consents": customer.consents.select_related("by", "wording"),
        "standing": standing_words(customer.pk),
    }
    status = REFUSED if form.errors else 200
    return render(request, "contacts/privacy/customer.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@reading_all
def customer_file(request: HttpRequest, number: int) -> HttpResponse:
    """GET lists what may speak of others; POST leave_out= gives the file without it."""
    customer = _anybody(number)
    if request.method == "POST":
        leave_out = set(request.POST.getlist("leave_out"))
        file = hand_over(customer, leave_out=leave_out, by=_user(request), at=timezone.now())
        answer = HttpResponse(file.content, content_type="application/zip")
        answer["Content-Disposition"] = f'attachment; filename="{file.name}"'
        answer["Cache-Control"] = "no-store"
        return answer
    context = {"customer": customer, "entries": [] if customer.standing else withholdable(customer)}
    return render(request, "contacts/privacy/file.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@trusted
def customer_erase(request: HttpRequest, number: int) -> HttpResponse:
    """GET shows what goes, what stays and why; POST ground= typed= erases."""
    customer = _anybody(number)
    now = timezone.now()
    if customer.standing == Standing.ERASED:
        return redirect("customer", number)
    form = EraseForm(request.POST or None)
    if request.method == "POST":
        by = _user(request)
        words = _("Gelöscht: %(number)s.") % {"number": customer.number_label}
        if saved(request, form, lambda told: erase(customer.pk, **told, by=by, at=now), words=words):
            return redirect("customer", number)
    context = {"customer": customer, "form": form, "preview": preview(customer, at=now)}
    status = REFUSED if form.errors else 200
    return render(request, "contacts/privacy/erase.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@trusted
def customer_restrict(request: HttpRequest, number: int) -> HttpResponse:
    """GET says what locking does; POST reason= locks."""
    customer = get_object_or_404(Customer, number=number)
    form = RestrictForm(request.POST or None)
    if request.method == "POST":
        by, now = _user(request), timezone.now()
        words = _("Gesperrt: %(number)s.") % {"number": customer.number_label}
        if saved(request, form, lambda told: restrict(customer.pk, **told, by=by, at=now), words=words):
            return redirect("customer", number)
    context = {"customer": customer, "form": form}
    status = REFUSED if form.errors else 200
    return render(request, "contacts/privacy/restrict.html", context, status=status)


@require_POST
@trusted
def customer_lift(request: HttpRequest, number: int) -> HttpResponse:
    """Everything is there again."""
    customer = _anybody(number)
    by, now = _user(request), timezone.now()
    return do(
        request,
        lambda: lift(customer.pk, by=by, at=now),
        words=_("Die Sperre ist aufgehoben."),
        back=f"/kunden/{number}/",
    )


@require_POST
@reading_all
def customer_look(request: HttpRequest, number: int) -> HttpResponse:
    """What is locked, to read; the look is written down, so it is no GET."""
    customer = _anybody(number)
    if not customer.standing:
        return redirect("customer", number)
    sections = look_into(customer, by=_user(request), at=timezone.now())
    answer = render(request, "contacts/privacy/look.html", {"customer": customer, "sections": sections})
    answer["Cache-Control"] = "no-store"
    return answer


@require_safe
def customer_absent(request: HttpRequest, number: int) -> HttpResponse:
    """The page of somebody whose data are locked or gone: number, when, why; no name."""
    found = absent(number)
    if found is None:
        raise Http404
    context: dict[str, Any] = {"absent": found, "customer": found.customer}
    may = {"trusted": sees_locked(_user(request)), "reads_all": reads_all(_user(request))}
    return render(request, "contacts/privacy/absent.html", context | may)


def _anybody(number: int) -> Customer:
    """Also one who is locked or erased."""
    return get_object_or_404(Customer.everybody, number=number)


def _user(request: HttpRequest) -> User:
    assert isinstance(request.user, User)
    return request.user
