from django.apps import AppConfig


class ContactsConfig(AppConfig):
    name = "contacts"
    label = "contacts"

    def ready(self) -> None:
        from contacts.ties import TIES
        from crm.lib.customer_ties import register

        register(TIES)
