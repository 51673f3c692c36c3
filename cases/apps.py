from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "cases"
    label = "cases"

    def ready(self) -> None:
        from cases.moving import KIND, move_portion
        from cases.ties import TIES
        from crm.lib.customer_ties import register
        from crm.outbox.jobs import carry_out

        carry_out(KIND, move_portion)
        register(TIES)
