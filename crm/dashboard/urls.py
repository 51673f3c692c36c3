from django.urls import path

from crm.dashboard.views.goal import goal_page
from crm.dashboard.views.goals import goals_page

urlpatterns = [
    path("zielbild/", goals_page, name="goals"),
    path("zielbild/<slug:code>/", goal_page, name="goal"),
]
