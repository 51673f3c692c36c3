"""Reviews from the web, read from a CSV file: each becomes a nameless contact with a voice that waits in the inbox.

1. A line counts once for ever: its client id is made of its words, day and address. Reading a file again adds the new
   lines alone.
2. Nobody is guessed to have written it, and no kind: the number of stars stands in front of the words.
"""

import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, time
from typing import IO, Any, Final
from uuid import UUID, uuid5

from django.core import signing
from django.utils.timezone import get_default_timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from contacts.importing.csv_files import read_csv
from contacts.models import Channel, Contact, Outcome
from crm.company.models import Site, User
from crm.desk.capture import Capture, CaptureConflict, capture
from crm.lib.acts import Refused, refuse
from crm.lib.text import fold
from feedback.models import VoiceOrigin
from feedback.voicing import checked_link

MOST: Final = 300
LONGEST: Final = 5_000
MOST_STARS: Final = 5
HEADINGS: Final = {
    "text": ("text", "bewertungstext", "rezension", "kommentar", "inhalt", "review", "comment", "content"),
    "day": ("datum", "date", "am", "erstellt", "created"),
    "stars": ("sterne", "stars", "rating", "note", "bewertung", "punkte"),
    "link": ("link", "url", "adresse", "quelle", "source"),
    "site": ("standort", "filiale", "location", "site"),
}
_REVIEWS: Final = UUID("0c6b8f0e-5b9f-5c86-9a15-6b8f3d1f7e22")
_SALT: Final = "anklang.reviews"
_DAYS: Final = ("%d.%m.%Y", "%Y-%m-%d", "%d.%m.%y", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M:%S")


@dataclass(frozen=True, kw_only=True)
class Review:
    """One line. `day` as 2026-03-02 or "", `stars` 1 to 5 or 0; `known`: it was read in before."""

    text: str
    day: str = ""
    stars: int = 0
    link: str = ""
    site: str = ""
    known: bool = False

    @property
    def client_id(self) -> UUID:
        return uuid5(_REVIEWS, "\n".join([*fold(self.text), self.day, self.link]))

    @property
    def words(self) -> str:
        if not self.stars:
            return self.text
        stars = ngettext("Ein Stern von 5.", "%(n)s Sterne von 5.", self.stars) % {"n": self.stars}
        return f"{stars}\n{self.text}"


@dataclass(frozen=True)
class ReviewList:
    """What a file holds; `skipped` are the numbers of lines that say nothing."""

    reviews: list[Review]
    skipped: list[int]

    @property
    def new(self) -> list[Review]:
        return [review for review in self.reviews if not review.known]


def read_reviews(file: IO[bytes]) -> ReviewList:
    """Read, and written nowhere. Raises Refused for a file without a column of words, or with too many lines."""
    lines = iter(read_csv(file).lines)
    heading = next(lines, None)
    columns = _columns(heading.cells if heading else [])
    if "text" not in columns:
        raise refuse(
            "file",
            _("In der ersten Zeile fehlt die Überschrift „Text“. Dazu passen Datum, Sterne, Link, Standort."),
        )
    found: dict[UUID, Review] = {}
    skipped = []
    for line in (line for line in lines if any(line.cells)):
        review = _review({name: _cell(line.cells, at) for name, at in columns.items()})
        if review.text:
            found.setdefault(review.client_id, review)
        else:
            skipped.append(line.number)
        if len(found) > MOST:
            raise refuse("file", _("Bitte höchstens %(most)d Bewertungen auf einmal.") % {"most": MOST})
    return ReviewList(_marked(list(found.values())), skipped)


def sealed(reviews: Sequence[Review]) -> str:
    """What was previewed, to be sent back unchanged."""
    return signing.dumps([asdict(review) for review in reviews], salt=_SALT, compress=True)


def unsealed(text: str) -> list[Review]:
    """Raises Refused when it was changed on its way, or is older than a day."""
    try:
        rows: list[dict[str, Any]] = signing.loads(text, salt=_SALT, max_age=24 * 3_600)
    except signing.BadSignature as changed:
        raise refuse("file", _("Bitte wählen Sie die Datei noch einmal aus.")) from changed
    return [Review(**row) for row in rows]


def take_in(reviews: Sequence[Review], *, by: User, at: datetime) -> int:
    """Each as a contact of its own, through the one door; gives how many were new."""
    sites = {site.name.casefold(): site.pk for site in Site.objects.all()}
    added = 0
    for review in reviews:
        try:
            done = capture(_capture(review, sites, at), by=by, received_at=at)
        except CaptureConflict:
            continue  # the same review was read in before, with other stars or another site
        added += done.created
    return added


def _capture(review: Review, sites: dict[str, int], at: datetime) -> Capture:
    return Capture(
        client_id=review.client_id,
        channel=Channel.WEB,
        happened_at=_happened(review.day, at),
        recorded_at=at,
        outcome=Outcome.NO_CONCERN,
        text=review.words,
        site=sites.get(review.site.casefold()),
        origin=VoiceOrigin.REVIEW,
        origin_link=review.link,
    )


def _happened(day: str, at: datetime) -> datetime:
    if not day:
        return at
    noon = datetime.combine(datetime.fromisoformat(day).date(), time(12), tzinfo=get_default_timezone())
    return min(noon, at)


def _columns(cells: Sequence[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for at, cell in enumerate(cells):
        word = cell.strip().casefold()
        for name, words in HEADINGS.items():
            if word in words:
                found.setdefault(name, at)
    return found


def _cell(cells: Sequence[str], at: int) -> str:
    return cells[at].strip() if at < len(cells) else ""


def _review(cells: dict[str, str]) -> Review:
    return Review(
        text=cells["text"][:LONGEST],
        day=_day(cells.get("day", "")),
        stars=_stars(cells.get("stars", "")),
        link=_link(cells.get("link", "")),
        site=cells.get("site", ""),
    )


def _day(typed: str) -> str:
    for form in _DAYS:
        try:
            return datetime.strptime(typed, form).date().isoformat()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    return ""


def _stars(typed: str) -> int:
    match = re.match(r"[1-5](?![\d])", typed)
    return int(match[0]) if match else min(typed.count("★"), MOST_STARS)


def _link(typed: str) -> str:
    try:
        return checked_link(typed)
    except Refused:
        return ""


def _marked(reviews: Sequence[Review]) -> list[Review]:
    ids = [review.client_id for review in reviews]
    known = set(Contact.objects.filter(client_id__in=ids).values_list("client_id", flat=True))
    return [Review(**{**asdict(review), "known": review.client_id in known}) for review in reviews]
