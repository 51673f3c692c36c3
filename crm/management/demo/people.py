"""The twenty people of the demo company, their five teams, and who stands in for whom."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth.hashers import make_password

from crm.company.models import Absence, Site, Team, User
from crm.company.presence import company_day
from crm.lib.history import save_as
from crm.management.demo.logins import DEMO_PASSWORD

WORKSHOP, SERVICE, SHOP, OFFICE = "Werkstatt", "Kundenservice", "Laden", "Zentrale"
STAFF = "Personal"  # nobody at the counter or the gate reads complaints about colleagues


@dataclass(frozen=True)
class Colleague:
    """One person: user name, first and last name, role, where they work and in which team."""

    username: str
    first: str
    last: str
    role: str
    site: str
    team: str = ""
    with_customers: bool = True


PEOPLE = (
    Colleague("leitung", "Barbara", "Hollerbach", "management", "Büro Lindau"),
    Colleague("admin", "Katrin", "Seidel", "admin", "Büro Lindau", OFFICE, with_customers=False),
    Colleague("riedl", "Hannes", "Riedl", "lead", "Werkstatt Lindau", WORKSHOP),
    Colleague("kovac", "Milan", "Kovač", "backoffice", "Werkstatt Lindau", WORKSHOP),
    Colleague("lorenz", "Greta", "Lorenz", "backoffice", "Werkstatt Lindau", WORKSHOP),
    Colleague("bentele", "Samuel", "Bentele", "backoffice", "Werkstatt Lindau", WORKSHOP),
    Colleague("kuhn", "Ida", "Kuhn", "frontdesk", "Werkstatt Lindau", WORKSHOP),
    Colleague("teamleitung", "Sabine", "Wegmann", "lead", "Büro Lindau", SERVICE),
    Colleague("vorgang", "Aylin", "Demir", "backoffice", "Büro Lindau", SERVICE),
    Colleague("vogt", "Lena", "Vogt", "frontdesk", "Büro Lindau", SERVICE),
    Colleague("ohlsen", "Lars", "Ohlsen", "frontdesk", "Büro Lindau", SERVICE),
    Colleague("naegele", "David", "Nägele", "backoffice", "Büro Lindau", SERVICE),
    Colleague("zeh", "Petra", "Zeh", "backoffice", "Büro Lindau", SERVICE),
    Colleague("brandt", "Svenja", "Brandt", "lead", "Laden Lindau", SHOP),
    Colleague("nowak", "Paul", "Nowak", "backoffice", "Laden Lindau", SHOP),
    Colleague("laden", "Jonas", "Petersen", "frontdesk", "Laden Lindau", SHOP),
    Colleague("falk", "Emma", "Falk", "frontdesk", "Laden Lindau", SHOP),
    Colleague("stark", "Renate", "Stark", "lead", "Büro Lindau", OFFICE),
    Colleague("pforte", "Thomas", "Özgür", "frontdesk", "Pforte", OFFICE),
    Colleague("kaya", "Yusuf", "Kaya", "frontdesk", "Pforte", OFFICE),
)

TEAMS = (
    # name, site, lead, deputy
    (WORKSHOP, "Werkstatt Lindau", "riedl", "kovac"),
    (SERVICE, "Büro Lindau", "teamleitung", "vorgang"),
    (SHOP, "Laden Lindau", "brandt", "nowak"),
    (OFFICE, "Büro Lindau", "stark", "admin"),
    (STAFF, "Büro Lindau", "stark", "leitung"),
)

PORTER = "pforte"
AWAY, STANDS_IN = "zeh", "naegele"
ILL = "bentele"  # of the workshop; nobody stands in


def members_of(team: str) -> list[str]:
    """User names of those who work on its cases; a team of nobody's own is its lead."""
    own = [person.username for person in PEOPLE if person.team == team]
    return own or [lead for name, _site, lead, _deputy in TEAMS if name == team]


def hire(sites: dict[str, Site], *, admin: User, at: datetime) -> dict[str, User]:
    """Give everybody an account; `admin` exists already. All share one password, so it is hashed once."""
    password = make_password(DEMO_PASSWORD)
    users = {}
    for person in PEOPLE:
        user = admin if person.username == admin.username else User(username=person.username)
        user.password = password
        user.first_name, user.last_name = person.first, person.last
        user.email = f"{person.username}@example.org"
        user.role, user.has_customer_contact = person.role, person.with_customers
        user.site, user.date_joined = sites[person.site], at
        user.reduced_view = person.username == PORTER
        save_as(user, by=admin, at=at)
        users[person.username] = user
    return users


def form_teams(sites: dict[str, Site], users: dict[str, User], *, at: datetime) -> dict[str, Team]:
    """The five teams; "Zentrale" takes what belongs to nobody."""
    teams = {}
    for name, site, lead, deputy in TEAMS:
        team = Team(
            name=name, site=sites[site], lead=users[lead], deputy=users[deputy], is_fallback=name == OFFICE
        )
        save_as(team, by=users["admin"], at=at)
        team.members.set([users[username] for username in members_of(name)])
        teams[name] = team
    return teams


def send_on_holiday(users: dict[str, User], *, until: datetime) -> None:
    """Petra Zeh is away while the story ends and comes back the week after; David Nägele stands in."""
    last_day = company_day(until)
    Absence.objects.create(
        user=users[AWAY],
        starts_on=last_day - timedelta(days=8),
        ends_on=last_day + timedelta(days=6),
        substitute=users[STANDS_IN],
        entered_at=until - timedelta(days=20),
    )
