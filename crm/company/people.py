"""The accounts of the people here: made by the administration, with a start password that is shown once.

The last administrator and the last of the management stay: without them nobody could set anything up, and the last
rung of every escalation would find nobody.
"""

import re
import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _

from crm.company.calendars import installation
from crm.company.extensions import folded
from crm.company.guessing import forget
from crm.company.models import Badge, DevicePin, Role, Site, Team, User
from crm.lib.acts import refuse
from crm.lib.history import save_as
from crm.lib.lengths import fitting
from crm.lib.text import fold_signs

START_PASSWORD_HOLDS: Final = timedelta(days=14)
_LETTERS: Final = "abcdefghjkmnpqrstuvwxyz23456789"  # none that is mistaken for another on paper
_GROUPS, _GROUP = 3, 4
_USERNAME: Final = re.compile(r"[a-z0-9][a-z0-9._-]{1,39}")
_KEPT: Final = {Role.ADMIN: "admin", Role.MANAGEMENT: "management"}


@dataclass(frozen=True, kw_only=True)
class PersonFacts:
    """What the administration says about a person."""

    first_name: str
    last_name: str
    username: str
    role: str
    site: Site | None
    email: str = ""
    language: str = "de"
    extension: str = ""
    has_customer_contact: bool = True
    reduced_view: bool = False


@transaction.atomic
def invite(
    facts: PersonFacts, *, teams: Collection[Team] = (), by: User | None, at: datetime
) -> tuple[User, str]:
    """Make an account and its start password, which is stored nowhere. Raises Refused by field."""
    company = installation()
    user = User(date_joined=at, quiet_from=company.quiet_from, quiet_until=company.quiet_until, tour_due=True)
    _put(user, facts)
    password = _start(user, at=at)
    save_as(user, by=by, at=at)
    user.teams.set(teams)
    return user, password


@transaction.atomic
def change_person(user: User, facts: PersonFacts, *, teams: Collection[Team], by: User, at: datetime) -> User:
    """Change what is known of a person, their role and their teams. Raises Refused by field."""
    if user.role != facts.role:
        require_another(user, field="role")
    before = {team.pk: team.name for team in user.teams.all()}
    _put(user, facts)
    after = {team.pk: team.name for team in teams}
    save_as(user, by=by, at=at, reason=_moved(before, after))
    user.teams.set(teams)
    return user


@transaction.atomic
def new_start_password(user: User, *, by: User, at: datetime) -> str:
    """A new start password for somebody who forgot theirs; every place where they are signed in forgets them.

    Their PINs and their badge open nothing more, and what was guessed at before counts no longer.
    """
    if not user.is_active:
        raise refuse("", _("%(name)s arbeitet nicht mehr hier.") % {"name": user})
    password = _start(user, at=at)
    save_as(user, by=by, at=at, reason=_("Neues Startpasswort"))
    _open_nothing(user)
    return password


@transaction.atomic
def come_back(user: User, *, by: User, at: datetime) -> str:
    """Somebody who left works here again, with a new start password."""
    user.is_active = True
    password = _start(user, at=at)
    save_as(user, by=by, at=at)
    _open_nothing(user)
    return password


def require_another(user: User, *, field: str) -> None:
    """Raises Refused when `user` is the last active one of a role that must not be empty. Locks those who share it."""
    if user.role not in _KEPT or not user.is_active:
        return
    same = User.objects.select_for_update(of=("self",)).filter(role=user.role, is_active=True).order_by("pk")
    if len(list(same.values_list("pk", flat=True))) > 1:
        return
    if user.role == Role.ADMIN:
        raise refuse(
            field,
            _("%(name)s ist die letzte Person in der Verwaltung. Geben Sie die Rolle erst einer zweiten.")
            % {"name": user},
        )
    raise refuse(
        field,
        _(
            "%(name)s ist die letzte Person in der Geschäftsleitung, bei der Eskalationen enden."
            " Geben Sie die Rolle erst einer zweiten."
        )
        % {"name": user},
    )


def proposed_username(first_name: str, last_name: str) -> str:
    """A free user name made of the last name, with the first letter of the first name or a number when it is taken."""
    last = (
        re.sub(r"[^a-z0-9]", "", fold_signs(last_name))
        or re.sub(r"[^a-z0-9]", "", fold_signs(first_name))
        or "person"
    )
    first = re.sub(r"[^a-z0-9]", "", fold_signs(first_name))[:1]
    taken = set(User.objects.filter(username__startswith=last[:36]).values_list("username", flat=True))
    taken |= set(User.objects.filter(username__startswith=first).values_list("username", flat=True))
    wanted = [
        last[:36],
        f"{first}.{last[:34]}",
        *(f"{last[:36]}{number}" for number in range(2, len(taken) + 3)),
    ]
    return next(name for name in wanted if name not in taken and _USERNAME.fullmatch(name))


def _put(user: User, facts: PersonFacts) -> None:
    user.first_name = fitting("first_name", facts.first_name, 150)
    user.last_name = fitting("last_name", facts.last_name, 150)
    if not user.last_name:
        raise refuse("last_name", _("Bitte geben Sie den Nachnamen an."))
    user.username = _free_username(facts.username, user)
    user.email = _email(facts.email)
    if facts.role not in Role.values:
        raise refuse("role", _("Bitte wählen Sie eine Rolle."))
    if facts.language not in dict(settings.LANGUAGES):
        raise refuse("language", _("Bitte wählen Sie eine Sprache."))
    if facts.site is not None and not facts.site.active and facts.site.pk != user.site_id:
        raise refuse("site", _("Der Standort %(site)s ist nicht mehr in Gebrauch.") % {"site": facts.site})
    user.role, user.site, user.language = facts.role, facts.site, facts.language
    user.has_customer_contact, user.reduced_view = facts.has_customer_contact, facts.reduced_view
    user.extension = folded(fitting("extension", facts.extension, 40))


def _free_username(typed: str, user: User) -> str:
    name = fitting("username", typed, 40).lower()
    if not _USERNAME.fullmatch(name):
        raise refuse(
            "username",
            _(
                "Bitte nur kleine Buchstaben ohne Umlaute, Ziffern, Punkt oder Strich, mindestens zwei Zeichen."
            ),
        )
    if User.objects.filter(username__iexact=name).exclude(pk=user.pk).exists():
        raise refuse("username", _("Der Anmeldename „%(name)s“ ist vergeben.") % {"name": name})
    return name


def _email(typed: str) -> str:
    email = fitting("email", typed, 254)
    if email:
        try:
            validate_email(email)
        except ValidationError:
            raise refuse("email", _("Das sieht nicht nach einer E-Mail-Adresse aus.")) from None
    return email


def _start(user: User, *, at: datetime) -> str:
    password = "-".join(
        "".join(secrets.choice(_LETTERS) for _each in range(_GROUP)) for _group in range(_GROUPS)
    )
    user.set_password(password)
    user.start_password_until = at + START_PASSWORD_HOLDS
    return password


def _open_nothing(user: User) -> None:
    DevicePin.objects.filter(user=user).delete()
    Badge.objects.filter(user=user).delete()
    forget(user.pk)


def _moved(before: dict[int, str], after: dict[int, str]) -> str:
    """Teams are no column of a person: what happened to them is told as the reason of the change."""
    if before == after:
        return ""
    return _("Teams: %(teams)s") % {"teams": ", ".join(sorted(after.values())) or "–"}


def service_account(username: str, name: str, *, by: User, at: datetime) -> User:
    """An account that acts are credited to which no person did. Nobody signs in with it, and it is in no list.

    Where the name is taken, a number is added.
    """
    free = username
    if User.objects.filter(username=username).exists():
        free = proposed_username("", username)
    user = User(username=free, last_name=name, is_active=False, has_customer_contact=False, date_joined=at)
    user.set_unusable_password()
    save_as(user, by=by, at=at)
    return user


def first_administrator(facts: PersonFacts, *, password: str, at: datetime) -> User:
    """The account of whoever sets Anklang up, with a password of their own. Raises Refused by field."""
    user = User(date_joined=at)
    _put(user, facts)
    try:
        validate_password(password, user)
    except ValidationError as weak:
        raise refuse("password", " ".join(weak.messages)) from None
    user.set_password(password)
    save_as(user, by=None, at=at)
    return user
