from django.urls import URLPattern, path

from crm.company.views.home import home

urlpatterns: list[URLPattern] = [path("", home, name="home")]
