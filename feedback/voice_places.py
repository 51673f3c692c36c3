"""The address of each site's voice form. Once printed it stays: posters hang for years."""

import re
from datetime import datetime
from itertools import count

from django.db import transaction

from crm.company.models import Site, User
from crm.lib.text import fold_signs
from feedback.models import VoicePlace


def place_with(code: str) -> VoicePlace | None:
    """The place of an address, None where its site is no longer in use."""
    return VoicePlace.objects.select_related("site").filter(code=code.lower(), site__active=True).first()


@transaction.atomic
def place_of(site: Site, *, by: User, at: datetime) -> VoicePlace:
    """The site's address, made of its name when it is asked for the first time."""
    Site.objects.select_for_update().get(pk=site.pk)
    found = VoicePlace.objects.filter(site=site).first()
    if found is not None:
        return found
    return VoicePlace.objects.create(site=site, code=_free_code(site.name), made_at=at, made_by=by)


def _free_code(name: str) -> str:
    word = re.sub(r"[^a-z0-9]+", "-", fold_signs(name)).strip("-")[:30].strip("-") or "ort"
    taken = set(VoicePlace.objects.filter(code__startswith=word).values_list("code", flat=True))
    wanted = (word if number == 1 else f"{word}-{number}" for number in count(1))
    return next(code for code in wanted if code not in taken)
