"""`python -m tools.public.asked N`: in the shop of `tools.public.shop`, N people are asked; their links as JSON."""

import json
import sys
from datetime import timedelta

import django


def main(number: int) -> None:
    from django.urls import reverse  # noqa: PLC0415 - the models exist from here on
    from django.utils import timezone  # noqa: PLC0415

    from contacts.models import Topic  # noqa: PLC0415
    from crm.company.models import User  # noqa: PLC0415
    from crm.lib.tokens import new_token, token_hash  # noqa: PLC0415
    from feedback.models import Invitation  # noqa: PLC0415
    from tests.factories.surveys import Shop, asked  # noqa: PLC0415

    now = timezone.now()
    topic = Topic.objects.filter(parent__isnull=False).earliest("pk")
    shop = Shop(User.objects.filter(pk__in=topic.team.members.values("pk")).earliest("pk"), topic)
    links = []
    for _each in range(number):
        case, token = shop.closed_case(at=now - timedelta(hours=1)), new_token()
        assert case.customer is not None
        Invitation.objects.create(
            **asked(),
            case=case,
            customer=case.customer,
            token_hash=token_hash(token),
            created_at=now,
            expires_at=now + timedelta(days=13),
        )
        links.append(reverse("survey", args=[token]))
    json.dump(links, sys.stdout)


if __name__ == "__main__":
    django.setup()
    main(int(sys.argv[1]))
