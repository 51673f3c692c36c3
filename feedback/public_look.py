"""What stands around every public page: whose it is, in which language, and the way to the legal texts."""

from typing import Any

from django.conf import settings
from django.db.models.functions import Length
from django.http import HttpRequest

from crm.company.models import Installation
from feedback.models import PublicPages


def about_company(request: HttpRequest) -> dict[str, Any]:
    """Two statements."""
    name, address = Installation.objects.values_list("company_name", "public_address").first() or ("", "")
    texts = PublicPages.objects.values_list(Length("privacy_text"), Length("imprint_text")).first() or (0, 0)
    return {
        "company": name or "Anklang",
        "company_address": address,
        "in_language": in_language(request),
        "has_privacy": bool(texts[0]),
        "has_imprint": bool(texts[1]),
    }


def in_language(request: HttpRequest) -> str:
    """What an address carries on, where the other language was chosen."""
    named = request.GET.get("sprache", "")
    return f"?sprache={named}" if named in dict(settings.LANGUAGES) else ""
