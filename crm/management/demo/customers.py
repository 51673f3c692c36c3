"""Who comes: people and firms as one meets them, some of them known for years, some again and again."""

from dataclasses import dataclass, replace
from random import Random
from typing import Final

from contacts.models import Customer, Kind
from contacts.recording import NewCustomer
from crm.management.demo.dice import happens
from crm.management.demo.names import some_name, some_surname
from crm.management.demo.places import Place, some_place, some_street
from crm.management.demo.reachable import Numbers, office_email, some_email

_FIRMS: Final = (
    "Musikschule {town}",
    "Musikhaus {name} OHG",
    "Stadtkapelle {town}",
    "Kammerorchester {town}",
    "Gymnasium {town}",
    "Musikalien {name} GmbH",
    "Kirchenchor {town}",
    "Geigenbau {name}",
)
_FIRM_SHARE: Final = 0.07
_LATELY: Final = 120  # how many of those seen last come back sooner than others


@dataclass
class Known:
    """A customer as the story remembers them: what is on file, and which case is open."""

    pk: int
    town: str
    phone: bool
    email: bool
    street: bool
    knows_source: bool
    knows_reason: bool
    case: int | None = None
    speakers: tuple[int, ...] = ()
    in_a_scene: bool = False  # then they come when the scene says so

    @property
    def reachable(self) -> bool:
        return self.phone or self.email or self.street


class People:
    """Makes customers and remembers them."""

    def __init__(self, rng: Random) -> None:
        self._rng = rng
        self._numbers = Numbers(rng)
        self._all: list[Known] = []
        self._lately: list[Known] = []

    def remember(self, known: Known) -> None:
        """They were here: they are likelier to come again soon."""
        if known.in_a_scene:
            return
        self._lately = [*[one for one in self._lately if one is not known][-_LATELY:], known]

    def add(
        self,
        customer: Customer,
        new: NewCustomer,
        *,
        speakers: tuple[int, ...] = (),
        in_a_scene: bool = False,
    ) -> Known:
        """Keep a customer that was just stored."""
        known = Known(
            pk=customer.pk,
            town=new.city,
            phone=bool(new.phone),
            email=bool(new.email),
            street=bool(new.street),
            knows_source=customer.source_id is not None,
            knows_reason=customer.reason_id is not None or bool(customer.reason_text),
            speakers=speakers,
            in_a_scene=in_a_scene,
        )
        if not in_a_scene:
            self._all.append(known)
        return known

    def known(self, pk: int) -> Known | None:
        """Whoever has this id; None for those who come only when a scene says so."""
        return next((one for one in self._all if one.pk == pk), None)

    def somebody_known(self) -> Known | None:
        """A customer who comes again; None while there is nobody yet."""
        if not self._all:
            return None
        if self._lately and happens(self._rng, 0.45):
            return self._rng.choice(self._lately)
        return self._rng.choice(self._all)

    def somebody_of(self, rng: Random) -> Known | None:
        """Anybody, drawn by other dice than the story's."""
        return rng.choice(self._all) if self._all else None

    def somebody_new(self, *, writes: bool = False) -> NewCustomer:
        """What is typed about a new customer: not everything, now and then with a slip; who writes has an address."""
        rng, place = self._rng, some_place(self._rng)
        if rng.random() < _FIRM_SHARE:
            return self._firm(place)
        name = some_name(rng)
        mobile = happens(rng, 0.62)
        phone = self._numbers.mobile(place.country) if mobile else self._numbers.landline(place)
        new = NewCustomer(
            salutation=name.salutation,
            title=name.title,
            first_name=name.first,
            last_name=name.last,
            phone=phone if happens(rng, 0.86) else "",
            email=some_email(rng, name.first, name.last) if writes or happens(rng, 0.58) else "",
            **self._address(place, share=0.6),
        )
        return self._with_a_slip(new)

    def _firm(self, place: Place) -> NewCustomer:
        rng = self._rng
        name = rng.choice(_FIRMS).format(town=place.town.split(" (")[0], name=some_surname(rng))
        return NewCustomer(
            kind=Kind.ORGANISATION,
            organisation=name,
            phone=self._numbers.landline(place),
            email=office_email(name),
            **self._address(place, share=0.95),
        )

    def _address(self, place: Place, *, share: float) -> dict[str, str]:
        rng = self._rng
        whole = rng.random() < share
        return {
            "street": some_street(rng, place.country) if whole else "",
            "postal_code": rng.choice(place.postcodes),
            "city": place.town,
            "country": place.country,
        }

    def _with_a_slip(self, new: NewCustomer) -> NewCustomer:
        if new.phone and happens(self._rng, 0.012):
            return replace(new, phone=new.phone[:-5])
        if new.email and happens(self._rng, 0.006):
            return replace(new, email=new.email.replace("@", ""))
        if happens(self._rng, 0.003):
            return replace(new, postal_code=new.postal_code[:-1])
        return new
