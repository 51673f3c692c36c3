"""The rules of keeping: whom or what each takes, counted and listed before anybody lets it run, and how one goes.

A rule that nobody switched on does nothing. Only the vault empties itself, since each row there knows until when, and
numbers of calls go: nobody is asked whether theirs may be kept.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Greatest
from django.utils.functional import Promise
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from contacts.models import (
    Call,
    Caller,
    Consent,
    Contact,
    Customer,
    Ground,
    RetentionRule,
    RuleCode,
    SealedRow,
)
from contacts.privacy.erasing import erase
from contacts.privacy.stored_words import erased
from contacts.privacy.taking_away import empty_vault, remove_files
from crm.lib.personal_data import busy
from crm.outbox.models import Notice

MONTH: Final = timedelta(days=30.44)
STARTING: Final = {
    RuleCode.SILENCE: 36,
    RuleCode.PROOF: 36,
    RuleCode.NOTICES: 180,
    RuleCode.CALLS: 90,
    RuleCode.VAULT: 1,
}
BY_ITSELF: Final = frozenset({RuleCode.CALLS, RuleCode.VAULT})
SHOWN: Final = 50


@dataclass(frozen=True)
class Rule:
    """`due`: the rows it takes at a moment, `go`: what it does with one (by key). `unit` is said after the amount."""

    code: str
    sentence: str | Promise
    unit: str | Promise
    due: Callable[[int, datetime], "QuerySet[Any]"]
    go: Callable[[int, datetime], object]


def _silent(months: int, now: datetime) -> "QuerySet[Any]":
    """Nobody has spoken with them for so long, and nothing of theirs is open."""
    before = now - months * MONTH
    spoke = Contact.objects.filter(
        Q(customer=OuterRef("pk")) | Q(spoke_with=OuterRef("pk")), recorded_at__gte=before
    )
    return Customer.objects.filter(~Exists(spoke), ~busy(), created_at__lt=before).order_by("pk")


def _erase(pk: int, now: datetime) -> object:
    return erase(pk, ground=Ground.NO_CONTACT, typed=None, by=None, at=now)


def _old_proofs(months: int, now: datetime) -> "QuerySet[Any]":
    """What was said before a withdrawal that is so old; the withdrawal itself stays, so that nobody writes again."""
    same = Consent.objects.filter(customer=OuterRef("customer"), purpose=OuterRef("purpose"))
    newer = same.filter(Q(at__gt=OuterRef("at")) | Q(at=OuterRef("at"), pk__gt=OuterRef("pk")))
    # From the few old withdrawals on: asked of every consent what became of it, each of them is read.
    holds = same.filter(~Exists(newer), state=Consent.WITHDRAWN, at__lt=now - months * MONTH)
    return Consent.objects.filter(Exists(holds.exclude(pk=OuterRef("pk")))).order_by("pk")


def _old_notices(days: int, now: datetime) -> "QuerySet[Any]":
    """What was sent, read, given up or taken back so long ago. Of escalations the proof stays, without words."""
    before = now - timedelta(days=days)
    settled = Greatest("created_at", "not_before")
    over = (
        Q(sent_at__isnull=False)
        | Q(read_at__isnull=False)
        | Q(dead_at__isnull=False)
        | Q(dropped_at__isnull=False)
    )
    rows = Notice.objects.annotate(settled=settled).filter(over, settled__lt=before)
    return rows.exclude(subject=erased()).order_by("pk")


def _empty_notice(pk: int, _now: datetime) -> int:
    return Notice.objects.filter(pk=pk).update(subject=erased(), text="", error="")


def _old_calls(days: int, now: datetime) -> "QuerySet[Any]":
    """That there was a call stays; who it was is what a contact about it says."""
    rows = Call.objects.filter(started_at__lt=now - timedelta(days=days)).exclude(number="", e164="")
    return rows.order_by("pk")


def _empty_call(pk: int, _now: datetime) -> None:
    Caller.objects.filter(call=pk).delete()
    Call.objects.filter(pk=pk).update(number="", e164="")


def _over(_amount: int, now: datetime) -> "QuerySet[Any]":
    return SealedRow.objects.filter(until__lt=localdate(now)).order_by("pk")


def _empty(pk: int, _now: datetime) -> None:
    files = empty_vault(list(SealedRow.objects.filter(pk=pk)))
    transaction.on_commit(lambda: remove_files(files))


RULES: Final = {
    rule.code: rule
    for rule in (
        Rule(
            RuleCode.SILENCE,
            _("Wer so lange nichts von sich hören ließ und nichts offen hat, wird gelöscht."),
            _("Monaten"),
            _silent,
            _erase,
        ),
        Rule(
            RuleCode.PROOF,
            _(
                "Ist eine Einwilligung so lange widerrufen, bleibt nur der Widerruf; die Nachweise davor gehen."
            ),
            _("Monaten"),
            _old_proofs,
            lambda pk, _now: Consent.objects.filter(pk=pk).delete(),
        ),
        Rule(
            RuleCode.NOTICES,
            _("Worte von Hinweisen und E-Mails, die erledigt sind; dass es sie gab, bleibt als Zahl."),
            _("Tagen"),
            _old_notices,
            _empty_notice,
        ),
        Rule(
            RuleCode.CALLS,
            _("Welche Nummer anrief, steht nur so lange bei einem Anruf; Kontakt und Vorgang bleiben."),
            _("Tagen"),
            _old_calls,
            _empty_call,
        ),
        Rule(
            RuleCode.VAULT,
            _("Was gesetzlich aufzubewahren war, geht am Tag nach dem Ende seiner Frist."),
            "",
            _over,
            _empty,
        ),
    )
}


def rule_row(code: str) -> RetentionRule:
    """The company's choice, or what holds without one: nothing runs but what does `BY_ITSELF`."""
    return RetentionRule.objects.filter(code=code).first() or _to_begin_with(code)


def rule_rows() -> dict[str, RetentionRule]:
    """The same for every rule, in one statement."""
    chosen = {row.code: row for row in RetentionRule.objects.all()}
    return {code: chosen.get(code) or _to_begin_with(code) for code in RULES}


def _to_begin_with(code: str) -> RetentionRule:
    return RetentionRule(code=code, active=code in BY_ITSELF, amount=STARTING[RuleCode(code)])
