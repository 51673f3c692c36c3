from django.urls import path

from crm.dashboard.views.goal import goal_page
from crm.dashboard.views.goals import goals_page
from crm.dashboard.views.proof import proof_page

urlpatterns = [
    path("zielbild/", goals_page, name="goals"),
    path("beweis/", proof_page, name="proof"),
    path("zielbild/<slug:code>/", goal_page, name="goal"),
]
