from django.urls import path

from feedback.views import ideas, public, voices

urlpatterns = [
    path("umfrage/<slug:token>/", public.survey, name="survey"),
    path("umfrage/<slug:token>/abmelden/", public.survey_opt_out, name="survey_opt_out"),
    path("stimmen/", voices.voices, name="voices"),
    path("stimmen/datei/", voices.voices_as_file, name="voices_as_file"),
    path("stimmen/<int:pk>/idee/", voices.wish_idea, name="wish_idea"),
    path("ideen/", ideas.ideas, name="ideas"),
    path("ideen/datei/", ideas.ideas_as_file, name="ideas_as_file"),
    path("ideen/<int:pk>/", ideas.idea, name="idea"),
    path("ideen/<int:pk>/entscheidung/", ideas.idea_decision, name="idea_decision"),
]
