from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "crm.desk"
    label = "desk"
