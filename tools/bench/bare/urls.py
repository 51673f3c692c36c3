"""The three answers."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import path
from django.utils import timezone

from tools.bench.bare.notes import TEXT, Note


def answer(_request: HttpRequest) -> HttpResponse:
    return HttpResponse("hallo")


def read(request: HttpRequest) -> JsonResponse:
    note = Note.objects.get(pk=request.GET["id"])
    return JsonResponse({"id": note.pk, "title": note.title, "body": note.body})


def insert(request: HttpRequest) -> JsonResponse:
    note = Note.objects.create(customer=1, title=request.POST["title"], body=TEXT, created=timezone.now())
    return JsonResponse({"id": note.pk}, status=201)


urlpatterns = [path("answer/", answer), path("read/", read), path("insert/", insert)]
