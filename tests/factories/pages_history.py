"""A random past for the pages beside Kennzahlen: nearly half a year with contacts that named a source, campaigns with
costs and visits, expectations and remarks on competitors, a topic that comes more often, and two surveys of all kinds.
"""

from datetime import timedelta
from decimal import Decimal
from typing import Final
from uuid import UUID

from contacts.models import (
    Campaign,
    CampaignVisit,
    Contact,
    Customer,
    CustomerGroup,
    Product,
    Source,
    Topic,
)
from feedback.models import (
    AnswerItem,
    Feedback,
    Invitation,
    Survey,
    SurveyAnswer,
    SurveyQuestion,
    SurveyVersion,
)
from tests.factories.eventful import YEAR, eventful_history
from tests.factories.history import NOW, History

DAY: Final = timedelta(days=1)
BACK: Final = (timedelta(), timedelta(), 28 * DAY, 56 * DAY, 95 * DAY, 130 * DAY, YEAR)


def pages_history(seed: int, *, contacts: int) -> History:
    past = eventful_history(seed, contacts=contacts, back=BACK)
    for add in (_finer_topic, _named_origins, _more_voices, _rising_topic, _two_surveys):
        add(past)
    return past


def _finer_topic(past: History) -> None:
    parent = Topic.objects.create(name="Reparatur", team=past.team)
    Topic.objects.filter(pk=past.topics[2].pk).update(parent=parent)


def _named_origins(past: History) -> None:
    """Campaigns that ran, run, never had a first day or cost nothing; a source out of use; what contacts named."""
    pick, today = past.random, NOW.date()
    page = Source.objects.get(name="Beilage")
    Source.objects.create(name="Plakat", active=False)
    fair = Source.objects.create(name="Messe", active=pick.random() < 0.5)
    spring, autumn = Campaign.objects.order_by("code")
    spring.cost, spring.starts_on = Decimal(1000), today - 60 * DAY
    spring.ends_on = spring.starts_on + pick.randint(0, 50) * DAY
    autumn.cost, autumn.starts_on = Decimal("333.33"), today - pick.randint(100, 200) * DAY
    Campaign.objects.bulk_update([spring, autumn], ["cost", "starts_on", "ends_on"])
    undated = Campaign.objects.create(code="M1", name="Messe Süd", source=fair, cost=Decimal("80.50"))
    free = Campaign.objects.create(code="M2", name="Messe Nord", source=fair)
    campaigns = [spring, autumn, undated, free]
    CampaignVisit.objects.bulk_create(
        CampaignVisit(campaign=each, day=today - back * DAY, number=pick.randint(1, 2_000))
        for each in campaigns[:3]
        for back in pick.sample(range(200), 12)
    )
    sources = [*Source.objects.filter(name__in=("Empfehlung", "Zeitschrift")), page, fair]
    for contact in past.contacts:
        if pick.random() < 0.4:
            contact.campaign = pick.choice([None, None, *campaigns])
            contact.source = pick.choice([None, *sources])
    Contact.objects.bulk_update(past.contacts, ["campaign", "source"])
    groups = [CustomerGroup.objects.create(name=name) for name in ("Händler", "Schulen")]
    for customer in past.customers:
        customer.group = pick.choice([None, *groups])
    Customer.objects.bulk_update(past.customers, ["group"])


def _more_voices(past: History) -> None:
    pick = past.random
    products = [Product.objects.create(name=name) for name in ("Flügel", "Hocker", "Saite")]
    spoken = set(Feedback.objects.values_list("contact", flat=True))
    loud = NOW - timedelta(days=pick.uniform(2, 40))
    """In the week after that people praise us."""
    Feedback.objects.bulk_create(
        Feedback(
            contact=contact,
            kind="praise"
            if loud < contact.recorded_at < loud + 7 * DAY
            else pick.choice(["expectation", "expectation", "competitor"]),
            at=contact.recorded_at,
            topic=pick.choice([None, contact.topic]),
            product=pick.choice([None, *products]),
            site=pick.choice([None, *past.sites]),
            sorted_at=contact.recorded_at,
        )
        for contact in past.contacts
        if contact.pk not in spoken and pick.random() < 0.4
    )


def _rising_topic(past: History) -> None:
    """Most often one topic comes suddenly in the last week; sometimes with as many of all the others."""
    pick = past.random
    some = [pick.choice(past.topics[:2])] if pick.random() < 0.8 else past.topics[:4]
    more = []
    for _number in range(pick.choice([8, 40, 60])):
        at = NOW - timedelta(days=pick.uniform(0, 9))
        more.append(
            Contact(
                client_id=UUID(int=pick.getrandbits(128)),
                fingerprint="0" * 64,
                channel=pick.choice(["phone", "shop"]),
                direction="in",
                outcome="resolved",
                happened_at=at,
                recorded_at=at,
                received_at=at,
                recorded_by=past.staff[0],
                site=pick.choice([*past.sites, None]),
                customer=pick.choice([*past.customers, None]),
                topic=pick.choice(some),
                encounter=UUID(int=pick.getrandbits(128)),
            )
        )
    past.contacts += Contact.objects.bulk_create(more)


def _two_surveys(past: History) -> None:
    """Half of those who were asked belong to a second survey with a choice: about a case, a contact, or on a day."""
    pick = past.random
    survey = Survey.objects.create(name="Zum Kontakt", trigger="contact", created_at=NOW - YEAR)
    version = SurveyVersion.objects.create(survey=survey, number=1, created_at=NOW - YEAR)
    options = [{"de": "Aushang"}, {"de": "Netz"}, {"de": "Zufall"}]
    question = SurveyQuestion.objects.create(
        version=version, position=1, kind="choice", text_de="Woher kennen Sie uns?", options=options
    )
    free = [each for each in past.contacts if each.topic and each.customer and each.outcome == "resolved"]
    pick.shuffle(free)
    for invitation in Invitation.objects.order_by("pk"):
        if pick.random() < 0.5:
            continue
        invitation.survey, invitation.version = survey, version
        about = pick.choice(["case", "contact", "day"])
        if about == "contact" and free:
            invitation.case, invitation.contact = None, free.pop()
        elif about == "day":
            invitation.case, invitation.run_on = None, invitation.created_at.date()
        invitation.save()
    AnswerItem.objects.bulk_create(
        AnswerItem(answer=answer, question=question, choice=pick.randrange(3))
        for answer in SurveyAnswer.objects.filter(invitation__survey=survey).order_by("pk")
        if pick.random() < 0.7
    )
