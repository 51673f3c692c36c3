from django.urls import path

from feedback.views import ideas, praise, public, sorting, survey_results, surveys, voice, voices

urlpatterns = [
    path("umfrage/<slug:token>/", public.survey, name="survey"),
    path("umfrage/<slug:token>/abmelden/", public.survey_opt_out, name="survey_opt_out"),
    path("umfragen/", surveys.surveys, name="surveys"),
    path("umfragen/neu/", surveys.survey_new, name="survey_new"),
    path("umfragen/<int:pk>/", surveys.survey_edit, name="survey_edit"),
    path("umfragen/<int:pk>/fragen/", surveys.survey_questions, name="survey_questions"),
    path("umfragen/<int:pk>/vorschau/", surveys.survey_preview, name="survey_preview"),
    path("umfragen/<int:pk>/schalter/", surveys.survey_switch, name="survey_switch"),
    path("umfragen/<int:pk>/ausnahme/", surveys.survey_exception, name="survey_exception"),
    path("umfragen/<int:pk>/ergebnis/", survey_results.survey_results, name="survey_results"),
    path(
        "umfragen/<int:pk>/ergebnis/datei/",
        survey_results.survey_answers_as_file,
        name="survey_answers_as_file",
    ),
    path("stimmen/", voices.voices, name="voices"),
    path("stimmen/datei/", voices.voices_as_file, name="voices_as_file"),
    path("stimmen/eingang/", sorting.voice_inbox, name="voice_inbox"),
    path("stimmen/lob/", praise.praise, name="praise"),
    path("stimmen/<int:pk>/", voice.voice, name="voice"),
    path("stimmen/<int:pk>/einordnung/", sorting.voice_sorting, name="voice_sorting"),
    path("stimmen/<int:pk>/einordnung/zurueck/", sorting.voice_sorting_undo, name="voice_sorting_undo"),
    path("stimmen/<int:pk>/weitergeben/", praise.praise_pass_on, name="praise_pass_on"),
    path("stimmen/<int:pk>/gelesen/", praise.praise_seen, name="praise_seen"),
    path("stimmen/<int:pk>/freude/", praise.praise_cheer, name="praise_cheer"),
    path("stimmen/<int:pk>/ursache/", voice.voice_cause, name="voice_cause"),
    path("stimmen/<int:pk>/massnahme/", voice.voice_measure, name="voice_measure"),
    path("stimmen/<int:pk>/idee/", voices.wish_idea, name="wish_idea"),
    path("ideen/", ideas.ideas, name="ideas"),
    path("ideen/datei/", ideas.ideas_as_file, name="ideas_as_file"),
    path("ideen/<int:pk>/", ideas.idea, name="idea"),
    path("ideen/<int:pk>/entscheidung/", ideas.idea_decision, name="idea_decision"),
]
