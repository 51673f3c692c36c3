from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OutboxConfig(AppConfig):
    name = "crm.outbox"
    label = "outbox"

    def ready(self) -> None:
        from crm.lib.personal_data import say_elsewhere

        say_elsewhere(
            {
                "outbox.Heartbeat": _("Wann die Läufe im Hintergrund zuletzt liefen."),
                "outbox.Job": _("Arbeit im Hintergrund, ohne Inhalt."),
            }
        )
