"""What the administration settles about the public pages. `feedback.public_pages` judges it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from contacts.models import Topic
from crm.company.settings_editing import SettingsForm
from feedback.public_pages import LONGEST_TEXT, SPAM_DAYS


class PublicPagesForm(SettingsForm):
    open = forms.BooleanField(
        label=_("Öffentliche Seiten sind offen"),
        required=False,
        help_text=_("Kontaktformular, Stimme am Standort und Kiosk. Geschlossen zeigen sie niemandem etwas."),
    )
    topic = forms.ModelChoiceField(
        label=_("Anliegen"),
        queryset=Topic.objects.none(),
        required=False,
        empty_label=_("Sonstiges"),
        help_text=_(
            "Sein Team beantwortet, was hereinkommt. Beim Sortieren lässt es sich für jede Stimme ändern."
        ),
    )
    takes_files = forms.BooleanField(
        label=_("Dateien annehmen"),
        required=False,
        help_text=_(
            "Bis zu drei Bilder oder Dokumente je Nachricht. Fremde Dateien bitte nur auf geschützten Rechnern öffnen."
        ),
    )
    privacy_text = forms.CharField(
        label=_("Datenschutzhinweise"),
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea({"rows": 8}),
        help_text=_("Wozu Sie die Angaben nutzen und wie lange. Steht unter jedem öffentlichen Formular."),
    )
    imprint_text = forms.CharField(
        label=_("Impressum"), required=False, max_length=LONGEST_TEXT, widget=forms.Textarea({"rows": 6})
    )
    embed_on = forms.CharField(
        label=_("Eingebettet auf"),
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 2, "spellcheck": "false"}),
        help_text=_(
            "Je Zeile eine Adresse, zum Beispiel https://www.ihre-firma.de. Nur dort darf das Formular stehen."
        ),
    )
    spam_days = forms.IntegerField(
        label=_("Spam löschen nach"),
        min_value=SPAM_DAYS.start,
        max_value=SPAM_DAYS.stop - 1,
        help_text=_("Tagen. Was niemand als Spam benannt hat, bleibt."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        topics = Topic.objects.filter(active=True, is_other=False).select_related("parent")
        self.fields["topic"].queryset = topics.order_by("parent__name", "name")  # type: ignore[attr-defined]
