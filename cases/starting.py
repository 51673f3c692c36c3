"""Topics with their process from templates, in one go: tiles, deadlines with their ladder, checklists, text blocks,
sources and reasons.

What already exists by its name stays as it is, so a second template adds to the first.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from cases.checklists import save_checklist
from cases.kit_blocks import Words
from cases.kits import COMPLAINTS, EVERYTHING, KITS, OTHER, SOURCES, STAFF, Kit, KitTopic
from cases.models import Policy, TextBlock
from cases.policy_changing import add_policy
from cases.policy_terms import Conditions, Terms
from cases.text_blocks import save_block
from contacts.models import Reason, Source, Topic
from contacts.offering import save_reason, save_source
from contacts.topics import save_topic
from crm.company.models import Team, User
from crm.lib.acts import refuse


@transaction.atomic
def lay_out(codes: Sequence[str], *, team: Team, by: User, at: datetime) -> list[Topic]:
    """Take the templates of these codes over; every new topic belongs to `team` first. Returns the new top topics."""
    if not codes or any(code not in KITS for code in codes):
        raise refuse("kits", _("Bitte wählen Sie mindestens eine Vorlage."))
    kits = [KITS[code] for code in codes]
    new = [
        topic
        for topic in [*(each for kit in kits for each in kit.topics), STAFF]
        if _is_new(topic.name, Topic.objects.filter(parent=None))
    ]
    _complaints_and_everything(by=by, at=at)
    rows = [_topic(topic, team=team, by=by, at=at) for topic in new]
    if not Topic.objects.filter(is_other=True).exists():
        rows.append(_other(team=team, by=by, at=at))
    _text_blocks(kits, by=by, at=at)
    _origins(kits, by=by, at=at)
    return rows


def _is_new(name: Words, among: "Iterable[Topic | Source | Reason | Policy | TextBlock]") -> bool:
    return str(name).casefold() not in {row.name.casefold() for row in among}


def _topic(kit: KitTopic, *, team: Team, by: User, at: datetime) -> Topic:
    last = Topic.objects.filter(parent=None, is_other=False).aggregate(last=Max("position"))["last"]
    top = save_topic(
        None,
        name=str(kit.name),
        team=team,
        icon=kit.icon,
        confidential=kit.confidential,
        solvable_at_once=not kit.confidential,
        position=0 if last is None else last + 1,
        by=by,
        at=at,
    )
    for place, name in enumerate(kit.finer):
        save_topic(
            None,
            name=str(name),
            team=team,
            parent=top,
            icon=kit.icon,
            solvable_at_once=name not in kit.slow,
            position=place,
            by=by,
            at=at,
        )
    if kit.answer and _is_new(kit.name, Policy.objects.all()):
        terms = Terms(
            name=str(kit.name),
            conditions=Conditions(topic=top),
            first_response_minutes=kit.answer,
            resolution_minutes=kit.solve,
        )
        add_policy(terms, by=by, at=at)
    if kit.points:
        save_checklist(top, points="\n".join(map(str, kit.points)), by=by, at=at)
    return top


def _other(*, team: Team, by: User, at: datetime) -> Topic:
    return save_topic(
        None, name=str(OTHER.name), team=team, icon=OTHER.icon, position=900, is_other=True, by=by, at=at
    )


def _text_blocks(kits: list[Kit], *, by: User, at: datetime) -> None:
    topics = {topic.name.casefold(): topic for topic in Topic.objects.filter(parent=None)}
    for block in (block for kit in kits for block in kit.blocks):
        if _is_new(block.name, TextBlock.objects.all()):
            topic = topics[str(block.topic).casefold()] if block.topic else None
            save_block(None, name=str(block.name), text=str(block.text), team=None, topic=topic, by=by, at=at)


def _origins(kits: list[Kit], *, by: User, at: datetime) -> None:
    if not Source.objects.exists():
        for place, (name, finer) in enumerate(SOURCES):
            top = save_source(None, name=str(name), position=place, by=by, at=at)
            for below, each in enumerate(finer):
                save_source(None, name=str(each), parent=top, position=below, by=by, at=at)
    place = Reason.objects.count()
    for name in (name for kit in kits for name in kit.reasons):
        if _is_new(name, Reason.objects.all()):
            save_reason(None, name=str(name), position=place, by=by, at=at)
            place += 1


def _complaints_and_everything(*, by: User, at: datetime) -> None:
    """The rule for everything comes first, as every other stands before it; then the one for complaints."""
    for (name, answer, solve), catch_all in ((EVERYTHING, True), (COMPLAINTS, False)):
        if Policy.objects.filter(catch_all=catch_all, complaints_only=not catch_all).exists():
            continue
        terms = Terms(
            name=str(name),
            conditions=Conditions(complaints_only=not catch_all),
            first_response_minutes=answer,
            resolution_minutes=solve,
        )
        add_policy(terms, catch_all=catch_all, by=by, at=at)
