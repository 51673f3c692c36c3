from django.urls import path

from crm.dashboard.views.answer_gaps import answer_gap_settle, answer_gaps
from crm.dashboard.views.first_contact import at_once, at_once_contacts
from crm.dashboard.views.goal import goal_page
from crm.dashboard.views.goals import goals_as_file, goals_page
from crm.dashboard.views.listening import listening, voice_figures
from crm.dashboard.views.origins import (
    origin_campaign,
    origin_source,
    origin_unknown,
    origins,
    origins_as_file,
)
from crm.dashboard.views.proof import proof_page
from crm.dashboard.views.quality import quality
from crm.dashboard.views.rules import rules

urlpatterns = [
    path("zielbild/", goals_page, name="goals"),
    path("herkunft/", origins, name="origins"),
    path("herkunft/datei/", origins_as_file, name="origins_as_file"),
    path("herkunft/quelle/<int:pk>/", origin_source, name="origin_source"),
    path("herkunft/kampagne/<int:pk>/", origin_campaign, name="origin_campaign"),
    path("herkunft/unbekannt/", origin_unknown, name="origin_unknown"),
    path("zielbild/datei/", goals_as_file, name="goals_as_file"),
    path("stammdaten/guete/", quality, name="master_data_figures"),
    path("einstellungen/regeln/", rules, name="settings_rules"),
    path("beweis/", proof_page, name="proof"),
    path("zielbild/sofort/", at_once, name="at_once"),
    path("zielbild/sofort/kontakte/", at_once_contacts, name="at_once_contacts"),
    path("zuhoeren/", listening, name="listening"),
    path("stimmen/zahlen/", voice_figures, name="voice_figures"),
    path("antworten/luecken/", answer_gaps, name="answer_gaps"),
    path("antworten/luecken/<int:pk>/", answer_gap_settle, name="answer_gap_settle"),
    path("zielbild/<slug:code>/", goal_page, name="goal"),
]
