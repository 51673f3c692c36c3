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
                "dashboard.SavedReport": _("Gemerkte Kennzahlen der Mitarbeitenden."),
                "dashboard.GoalChoice": _("Ziele der Firma."),
                "dashboard.GoalChoiceHistory": _("Ziele der Firma."),
                "dashboard.OwnGoal": _("Ziele der Firma."),
                "dashboard.OwnGoalHistory": _("Ziele der Firma."),
                "dashboard.PromiseCheck": _("Zahlen der nächtlichen Prüfung."),
            }
        )
