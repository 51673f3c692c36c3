from django.urls import URLPattern, path

from crm.company.views import me, settings
from crm.company.views.home import home

urlpatterns: list[URLPattern] = [
    path("", home, name="home"),
    path("einstellungen/", settings.overview, name="settings"),
    path("ich/", me.me, name="me"),
    path("ich/speichern/", me.save_me, name="me_save"),
    path("ich/abwesenheit/", me.add_absence, name="absence_add"),
    path("ich/abwesenheit/<int:absence_id>/streichen/", me.remove_absence, name="absence_remove"),
]
