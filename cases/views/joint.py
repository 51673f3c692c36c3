"""Merging, splitting and linking cases, each a page of its own with a form."""

from django.db.models import Q
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from cases.act_form import ActForm
from cases.act_page import ActPage, Asked, answer
from cases.forms import named_contact
from cases.joint_forms import LinkForm, MergeForm, SplitForm, UnlinkForm
from cases.lifecycle import link, merge, split, undo_merge, unlink
from cases.models import Case, CaseEvent, Status
from cases.visibility import changes_what_they_see, inside
from crm.lib.acts import refuse
from crm.lib.formats import story_moment
from crm.lib.lengths import shortened

form_and_act = require_http_methods(["GET", "HEAD", "POST"])
SHOWN = 100


@form_and_act
def merge_in(request: HttpRequest, number: int) -> HttpResponse:
    return answer(request, number, MERGE)


@form_and_act
def part(request: HttpRequest, number: int) -> HttpResponse:
    return answer(request, number, PART)


@form_and_act
def split_off(request: HttpRequest, number: int) -> HttpResponse:
    return answer(request, number, SPLIT)


@form_and_act
def link_to(request: HttpRequest, number: int) -> HttpResponse:
    return answer(request, number, LINK)


@form_and_act
def unlink_from(request: HttpRequest, number: int) -> HttpResponse:
    return answer(request, number, UNLINK)


def _merge_form(asked: Asked, data: QueryDict | None) -> MergeForm:
    """Open cases of the same customer that this person may change too."""
    others: list[tuple[str, str]] = []
    if asked.case.customer_id is not None:
        open_ones = (
            Case.objects.filter(inside(asked.viewer), customer=asked.case.customer_id)
            .exclude(Q(pk=asked.case.pk) | Q(status=Status.RESOLVED))
            .select_related("topic")
            .order_by("-opened_at", "-pk")[:SHOWN]
        )
        others = [
            (str(each.pk), _named(each)) for each in open_ones if changes_what_they_see(asked.viewer, each)
        ]
    return MergeForm(data, others=others)


def _named(case: Case) -> str:
    return f"#{case.number} {case.title}"


def _split_form(asked: Asked, data: QueryDict | None) -> SplitForm:
    links = asked.case.links.filter(opened_case=False, contact__void=None).select_related("contact")
    notes = CaseEvent.objects.filter(case=asked.case, verb="noted").select_related("by").order_by("-at")
    return SplitForm(
        data,
        contacts=[
            (str(each.contact_id), named_contact(each.contact, now=asked.now, tz=asked.tz))
            for each in links.order_by("-contact__recorded_at")[:SHOWN]
        ],
        notes=[(str(each.pk), _note_words(each, asked)) for each in notes[:SHOWN]],
    )


def _note_words(note: CaseEvent, asked: Asked) -> str:
    words = note.text or ", ".join(each["name"] for each in note.data.get("files", []))
    return f"{note.by}, {story_moment(note.at, now=asked.now, tz=asked.tz)}: {shortened(words)}"


def _unlink_form(asked: Asked, data: QueryDict | None) -> UnlinkForm:
    linked = Case.objects.filter(Q(links_in__case=asked.case) | Q(links_out__other=asked.case))
    return UnlinkForm(data, others=[(str(each.pk), f"#{each.number}") for each in linked.order_by("number")])


def _merge(asked: Asked, form: MergeForm, version: int | None) -> None:
    if form.nothing:
        raise refuse("", str(form.nothing))
    other: int = form.cleaned_data["other"]
    merge(asked.case.pk, take_in=other, by=asked.user, at=asked.now, expected_version=version)


def _part(asked: Asked, _form: ActForm, version: int | None) -> None:
    undo_merge(asked.case.pk, by=asked.user, at=asked.now, expected_version=version)


def _split(asked: Asked, form: SplitForm, version: int | None) -> None:
    facts = form.cleaned_data
    split(
        asked.case.pk,
        contacts=facts.get("contacts", []),
        notes=facts.get("notes", []),
        by=asked.user,
        at=asked.now,
        expected_version=version,
    )


def _link(asked: Asked, form: LinkForm, _version: int | None) -> None:
    other = Case.objects.filter(inside(asked.viewer), number=form.number()).first()
    link(asked.case.pk, other=other, kind=form.cleaned_data["kind"], by=asked.user, at=asked.now)


def _unlink(asked: Asked, form: UnlinkForm, _version: int | None) -> None:
    if form.nothing:
        raise refuse("", str(form.nothing))
    unlink(asked.case.pk, other=Case.objects.get(pk=form.cleaned_data["other"]), by=asked.user, at=asked.now)


MERGE = ActPage(
    title=_("Zusammenführen"),
    button=_("Zusammenführen"),
    done=_("Die Vorgänge sind zusammengeführt. Das frühere Versprechen gilt."),
    form=_merge_form,
    do=_merge,
)
PART = ActPage(
    title=_("Zusammenführen zurücknehmen"),
    button=_("Wieder trennen"),
    done=_("Die Vorgänge sind wieder getrennt, jeder mit seinen Fristen."),
    form=lambda _asked, data: ActForm(data),
    do=_part,
)
SPLIT = ActPage(
    title=_("Abtrennen"),
    button=_("Als eigenen Vorgang abtrennen"),
    done=_("Ein neuer Vorgang ist abgetrennt, mit eigenem Versprechen."),
    form=_split_form,
    do=_split,
)
LINK = ActPage(
    title=_("Verknüpfen"),
    button=_("Verknüpfen"),
    done=_("Die Vorgänge sind verknüpft. Beide zeigen es."),
    form=lambda _asked, data: LinkForm(data),
    do=_link,
    versioned=False,
)
UNLINK = ActPage(
    title=_("Verknüpfung lösen"),
    button=_("Verknüpfung lösen"),
    done=_("Die Verknüpfung ist gelöst."),
    form=_unlink_form,
    do=_unlink,
    versioned=False,
)
