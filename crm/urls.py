"""Every address of the product. Each app brings its own; all need a signed-in person unless they say otherwise."""

from allauth.account import views as account
from django.urls import include, path, re_path
from django.views.decorators.http import require_http_methods

from crm.api import bad_request, broken, not_found
from crm.api import urlpatterns as api
from crm.company.views.login import login
from crm.company.views.password import change_password

handler400, handler500 = bad_request, broken
form = require_http_methods(["GET", "HEAD", "POST"])
# Of allauth only what people here need: accounts are made by the administration, never by signing up or by mail.
accounts = [
    path("login/", form(login), name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("password/change/", form(change_password), name="account_change_password"),
    path("reauthenticate/", form(account.reauthenticate), name="account_reauthenticate"),
]

urlpatterns = [
    path("", include("crm.company.urls")),
    path("", include("crm.outbox.urls")),
    path("", include("contacts.urls")),
    path("", include("cases.urls")),
    path("", include("feedback.urls")),
    path("", include("crm.desk.urls")),
    path("", include("crm.dashboard.urls")),
    path("konto/", include(accounts)),
    path("api/v1/", include(api)),
    re_path(r"^api/", not_found),
]
