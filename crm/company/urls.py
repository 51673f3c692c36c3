from django.urls import URLPattern, path

from crm.company.views import calendar_draft, calendars, enrol, lock, me, my_device
from crm.company.views.settings import (
    company,
    devices,
    exports,
    keys,
    overview,
    people,
    sites,
    tablets,
    teams,
)

urlpatterns: list[URLPattern] = [
    path("einstellungen/", overview.overview, name="settings"),
    path("einstellungen/schluessel/", keys.api_keys, name="settings_keys"),
    path(
        "einstellungen/schluessel/<slug:digest>/widerrufen/", keys.api_key_revoke, name="settings_key_revoke"
    ),
    path("einstellungen/tablets/", tablets.tablets, name="settings_tablets"),
    path("einstellungen/exporte/", exports.exports, name="settings_exports"),
    path("einstellungen/firma/", company.company, name="settings_company"),
    path("einstellungen/standorte/", sites.sites, name="settings_sites"),
    path("einstellungen/standorte/neu/", sites.site, name="settings_site_new"),
    path("einstellungen/standorte/<int:pk>/", sites.site, name="settings_site"),
    path("einstellungen/teams/", teams.teams, name="settings_teams"),
    path("einstellungen/teams/neu/", teams.team, name="settings_team_new"),
    path("einstellungen/teams/<int:pk>/", teams.team, name="settings_team"),
    path("einstellungen/teams/<int:pk>/wieder/", teams.team_again, name="settings_team_again"),
    path("einstellungen/menschen/", people.people, name="settings_people"),
    path("einstellungen/menschen/neu/", people.person_new, name="settings_person_new"),
    path("einstellungen/menschen/<int:pk>/", people.person, name="settings_person"),
    path(
        "einstellungen/menschen/<int:pk>/passwort/", people.person_password, name="settings_person_password"
    ),
    path("einstellungen/menschen/<int:pk>/wieder/", people.person_back, name="settings_person_back"),
    path("einstellungen/menschen/<int:pk>/badge/", devices.person_badge_drop, name="settings_badge_drop"),
    path("einstellungen/geraete/", devices.devices, name="settings_devices"),
    path("einstellungen/geraete/neu/", devices.device, name="settings_device_new"),
    path("einstellungen/geraete/<int:pk>/", devices.device, name="settings_device"),
    path("einstellungen/geraete/<int:pk>/code/", devices.device_code, name="settings_device_code"),
    path("einstellungen/geraete/<int:pk>/widerrufen/", devices.device_revoke, name="settings_device_revoke"),
    path("einstellungen/geraete/pin/<int:pk>/", devices.device_pin_drop, name="settings_device_pin_drop"),
    path("sperre/", lock.lock, name="lock"),
    path("sperre/zu/", lock.lock_now, name="lock_now"),
    path("sperre/wach/", lock.awake, name="awake"),
    path("geraet/", enrol.enrol_device, name="enrol_device"),
    path("ich/geraet/", my_device.my_device, name="my_device"),
    path("ich/", me.me, name="me"),
    path("ich/speichern/", me.save_me, name="me_save"),
    path("ich/hinweise/", me.save_notices, name="me_notices"),
    path("ich/telefon/", me.save_telephone, name="me_telephone"),
    path("ich/abwesenheit/", me.add_absence, name="absence_add"),
    path("ich/abwesenheit/<int:absence_id>/streichen/", me.remove_absence, name="absence_remove"),
    path("einstellungen/kalender/", calendars.calendars, name="calendars"),
    path("einstellungen/kalender/neu/", calendars.new_calendar, name="calendar_new"),
    path("einstellungen/kalender/<int:calendar_id>/", calendars.calendar, name="calendar"),
    path(
        "einstellungen/kalender/<int:calendar_id>/bestaetigung/", calendars.confirm, name="calendar_confirm"
    ),
    path("einstellungen/kalender/<int:calendar_id>/fassungen/", calendars.versions, name="calendar_versions"),
    path("einstellungen/kalender/<int:calendar_id>/entwurf/", calendar_draft.draft, name="calendar_draft"),
    path(
        "einstellungen/kalender/<int:calendar_id>/entwurf/ort/",
        calendar_draft.set_place,
        name="calendar_place",
    ),
    path(
        "einstellungen/kalender/<int:calendar_id>/entwurf/woche/",
        calendar_draft.set_week,
        name="calendar_week",
    ),
    path(
        "einstellungen/kalender/<int:calendar_id>/entwurf/feiertage/",
        calendar_draft.add_public_days,
        name="calendar_public_days",
    ),
    path(
        "einstellungen/kalender/<int:calendar_id>/entwurf/zusaetze/",
        calendar_draft.add_observances,
        name="calendar_observances",
    ),
    path(
        "einstellungen/kalender/<int:calendar_id>/entwurf/dezember/",
        calendar_draft.shorten_eves,
        name="calendar_eves",
    ),
    path(
        "einstellungen/kalender/<int:calendar_id>/entwurf/tage/",
        calendar_draft.add_own_days,
        name="calendar_own_days",
    ),
    path(
        "einstellungen/kalender/<int:calendar_id>/entwurf/tage/entfernen/",
        calendar_draft.remove_day,
        name="calendar_day_remove",
    ),
    path(
        "einstellungen/kalender/<int:calendar_id>/entwurf/verwerfen/",
        calendar_draft.discard,
        name="calendar_draft_discard",
    ),
    path(
        "einstellungen/kalender/<int:calendar_id>/entwurf/vorschau/",
        calendar_draft.preview,
        name="calendar_preview",
    ),
]
