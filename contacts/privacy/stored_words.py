"""What stands where words of a person stood: stored, so it is in the company's own language, whoever acts."""

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _


def erased() -> str:
    with translation.override(settings.LANGUAGE_CODE):
        return _("(gelöscht)")


def locked() -> str:
    with translation.override(settings.LANGUAGE_CODE):
        return _("(gesperrt)")
