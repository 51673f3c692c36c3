"""`python -m tools.public.shop`: the database of DATABASE_URL becomes a shop whose public pages are open.

Says as JSON every public address there is, and who may look at the pages of the staff.
"""

import json
import sys
from datetime import timedelta

import django

PASSWORD = "nur-zum-messen-1"  # noqa: S105 - of a database that lives for one run


def main() -> None:
    from django.core.management import call_command  # noqa: PLC0415 - the models exist from here on
    from django.urls import reverse  # noqa: PLC0415
    from django.utils import timezone  # noqa: PLC0415

    from contacts.campaigns import take_codes  # noqa: PLC0415
    from crm.company.models import Installation, Role  # noqa: PLC0415
    from crm.desk.public.thanks import Thanks, address_of  # noqa: PLC0415
    from crm.lib.tokens import new_token, token_hash  # noqa: PLC0415
    from feedback.models import Invitation  # noqa: PLC0415
    from tests.factories.cases import make_topic  # noqa: PLC0415
    from tests.factories.company import make_user  # noqa: PLC0415
    from tests.factories.contacts import a_campaign  # noqa: PLC0415
    from tests.factories.public import all_of_it  # noqa: PLC0415
    from tests.factories.surveys import a_shop, asked  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    Installation.objects.update_or_create(pk=1, defaults={"kind": Installation.TEST})
    now = timezone.now()
    shop = a_shop()
    case = shop.closed_case(at=now - timedelta(hours=1))
    assert case.customer is not None
    survey = new_token()
    Invitation.objects.create(
        **asked(),
        case=case,
        customer=case.customer,
        token_hash=token_hash(survey),
        created_at=now,
        expires_at=now + timedelta(days=13),
    )
    make_topic(shop.topic.team, is_other=True)
    make_user(Role.ADMIN, username="leserin", password=PASSWORD)
    outside = all_of_it(shop.topic.team.site, shop.topic, by=shop.worker, at=now)
    campaign = a_campaign("SB9")
    take_codes(campaign)
    thanks = address_of(Thanks(kind="complaint", team="Werkstatt", due=now + timedelta(hours=4)))
    looked_at = [
        reverse("public_contact"),
        reverse("public_embedded"),
        reverse("public_voice", args=[outside.code]),
        reverse("public_thanks", args=[thanks]),
        reverse("public_privacy"),
        reverse("public_imprint"),
        reverse("kiosk", args=[outside.secret]),
        reverse("kiosk_thanks", args=[outside.secret]),
        reverse("survey", args=[survey]),
        reverse("survey_opt_out", args=[survey]),
        reverse("short_address", args=["SB9"]),
        reverse("public_voice", args=["nirgends"]),
        reverse("kiosk", args=["kein-kiosk"]),
        reverse("survey", args=["keine"]),
    ]
    said = {"addresses": looked_at, "form": reverse("public_voice", args=[outside.code]), "user": "leserin"}
    json.dump(said | {"password": PASSWORD}, sys.stdout)


if __name__ == "__main__":
    django.setup()
    main()
