"""What the law makes the company keep although somebody is erased: cases of certain topics, and whose they were."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.timezone import localdate

from contacts.models import RetentionClass, Topic
from contacts.privacy.rows import CONTACT, MATTER
from contacts.privacy.taking_away import Keeps, Kept
from crm.lib.personal_data import Holding, Matter, Values, matters_of


@dataclass(frozen=True)
class KeptMatter:
    """One case that stays locked, and why."""

    matter: Matter
    name: str
    reason: str
    until: date


@dataclass(frozen=True)
class Keeping:
    """What is known about the cases of a customer before an erasure."""

    open_numbers: tuple[int, ...]
    kept: tuple[KeptMatter, ...]

    @property
    def until(self) -> date | None:
        return max((each.until for each in self.kept), default=None)


def keeping_of(customer_id: int, *, at: datetime) -> Keeping:
    """A few statements, whatever there is."""
    matters = matters_of(customer_id)
    by_topic = _classes()
    kept = []
    for matter in matters:
        if matter.ended_at is None:
            continue
        for found in by_topic.get(matter.topic_id, ())[:1]:
            until = found.until(matter.ended_at)
            if until >= localdate(at):
                kept.append(KeptMatter(matter, found.name, found.reason, until))
    return Keeping(tuple(m.number for m in matters if m.ended_at is None), tuple(kept))


def keeps(keeping: Keeping) -> Keeps:
    """Rows of a kept case and its contacts, and who it was (name and address)."""
    by_matter = {each.matter.pk: Kept(each.name, each.until) for each in keeping.kept}
    by_contact = {
        contact: Kept(each.name, each.until) for each in keeping.kept for contact in each.matter.contact_ids
    }
    longest = max(keeping.kept, key=lambda each: each.until, default=None)

    def of(holding: Holding, row: Values) -> Kept | None:
        if holding.master and longest is not None:
            return Kept(longest.name, longest.until)
        return by_matter.get(row.get(MATTER, 0)) or by_contact.get(row.get(CONTACT, 0))

    return of


def _classes() -> dict[int, list[RetentionClass]]:
    """The classes in force by topic, the longest first; a class of a topic holds for those below it too."""
    below: dict[int, list[int]] = {}
    for pk, parent in Topic.objects.filter(parent__isnull=False).values_list("pk", "parent_id"):
        below.setdefault(parent or 0, []).append(pk)
    found: dict[int, list[RetentionClass]] = {}
    for each in (
        RetentionClass.objects.filter(active=True).prefetch_related("topics").order_by("-years", "pk")
    ):
        for topic in each.topics.all():
            for pk in (topic.pk, *below.get(topic.pk, ())):
                found.setdefault(pk, []).append(each)
    return found
