"""What a browser needs to go on without a network: the worker, the app's own card, the kept screen and the stock."""

import json
from collections.abc import Sequence
from datetime import date
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from contacts.models import Channel, Outcome, Topic
from crm.company.grants import LASTS, issue_grant
from crm.company.models import Team, User
from crm.company.presence import company_day
from crm.company.shared_device import device_of
from crm.desk.forms import KNOWN, NAMELESS, NEW, NEW_FIELDS
from crm.desk.hits import HitLine, Hits
from crm.desk.offline_shell import kept_addresses, version
from crm.desk.offline_stock import answers_at_hand, met_lately, people_here
from crm.desk.person import Person
from crm.desk.place import Place, place_of
from crm.desk.questions import questions
from crm.desk.recent import Recorded
from crm.desk.topics_here import leaf_topics
from crm.desk.views.screen import Who, contents, started
from crm.desk.views.signed_in import signed_in

NOT_YET = "00000000-0000-4000-8000-000000000000"  # stands for the id of an entry in the kept screen


def mark(name: str) -> str:
    """A place in the kept screen where the browser puts in what it knows, made safe."""
    return f"⟦{name}⟧"


@login_not_required
@never_cache
@require_safe
def worker(_request: HttpRequest) -> HttpResponse:
    """GET /sw.js: another text as soon as a kept file is another, which is how a browser meets a new version."""
    facts = {
        "version": version(),
        "files": kept_addresses(),
        "pages": {"empty": _spoken("capture_offline"), "queue": _spoken("capture_queue")},
        "capture": reverse("capture"),
        "queue": reverse("capture_queue"),
        "lock": "/sperre/",
        "login": reverse("account_login"),
    }
    script = f'import {{ begin }} from "{static("js/offline/worker.js")}";\nbegin({json.dumps(facts)});\n'
    response = HttpResponse(script, content_type="text/javascript; charset=utf-8")
    response.headers["Service-Worker-Allowed"] = "/"
    return response


def _spoken(name: str) -> str:
    """A page in the language of whoever works here; it is fetched without their session."""
    return f"{reverse(name)}?sprache={translation.get_language()}"


@login_not_required
@require_safe
def card(_request: HttpRequest) -> HttpResponse:
    """GET /manifest.webmanifest: the app as it is put on the home screen."""
    facts = {
        "name": "Anklang",
        "short_name": "Anklang",
        "description": _("Kontakte erfassen, nichts vergessen."),
        "lang": translation.get_language(),
        "id": "/",
        "start_url": reverse("capture"),
        "scope": "/",
        "display": "standalone",
        "background_color": "#f4f1ea",
        "theme_color": "#163f31",
        "icons": [
            {"src": static("anklang.svg"), "sizes": "any", "type": "image/svg+xml"},
            {"src": static("icons/anklang-192.png"), "sizes": "192x192", "type": "image/png"},
            {"src": static("icons/anklang-512.png"), "sizes": "512x512", "type": "image/png"},
            {
                "src": static("icons/anklang-maskable-512.png"),
                "sizes": "512x512",
                "type": "image/png",
                "purpose": "maskable",
            },
        ],
    }
    return JsonResponse(facts, content_type="application/manifest+json")


@login_not_required
@require_safe
def empty(request: HttpRequest) -> HttpResponse:
    """GET /erfassen/offline/: what is shown where a browser has nothing kept. It holds nothing about anybody."""
    return render(request, "desk/offline/empty.html", {"user": None})


@login_not_required
@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """GET /erfassen/warteschlange/: the entries that wait in this browser. The server knows none of them."""
    return render(request, "desk/offline/queue.html")


@never_cache
@require_safe
def stock(request: HttpRequest) -> HttpResponse:
    """GET /erfassen/vorrat/: the grant of whoever is signed in, the customers met lately here, and the screen."""
    user, now = signed_in(request), timezone.now()
    device, place = device_of(request), place_of(request, user)
    topics = leaf_topics()
    people = people_here(user, site_id=place.site_id)
    facts = {
        "v": 1,
        "now": int(now.timestamp() * 1000),
        "person": {
            "id": user.pk,
            "name": str(user),
            "grant": issue_grant(user=user, device=device, at=now),
            "until": int((now + LASTS).timestamp() * 1000),
            "customers": met_lately(user, site_id=place.site_id, now=now),
        },
        "place": {
            "people": [{"id": each.pk, "name": str(each), "initials": each.initials} for each in people],
            "channels": {value: str(label) for value, label in Channel.choices},
            "outcomes": {value: str(label) for value, label in Outcome.choices},
            "topics": {topic.pk: _said(topic) for topic in topics},
            "answers": _answers(topics, company_day(now)),
            "promises": _promises(topics),
            "parts": _parts(request, user, place),
        },
    }
    return JsonResponse(facts)


def _said(topic: Topic) -> str:
    return _("Vertraulich") if topic.confidential else topic.name


def _promises(topics: Sequence[Topic]) -> dict[int, str]:
    """Who answers can be said without a network, the moment cannot."""
    teams = dict(Team.objects.values_list("pk", "name"))
    words = _("Team %(team)s meldet sich. Wann, steht fest, sobald wieder Netz da ist.")
    return {
        topic.pk: render_to_string(
            "desk/capture/promise.html", {"words": words % {"team": teams[topic.team_id]}, "topic": topic}
        )
        for topic in topics
    }


def _answers(topics: Sequence[Topic], today: date) -> dict[int, str]:
    found = answers_at_hand(topics, today=today)
    return {
        topic.pk: render_to_string("desk/offline/answers.html", {"topic": topic, "answers": found[topic.pk]})
        for topic in topics
    }


def _parts(request: HttpRequest, user: User, place: Place) -> dict[str, str]:
    """The screen and its parts, rendered by the templates that the screen itself is made of."""
    now = timezone.now()
    nobody = SimpleNamespace(pk=mark("person"), is_authenticated=False)
    bare = {"offline": True, "user": nobody, "messages": [], "watchdog_banner": "", "now": now}
    typed = started(request.GET, place=place, now=now) | {"client_id": "", "encounter": ""}
    page = contents(request, typed, user=user, now=now) | bare | {"recent": []}

    def zone(who: Who) -> str:
        return render_to_string("desk/capture/who_fragment.html", bare | {"zone": who, "typed": typed})

    def told(**entry: Any) -> str:
        return render_to_string("desk/capture/saved.html", bare | entry)

    def looked_up(shown: dict[str, str]) -> str:
        return render_to_string("desk/offline/looked_up.html", {"q": mark("q")} | shown)

    line = HitLine(pk=mark("pk"), name=mark("name"), town=mark("town"), why=mark("why"), marks=[])  # type: ignore[arg-type]
    new = {name: mark(name) for name in NEW_FIELDS if name not in ("kind", "salutation", "country")}
    entry = _entry()
    return {
        "page": render_to_string("desk/offline/capture.html", page | {"who_mark": mark("who")}, request),
        "choose": render_to_string(
            "desk/offline/choose.html", bare | {"people_mark": mark("people")}, request
        ),
        "found": zone(Who(q=mark("q"), hits=Hits(lines=[line], more=0))),
        "none": zone(Who(q=mark("q"))),
        "known": zone(Who(q=mark("q"), who=KNOWN, person=_known())),
        "new": zone(Who(q=mark("q"), who=NEW, new=new, questions=questions(None, now=now))),
        "nameless": zone(Who(q=mark("q"), who=NAMELESS)),
        "saved": told(saved=entry, on_device=True),
        "undone": told(undone=entry),
        "person": render_to_string("desk/offline/person.html", {"name": mark("name")}),
        "looked_up": looked_up({"answers_mark": mark("answers")}),
        "nothing_there": looked_up({}),
        "takes_topic": render_to_string("desk/offline/takes_topic.html", {"topic": mark("topic")}),
    }


def _known() -> Person:
    customer: Any = SimpleNamespace(
        pk=mark("pk"), name=mark("name"), number=mark("number"), number_label=mark("number")
    )
    return Person(
        customer=customer,
        town=mark("town"),
        phone=mark("way"),
        email="",
        last=_("Ohne Netz sind offene Vorgänge hier nicht zu sehen."),
        open_cases=[],
        people=[],
        reachable=True,
    )


def _entry() -> Recorded:
    return Recorded(
        client_id=UUID(NOT_YET),
        what=mark("what"),
        who="",
        customer=None,
        encounter=UUID(NOT_YET),
        channel="",
        outcome="",
        at=timezone.now(),
        void=False,
        undoable=True,
    )
