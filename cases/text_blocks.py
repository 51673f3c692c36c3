"""Text blocks: which are offered for a case, and what stands for their placeholders."""

import re
from datetime import datetime, tzinfo

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from cases.models import Case, DeadlineKind, DeadlineState, TextBlock
from contacts.models import Topic
from crm.company.models import Team, User
from crm.lib.acts import refuse
from crm.lib.formats import full_moment
from crm.lib.free_names import free_name
from crm.lib.history import save_as
from crm.lib.lengths import fitting

CUSTOMER, CASE, PROMISE = gettext_noop("Kunde"), gettext_noop("Vorgang"), gettext_noop("Versprechen")
PLACEHOLDERS = (CUSTOMER, CASE, PROMISE)
_PLACEHOLDER = re.compile(r"\{([^{}\n]{0,40})\}")


def blocks_for(case: Case) -> QuerySet[TextBlock]:
    """Those for everything, for the team, and for the topic of this case, by name. Needs `case.topic` loaded."""
    topics = [case.topic_id, case.topic.parent_id]
    return TextBlock.objects.filter(
        Q(team=None) | Q(team=case.team_id), Q(topic=None) | Q(topic__in=topics), active=True
    )


def filled(block: TextBlock, case: Case, *, tz: tzinfo) -> str:
    """The text with the facts of the case; what is not known becomes nothing."""
    facts = {
        CUSTOMER: case.customer.name if case.customer is not None else "",
        CASE: f"#{case.number}",
        PROMISE: _promised(case, tz) if f"{{{PROMISE}}}" in block.text else "",
    }
    return _PLACEHOLDER.sub(lambda found: facts.get(found[1], found[0]), block.text)


def _promised(case: Case, tz: tzinfo) -> str:
    """Until when we promised: the answer, or once it is given the solution."""
    running = case.deadlines.filter(
        state=DeadlineState.ARMED, kind__in=[DeadlineKind.FIRST_RESPONSE, DeadlineKind.RESOLUTION]
    )
    due = running.order_by("kind").values_list("promised_at", flat=True).first()
    return full_moment(due, tz=tz) if due else ""


@transaction.atomic
def save_block(
    block: TextBlock | None,
    *,
    name: str,
    text: str,
    team: Team | None,
    topic: Topic | None,
    active: bool = True,
    by: User,
    at: datetime,
) -> TextBlock:
    """Write a text block, or change one. Raises Refused by field, also for a placeholder nobody knows."""
    row = block or TextBlock()
    row.name = free_name(name, 80, among=TextBlock.objects.exclude(pk=row.pk))
    row.text = fitting("text", text, 5_000)
    if not row.text:
        raise refuse("text", _("Bitte schreiben Sie den Text."))
    unknown = [found[1] for found in _PLACEHOLDER.finditer(row.text) if found[1] not in PLACEHOLDERS]
    if unknown:
        known = ", ".join(f"{{{name}}}" for name in PLACEHOLDERS)
        raise refuse(
            "text",
            _("Den Platzhalter {%(name)s} gibt es nicht. Möglich sind: %(known)s.")
            % {"name": unknown[0], "known": known},
        )
    row.team, row.topic, row.active = team, topic, active
    save_as(row, by=by, at=at)
    return row
