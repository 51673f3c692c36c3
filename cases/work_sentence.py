"""The sentence a work list opens with: what is true now, not figures."""

from collections.abc import Mapping

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.counted import MOST


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
    words = {"late": _first(late), "today": number_word(today)}
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
    return ngettext("Der andere hat Zeit.", "Die anderen %(n)s haben Zeit.", others) % {
        "n": number_word(others)
    }


def count_label(count: int) -> str:
    """A count beside a tab: "31", or "1.000+" where counting stops."""
    return f"{number_format(MOST, force_grouping=True)}+" if count >= MOST else str(count)


def number_word(count: int) -> str:
    """A number as one says it within a sentence, in figures from thirteen on."""
    words = [
        _("null"),
        _("einer"),
        _("zwei"),
        _("drei"),
        _("vier"),
        _("fünf"),
        _("sechs"),
        _("sieben"),
        _("acht"),
        _("neun"),
        _("zehn"),
        _("elf"),
        _("zwölf"),
    ]
    return words[count] if count < len(words) else count_label(count)


def _first(count: int) -> str:
    word = number_word(count)
    return word[:1].upper() + word[1:]
