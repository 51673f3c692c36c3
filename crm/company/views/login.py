"""The sign-in. While nobody has an account there is nothing to sign in to: then it leads to setting Anklang up."""

from allauth.account import views
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect

from crm.company.first_code import nobody_is_here


@login_not_required
def login(request: HttpRequest) -> HttpResponseBase:
    if request.user.is_anonymous and nobody_is_here():
        return redirect("first_run")
    answer: HttpResponseBase = views.login(request)
    return answer
