"""The company switches rules on and off and weighs them. The effect is shown before, and worked off in the background.

Counts of last night say what a choice would do, for any weights: nobody is looked at for it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from contacts.choices import forget
from contacts.models import Customer, RuleChoice
from contacts.models.rule_choice import WEIGHT_RANGE
from contacts.rechecking import recheck
from contacts.rule_counts import Counts, Halves
from contacts.rules import RULES, Rule, chosen, in_force
from crm.company.models import Role, User
from crm.lib.acts import NotAllowed, Refused
from crm.lib.history import save_as
from crm.outbox.jobs import Portion, start_job
from crm.outbox.models import Job

KIND: Final = "recheck_rules"
SUBJECT: Final = "rules"
PORTION: Final = 20_000


@dataclass(frozen=True, kw_only=True)
class Change:
    """One rule before and after; a weight of 0 is off. `findings`: so many customers gain a gap, or lose one (< 0)."""

    code: str
    label: str | Promise
    before: int
    after: int
    findings: int


@dataclass(frozen=True, kw_only=True)
class Effect:
    """What a choice would do: to the rules, and to the score of all customers together."""

    changes: list[Change]
    before: Halves
    after: Halves


def current() -> dict[str, int]:
    """The weight of every declared rule as it is now; 0 is off."""
    rules = in_force()
    return {code: rules[code].weight if code in rules else 0 for code in RULES}


def effect(wanted: Mapping[str, int], counts: Counts) -> Effect:
    """What `wanted` (weights by code, 0 is off) would change. No statement."""
    now = current()
    after = now | dict(wanted)
    changes = [
        Change(
            code=code,
            label=RULES[code].label,
            before=now[code],
            after=weight,
            findings=(bool(weight) - bool(now[code])) * counts.broken.get(code, 0),
        )
        for code, weight in after.items()
        if weight != now[code]
    ]
    return Effect(changes=changes, before=counts.score(in_force()), after=counts.score(chosen(after)))


@transaction.atomic
def choose_rules(wanted: Mapping[str, int], *, by: User, at: datetime, reason: str = "") -> Job | None:
    """Weigh rules anew (0 switches one off), and start the pass that brings the findings in line; None if nothing
    changes. Raises NotAllowed, and Refused for a weight no rule may have, or while a pass runs.
    """
    if by.role != Role.ADMIN:
        raise NotAllowed
    refused = {code: [text] for code, weight in wanted.items() if (text := _complaint(code, weight))}
    if refused:
        raise Refused(refused)
    forget()
    now = current()
    changed = {code: weight for code, weight in wanted.items() if weight != now[code]}
    if not changed:
        return None
    rows = {row.code: row for row in RuleChoice.objects.select_for_update().filter(code__in=changed)}
    for code, weight in changed.items():
        row = rows.get(code) or RuleChoice(code=code)
        row.active, row.weight = weight > 0, weight or now[code]
        save_as(row, by=by, at=at, reason=reason.strip())
    transaction.on_commit(forget)
    forget()
    return start_job(KIND, subject=SUBJECT, params={}, total=Customer.objects.count(), by=by, at=at)


def recheck_portion(job: Job, now: datetime) -> Portion:
    """The customers from the cursor on: two statements for up to PORTION of them."""
    forget()  # another process may have chosen
    rest = Customer.objects.filter(pk__gt=job.cursor).order_by("pk")
    pks = rest.values_list("pk", flat=True)
    last = pks[PORTION - 1 : PORTION].first() or pks.last()
    if last is None:
        return Portion(handled=0, failed=0, cursor=job.cursor, finished=True)
    batch = Customer.objects.filter(pk__gt=job.cursor, pk__lte=last)
    recheck(batch, at=now)
    return Portion(handled=batch.count(), failed=0, cursor=last, finished=False)


def running_pass() -> Job | None:
    """The newest pass, whether it still runs or is over; None if there never was one."""
    return Job.objects.filter(kind=KIND, subject=SUBJECT).first()


def _complaint(code: str, weight: int) -> str:
    least, most = WEIGHT_RANGE
    rule: Rule | None = RULES.get(code)
    if rule is None:
        return _("Diese Regel gibt es nicht (mehr).")
    if weight == 0 and rule.lasting:
        return _("Diese Regel bleibt: Woher und warum jemand kam, fragen wir immer.")
    if weight and not least <= weight <= most:
        return _("Bitte wählen Sie eine Zahl von %(least)d bis %(most)d.") % {"least": least, "most": most}
    return ""
