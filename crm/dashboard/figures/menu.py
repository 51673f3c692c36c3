"""The subjects as one finds them: their short names, in the order in which they are shown."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SHORT: Final[dict[str, str | Promise]] = {
    "contacts": _("Kontakte"),
    "at_once": _("Sofort gelöst"),
    "open_cases": _("Offene Vorgänge"),
    "times": _("Zeiten"),
    "origins": _("Herkunft"),
    "master_data": _("Stammdaten"),
    "voices": _("Stimmen"),
    "surveys": _("Umfragen"),
    "ideas": _("Ideen"),
}
