"""Dubletten: pairs of customers who may be one, side by side, merged, kept apart, and parted again."""

from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from contacts.duplicates import waiting
from contacts.matching.words import reasons, sentence
from contacts.merge_undoing import undo_merge
from contacts.merging import merge_customers
from contacts.models import Band, DuplicatePair, Merge
from contacts.pairs import (
    after,
    how_many,
    kept_apart,
    name_pair,
    open_pairs,
    say_not_same,
    standing_merges,
    take_back_not_same,
)
from crm.company.export_answers import as_file, exporter
from crm.company.models import User
from crm.company.permissions import keeps_data
from crm.desk import duplicate_export
from crm.desk.duplicate_page import Compared, both, compared
from crm.desk.person import town_of
from crm.desk.views.screen import number_in
from crm.desk.views.signed_in import signed_in
from crm.lib.acts import Outdated, Refused
from crm.lib.pages import MOST

PER_PAGE = 50
REFUSED = 400
LISTS = {
    "sicher": Band.CERTAIN.value,
    "pruefen": Band.CHECK.value,
    "verschieden": "apart",
    "vereint": "merged",
}


@require_safe
def duplicates(request: HttpRequest) -> HttpResponse:
    """GET ?liste= one of LISTS; the first one with something in it if none is named."""
    _keeper(request)
    counts: dict[str, int] = how_many() | {"merged": standing_merges().count()}
    shown = _shown(request, counts)
    page = Paginator(range(counts[LISTS[shown]]), PER_PAGE).get_page(request.GET.get("page"))
    skip = (page.number - 1) * PER_PAGE
    still = waiting(MOST + 1)
    context: dict[str, Any] = {
        "section": "master_data",
        "tab": "duplicates",
        "shown": shown,
        "tabs": _tabs(shown, counts),
        "page": page,
        "waiting": min(still, MOST),
        "many_wait": still > MOST,
    }
    if shown == "vereint":
        context["merges"] = list(standing_merges()[skip : skip + PER_PAGE])
    else:
        rows = kept_apart() if shown == "verschieden" else open_pairs(LISTS[shown])
        context["pairs"] = [_row(pair) for pair in rows[skip : skip + PER_PAGE]]
    return render(request, "desk/duplicates/list.html", context)


@require_POST
def duplicates_as_file(request: HttpRequest) -> HttpResponseBase:
    """POST format=csv|xlsx, with ?liste= in the address as on the page."""
    exporter(request)
    shown = _shown(request, how_many() | {"merged": standing_merges().count()})
    return as_file(request, duplicate_export.listed(LISTS[shown], narrowed_by=f"liste={shown}"))


@require_http_methods(["GET", "HEAD", "POST"])
def duplicate(request: HttpRequest, pk: int) -> HttpResponse:
    """GET ?bleibt=NUMBER and ?last_name=other: what is chosen so far, with the result. POST merges."""
    user = _keeper(request)
    pair = get_object_or_404(DuplicatePair, pk=pk)
    found = both((pair.one_id, pair.other_id))
    if len(found) < len((pair.one_id, pair.other_id)):
        raise Http404
    chosen = request.POST if request.method == "POST" else request.GET
    side = compared(found[pair.one_id], found[pair.other_id], chosen.dict())
    if request.method != "POST":
        return _compare(request, pair, side)
    return _merge(request, pair, side, by=user)


def _merge(request: HttpRequest, pair: DuplicatePair, side: Compared, *, by: User) -> HttpResponse:
    following = after(pair)
    seen = tuple(
        number_in(request.POST.get(f"version_{row.number}", "")) or 0 for row in (side.winner, side.loser)
    )
    try:
        merge = merge_customers(
            side.winner.pk,
            side.loser.pk,
            taken=side.taken,
            seen=(seen[0], seen[1]),
            by=by,
            at=timezone.now(),
        )
    except Outdated:
        messages.warning(
            request,
            _("Jemand hat inzwischen etwas geändert. Das steht jetzt da; bitte prüfen Sie noch einmal."),
        )
        return redirect("duplicate", pair.pk)
    except Refused as refused:
        messages.warning(request, str(refused))
        return redirect("duplicate", pair.pk)
    said = _("%(loser)s ist in %(winner)s aufgegangen.") % {
        "loser": side.loser.number_label,
        "winner": f"{side.winner.name} ({side.winner.number_label})",
    }
    messages.success(request, said, extra_tags=reverse("merge_undo", args=[merge.pk]))
    return _onward(following)


@require_POST
def duplicate_apart(request: HttpRequest, pk: int) -> HttpResponse:
    """POST: they are two. With ?doch it is open again."""
    user = _keeper(request)
    get_object_or_404(DuplicatePair, pk=pk)
    if "doch" in request.GET:
        pair = take_back_not_same(pk, by=user)
        messages.success(request, _("Wieder offen: Ist das dieselbe Person oder Firma?"))
        return redirect("duplicate", pair.pk)
    pair = say_not_same(pk, by=user, at=timezone.now())
    back = f"{reverse('duplicate_apart', args=[pk])}?doch"
    messages.success(
        request, _("Gemerkt: Das sind zwei. Anklang schlägt sie nicht wieder vor."), extra_tags=back
    )
    return _onward(after(pair))


@require_POST
def duplicate_named(request: HttpRequest) -> HttpResponse:
    """POST one= and other=: two customer numbers that somebody believes to be one. Everybody may say so."""
    user = signed_in(request)
    one, other = (number_in(_bare(request.POST.get(name, ""))) or 0 for name in ("one", "other"))
    try:
        pair = name_pair(one, other, by=user, at=timezone.now())
    except Refused as refused:
        messages.warning(request, str(refused))
        return redirect("duplicates" if keeps_data(user) else "customers")
    if keeps_data(user):
        return redirect("duplicate", pair.pk)
    messages.success(request, _("Danke. Wer die Stammdaten pflegt, sieht sich die beiden an."))
    return redirect("customer", pair.one.number)


@require_POST
def merge_undo(request: HttpRequest, pk: int) -> HttpResponse:
    """POST: part them again."""
    user = _keeper(request)
    merge = get_object_or_404(Merge, pk=pk)
    try:
        back = undo_merge(merge.pk, by=user, at=timezone.now())
    except Refused as refused:
        messages.warning(request, str(refused))
        return redirect("customer", merge.winner.number)
    said = _("%(name)s (%(number)s) ist wieder da, mit allem, was dazugehört.")
    messages.success(request, said % {"name": back.name, "number": back.number_label})
    return redirect("customer", back.number)


def _shown(request: HttpRequest, counts: dict[str, int]) -> str:
    """The list that was asked for, else the first one with something to decide."""
    shown = request.GET.get("liste", "")
    if shown in LISTS:
        return shown
    return next((name for name in ("sicher", "pruefen") if counts[LISTS[name]]), "sicher")


def _compare(request: HttpRequest, pair: DuplicatePair, side: Compared) -> HttpResponse:
    counts = how_many()
    context = {
        "section": "master_data",
        "tab": "duplicates",
        "pair": pair,
        "side": side,
        "reasons": reasons(pair.signs),
        "left": counts[pair.band],
        "following": after(pair),
    }
    return render(request, "desk/duplicates/compare.html", context)


def _onward(following: DuplicatePair | None) -> HttpResponse:
    return redirect("duplicate", following.pk) if following else redirect("duplicates")


def _tabs(shown: str, counts: dict[str, int]) -> list[dict[str, Any]]:
    labels = {
        "sicher": _("Sicher"),
        "pruefen": _("Zu prüfen"),
        "verschieden": _("Nicht dieselben"),
        "vereint": _("Zusammengeführt"),
    }
    return [
        {"name": name, "label": label, "count": counts[LISTS[name]], "current": name == shown}
        for name, label in labels.items()
    ]


def _row(pair: DuplicatePair) -> dict[str, Any]:
    return {
        "pair": pair,
        "both": [(row, town_of(row)) for row in (pair.one, pair.other)],
        "why": sentence(pair.signs),
        "against": [reason.text for reason in reasons(pair.signs) if reason.against],
    }


def _bare(number: str) -> str:
    return number.strip().upper().removeprefix("K").strip(" -")


def _keeper(request: HttpRequest) -> User:
    user = cast("User", request.user)
    if not keeps_data(user):
        raise PermissionDenied
    return user
