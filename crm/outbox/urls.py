from django.urls import path

from crm.outbox.views import health, notices

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("hinweise/", notices.notices, name="notices"),
    path("hinweise/gelesen/", notices.read_all, name="notices_read"),
    path("hinweise/<int:notice_id>/", notices.open_notice, name="notice"),
    path("hinweise/post/<int:notice_id>/", notices.resend, name="dead_letter"),
]
