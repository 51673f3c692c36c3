"""What the capture screen sends, read into one `Capture`. Whether it may be saved is decided by `crm.desk.capture`."""

from datetime import datetime, time, timedelta
from typing import Any, Literal
from uuid import uuid4

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from contacts.models import Channel, Kind, Outcome, Salutation
from contacts.recording import NewCustomer
from contacts.referring import customer_named
from crm.desk.answering import Heard
from crm.desk.capture import Capture
from crm.desk.questions import FIELDS
from crm.lib.acts import Refused
from feedback.models import Severity, VoiceKind

KNOWN, NEW, NAMELESS = "known", "new", "nameless"
JOIN = "join"
LARGEST_ID = 2**63 - 1  # what a database takes
DECLINED = "declined"  # asked, not known or not told
Gap = Literal["source", "reason"]
AGO = {"now": timedelta(), "15": timedelta(minutes=15), "60": timedelta(hours=1)}
EARLIER = "earlier"
NEW_FIELDS = (
    "kind",
    "salutation",
    "title",
    "first_name",
    "last_name",
    "organisation",
    "phone",
    "email",
    "street",
    "postal_code",
    "city",
    "country",
)


def _text(length: int) -> forms.CharField:
    too_long = _("Das ist zu lang: Hier passen höchstens %(limit_value)s Zeichen hin.")
    return forms.CharField(required=False, max_length=length, error_messages={"max_length": too_long})


def _number() -> forms.IntegerField:
    return forms.IntegerField(required=False, min_value=1, max_value=LARGEST_ID)


def _codes() -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(required=False, choices=[(code, "") for code in FIELDS])


class Fixed(dict[str, forms.Field]):
    """Fields that nobody alters while a form is read: Django would copy all forty for every capture."""

    def __deepcopy__(self, _memo: dict[int, Any]) -> "Fixed":
        return self


class CaptureForm(forms.Form):
    """One concern of one person. `who` says which of the three ways of naming the person was taken."""

    client_id = forms.UUIDField(
        error_messages={
            "required": _("Diese Seite ist nicht vollständig angekommen. Bitte laden Sie sie neu.")
        }
    )
    encounter = forms.UUIDField(required=False)
    opened_at = forms.DateTimeField(required=False)
    recorded_at = forms.DateTimeField(required=False)  # the tap on the outcome, by the device
    who = forms.ChoiceField(
        choices=[(KNOWN, ""), (NEW, ""), (NAMELESS, "")],
        error_messages={"required": _("Wer ist da? Wählen Sie eine Person, „Neu“ oder „Ohne Namen“.")},
    )
    customer = _number()
    spoke_with = _number()
    channel = forms.ChoiceField(
        choices=Channel.choices, error_messages={"required": _("Auf welchem Weg? Wählen Sie den Kanal.")}
    )
    topic = _number()
    call = _number()
    campaign_code = _text(30)
    campaign_pick = _text(30)
    text = _text(10_000)
    voice = forms.MultipleChoiceField(required=False, choices=VoiceKind.choices)
    severity = forms.MultipleChoiceField(required=False, choices=Severity.choices)
    product = _number()
    happened = forms.ChoiceField(
        required=False, choices=[(key, "") for key in AGO] + [(EARLIER, "")], initial="now"
    )
    earlier = forms.TimeField(
        required=False,
        error_messages={"invalid": _("Schreiben Sie die Uhrzeit so: 9:30.")},
    )
    picks_up = forms.BooleanField(required=False)
    answer = _number()
    answer_missing = forms.BooleanField(required=False)
    answer_q = _text(200)
    source = _text(20)
    reason = _text(20)
    reason_text = _text(300)
    referred_by = _text(200)
    told_phone = _text(60)
    told_email = _text(254)
    told_right = forms.BooleanField(required=False)
    asked = _codes()
    unsaid = _codes()
    case = _number()
    outcome = forms.ChoiceField(
        choices=[*Outcome.choices, (JOIN, "")],
        error_messages={"required": _("Wie ging es aus? Wählen Sie „Sofort gelöst“ oder „Vorgang anlegen“.")},
    )

    new_kind = forms.ChoiceField(required=False, choices=Kind.choices)
    new_salutation = forms.ChoiceField(required=False, choices=Salutation.choices)
    new_title = _text(40)
    new_first_name = _text(80)
    new_last_name = _text(80)
    new_organisation = _text(160)
    new_phone = _text(60)
    new_email = _text(254)
    new_street = _text(160)
    new_postal_code = _text(16)
    new_city = _text(100)
    new_country = _text(2)

    def clean_voice(self) -> str:
        voices = self.cleaned_data["voice"]
        if len(voices) > 1:
            raise forms.ValidationError(_("Eine Stimme je Eintrag. Die zweite mit „Noch ein Anliegen“."))
        return "".join(voices)

    def clean_severity(self) -> int | None:
        """The gravest, where a page without script let more than one stand."""
        return max((int(level) for level in self.cleaned_data["severity"]), default=None)

    def clean_referred_by(self) -> int | None:
        """The id of the customer meant; only asked where a source was told."""
        if self.data.get("source", DECLINED) in ("", DECLINED):
            return None
        try:
            row = customer_named(self.cleaned_data["referred_by"])
        except Refused as refused:
            raise forms.ValidationError(refused.messages["referred_by"]) from refused
        return row.pk if row else None

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or self.cleaned_data
        needs_topic = facts.get("outcome") in (
            Outcome.RESOLVED,
            Outcome.FOLLOW_UP,
        )  # joining takes the case's
        if needs_topic and not facts.get("topic") and "topic" not in self.errors:
            self.add_error("topic", _("Worum geht es? Wählen Sie ein Anliegen."))
        if facts.get("who") == KNOWN and not facts.get("customer"):
            self.add_error("who", _("Wer ist da? Wählen Sie eine Person, „Neu“ oder „Ohne Namen“."))
        if facts.get("who") == NEW and not any(facts.get(f"new_{name}") for name in _NAMES):
            self.add_error("new_last_name", _("Wie heißt die Person? Ein Name genügt."))
        if facts.get("outcome") == JOIN and not facts.get("case"):
            self.add_error("outcome", _("Zu welchem Vorgang gehört es? Wählen Sie ihn bei der Person aus."))
        if facts.get("happened") == EARLIER and "earlier" in facts and facts["earlier"] is None:
            self.add_error("earlier", _("Wann war das? Schreiben Sie die Uhrzeit, zum Beispiel 9:30."))
        return facts

    def heard(self) -> Heard:
        """What came of the questions beside the concern; only for a valid form."""
        facts = self.cleaned_data
        declined = [
            code for code, what in FIELDS.items() if facts[what] == DECLINED or code in facts["unsaid"]
        ]
        answered = [code for code, what in FIELDS.items() if facts[what]]
        return Heard(
            phone=facts["told_phone"],
            email=facts["told_email"],
            right=facts["told_right"],
            declined=declined,
            asked=facts["asked"],
            shown=[code for code in facts["asked"] if code not in {*declined, *answered}],
        )

    def capture(self, *, site_id: int | None, now: datetime) -> Capture:
        """The request to `crm.desk.capture`; only for a valid form. `now` stands in where the page did not say."""
        facts = self.cleaned_data
        joins = facts["outcome"] == JOIN
        return Capture(
            client_id=facts["client_id"],
            encounter=facts["encounter"],
            channel=facts["channel"],
            happened_at=happened_at(
                facts["opened_at"] or now, how=facts["happened"] or "now", clock=facts["earlier"]
            ),
            recorded_at=facts["recorded_at"],
            outcome=Outcome.FOLLOW_UP if joins else facts["outcome"],
            topic=None if facts["outcome"] == Outcome.NO_CONCERN else facts["topic"],
            customer=facts["customer"] if facts["who"] == KNOWN else None,
            new_customer=self._new_customer() if facts["who"] == NEW else None,
            spoke_with=facts["spoke_with"] if facts["who"] == KNOWN else None,
            text=facts["text"],
            case=facts["case"] if joins else None,
            voice=facts["voice"],
            severity=facts["severity"] if facts["voice"] == VoiceKind.COMPLAINT else None,
            source=_id(facts["source"]),
            reason=_id(facts["reason"]),
            reason_text=facts["reason_text"],
            campaign_code=(facts["campaign_code"] or facts["campaign_pick"])
            if facts["channel"] == Channel.MAGAZINE
            else "",
            product=facts["product"],
            site=site_id,
            picks_up=facts["picks_up"] and facts["outcome"] == Outcome.FOLLOW_UP,
            answer=facts["answer"],
            referred_by=facts["referred_by"],
            answer_missing=facts["answer_missing"],
            answer_words=facts["answer_q"] if facts["answer_missing"] else "",
        )

    def _new_customer(self) -> NewCustomer:
        typed = {name: self.cleaned_data[f"new_{name}"] for name in NEW_FIELDS}
        typed["kind"] = typed["kind"] or Kind.PERSON
        typed["country"] = typed["country"].upper()
        return NewCustomer(**typed)


CaptureForm.base_fields = Fixed(CaptureForm.base_fields)


_NAMES = ("first_name", "last_name", "organisation")


def _id(typed: str) -> int | None:
    return int(typed) if typed.isdecimal() and int(typed) <= LARGEST_ID else None


def happened_at(opened_at: datetime, *, how: str, clock: time | None) -> datetime:
    """When it was: so long before the screen was opened, or at `clock` that day; a later clock means the day before."""
    if how != EARLIER or clock is None:
        return opened_at - AGO.get(how, timedelta())
    there = timezone.localtime(opened_at)
    moment = datetime.combine(there.date(), clock, tzinfo=there.tzinfo)
    return moment if moment <= there else moment - timedelta(days=1)


def fresh_ids() -> dict[str, str]:
    """Ids for a screen opened without JavaScript; with it, the browser makes its own."""
    return {"client_id": str(uuid4()), "encounter": str(uuid4())}
