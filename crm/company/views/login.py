"""The sign-in. While nobody has an account there is nothing to sign in to: then it leads to setting Anklang up.

A shared device shows its lock screen instead, which leads here for those without a PIN there (`?mit=passwort`).
"""

from allauth.account import views
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from crm.company.first_code import nobody_is_here
from crm.company.shared_device import device_of


@login_not_required
def login(request: HttpRequest) -> HttpResponseBase:
    if request.user.is_anonymous and nobody_is_here():
        return redirect("first_run")
    if device_of(request) and request.method == "GET" and "mit" not in request.GET:
        return redirect(f"{reverse('lock')}?{request.GET.urlencode()}")
    answer: HttpResponseBase = views.login(request)
    return answer
