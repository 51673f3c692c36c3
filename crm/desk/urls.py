from django.urls import path

from crm.desk.views import advice, capture, case_contact, undo, who

urlpatterns = [
    path("erfassen/", capture.capture_page, name="capture"),
    path("erfassen/suche/", who.search, name="capture_search"),
    path("erfassen/person/", who.person, name="capture_person"),
    path("erfassen/doppelt/", who.twins, name="capture_twins"),
    path("erfassen/antworten/", advice.answers, name="capture_answers"),
    path("erfassen/versprechen/", advice.promised, name="capture_promise"),
    path("erfassen/<uuid:client_id>/storno/", undo.undo_capture, name="capture_undo"),
    path("vorgaenge/<int:number>/kontakt/", case_contact.case_contact, name="case_contact"),
]
