from django.urls import path

from crm.desk.views import (
    advice,
    capture,
    case_contact,
    contact_void,
    customer,
    customer_consent,
    customer_edit,
    customer_groups,
    customer_import,
    customer_list,
    first_run,
    gallery,
    home,
    system_status,
    undo,
    who,
)

urlpatterns = [
    path("einstellungen/status/", system_status.status, name="settings_status"),
    path("", home.home, name="home"),
    path("einrichten/", first_run.first_run, name="first_run"),
    path("einrichten/<slug:step>/", first_run.first_run_step, name="first_run_step"),
    path("erfassen/", capture.capture_page, name="capture"),
    path("erfassen/suche/", who.search, name="capture_search"),
    path("erfassen/person/", who.person, name="capture_person"),
    path("erfassen/doppelt/", who.twins, name="capture_twins"),
    path("erfassen/antworten/", advice.answers, name="capture_answers"),
    path("erfassen/versprechen/", advice.promised, name="capture_promise"),
    path("erfassen/<uuid:client_id>/storno/", undo.undo_capture, name="capture_undo"),
    path("vorgaenge/<int:number>/kontakt/", case_contact.case_contact, name="case_contact"),
    path("kontakte/<uuid:client_id>/storno/", contact_void.contact_void, name="contact_void"),
    path("galerie/", gallery.gallery, name="gallery"),
    path("kunden/", customer_list.customers, name="customers"),
    path("kunden/neu/", customer_list.customer_new, name="customer_new"),
    path("kunden/neu/gleiche/", customer_list.customer_alike, name="customer_alike"),
    path("kunden/einlesen/", customer_import.customer_import, name="customer_import"),
    path(
        "kunden/einlesen/vorschau/", customer_import.customer_import_preview, name="customer_import_preview"
    ),
    path(
        "kunden/einlesen/verwerfen/", customer_import.customer_import_discard, name="customer_import_discard"
    ),
    path("kunden/<int:number>/", customer.customer, name="customer"),
    path("kunden/<int:number>/antwort/", customer.customer_answer, name="customer_answer"),
    path("kunden/<int:number>/umfrage/", customer_consent.customer_consent, name="customer_consent"),
    path("kunden/<int:number>/bearbeiten/", customer_edit.customer_edit, name="customer_edit"),
    path("einstellungen/kundengruppen/", customer_groups.customer_groups, name="customer_groups"),
    path(
        "einstellungen/kundengruppen/<int:group_id>/", customer_groups.customer_group, name="customer_group"
    ),
    path("kunden/<int:number>/verlauf/", customer.customer_history, name="customer_history"),
]
