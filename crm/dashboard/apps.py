from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DashboardConfig(AppConfig):
    name = "crm.dashboard"
    label = "dashboard"

    def ready(self) -> None:
        from crm.lib.personal_data import say_elsewhere

        say_elsewhere(
            {
                "dashboard.DailyFigure": _("Zahlen ohne Person."),
                "dashboard.FirstContactCount": _("Zahlen ohne Person."),
                "dashboard.PromiseCheck": _("Zahlen der nächtlichen Prüfung."),
            }
        )
