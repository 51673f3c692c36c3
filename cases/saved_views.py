"""Lists with filters that people keep under a name; each has their own, and a dozen at most."""

from django.db import transaction
from django.utils.translation import gettext as _

from cases.models import MOST_VIEWS, SavedView
from crm.company.models import User
from crm.lib.acts import refuse
from crm.lib.lengths import fitting

LONGEST_NAME = 40


def views_of(user: User) -> list[SavedView]:
    """In the order of the tabs. One statement."""
    return list(SavedView.objects.filter(user=user).order_by("position"))


@transaction.atomic
def save_view(user: User, *, name: str, query: str) -> SavedView:
    """Keep a list under a name, behind the others. Raises Refused: no name, taken, too many."""
    User.objects.select_for_update(of=("self",)).get(pk=user.pk)
    name = _free_name(user, name)
    taken = set(SavedView.objects.filter(user=user).values_list("position", flat=True))
    last = max(taken, default=0)
    free = [each for each in (*range(last + 1, MOST_VIEWS + 1), *range(1, last)) if each not in taken]
    if not free:
        raise refuse(
            "name",
            _("Mehr als %(most)d Ansichten gehen nicht. Bitte löschen Sie erst eine.") % {"most": MOST_VIEWS},
        )
    return SavedView.objects.create(user=user, name=name, query=query, position=free[0])


@transaction.atomic
def rename_view(view: SavedView, *, name: str) -> SavedView:
    """Give it another name. Raises Refused: no name, taken."""
    User.objects.select_for_update(of=("self",)).get(pk=view.user_id)
    view.name = _free_name(view.user, name, but=view)
    view.save(update_fields=["name"])
    return view


def delete_view(view: SavedView) -> None:
    """The list and its cases stay, only the name for it goes."""
    view.delete()


def _free_name(user: User, name: str, but: SavedView | None = None) -> str:
    name = fitting("name", name, LONGEST_NAME)
    if not name:
        raise refuse("name", _("Bitte geben Sie der Ansicht einen Namen."))
    same = SavedView.objects.filter(user=user, name=name).first()
    if same is not None and same != but:
        raise refuse("name", _("Eine Ansicht „%(name)s“ haben Sie schon.") % {"name": name})
    return name
