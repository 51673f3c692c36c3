"""A team is given up once nothing belongs to it any more: no topic, no open case, and never the "Zentrale"."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from cases.models import Case, Status
from contacts.models import Topic
from crm.company.models import Team, User
from crm.lib.acts import refuse
from crm.lib.history import save_as


@transaction.atomic
def disband(team: Team, *, by: User, at: datetime) -> None:
    """Take a team out of use. It stays in the history of its cases. Raises Refused with what still belongs to it."""
    row = Team.objects.select_for_update(of=("self",)).get(pk=team.pk)
    if row.is_fallback:
        raise refuse("", _("Die Zentrale bleibt. Machen Sie erst ein anderes Team zur Zentrale."))
    topics = list(Topic.objects.filter(team=row, active=True).values_list("name", flat=True)[:5])
    if topics:
        raise refuse(
            "",
            _("Diesem Team gehören noch Anliegen: %(topics)s. Geben Sie sie erst einem anderen Team.")
            % {"topics": ", ".join(topics)},
        )
    cases = Case.objects.filter(team=row).exclude(status=Status.RESOLVED).count()
    if cases:
        raise refuse(
            "",
            _(
                "Diesem Team gehören noch %(cases)d offene Vorgänge. Übergeben Sie sie erst einem anderen Team."
            )
            % {"cases": cases},
        )
    row.active = False
    save_as(row, by=by, at=at, update_fields=["active"])
