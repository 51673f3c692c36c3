"""A new password, for people who have one. Who has none got in another way and is given one by the administration."""

from allauth.account.views import password_change
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse


def change_password(request: HttpRequest) -> HttpResponseBase:
    if request.user.is_anonymous or not request.user.has_usable_password():
        raise PermissionDenied
    answer: HttpResponseBase = password_change(request)
    if answer.headers.get("Location") == reverse("account_change_password"):
        return redirect("home")  # it is done: nothing more to do on this page
    return answer
