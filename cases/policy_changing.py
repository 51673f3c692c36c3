"""The policies are changed here: made, given a new version, put in order, switched off and on.

A version is never changed: saving makes the next one, in force from that moment for new deadlines. What runs keeps the
version it was promised with (`cases.moving` moves it, if somebody wants that).
"""

from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from cases.models import EscalationStep, Policy, PolicyVersion
from cases.policy_checks import check
from cases.policy_terms import RUNG_FIELDS, Terms, terms_of, tidied
from crm.company.models import User
from crm.lib.acts import refuse
from crm.lib.history import save_as
from crm.lib.lengths import fitting

LONGEST_REASON = 200


@transaction.atomic
def add_policy(terms: Terms, *, catch_all: bool = False, by: User | None, at: datetime) -> PolicyVersion:
    """A new policy, the last before the catch-all, with its first version. The first of all must be the catch-all."""
    terms = tidied(terms)
    check(terms, catch_all=catch_all)
    exists = Policy.objects.filter(catch_all=True).exists()
    if catch_all and exists:
        raise refuse("", _("Eine Regel für alles andere gibt es schon. Bitte ändern Sie die vorhandene."))
    if not catch_all and not exists:
        raise refuse(
            "",
            _(
                "Es fehlt noch die Regel für alles andere. Bitte legen Sie zuerst diese an,"
                " damit jeder Vorgang eine Frist bekommt."
            ),
        )
    _free_name(terms.name)
    last = Policy.objects.aggregate(last=Max("position"))["last"] or 0
    policy = Policy(name=terms.name, position=last + 1, catch_all=catch_all, **vars(terms.conditions))
    save_as(policy, by=by, at=at, force_insert=True)
    return _new_version(policy, terms, number=1, reason="", by=by, at=at)


@transaction.atomic
def change_policy(
    policy_id: int, terms: Terms, *, expected_number: int, reason: str = "", by: User, at: datetime
) -> PolicyVersion | None:
    """Make the next version; None when nothing is different. `expected_number` is the version the person saw.

    Raises Policy.DoesNotExist, Refused with a sentence for each field.
    """
    policy = _locked(policy_id)
    terms, reason = tidied(terms), fitting("reason", reason, LONGEST_REASON)
    newest = newest_version(policy)
    if newest.number != expected_number:
        raise refuse(
            "",
            _(
                "Jemand war schneller: Inzwischen gilt Fassung %(number)d dieser Regel. Ihre Eingaben sind noch da."
                " Bitte vergleichen Sie; beim nächsten Speichern gilt, was hier steht."
            )
            % {"number": newest.number},
        )
    check(terms, catch_all=policy.catch_all)
    _free_name(terms.name, besides=policy.pk)
    if terms_of(newest) == terms:
        return None
    policy.name = terms.name
    for name, value in vars(terms.conditions).items():
        setattr(policy, name, value)
    save_as(policy, by=by, at=at, reason=reason)
    return _new_version(policy, terms, number=newest.number + 1, reason=reason, by=by, at=at)


@transaction.atomic
def move_policy(policy_id: int, *, up: bool, by: User, at: datetime) -> bool:
    """Let a policy change places with its neighbour above or below; False when there is none. The catch-all stays."""
    policy = _locked(policy_id)
    _not_the_catch_all(policy, _("Die Regel für alles andere steht immer am Ende."))
    others = Policy.objects.select_for_update().filter(catch_all=False, active=True)
    if up:
        neighbour = others.filter(position__lt=policy.position).order_by("-position").first()
    else:
        neighbour = others.filter(position__gt=policy.position).order_by("position").first()
    if neighbour is None:
        return False
    places = policy.position, neighbour.position
    free = Policy.objects.aggregate(last=Max("position"))["last"] + 1
    Policy.objects.filter(pk=neighbour.pk).update(position=free)  # no two may hold a place for a moment
    policy.position, neighbour.position = places[1], places[0]
    for each in (policy, neighbour):
        save_as(each, by=by, at=at, update_fields=["position"])
    return True


@transaction.atomic
def switch_policy(policy_id: int, *, active: bool, by: User, at: datetime) -> Policy:
    """Switch a policy off or on. Off, it counts for no new case; what runs by it goes on."""
    policy = _locked(policy_id)
    if not active:
        _not_the_catch_all(
            policy,
            _(
                "Die Regel für alles andere lässt sich ändern, aber nicht ausschalten:"
                " Ohne sie bekäme mancher Vorgang keine Frist."
            ),
        )
    if policy.active != active:
        policy.active = active
        save_as(policy, by=by, at=at, update_fields=["active"])
    return policy


def newest_version(policy: Policy) -> PolicyVersion:
    """The version in force, with its policy, topic, group and steps."""
    versions = PolicyVersion.objects.select_related("policy__topic", "policy__customer_group")
    return versions.prefetch_related("steps").filter(policy=policy).order_by("-number")[:1].get()


def _locked(policy_id: int) -> Policy:
    return Policy.objects.select_for_update(of=("self",)).get(pk=policy_id)


def _not_the_catch_all(policy: Policy, sentence: str) -> None:
    if policy.catch_all:
        raise refuse("", sentence)


def _free_name(name: str, *, besides: int = 0) -> None:
    if Policy.objects.filter(name__iexact=name).exclude(pk=besides).exists():
        raise refuse("name", _("Eine Regel mit diesem Namen gibt es schon. Bitte wählen Sie einen anderen."))


def _new_version(
    policy: Policy, terms: Terms, *, number: int, reason: str, by: User | None, at: datetime
) -> PolicyVersion:
    version = PolicyVersion.objects.create(
        policy=policy,
        number=number,
        first_response_minutes=terms.first_response_minutes,
        resolution_minutes=terms.resolution_minutes,
        valid_from=at,
        created_by=by,
        reason=reason,
    )
    EscalationStep.objects.bulk_create(
        EscalationStep(
            policy_version=version,
            deadline_kind=kind,
            position=position,
            **{name: getattr(rung, name) for name in RUNG_FIELDS},
        )
        for kind, rungs in terms.ladders.items()
        for position, rung in enumerate(rungs, 1)
    )
    return version
