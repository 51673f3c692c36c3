from django.apps import AppConfig


class ContactsConfig(AppConfig):
    name = "contacts"
    label = "contacts"

    def ready(self) -> None:
        from contacts.importing import judging, running, undoing
        from contacts.rule_choices import KIND as RECHECK
        from contacts.rule_choices import recheck_portion
        from contacts.ties import TIES
        from crm.lib.customer_ties import register
        from crm.outbox.jobs import carry_out

        carry_out(RECHECK, recheck_portion)
        register(TIES)
        carry_out(judging.KIND, judging.check_portion)
        carry_out(running.KIND, running.run_portion)
        carry_out(undoing.KIND, undoing.undo_portion)
