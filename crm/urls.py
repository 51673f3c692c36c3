"""Every address of the product. Each app brings its own; all need a signed-in person unless they say otherwise."""

from django.urls import include, path, re_path

from crm.api import not_found
from crm.api import urlpatterns as api

urlpatterns = [
    path("", include("crm.company.urls")),
    path("", include("crm.outbox.urls")),
    path("", include("contacts.urls")),
    path("", include("cases.urls")),
    path("", include("feedback.urls")),
    path("", include("crm.desk.urls")),
    path("", include("crm.dashboard.urls")),
    path("konto/", include("allauth.account.urls")),
    path("api/v1/", include(api)),
    re_path(r"^api/", not_found),
]
