"""Who is there: the hits of the search field and the chosen person, as fragments of the capture screen."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from contacts.alike import alike
from contacts.recording import NewCustomer
from crm.desk.forms import KNOWN, NAMELESS, NEW, NEW_FIELDS
from crm.desk.hits import HitLine, hits
from crm.desk.views.screen import Typed, Who, look_at, typed_in
from crm.desk.views.signed_in import signed_in

TWINS = 2
LONGEST = 200
TELLING = 6  # letters or digits; fewer belong to too many


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """GET ?q=: who is meant, best first. `alle=1` shows all of the first twenty."""
    typed = typed_in(request.GET) | {"who": "", "customer": ""}
    return _zone(request, typed)


@require_safe
def person(request: HttpRequest) -> HttpResponse:
    """GET ?customer=, ?who=new or ?who=nameless (with q): the person chosen."""
    typed = typed_in(request.GET)
    if typed["who"] not in (NEW, NAMELESS):
        typed["who"] = KNOWN
    return _zone(request, typed)


@require_safe
def twins(request: HttpRequest) -> HttpResponse:
    """GET with the fields of the new person: who looks like them; else who has this number or address already."""
    typed = typed_in(request.GET)
    said = {name: str(typed[f"new_{name}"])[:LONGEST] for name in NEW_FIELDS}
    new = NewCustomer(**{name: value for name, value in said.items() if value})
    same = [
        HitLine(pk=each.customer.pk, name=each.customer.name, town="", why=each.why, marks=[])
        for each in alike(new, limit=TWINS)
    ]
    way = (new.phone or new.email).strip()
    if not same and len(way) >= TELLING:  # a family may share it
        same = hits(way, limit=TWINS, now=timezone.now()).lines
    return render(request, "desk/capture/twins.html", {"twins": same})


def _zone(request: HttpRequest, typed: Typed) -> HttpResponse:
    now = timezone.now()
    zone: Who = look_at(typed, user=signed_in(request), now=now, all_hits="alle" in request.GET)
    context = {"zone": zone, "typed": typed, "now": now, "fragment": True}
    return render(request, "desk/capture/who_fragment.html", context)
