"""What a policy must not say: a promise nobody can keep, or a ladder nobody would hear of."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from django.utils.translation import gettext as _

from cases.models import DeadlineKind, EscalationStep, Priority, Reassign, StepRole
from cases.policy_terms import Rung, Terms
from contacts.models import Channel
from crm.company.models import Role
from crm.lib.acts import Refused

LONGEST_TARGET = 2_000 * 60  # working minutes: about a year of work
LONGEST_WAIT = 200 * 60  # working minutes: about five weeks
MOST_STEPS = 9
PERCENT = range(1, 100)
IN_ORDER = [EscalationStep.BEFORE, EscalationStep.AT, EscalationStep.AFTER]
LONGEST_NAME = 80
Said = Iterator[tuple[str, str]]


def check(terms: Terms, *, catch_all: bool) -> None:
    """Raises Refused with everything that is wrong, by field; the steps under "ladders.<kind>"."""
    wrong: dict[str, list[str]] = {}
    for field, message in (*_of_name(terms), *_of_conditions(terms, catch_all), *_of_targets(terms)):
        wrong.setdefault(field, []).append(message)
    for kind in DeadlineKind.values:
        found = list(_of_ladder(terms.ladders.get(kind, ())))
        if found:
            wrong[f"ladders.{kind}"] = found
    if wrong:
        raise Refused(wrong)


def _of_name(terms: Terms) -> Said:
    if not terms.name:
        yield "name", _("Bitte geben Sie der Regel einen Namen, zum Beispiel „Reparatur“.")
    elif len(terms.name) > LONGEST_NAME or "\x00" in terms.name:
        yield "name", _("Der Name ist zu lang: höchstens %(longest)d Zeichen.") % {"longest": LONGEST_NAME}


def _of_conditions(terms: Terms, catch_all: bool) -> Said:
    said = terms.conditions
    if catch_all and not said.fits_all:
        yield (
            "",
            _(
                "Die Regel für alles andere hat keine Bedingungen. Bitte legen Sie dafür eine eigene Regel an."
            ),
        )
    if not catch_all and said.fits_all:
        yield (
            "",
            _(
                "Ohne Bedingung passt diese Regel immer, und keine danach käme zum Zug."
                " Bitte wählen Sie, wofür sie gilt, oder ändern Sie die Regel für alles andere."
            ),
        )
    if said.priority not in ("", *Priority.values) or said.channel not in ("", *Channel.values):
        yield "", _("Diese Bedingung gibt es nicht. Bitte wählen Sie aus der Liste.")


def _of_targets(terms: Terms) -> Said:
    for field in ("first_response_minutes", "resolution_minutes"):
        minutes = getattr(terms, field)
        if minutes < 1:
            yield field, _("Eine Frist von 0 kann niemand halten. Bitte geben Sie mindestens 1 Minute an.")
        elif minutes > LONGEST_TARGET:
            yield field, _("Das ist zu lang: höchstens 2000 Stunden Arbeitszeit, das ist etwa ein Jahr.")
    if terms.resolution_minutes < terms.first_response_minutes:
        yield (
            "resolution_minutes",
            _(
                "Die Lösung kann nicht vor der Antwort fällig sein. Bitte geben Sie ihr mindestens so viel Zeit."
            ),
        )


def _of_ladder(rungs: Sequence[Rung]) -> Iterator[str]:
    if not rungs:
        yield _("Ohne Stufe erfährt niemand von dieser Frist. Bitte legen Sie mindestens eine an.")
        return
    if len(rungs) > MOST_STEPS:
        yield _("Das sind zu viele Stufen: höchstens %(most)d.") % {"most": MOST_STEPS}
        return
    wrong = [message for number, rung in enumerate(rungs, 1) for message in _of_rung(number, rung)]
    yield from wrong
    if wrong:
        return
    yield from _of_order(rungs)
    if rungs[-1].placed == EscalationStep.BEFORE:
        yield _(
            "Alle Stufen liegen vor der Frist: Verstreicht sie, erfährt es niemand."
            " Bitte legen Sie eine zur Frist oder danach an."
        )


def _of_rung(number: int, rung: Rung) -> Iterator[str]:
    step = {"n": number}
    if rung.role not in StepRole.values:
        yield (
            _(
                "Stufe %(n)d hat niemanden, der Bescheid bekommt. Bitte wählen Sie, wer es ist, oder entfernen Sie sie."
            )
            % step
        )
    if rung.placed not in IN_ORDER:
        yield _("Stufe %(n)d: Bitte wählen Sie, ob sie vor der Frist liegt, zur Frist oder danach.") % step
    if rung.placed == EscalationStep.BEFORE and rung.percent not in PERCENT:
        yield (
            _("Stufe %(n)d liegt vor der Frist. Bitte geben Sie an, bei wie viel Prozent der Zeit: 1 bis 99.")
            % step
        )
    if not 0 < rung.wait_minutes <= LONGEST_WAIT:
        yield (
            _(
                "Stufe %(n)d: Der Abstand liegt zwischen 1 Minute und 200 Stunden Arbeitszeit. Bitte ändern Sie ihn."
            )
            % step
        )
    if not _acts_well(rung):
        yield (
            _("Stufe %(n)d: Bitte wählen Sie, an welche Rolle der Vorgang geht, oder lassen Sie beides leer.")
            % step
        )


def _acts_well(rung: Rung) -> bool:
    known = rung.raise_to in ("", Priority.HIGH, Priority.URGENT) and rung.reassign_to in (
        "",
        *Reassign.values,
    )
    named = rung.reassign_role in Role.values if rung.reassign_to == Reassign.ROLE else not rung.reassign_role
    return known and named


def _of_order(rungs: Sequence[Rung]) -> Iterator[str]:
    for number, (lower, upper) in enumerate(pairwise(rungs), 2):
        places = [IN_ORDER.index(each.placed) for each in (lower, upper)]
        words = {"n": number, "before": number - 1}
        if places[1] < places[0] or (places[1] == 0 == places[0] and _share(upper) <= _share(lower)):
            yield (
                _("Stufe %(n)d läge vor Stufe %(before)d. Bitte ordnen Sie die Stufen nach der Zeit.") % words
            )
        elif places == [1, 1]:
            yield (
                _(
                    "Stufe %(before)d und %(n)d liegen beide zur Frist. Bitte legen Sie eine davon davor oder danach."
                )
                % words
            )


def _share(rung: Rung) -> int:
    return rung.percent or 0
