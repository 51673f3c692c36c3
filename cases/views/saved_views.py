"""Saving, renaming and deleting one's own views of the lists."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cases.asking import user_in, viewer_in
from cases.models import SavedView
from cases.saved_views import delete_view, rename_view, save_view
from cases.work_address import listing
from crm.lib.acts import Refused

TYPED = "ansicht"  # a name that could not be taken stands in the address, so that it can be mended


@require_POST
def save(request: HttpRequest) -> HttpResponse:
    query = listing(request.POST, viewer_in(request, now=timezone.now())).query
    name = request.POST.get("name", "")
    try:
        view = save_view(user_in(request), name=name, query=query)
    except Refused as refusal:
        return _again(request, query, name, refusal)
    messages.success(request, _("Die Ansicht „%(name)s“ ist gesichert.") % {"name": view.name})
    return redirect(f"{reverse('work')}?{query}")


@require_POST
def rename(request: HttpRequest, view_id: int) -> HttpResponse:
    view = get_object_or_404(SavedView.objects.select_related("user"), pk=view_id, user=user_in(request))
    name = request.POST.get("name", "")
    try:
        rename_view(view, name=name)
    except Refused as refusal:
        return _again(request, view.query, name, refusal)
    messages.success(request, _("Die Ansicht heißt jetzt „%(name)s“.") % {"name": view.name})
    return redirect(f"{reverse('work')}?{view.query}")


@require_POST
def delete(request: HttpRequest, view_id: int) -> HttpResponse:
    """Back to the list as it was, with its filters."""
    view = get_object_or_404(SavedView, pk=view_id, user=user_in(request))
    delete_view(view)
    messages.success(request, _("Die Ansicht „%(name)s“ ist gelöscht.") % {"name": view.name})
    return redirect(f"{reverse('work')}?{view.query}")


def _again(request: HttpRequest, query: str, name: str, refusal: Refused) -> HttpResponse:
    messages.warning(request, str(refusal.messages["name"][0]))
    return redirect(f"{reverse('work')}?{query}&{urlencode({TYPED: name[:100]})}")
