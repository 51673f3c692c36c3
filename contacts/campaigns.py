"""Campaigns: what an advert cost, when it ran, and the codes customers read out or open as a short address."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Final

from django.db import IntegrityError, transaction
from django.db.models import F, Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from contacts.models import Campaign, CampaignCode, CampaignVisit, CodeTaken, Source
from contacts.reaching import delete_as
from crm.company.models import User
from crm.lib.acts import refuse
from crm.lib.free_names import free_name
from crm.lib.history import save_as
from crm.lib.lengths import fitting

SPEAKABLE: Final = re.compile(r"[A-Z0-9][A-Z0-9_-]*")
"""What a code may be made of: it is read out, and stands in an address."""
LONGEST_CODE: Final = 30
MOST_CODES: Final = 50
MOST_COST: Final = Decimal("99999999.99")


@transaction.atomic
def save_campaign(
    campaign: Campaign | None,
    *,
    code: str,
    name: str,
    source: Source,
    starts_on: date | None = None,
    ends_on: date | None = None,
    cost: Decimal | None = None,
    codes: Mapping[str, str] | None = None,
    by: User,
    at: datetime,
) -> Campaign:
    """Place a campaign or change one. `codes`: all its further codes with where each stands; None leaves them.

    Codes are kept in capitals and lead to one campaign only. Raises Refused by field.
    """
    row = campaign or Campaign()
    row.code = _free_code(code, row, "code")
    row.name = fitting("name", name, 120)
    if not row.name:
        raise refuse("name", _("Bitte geben Sie einen Namen an."))
    if starts_on is not None and ends_on is not None and ends_on < starts_on:
        raise refuse("ends_on", _("Das Ende liegt vor dem Anfang. Bitte prüfen Sie die beiden Tage."))
    if not source.active and source.pk != row.source_id:
        raise refuse("source", _("„%(name)s“ ist nicht in Gebrauch.") % {"name": source})
    if cost is not None and not 0 <= cost <= MOST_COST:
        raise refuse("cost", _("Bitte einen Betrag von 0 bis 99.999.999,99."))
    row.source, row.starts_on, row.ends_on, row.cost = source, starts_on, ends_on, cost
    save_as(row, by=by, at=at)
    if codes is not None:
        _put_codes(row, codes, by=by, at=at)
    take_codes(row)
    return row


def take_codes(campaign: Campaign) -> None:
    """Let the database hold every code of a campaign for it alone. Raises Refused for one that was just given away."""
    codes = {campaign.code, *campaign.codes.values_list("code", flat=True)}
    held = CodeTaken.objects.filter(campaign=campaign)
    held.exclude(code__in=codes).delete()
    missing = sorted(codes - {*held.values_list("code", flat=True)})
    try:
        with transaction.atomic():
            CodeTaken.objects.bulk_create(CodeTaken(code=code, campaign=campaign) for code in missing)
    except IntegrityError as error:
        taken = (
            CodeTaken.objects.filter(code__in=missing).values_list("code", flat=True).first() or missing[0]
        )
        name = "code" if taken == campaign.code else "codes"
        raise refuse(name, _("Den Code „%(code)s“ gibt es schon.") % {"code": taken}) from error


def campaign_with(code: str) -> Campaign | None:
    """The campaign this code leads to, whether it runs or not. One statement, none without a code."""
    code = code.strip().upper()
    if not code:
        return None
    further = CampaignCode.objects.filter(code=code).values("campaign")
    return Campaign.objects.select_related("source").filter(Q(code=code) | Q(pk__in=further)).first()


def runs_on(campaign: Campaign, day: date) -> bool:
    """Whether the day lies in the campaign's period; an open end does not limit it."""
    begun = campaign.starts_on is None or campaign.starts_on <= day
    return begun and (campaign.ends_on is None or day <= campaign.ends_on)


def outside_words(campaign: Campaign, day: date, *, code: str) -> str:
    """What to say of a code that was used before its campaign began or after it ended; "" within."""
    if runs_on(campaign, day):
        return ""
    told = {"code": code.strip().upper(), "name": campaign.name}
    if campaign.starts_on is not None and day < campaign.starts_on:
        told["day"] = date_format(campaign.starts_on, _("j.n.Y"))
        return _("Der Code „%(code)s“ (%(name)s) gilt erst ab %(day)s. Er ist trotzdem gespeichert.") % told
    assert campaign.ends_on is not None  # else it would still run
    told["day"] = date_format(campaign.ends_on, _("j.n.Y"))
    return _("Der Code „%(code)s“ (%(name)s) galt bis %(day)s. Er ist trotzdem gespeichert.") % told


def count_visit(campaign: Campaign, *, day: date) -> None:
    """The short address was opened once more on this day. Nothing else is kept of it."""
    CampaignVisit.objects.bulk_create(
        [CampaignVisit(campaign=campaign, day=day, number=0)], ignore_conflicts=True
    )
    CampaignVisit.objects.filter(campaign=campaign, day=day).update(number=F("number") + 1)


def addressable(code: str) -> bool:
    """Whether the code can stand in an address. Codes of earlier times may hold anything."""
    return SPEAKABLE.fullmatch(code) is not None


def _free_code(code: str, campaign: Campaign, field: str) -> str:
    stored = campaign.code
    free = free_name(code, LONGEST_CODE, among=Campaign.objects.exclude(pk=campaign.pk), field=field).upper()
    if free != stored and not addressable(free):
        raise refuse(field, _("Ein Code besteht aus Buchstaben von A bis Z, Ziffern und Bindestrichen."))
    if CampaignCode.objects.filter(code=free).exists():
        raise refuse(
            field, _("„%(name)s“ gibt es schon. Bitte wählen Sie einen anderen Namen.") % {"name": free}
        )
    return free


def _put_codes(campaign: Campaign, codes: Mapping[str, str], *, by: User, at: datetime) -> None:
    wanted = {code.strip().upper(): fitting("codes", place, 120) for code, place in codes.items()}
    if len(wanted) > MOST_CODES:
        raise refuse("codes", _("Bitte höchstens %(most)d weitere Codes.") % {"most": MOST_CODES})
    stored = {row.code: row for row in CampaignCode.objects.filter(campaign=campaign)}
    _refuse_taken([code for code in wanted if code not in stored], campaign)
    for code, place in wanted.items():
        row = stored.get(code) or CampaignCode(campaign=campaign, code=code)
        if code not in stored or row.place != place:
            row.place = place
            save_as(row, by=by, at=at)
    for code, row in stored.items():
        if code not in wanted:
            delete_as(row, by=by, at=at, reason="")


def _refuse_taken(codes: Sequence[str], campaign: Campaign) -> None:
    for code in codes:
        if len(code) > LONGEST_CODE or not addressable(code):
            text = _(
                "„%(code)s“: Ein Code besteht aus höchstens 30 Buchstaben von A bis Z, Ziffern und Bindestrichen."
            )
            raise refuse("codes", text % {"code": code[:40]})
    taken = [
        *Campaign.objects.filter(code__in=codes).values_list("code", flat=True),
        *CampaignCode.objects.filter(code__in=codes).values_list("code", flat=True),
        *(code for code in codes if code == campaign.code),
    ]
    if taken:
        raise refuse("codes", _("Den Code „%(code)s“ gibt es schon.") % {"code": taken[0]})
