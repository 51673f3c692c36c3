"""Numbers as one says them within a sentence."""

from django.utils.formats import number_format
from django.utils.translation import gettext as _

TWELVE = 12


def number_word(count: int) -> str:
    """ "einer", "zwei" ... "zwölf", then figures."""
    if count > TWELVE:
        return str(number_format(count, force_grouping=True))
    return (
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
    )[count]


def first_word(count: int) -> str:
    """The same at the beginning of a sentence: "Zwei"."""
    word = number_word(count)
    return word[:1].upper() + word[1:]
