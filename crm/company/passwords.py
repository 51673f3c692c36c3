"""What a password must be, in the voice of the house. The rules are those of Django."""

from django.contrib.auth.password_validation import (
    CommonPasswordValidator,
    MinimumLengthValidator,
    UserAttributeSimilarityValidator,
)
from django.utils.translation import gettext as _


class LongEnough(MinimumLengthValidator):
    def get_help_text(self) -> str:
        return _("Mindestens %(n)s Zeichen.") % {"n": self.min_length}

    def get_error_message(self) -> str:
        return _("Das ist zu kurz: mindestens %(n)s Zeichen.") % {"n": self.min_length}


class NotTheirName(UserAttributeSimilarityValidator):
    def get_help_text(self) -> str:
        return _("Nicht Ihr Name.")

    def get_error_message(self) -> str:
        return _("Das ist zu nah an Ihrem Namen oder Ihrer E-Mail.")


class NotWellKnown(CommonPasswordValidator):
    def get_help_text(self) -> str:
        return _("Kein bekanntes Passwort.")

    def get_error_message(self) -> str:
        return _("Dieses Passwort kennen zu viele. Ein langer Satz ist sicherer.")
