"""What a policy says, in plain sentences: for which cases, until when, and who hears of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from cases.models import DeadlineKind, EscalationStep, Priority, Reassign, StepRole
from cases.policy_terms import Conditions, Rung, Terms
from contacts.models import Channel
from crm.company.models import Role
from crm.lib.formats import NO_BREAK, duration


@dataclass(frozen=True)
class Said:
    """`whom`: for which cases; `until`: the targets; `ladders`: one sentence for each kind, those alike together."""

    whom: str
    until: str
    ladders: list[str]


def said(terms: Terms, *, catch_all: bool) -> Said:
    return Said(
        whom=whom(terms.conditions, catch_all=catch_all),
        until=_("Antwort innerhalb von %(answer)s, Lösung innerhalb von %(solution)s Arbeitszeit.")
        % {
            "answer": duration(terms.first_response_minutes),
            "solution": duration(terms.resolution_minutes),
        },
        ladders=list(_ladders(terms)),
    )


def whom(conditions: Conditions, *, catch_all: bool) -> str:
    """ "Für Beschwerden, Anliegen Reparatur, über Telefon"."""
    if catch_all:
        return _("Für alles, was in keine andere Regel passt")
    parts = list(_parts(conditions))
    return _("Für %(what)s") % {"what": ", ".join(parts)} if parts else _("Für alles")


def _parts(conditions: Conditions) -> Iterator[str]:
    if conditions.complaints_only:
        yield _("Beschwerden")
    if conditions.topic is not None:
        yield _("Anliegen %(name)s") % {"name": conditions.topic.name}
    if conditions.customer_group is not None:
        yield _("Kundengruppe %(name)s") % {"name": conditions.customer_group.name}
    if conditions.channel:
        yield _("Kanal %(name)s") % {"name": Channel(conditions.channel).label}
    if conditions.priority:
        yield _("Dringlichkeit %(name)s") % {"name": Priority(conditions.priority).label}


def _ladders(terms: Terms) -> Iterator[str]:
    answer, solution = (
        terms.ladders.get(kind, ()) for kind in (DeadlineKind.FIRST_RESPONSE, DeadlineKind.RESOLUTION)
    )
    if answer == solution:
        yield _("Antwort und Lösung: %(steps)s") % {"steps": ladder_words(answer)}
    else:
        yield _("Antwort: %(steps)s") % {"steps": ladder_words(answer)}
        yield _("Lösung: %(steps)s") % {"steps": ladder_words(solution)}
    follow_up = terms.ladders.get(DeadlineKind.FOLLOW_UP, ())
    yield _("Wiedervorlage: %(steps)s") % {"steps": ladder_words(follow_up)}


def ladder_words(rungs: Sequence[Rung]) -> str:
    """ "bei 75 % der Zeit die zuständige Person, zur Frist die Teamleitung; dann alle 4 h wieder, bis …" """
    if not rungs:
        return _("Niemand erfährt davon.")
    words = {"steps": ", ".join(_rung(rung) for rung in rungs), "wait": _short(rungs[-1].wait_minutes)}
    return _("%(steps)s; dann alle %(wait)s wieder, bis jemand sich kümmert.") % words


def _rung(rung: Rung) -> str:
    who = {
        StepRole.OWNER: _("die zuständige Person"),
        StepRole.LEAD: _("die Teamleitung"),
        StepRole.MANAGEMENT: _("die Geschäftsleitung"),
    }[StepRole(rung.role)]
    words = {"who": who, "percent": rung.percent, "wait": _short(rung.wait_minutes)}
    placed = {
        EscalationStep.BEFORE: _("bei %(percent)s %% der Zeit %(who)s"),
        EscalationStep.AT: _("zur Frist %(who)s"),
        EscalationStep.AFTER: _("%(wait)s später %(who)s"),
    }[rung.placed] % words
    acts = list(_acts(rung))
    return f"{placed} ({', '.join(acts)})" if acts else placed


def _acts(rung: Rung) -> Iterator[str]:
    if rung.raise_to:
        yield _("Dringlichkeit mindestens %(priority)s") % {"priority": Priority(rung.raise_to).label}
    if rung.reassign_to == Reassign.ROLE:
        yield _("der Vorgang geht an eine Person der Rolle %(role)s") % {
            "role": Role(rung.reassign_role).label
        }
    elif rung.reassign_to:
        yield _("der Vorgang geht %(whom)s") % {"whom": Reassign(rung.reassign_to).label}


def _short(minutes: int) -> str:
    return duration(minutes).replace(" ", NO_BREAK)
