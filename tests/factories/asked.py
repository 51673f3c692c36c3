"""On top of a random past: invitations, answers of every kind and standing, ideas in every state with their wishes."""

from datetime import timedelta

from cases.models import Case
from contacts.models import Contact
from feedback.models import Feedback, Idea, IdeaWish, Invitation, SurveyAnswer
from tests.factories import history
from tests.factories.history import NOW, START, History
from tests.factories.surveys import asked

VALID = timedelta(days=13)


def ask_around(past: History) -> None:
    """Ask about most resolved cases; two of three answer, some of them badly. Rows are written directly."""
    pick = past.random
    resolved = Case.objects.filter(status="resolved", customer__isnull=False).order_by("pk")
    concerns = [
        contact
        for contact in past.contacts
        if contact.outcome == "follow_up" and contact.topic and contact.customer
    ]
    for case in resolved:
        assert case.resolved_at is not None
        created = min(case.resolved_at + timedelta(hours=pick.randrange(24, 60)), NOW - timedelta(hours=6))
        invitation = Invitation.objects.create(
            **asked(),
            case=case,
            customer_id=case.customer_id or 0,
            token_hash=f"{case.pk:064}",
            created_at=created,
            expires_at=created + VALID,
            sent_at=pick.choice(
                [None, created, created + timedelta(minutes=2), created + timedelta(hours=5)]
            ),
        )
        if pick.random() < 0.66:
            _answered(past, invitation, pick.choice(concerns))


def _answered(past: History, invitation: Invitation, concern: Contact) -> None:
    pick = past.random
    said = SurveyAnswer(
        invitation=invitation,
        at=min(invitation.created_at + VALID * pick.random(), NOW - timedelta(hours=pick.randrange(40))),
        solved=pick.choice(["yes", "yes", "partly", "no"]),
        score=pick.randint(1, 5),
    )
    if said.is_low:
        said.case = history._a_case(past, _again(concern, pick.getrandbits(120)))
        said.promise = history._a_receipt(past, said.case)
    said.save()


def _again(contact: Contact, number: int) -> Contact:
    """The same concern as a contact of its own."""
    values = {f.attname: getattr(contact, f.attname) for f in Contact._meta.concrete_fields if f.name != "id"}
    again = Contact.objects.create(**values | {"client_id": f"{number:032x}"})
    again.topic = contact.topic
    return again


def think_ahead(past: History) -> None:
    """Ideas in every state; most wishes belong to one, some since long after they were said."""
    pick = past.random
    ideas = [_idea(past, number) for number in range(12)]
    for wish in Feedback.objects.filter(kind="wish").order_by("pk"):
        if pick.random() < 0.75:
            put = wish.at + timedelta(days=pick.choice([0, 1, 9, 31]), hours=pick.random())
            IdeaWish.objects.create(idea=pick.choice(ideas), feedback=wish, said_at=wish.at, at=min(put, NOW))
    Feedback.objects.filter(kind="praise").update(kind="wish")  # plenty, some without an idea


def _idea(past: History, number: int) -> Idea:
    pick = past.random
    status = pick.choice(["new", "planned", "declined", "built"])
    idea = Idea(title=f"Idee {number}", created_at=START, status=status)
    if status != "new":
        idea.decided_at, idea.decision_reason = past.moment(), "Weil."
        idea.built_at = min(idea.decided_at + timedelta(days=3), NOW) if status == "built" else None
    idea.save()
    return idea
