"""The countries to choose from where an address is typed; any other two letters are stored as well."""

from typing import Final

from django.utils.translation import gettext_lazy as _

COUNTRIES: Final = (
    ("DE", _("Deutschland")),
    ("AT", _("Österreich")),
    ("CH", _("Schweiz")),
    ("LI", _("Liechtenstein")),
    ("LU", _("Luxemburg")),
    ("FR", _("Frankreich")),
    ("IT", _("Italien")),
    ("NL", _("Niederlande")),
)
