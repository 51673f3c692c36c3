from django.urls import path

from crm.outbox.views import dead_letters, health, live, notices

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("hinweise/", notices.notices, name="notices"),
    path("hinweise/gelesen/", notices.read_all, name="notices_read"),
    path("hinweise/<int:notice_id>/", notices.open_notice, name="notice"),
    path("hinweise/stand/", live.live, name="live"),
    path("einstellungen/hinweise/", dead_letters.letters, name="dead_letters"),
    path("einstellungen/hinweise/alle/", dead_letters.resend_all, name="dead_letters_all"),
    path("einstellungen/hinweise/<int:notice_id>/", dead_letters.resend, name="dead_letter"),
]
