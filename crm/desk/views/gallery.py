"""Every component of the interface in its states, with literal sample data. Who needs a new one looks here first."""

from datetime import date, datetime, time, timedelta
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from contacts.models import Channel
from crm.company.models import User
from crm.company.permissions import administers, viewer_of
from crm.company.presence import company_day
from crm.desk.views.signed_in import signed_in
from crm.lib.charts import CHART, dots, gauge, trend
from crm.lib.charts_bars import bars
from crm.lib.charts_columns import columns
from crm.lib.charts_hours import hours
from crm.lib.week_strip import Span, WeekStrip, week_strip
from crm.templatetags.icon_paths import ICONS

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2025, 11, 24, 15, 0, tzinfo=BERLIN)
PRAISE = [17, 20.6, 15.2, 19.6, 22.4, 16.8, 19.4, 15.6, 20.6, 24.4, 19, 22, 25.9]

WAYS = [(10, 14, 6, 4), (11, 9, 5, 2), (15, 12, 4, 5), (10, 11, 3, 2), (14, 12, 3, 7), (12, 0, 0, 0)]
DAY_OF_HOURS = [0, 0, 0, 0, 0, 0, 0, 0, 3, 9, 14, 11, 6, 8, 12, 10, 7, 2, 0, 0, 0, 0, 0, 0]
WEEK = [[n * of // 4 for n in DAY_OF_HOURS] for of in (5, 4, 4, 3, 4, 2, 0)]


class AddressForm(forms.Form):
    phone = forms.CharField(label="Telefon", initial="0176 04069083")
    postcode = forms.RegexField(r"^\d{5}$", label="Postleitzahl")
    waits_until = forms.CharField(
        label="Wartet bis", required=False, help_text="Höchstens 14 Tage, also bis 8. Dezember."
    )
    topic = forms.ChoiceField(label="Anliegen", choices=[("1", "Reparatur"), ("2", "Lieferung")])
    note = forms.CharField(label="Notiz", required=False, widget=forms.Textarea(attrs={"rows": 2}))
    own = forms.BooleanField(label="Holt selbst ab", required=False)


@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    if not administers(viewer_of(signed_in(request), today=company_day(timezone.now()))):
        raise PermissionDenied
    form = AddressForm({"phone": "0176 04069083", "postcode": "8813", "topic": "1"})
    form.errors["postcode"] = form.error_class(["Hier fehlt eine Ziffer. Lindau hat 88131."])
    context = {
        "now": NOW,
        "channels": Channel.values,
        "icons": sorted(ICONS),
        "form": form,
        "rows": _rows(),
        "board_group": {"title": "Heute", "count": 4},
        "strip": _strip(),
        "ledger": _ledger(),
        "ledger_target": _plain(
            when="Mo 15:50", what="Ziel für Reparatur, Dringlichkeit normal (Regel vom 1.3.2025)", minutes=720
        ),
        "gaps": _gaps(),
        "goals": _goals(),
        "bars": _bars(),
        "columns": columns(WAYS),
        "hours": hours(WEEK),
        "praise": trend(PRAISE, limits=(11.6, 24.6), mean=18.1, frame=CHART),
        "page": Paginator(range(95), 25).page(2),
        "later": NOW - timedelta(days=4),
    }
    return render(request, "gallery.html", context)


def _bars() -> list[dict[str, Any]]:
    lines = [
        ("Telefon", 200, 231, 180),
        ("Laden", 199, 196, 210),
        ("E-Mail", 76, 93, None),
        ("Messe", 0, 36, 40),
    ]
    drawn = bars([values for _name, *values in lines])
    told = [
        {"label": name, "url": "#", "value": now, "bar": bar, "few": False}
        for (name, now, *_then), bar in zip(lines, drawn, strict=True)
    ]
    few = bars([(None,)], whole=100)[0]
    return [*told, {"label": "Brief", "url": "", "value": "3 von 7", "bar": few, "few": True}]


def _plain(**values: Any) -> SimpleNamespace:
    return SimpleNamespace(**values)


def _rows() -> list[SimpleNamespace]:
    aylin = User(first_name="Aylin", last_name="Demir")
    row = {
        "url": "#",
        "badge": "",
        "state": "",
        "state_kind": "",
        "picked": False,
        "urgency": "",
        "owner": aylin,
    }
    return [
        _plain(**row | {
            "number": 4152, "title": "Rechnung doppelt bekommen", "channel": "email", "topic": "Rechnung",
            "sub": "Beschwerde von Markus Feldmann · #4152 · zweite Mail am Samstag", "badge": "Stufe 2",
            "due": NOW - timedelta(days=2, hours=23), "left": "seit 7 h Arbeitszeit überfällig", "share": 1.6,
            "urgency": "late", "picked": True,
        }),
        _plain(**row | {
            "number": 4187, "title": "Griffbrett der Meistergitarre hebt sich", "channel": "phone",
            "sub": "Ulrike Maier, Lindau · #4187 · Fotos am Freitag gekommen", "topic": "Reparatur",
            "due": NOW + timedelta(minutes=50), "left": "noch 50 min", "share": 0.93, "urgency": "soon",
            "state": "Milan liest mit",
        }),
        _plain(**row | {
            "number": 4192, "title": "Stimmstock umgefallen", "sub": "Jakob Wieland, Bregenz · #4192",
            "channel": "shop", "topic": "Reparatur", "due": NOW + timedelta(hours=19),
            "left": "noch 4 h Arbeitszeit", "share": 0.2, "owner": None,
        }),
        _plain(**row | {
            "number": 4165, "title": "Riss in der Decke, Foto erbeten", "sub": "Familie Oberhofer, Bozen · #4165",
            "channel": "email", "topic": "Garantie", "due": NOW + timedelta(hours=42), "urgency": "wait",
            "left": "wartet auf Kunde bis dahin", "share": 0.5, "state": "Wartet auf Kunde", "state_kind": "wait",
        }),
    ]  # fmt: skip


def _at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2025, 11, day, hour, minute, tzinfo=BERLIN)


def _strip() -> WeekStrip | None:
    def hours(day: date) -> list[Span]:
        if day.weekday() >= 5:  # noqa: PLR2004
            return []
        return [
            (datetime.combine(day, time(begin), BERLIN), datetime.combine(day, time(end), BERLIN))
            for begin, end in ((8, 12), (13, 17))
        ]

    days = [date(2025, 11, day) for day in range(20, 26)]
    return week_strip(
        [(day, hours(day)) for day in days],
        used=[(_at(20, 15, 20), _at(21, 9, 10)), (_at(21, 14, 40), NOW)],
        waited=[(_at(21, 9, 10), _at(21, 14, 40))],
        rest=[(NOW, _at(24, 15, 50))],
        now=NOW,
    )


def _ledger() -> list[SimpleNamespace]:
    lines = [
        ("Do 15:20 – 17:00", "Vorgang angelegt", 100, 100),
        ("Fr 8:00 – 9:10", "", 70, 170),
        ("Fr 9:10 – 14:40", "Wartet auf Kunde: zählt nicht", None, 170),
        ("Fr 14:40 – 17:00", "Fotos sind da", 140, 310),
        ("Sa, So", "Werkstatt geschlossen", None, 310),
        ("Mo 8:00 – 12:00", "", 240, 550),
        ("Mo 13:00 – 15:50", "bis zur Frist", 170, 720),
    ]
    return [_plain(when=when, what=what, minutes=minutes, sum=total) for when, what, minutes, total in lines]


def _gaps() -> list[SimpleNamespace]:
    return [
        _plain(done=False, words="Adresse zuletzt 2022 geprüft", url="#", action="Prüfen"),
        _plain(done=False, words="Vielleicht eine Dublette", url="#", action="Vergleichen"),
        _plain(done=True, words="8 weitere Regeln erfüllt", url="#", action="Ansehen"),
    ]


def _goals() -> list[SimpleNamespace]:
    net = [84.6, 86.6, 85.4, 87.5, 86.1, 86.5, 88.4, 86.3, 87.7, 88.7, 88.1, 89.9, 87.2]
    return [
        _plain(
            number=2, url="#", title="Sofort lösen", vision="… 90 % der möglichen Anliegen sofort …",
            figure="87,2 %", words="netto, brutto 91,0 %", state="short", target=0.9, dots=None, signal="",
            gauge=gauge(0.872, target=0.9, was=0.86, interval=(0.856, 0.888), start=0.6),
            trend=trend(net, limits=(83.4, 90.9), mean=87.1, target=90, provisional=2),
            trend_label="Trend 13 Wochen: zwischen 85 und 90 Prozent, innerhalb der Grenzen; zwei vorläufig",
            moved="Ersatzteil bremst (71 %): Für Stege fehlt eine Antwort. Sonst nur Rauschen.",
        ),
        _plain(
            number=3, url="#", title="Nichts vergessen", figure="2", words="überfällig, keiner ohne Frist",
            vision="… kein Vorgang liegen bleibt oder sogar vergessen wird", state="broken", gauge=None,
            dots=dots(2), each="jeder Punkt ein Vorgang", signal="",
            trend=trend([5, 4, 6, 3, 4, 2, 3, 2, 2, 1, 3, 1, 2], limits=(0, 7), mean=3, target=0),
            trend_label="Trend 13 Wochen: von 5 auf 2 überfällige Vorgänge, innerhalb der Grenzen",
            moved="#4152 und #4179. Keine Eskalation ungesehen.",
        ),
        _plain(
            number=5, url="#", title="Lob und Beschwerde", figure="100 %", words="Beschwerden mit Vorgang",
            vision="… uns loben oder sich über uns beschweren können", state="reached", target=1, dots=None,
            gauge=gauge(1, target=1, was=0.97), signal="up",
            trend=trend(PRAISE, limits=(11.6, 24.6), mean=18.1),
            trend_label="Lob je 1.000 Kontakte, 13 Wochen: zuletzt 25,9 und damit über der Grenze",
            moved="18 Lob, 6 Beschwerden je 1.000 Kontakte.",
        ),
    ]  # fmt: skip
