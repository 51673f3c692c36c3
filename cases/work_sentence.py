"""The sentence a work list opens with: what is true now, not figures."""

from collections.abc import Mapping

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.counted import MOST
from crm.lib.number_words import first_word, number_word


def headline(groups: Mapping[str, int]) -> str:
    """ "Zwei sind überfällig, drei heute fällig." """
    late, today = groups["late"], groups["today"]
    if not any(groups.values()):
        return _("Nichts überfällig, nichts offen.")
    if not late and not today:
        return _("Nichts überfällig, nichts heute fällig.")
    if not today:
        return ngettext("%(late)s ist überfällig.", "%(late)s sind überfällig.", late) % {
            "late": _first(late)
        }
    if not late:
        words = {"today": _first(today)}
        return ngettext("%(today)s ist heute fällig.", "%(today)s sind heute fällig.", today) % words
    words = {"late": _first(late), "today": _within(today)}
    if late == 1:
        return (
            ngettext(
                "%(late)s ist überfällig, %(today)s heute fällig.",
                "%(late)s ist überfällig, %(today)s sind heute fällig.",
                today,
            )
            % words
        )
    return (
        ngettext(
            "%(late)s sind überfällig, %(today)s ist heute fällig.",
            "%(late)s sind überfällig, %(today)s heute fällig.",
            today,
        )
        % words
    )


def the_others(groups: Mapping[str, int]) -> str:
    """ "Die anderen vier haben Zeit." """
    others = groups["tomorrow"] + groups["week"] + groups["later"]
    if not others:
        return ""
    if groups["late"] + groups["today"] == 0:
        return ngettext("%(n)s hat noch Zeit.", "%(n)s haben noch Zeit.", others) % {"n": _first(others)}
    return ngettext("Der andere hat Zeit.", "Die anderen %(n)s haben Zeit.", others) % {"n": _within(others)}


def count_label(count: int) -> str:
    """A count beside a tab: "31", or "1.000+" where counting stops."""
    return f"{number_format(MOST, force_grouping=True)}+" if count >= MOST else str(count)


def _within(count: int) -> str:
    """A number within a sentence; "1.000+" where counting stops."""
    return number_word(count) if count < MOST else count_label(count)


def _first(count: int) -> str:
    return first_word(count) if count < MOST else count_label(count)
