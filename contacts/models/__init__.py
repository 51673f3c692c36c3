from contacts.models.consent import Consent, Purpose
from contacts.models.contact import Channel, Contact, Direction, Outcome, Void
from contacts.models.customer import (
    Address,
    Affiliation,
    Customer,
    EmailAddress,
    Kind,
    PhoneNumber,
    Salutation,
    called,
)
from contacts.models.customer_group import CustomerGroup
from contacts.models.finding import Finding
from contacts.models.imported_row import ImportedRow
from contacts.models.product import Product
from contacts.models.search_entry import SearchEntry, SearchWord
from contacts.models.source import Campaign, Reason, Source, Touch
from contacts.models.topic import Topic

__all__ = [
    "Address",
    "Affiliation",
    "Campaign",
    "Channel",
    "Consent",
    "Contact",
    "Customer",
    "CustomerGroup",
    "Direction",
    "EmailAddress",
    "Finding",
    "ImportedRow",
    "Kind",
    "Outcome",
    "PhoneNumber",
    "Product",
    "Purpose",
    "Reason",
    "Salutation",
    "SearchEntry",
    "SearchWord",
    "Source",
    "Topic",
    "Touch",
    "Void",
    "called",
]
