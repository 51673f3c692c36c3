from django.urls import path

from cases.views import acts, attachment, case, policies, staff, topics, tryout, work

urlpatterns = [
    path("arbeit/", work.work, name="work"),
    path("vorgaenge/<int:number>/", case.case, name="case"),
    path("vorgaenge/anhang/<slug:key>/", attachment.attachment, name="attachment"),
    path("vorgaenge/<int:number>/notiz/", acts.note, name="case_note"),
    path("vorgaenge/<int:number>/ausblick/", tryout.tryout, name="case_tryout"),
    path("vorgaenge/<int:number>/warten/", acts.wait, name="case_wait"),
    path("vorgaenge/<int:number>/weiter/", acts.go_on, name="case_go_on"),
    path("vorgaenge/<int:number>/uebergabe/", acts.hand_case_over, name="case_hand_over"),
    path("vorgaenge/<int:number>/loesung/", acts.resolve, name="case_resolve"),
    path("vorgaenge/<int:number>/oeffnen/", acts.open_again, name="case_reopen"),
    path("vorgaenge/<int:number>/gesehen/", acts.seen, name="case_acknowledge"),
    path("einstellungen/menschen/<int:pk>/ausscheiden/", staff.person_leave, name="settings_person_leave"),
    path("einstellungen/teams/<int:pk>/aufloesen/", staff.team_disband, name="settings_team_disband"),
    path("einstellungen/anliegen/", topics.topics, name="settings_topics"),
    path("einstellungen/anliegen/neu/", topics.topic, name="settings_topic_new"),
    path("einstellungen/anliegen/vorlagen/", topics.kit, name="settings_kit"),
    path("einstellungen/anliegen/<int:pk>/", topics.topic, name="settings_topic"),
    path("einstellungen/anliegen/<int:pk>/antwort/", topics.answer_new, name="settings_answer_new"),
    path("einstellungen/antworten/<int:pk>/", topics.answer, name="settings_answer"),
    path("einstellungen/fristen/", policies.policies, name="policies"),
    path("einstellungen/fristen/neu/", policies.policy_new, name="policy_new"),
    path("einstellungen/fristen/<int:policy_id>/", policies.policy, name="policy"),
    path("einstellungen/fristen/<int:policy_id>/aendern/", policies.policy_edit, name="policy_edit"),
    path("einstellungen/fristen/<int:policy_id>/reihenfolge/", policies.policy_order, name="policy_order"),
    path("einstellungen/fristen/<int:policy_id>/schalten/", policies.policy_switch, name="policy_switch"),
]
