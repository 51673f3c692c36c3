from django.urls import path

from crm.dashboard.views.answer_gaps import answer_gap_settle, answer_gaps
from crm.dashboard.views.figures import figures, figures_as_file, figures_of
from crm.dashboard.views.first_contact import at_once, at_once_contacts
from crm.dashboard.views.goal import goal_page, own_goal_page
from crm.dashboard.views.goal_settings import settings_goal, settings_goals, settings_own_goal
from crm.dashboard.views.goals import goals_as_file, goals_page, goals_wall
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
from crm.dashboard.views.saved_reports import report_back, report_remove, report_save
from crm.lib.reading_copy import reads_copy

urlpatterns = [
    path("zielbild/", reads_copy(goals_page), name="goals"),
    path("herkunft/", reads_copy(origins), name="origins"),
    path("herkunft/datei/", origins_as_file, name="origins_as_file"),
    path("herkunft/quelle/<int:pk>/", reads_copy(origin_source), name="origin_source"),
    path("herkunft/kampagne/<int:pk>/", reads_copy(origin_campaign), name="origin_campaign"),
    path("herkunft/unbekannt/", reads_copy(origin_unknown), name="origin_unknown"),
    path("zielbild/datei/", goals_as_file, name="goals_as_file"),
    path("stammdaten/guete/", reads_copy(quality), name="master_data_figures"),
    path("einstellungen/regeln/", rules, name="settings_rules"),
    path("beweis/", reads_copy(proof_page), name="proof"),
    path("zielbild/sofort/", reads_copy(at_once), name="at_once"),
    path("zielbild/sofort/kontakte/", reads_copy(at_once_contacts), name="at_once_contacts"),
    path("zuhoeren/", reads_copy(listening), name="listening"),
    path("stimmen/zahlen/", reads_copy(voice_figures), name="voice_figures"),
    path("antworten/luecken/", answer_gaps, name="answer_gaps"),
    path("antworten/luecken/<int:pk>/", answer_gap_settle, name="answer_gap_settle"),
    path("kennzahlen/", reads_copy(figures), name="figures"),
    path("kennzahlen/<slug:code>/", reads_copy(figures_of), name="figures_of"),
    path("kennzahlen/<slug:code>/sichern/", report_save, name="figures_save"),
    path("kennzahlen/berichte/<int:pk>/loeschen/", report_remove, name="figures_report_remove"),
    path("kennzahlen/berichte/<int:pk>/zurueck/", report_back, name="figures_report_back"),
    path("kennzahlen/<slug:code>/datei/", figures_as_file, name="figures_as_file"),
    path("zielbild/wand/", goals_wall, name="goals_wall"),
    path("zielbild/eigene/<int:pk>/", own_goal_page, name="own_goal"),
    path("zielbild/<slug:code>/", reads_copy(goal_page), name="goal"),
    path("einstellungen/ziele/", settings_goals, name="settings_goals"),
    path("einstellungen/ziele/eigene/neu/", settings_own_goal, name="settings_own_goal_new"),
    path("einstellungen/ziele/eigene/<int:pk>/", settings_own_goal, name="settings_own_goal"),
    path("einstellungen/ziele/<slug:code>/", settings_goal, name="settings_goal"),
]
