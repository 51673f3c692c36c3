"""Kunden: searching while one types, the newest, and a new one."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from contacts.alike import alike
from contacts.countries import COUNTRIES
from contacts.models import Customer
from contacts.privacy.standing import locked_by_number
from contacts.recording import NewCustomer, create_customer
from contacts.referring import CHOICES, label
from contacts.search import find
from contacts.tidying import PLACE
from crm.company.export_answers import as_file, exporter, narrowed
from crm.desk import customer_export
from crm.desk.case_number import case_meant
from crm.desk.customer_forms import NewCustomerForm
from crm.desk.customers import PER_PAGE, SAME_SHOWN, found, how_many, lines, newest, reached_alike
from crm.desk.typed_name import sort_typed
from crm.desk.views.signed_in import signed_in
from crm.lib.acts import Refused

LONGEST_QUERY = 200
TYPED = (
    *("kind", "salutation", "first_name", "last_name", "organisation", "phone", "email"),
    *PLACE,
)
REFUSED = 400


@require_safe
def customers(request: HttpRequest) -> HttpResponse:
    """GET ?q= searches, ?maengel=1 leaves those with gaps. A search while typing gets the lower part alone."""
    query = request.GET.get("q", "").strip()[:LONGEST_QUERY]
    context: dict[str, Any] = {"q": query, "with_gaps": "maengel" in request.GET}
    context |= _found(query) if query else _newest(request, with_gaps=context["with_gaps"])
    template = "desk/customers.html#below" if request.htmx else "desk/customers.html"  # type: ignore[attr-defined]
    return render(request, template, context)


@require_POST
def customers_as_file(request: HttpRequest) -> HttpResponseBase:
    """POST format=csv|xlsx, with ?q= or ?maengel=1 in the address."""
    exporter(request)
    words = request.GET.get("q", "").strip()[:LONGEST_QUERY]
    told = narrowed(request, words=("q",))
    return as_file(
        request,
        customer_export.listed(words=words, with_gaps="maengel" in request.GET, narrowed_by=told),
    )


def _found(query: str) -> dict[str, Any]:
    hits = found(query)
    return {
        "found": hits,
        "case": case_meant(query),
        "locked": None if hits else locked_by_number(query),
    }


def _newest(request: HttpRequest, *, with_gaps: bool) -> dict[str, Any]:
    rows = newest(with_gaps=with_gaps)
    page = Paginator(range(how_many(rows)), PER_PAGE).get_page(request.GET.get("page"))
    return {"page": page, "lines": lines(rows, skip=(page.number - 1) * PER_PAGE)}


@require_http_methods(["GET", "HEAD", "POST"])
def customer_new(request: HttpRequest) -> HttpResponse:
    """GET ?q= opens the form with what was typed before; POST saves it, whoever is reached the same way."""
    if request.method != "POST":
        typed = sort_typed(request.GET.get("q", "")[:LONGEST_QUERY])
        form = NewCustomerForm(initial=typed, countries=COUNTRIES)
        return _form(request, form, alike=reached_alike(typed.get("phone", ""), typed.get("email", ""), ""))
    form = NewCustomerForm(request.POST, countries=COUNTRIES)
    if not form.is_valid():
        return _form(request, form, status=REFUSED)
    new = form.new_customer()
    reached = reached_alike(new.phone, new.email, new.country)
    try:
        customer, doubts = create_customer(
            new, by=signed_in(request), at=timezone.now(), origin=form.origin()
        )
    except Refused as refusal:
        form.put(refusal.messages)
        return _form(request, form, status=REFUSED)
    messages.success(request, _("%(name)s ist angelegt.") % {"name": customer.name})
    for doubt in doubts:
        messages.warning(request, doubt.message)
    if reached:
        messages.info(request, _alike_words(reached))
    return redirect("customer", customer.number)


@require_safe
def customer_alike(request: HttpRequest) -> HttpResponse:
    """GET with the fields of the form: who looks like the one being typed, and who is reached exactly so already."""
    said = {name: request.GET.get(name, "")[:LONGEST_QUERY] for name in TYPED}
    new = NewCustomer(**{name: value for name, value in said.items() if value})
    same = alike(new, limit=SAME_SHOWN)
    known = {each.customer.pk for each in same}
    reached = [each for each in reached_alike(new.phone, new.email, new.country) if each[0].pk not in known]
    return render(request, "desk/customers/alike.html", {"same": same, "alike": reached})


@require_safe
def customer_choice(request: HttpRequest) -> HttpResponse:
    """GET ?referred_by=: who could be meant, while one types who recommended us."""
    typed = request.GET.get("referred_by", "").strip()[:LONGEST_QUERY]
    labels = [label(hit) for hit in find(typed, limit=CHOICES)] if typed else []
    return render(request, "desk/customers/choices.html", {"labels": labels})


def _alike_words(reached: list[tuple[Customer, str]]) -> str:
    names = ", ".join(f"{customer.name} ({customer.number_label})" for customer, _way in reached)
    return _("Ebenso erreichbar: %(names)s.") % {"names": names}


def _form(request: HttpRequest, form: NewCustomerForm, *, status: int = 200, **more: Any) -> HttpResponse:
    return render(request, "desk/customers/new.html", {"form": form} | more, status=status)
