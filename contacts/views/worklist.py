"""Stammdaten, Mängel: one finding after the other, each with the very fields that mend it."""

from datetime import datetime
from typing import Any, cast
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from contacts import gaps_export
from contacts.asking import note_declined, note_right, put_aside, take_back
from contacts.confirming import newest_confirmation, undo_confirmation
from contacts.forms import MendForm
from contacts.mending import mend
from contacts.models import Customer, Finding, Reason, Source
from contacts.proposing import proposals
from contacts.rules import Fix, Rule, in_force
from contacts.search_index import Findable, read_all
from contacts.taking_back import undo_change
from contacts.worklist import PER_PAGE, finding_of, groups, still_open, waiting
from crm.company.export_answers import as_file, exporter, narrowed
from crm.company.models import User
from crm.company.permissions import keeps_data
from crm.company.presence import company_day
from crm.lib.acts import Outdated, Refused
from crm.lib.periods import day_bounds

REFUSED = 400
MOST_DIGITS = 9
CHANGED, SAID, CONFIRMED = "wert", "wort", "alles"
CUSTOMER = "kunde"  # where a proposal was taken over on the customer's own page
SAYINGS = {"declined": note_declined, "later": put_aside}


@require_safe
def worklist(request: HttpRequest) -> HttpResponse:
    """GET ?regel= chooses the rule, ?kunde= one customer of it, ?seite= turns the pages of those who wait."""
    return _page(request, _keeper(request), timezone.now())


@require_POST
def findings_as_file(request: HttpRequest) -> HttpResponseBase:
    """POST format=csv|xlsx, with ?regel= in the address for one rule alone."""
    exporter(request)
    told = narrowed(request)
    return as_file(request, gaps_export.listed(request.GET.get("regel", ""), narrowed_by=told))


@require_POST
def mend_finding(request: HttpRequest, number: int) -> HttpResponse:
    """POST regel= with act=declined|right|later, or with the fields of the rule. zu=kunde: then their own page."""
    user, now = _keeper(request), timezone.now()
    customer, rule = get_object_or_404(Customer, number=number), _rule(request.POST.get("regel", ""))
    code, act = rule.code, request.POST.get("act", "")
    if act in SAYINGS or act == "right":
        return _say(request, customer, rule, act, by=user, at=now)
    of = read_all([customer])[0]
    form = MendForm(request.POST, rule=rule, of=of)
    if not form.is_valid():
        return _page(request, user, now, of=of, rule=rule, form=form, status=REFUSED)
    try:
        version = form.cleaned_data["version"]
        done = mend(customer, code, form.typed(), expected_version=version, by=user, at=now)
    except Refused as refused:
        form.put(refused)
        return _page(request, user, now, of=of, rule=rule, form=form, status=REFUSED)
    except Outdated:
        messages.warning(
            request, _("Jemand war schneller. Das steht jetzt da; bitte prüfen Sie noch einmal.")
        )
        return redirect(_here(code, customer))
    for doubt in done.doubts:
        messages.warning(request, doubt.message)
    undo = CONFIRMED if rule.fix is Fix.CONFIRM else CHANGED
    if rule.fix is Fix.PERSON:
        undo = ""
    _told(request, _("Gespeichert: %(name)s."), done.customer, code, undo)
    if _asked(request, "zu") == CUSTOMER:
        return redirect("customer", customer.number)
    return redirect(_here(code, customer if still_open(customer, code) else None))


@require_POST
def undo_mending(request: HttpRequest, number: int) -> HttpResponse:
    """POST regel= of the finding, was= what was done, fassung= the version it led to: it is as it was before."""
    user, now = _keeper(request), timezone.now()
    customer, rule = get_object_or_404(Customer, number=number), _rule(_asked(request, "regel"))
    what, version = _asked(request, "was"), _asked(request, "fassung")
    if what == CONFIRMED:
        done = undo_confirmation(customer, by=user, at=now)
    elif what == SAID:
        done = take_back(customer, rule.code, by=user, at=now)
    else:
        done = undo_change(customer.pk, version=_number(version), by=user, at=now)
    if done:
        messages.success(request, _("Zurückgenommen: %(name)s ist wie vorher.") % {"name": customer.name})
    else:
        messages.warning(request, _("Inzwischen hat jemand weitergemacht. Es bleibt, wie es jetzt ist."))
    if _asked(request, "zu") == CUSTOMER:
        return redirect("customer", customer.number)
    return redirect(_here(rule.code, customer))


def _say(
    request: HttpRequest, customer: Customer, rule: Rule, act: str, *, by: User, at: datetime
) -> HttpResponse:
    words = {
        "declined": _("Notiert: %(name)s wurde gefragt und hat es nicht gesagt."),
        "right": _("Notiert: Bei %(name)s stimmt es so."),
        "later": _("%(name)s kommt morgen wieder."),
    }[act]
    try:
        if act == "right":
            note_right(customer, [rule.code], by=by, at=at)
        else:
            SAYINGS[act](customer, rule.code, by=by, at=at)
    except Refused as refused:
        messages.warning(request, str(refused))
        return redirect(_here(rule.code, customer))
    _told(request, words, customer, rule.code, SAID)
    return redirect(_here(rule.code, None))


def _page(
    request: HttpRequest,
    user: User,
    now: datetime,
    *,
    of: Findable | None = None,
    rule: Rule | None = None,
    form: MendForm | None = None,
    status: int = 200,
) -> HttpResponse:
    today = day_bounds(company_day(now), settings.TIME_ZONE)[0]
    found = groups(me=user.pk, today=today)
    rules = in_force()
    rule = rule or rules.get(request.GET.get("regel", "")) or _first(rules, found)
    context: dict[str, Any] = {"groups": found, "rule": rule, "tab": "gaps", "section": "master_data"}
    if rule is not None:
        group = next((each for each in found if each.code == rule.code), None)
        rows = waiting(rule.code, me=user.pk, today=today)
        page = Paginator(range(group.left if group else 0), PER_PAGE).get_page(request.GET.get("seite"))
        skip = (page.number - 1) * PER_PAGE
        line = list(rows[skip : skip + PER_PAGE])
        finding = _chosen(request, rule, line) if of is None else None
        context |= {"group": group, "page": page, "line": line}
        if of is None and finding is not None:
            of = read_all([finding.customer])[0]
        if of is not None:
            context |= _card(rule, of, form)
            context["since"] = finding.since if finding else None
    return render(request, "contacts/worklist.html", context, status=status)


def _card(rule: Rule, of: Findable, form: MendForm | None) -> dict[str, Any]:
    choices: list[tuple[int, str]] = []
    if rule.fix in (Fix.SOURCE, Fix.REASON):
        rows: Any = Source.objects.filter(parent=None) if rule.fix is Fix.SOURCE else Reason.objects
        choices = list(rows.filter(active=True).values_list("pk", "name")[:12])
    confirmed = newest_confirmation(of.customer) if rule.fix is Fix.CONFIRM else None
    return {
        "of": of,
        "customer": of.customer,
        "form": form or MendForm(rule=rule, of=of),
        "proposals": proposals(of, rule.code) if form is None else [],
        "choices": choices,
        "confirmed": confirmed,
        "confirms": rule.fix is Fix.CONFIRM,
    }


def _first(rules: Any, found: Any) -> Rule | None:
    """The heaviest rule with something left to do."""
    return next((rules[group.code] for group in found if group.left), None)


def _chosen(request: HttpRequest, rule: Rule, line: list[Finding]) -> Finding | None:
    number = _number(request.GET.get("kunde", ""))
    asked = finding_of(number, rule.code) if number else None
    return asked or next(iter(line), None)


def _asked(request: HttpRequest, name: str) -> str:
    """The way back stands in the address; a form may say the same."""
    return request.GET.get(name) or request.POST.get(name, "")


def _number(text: str) -> int:
    """A number out of an address, 0 where it cannot be one."""
    return int(text) if text.isdecimal() and len(text) <= MOST_DIGITS else 0


def _rule(code: str) -> Rule:
    rule = in_force().get(code)
    if rule is None:
        raise Http404
    return rule


def _here(code: str, customer: Customer | None) -> str:
    asked = {"regel": code} | ({"kunde": str(customer.number)} if customer else {})
    return f"{reverse('master_data')}?{urlencode(asked)}"


def _told(request: HttpRequest, words: str, customer: Customer, code: str, undo: str) -> None:
    """Say what was done, with the way back."""
    back = ""
    if undo:
        asked = {"regel": code, "was": undo, "fassung": str(customer.version)}
        if _asked(request, "zu") == CUSTOMER:
            asked["zu"] = CUSTOMER
        back = f"{reverse('master_data_undo', args=[customer.number])}?{urlencode(asked)}"
    messages.success(request, words % {"name": customer.name}, extra_tags=back)


def _keeper(request: HttpRequest) -> User:
    user = cast(User, request.user)
    if not keeps_data(user):
        raise PermissionDenied
    return user
