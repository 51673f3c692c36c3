"""The sentences a lead's board opens with: what breaks soon, and what is broken already."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.lead_board import LeadBoard
from crm.lib.number_words import first_word


def headline(board: LeadBoard) -> str:
    """ "Fünf werden in den nächsten vier Arbeitsstunden fällig." Where not all were read: "Mindestens 50 ..."."""
    count = len(board.soon)
    if not count:
        return _("In den nächsten vier Arbeitsstunden wird nichts fällig.")
    words = ngettext(
        "%(n)s wird in den nächsten vier Arbeitsstunden fällig.",
        "%(n)s werden in den nächsten vier Arbeitsstunden fällig.",
        count,
    )
    first = first_word(count)
    if board.more and not board.later:
        first = _("Mindestens %(count)d") % {"count": count}
    return words % {"n": first}


def overdue_words(board: LeadBoard) -> str:
    """ "Zwei sind schon überfällig.", or nothing."""
    if not board.overdue:
        return ""
    words = ngettext("%(n)s ist schon überfällig.", "%(n)s sind schon überfällig.", board.overdue)
    return words % {"n": first_word(board.overdue)}
