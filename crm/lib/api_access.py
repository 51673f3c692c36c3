"""Who is asking: a token in the header, or the session of the pages."""

import re
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.contrib.knox_auth_token import KnoxTokenScheme
from knox.auth import TokenAuthentication
from rest_framework.authentication import SessionAuthentication
from rest_framework.exceptions import AuthenticationFailed

HEXADECIMAL = re.compile(rb"[0-9a-f]{8,128}")


class PlainToken(TokenAuthentication):
    """knox's tokens. What cannot be one is refused before anything tries to read it."""

    def authenticate_credentials(self, token: bytes) -> tuple[object, object]:
        if not HEXADECIMAL.fullmatch(token):
            raise AuthenticationFailed(_("Dieser Schlüssel gilt nicht (mehr)."))
        found: tuple[object, object] = super().authenticate_credentials(token)
        return found

    def _cleanup_token(self, auth_token: Any) -> bool:
        """Whether it has expired. knox would look through the person's other tokens and delete the old ones."""
        return auth_token.expiry is not None and auth_token.expiry < timezone.now()


class PlainTokenScheme(KnoxTokenScheme):  # type: ignore[no-untyped-call]
    """Tells the description of the API that ours is a token like knox's."""

    target_class = "crm.lib.api_access.PlainToken"


WAYS_IN = [PlainToken, SessionAuthentication]
