from django.urls import path

from cases.views import acts, attachment, case, work

urlpatterns = [
    path("arbeit/", work.work, name="work"),
    path("vorgaenge/<int:number>/", case.case, name="case"),
    path("vorgaenge/anhang/<slug:key>/", attachment.attachment, name="attachment"),
    path("vorgaenge/<int:number>/notiz/", acts.note, name="case_note"),
    path("vorgaenge/<int:number>/warten/", acts.wait, name="case_wait"),
    path("vorgaenge/<int:number>/weiter/", acts.go_on, name="case_go_on"),
    path("vorgaenge/<int:number>/uebergabe/", acts.hand_case_over, name="case_hand_over"),
    path("vorgaenge/<int:number>/loesung/", acts.resolve, name="case_resolve"),
    path("vorgaenge/<int:number>/oeffnen/", acts.open_again, name="case_reopen"),
    path("vorgaenge/<int:number>/gesehen/", acts.seen, name="case_acknowledge"),
]
