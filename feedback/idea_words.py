"""Who hears that a wish is built, and why the others do not, in words."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from feedback.telling import Audience, Left


def told_words(count: int) -> str:
    if not count:
        return _("Im Augenblick gibt es niemanden, dem wir schreiben dürfen.")
    return ngettext("Eine Person hört davon.", "%(n)s Menschen hören davon.", count) % {"n": count}


def told_left(who: Audience) -> list[tuple[int, str]]:
    """How many are left out for each reason, the most first."""
    words = {
        Left.NEVER_ASKED: _("nie gefragt, ob wir schreiben dürfen"),
        Left.WITHDRAWN: _("keine solchen Nachrichten gewünscht"),
        Left.NO_ADDRESS: _("keine E-Mail-Adresse bekannt"),
        Left.TOLD: _("schon benachrichtigt"),
        Left.NAMELESS: _("Wünsche ohne Namen"),
    }
    return [(n, words[why]) for why, n in sorted(who.left.items(), key=lambda each: (-each[1], each[0]))]
