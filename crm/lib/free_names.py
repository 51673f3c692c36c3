"""A name that is given once: the same word in other letters would only confuse those who choose from a list."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from crm.lib.acts import refuse
from crm.lib.lengths import fitting


def free_name(text: str, longest: int, *, among: "QuerySet[Any]", field: str = "name") -> str:
    """`text` without outer blanks. Raises Refused when it is empty, too long or taken by one of `among`.

    `among`: the other rows, without the one that is being named.
    """
    name = fitting(field, text, longest)
    if not name:
        raise refuse(field, _("Bitte geben Sie einen Namen an."))
    # Compared here and not by the database: SQLite knows no capital umlauts.
    folded = name.casefold()
    if any(str(taken).casefold() == folded for taken in among.values_list(field, flat=True)):
        raise refuse(
            field, _("„%(name)s“ gibt es schon. Bitte wählen Sie einen anderen Namen.") % {"name": name}
        )
    return name
