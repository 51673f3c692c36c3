"""What people come with, in two levels, each topic with a team that answers. "Sonstiges" always exists."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from contacts.models import Topic
from contacts.offering import MOST_POSITION
from crm.company.models import Team, User
from crm.lib.acts import refuse
from crm.lib.free_names import free_name
from crm.lib.history import save_as


@transaction.atomic
def save_topic(
    topic: Topic | None,
    *,
    name: str,
    team: Team,
    parent: Topic | None = None,
    icon: str = "chat",
    confidential: bool = False,
    solvable_at_once: bool = True,
    position: int = 0,
    active: bool = True,
    is_other: bool = False,
    by: User | None,
    at: datetime,
) -> Topic:
    """Add a topic or change one. Open cases keep their team and deadlines. Raises Refused by field.

    is_other: the first of all topics, "Sonstiges", and only that one.
    """
    row = topic or Topic(is_other=is_other)
    below = Topic.objects.filter(parent=row) if row.pk else Topic.objects.none()
    _require_level(row, parent, has_finer=below.exists())
    row.name = free_name(name, 80, among=Topic.objects.filter(parent=parent).exclude(pk=row.pk))
    if not team.active:
        raise refuse(
            "team", _("Das Team %(team)s gibt es nicht mehr. Bitte wählen Sie ein anderes.") % {"team": team}
        )
    if row.is_other and not active:
        raise refuse(
            "active", _("„%(name)s“ bleibt: Hierhin gehört, was sonst nirgends passt.") % {"name": row}
        )
    if not 0 <= position <= MOST_POSITION:
        raise refuse("position", _("Bitte eine Zahl von 0 bis %(most)d.") % {"most": MOST_POSITION})
    row.parent, row.team, row.icon, row.position = parent, team, icon, position
    row.confidential, row.solvable_at_once, row.active = confidential, solvable_at_once, active
    save_as(row, by=by, at=at)
    if not active:
        _put_away(list(below.filter(active=True)), by=by, at=at)
    return row


def _require_level(topic: Topic, parent: Topic | None, *, has_finer: bool) -> None:
    if parent is None:
        return
    if parent.parent_id is not None or parent.pk == topic.pk:
        raise refuse("parent", _("Es gibt zwei Ebenen: Bitte wählen Sie ein Anliegen der oberen."))
    if has_finer:
        raise refuse("parent", _("Unter diesem Anliegen stehen feinere. Es bleibt auf der oberen Ebene."))
    if topic.is_other:
        raise refuse("parent", _("„%(name)s“ bleibt auf der oberen Ebene.") % {"name": topic})
    if not parent.active:
        raise refuse("parent", _("„%(name)s“ ist nicht in Gebrauch.") % {"name": parent})


def _put_away(finer: list[Topic], *, by: User | None, at: datetime) -> None:
    """What stands below a topic goes out of use with it."""
    for topic in finer:
        topic.active = False
        save_as(topic, by=by, at=at, update_fields=["active"])
