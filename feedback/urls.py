from django.urls import path

from feedback.views import ideas, praise, public, sorting, voice, voices

urlpatterns = [
    path("umfrage/<slug:token>/", public.survey, name="survey"),
    path("umfrage/<slug:token>/abmelden/", public.survey_opt_out, name="survey_opt_out"),
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
