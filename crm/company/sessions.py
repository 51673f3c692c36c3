"""Who is signed in: every request asks for its session and its person, so both statements are kept."""

from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.db.models import BigIntegerField, CharField, DateTimeField, F
from django.utils import timezone

from crm.company.models import User
from crm.lib.kept import Kept

SESSION = Kept(
    lambda *, key, now: Session.objects.filter(session_key=key, expire_date__gt=now),
    key=CharField(),
    now=DateTimeField(),
)
PERSON = Kept(
    lambda *, pk: User.objects.filter(pk=pk).annotate(
        site_rings_for_all=F("site__rings_for_all"), site_channel=F("site__default_channel")
    ),
    pk=BigIntegerField(),
)


class SessionStore(db.SessionStore):
    """Django's own, rows and all."""

    def _get_session_from_db(self) -> Session | None:
        found = SESSION.rows(key=self.session_key, now=timezone.now())
        if not found:
            self._session_key = None
            return None
        return found[0]


class People(ModelBackend):
    """Django's own; who was switched off since is nobody."""

    def get_user(self, user_id: Any) -> User | None:
        return next((user for user in PERSON.rows(pk=user_id) if self.user_can_authenticate(user)), None)
