from contacts.models.addendum import Addendum, Addition
from contacts.models.asked import Asked, Confirmation
from contacts.models.call import Call, Caller, LineKind, LineUse, PhoneLine, Ring
from contacts.models.consent import Consent, ConsentWording, Purpose
from contacts.models.contact import Channel, Contact, Direction, Outcome, Void
from contacts.models.customer import (
    Address,
    AddressNeed,
    Affiliation,
    Customer,
    EmailAddress,
    Kind,
    PhoneNumber,
    Salutation,
    Standing,
    called,
)
from contacts.models.customer_group import CustomerGroup
from contacts.models.duplicate_pair import Band, DuplicatePair
from contacts.models.finding import Finding
from contacts.models.import_list import Import, ImportForm, ImportMark, ImportRow
from contacts.models.imported_row import ImportedRow
from contacts.models.matching import MatchEntry, MatchKey
from contacts.models.merge import Merge, MergeStep
from contacts.models.place import Place, PlaceTable
from contacts.models.privacy import (
    Demand,
    ErasureLog,
    Ground,
    PrivacyRequest,
    Restriction,
    SealedRow,
)
from contacts.models.product import Product
from contacts.models.retention import (
    ProcessingRegister,
    RetentionClass,
    RetentionRule,
    RetentionRun,
    RuleCode,
)
from contacts.models.rule_choice import RuleChoice
from contacts.models.search_entry import SearchEntry, SearchWord
from contacts.models.source import (
    Campaign,
    CampaignCode,
    CampaignVisit,
    CodeTaken,
    Reason,
    Source,
    Touch,
    VisitPlace,
)
from contacts.models.topic import Topic

__all__ = [
    "Addendum",
    "Addition",
    "Address",
    "AddressNeed",
    "Affiliation",
    "Asked",
    "Band",
    "Call",
    "Caller",
    "Campaign",
    "CampaignCode",
    "CampaignVisit",
    "Channel",
    "CodeTaken",
    "Confirmation",
    "Consent",
    "ConsentWording",
    "Contact",
    "Customer",
    "CustomerGroup",
    "Demand",
    "Direction",
    "DuplicatePair",
    "EmailAddress",
    "ErasureLog",
    "Finding",
    "Ground",
    "Import",
    "ImportForm",
    "ImportMark",
    "ImportRow",
    "ImportedRow",
    "Kind",
    "LineKind",
    "LineUse",
    "MatchEntry",
    "MatchKey",
    "Merge",
    "MergeStep",
    "Outcome",
    "PhoneLine",
    "PhoneNumber",
    "Place",
    "PlaceTable",
    "PrivacyRequest",
    "ProcessingRegister",
    "Product",
    "Purpose",
    "Reason",
    "Restriction",
    "RetentionClass",
    "RetentionRule",
    "RetentionRun",
    "Ring",
    "RuleChoice",
    "RuleCode",
    "Salutation",
    "SealedRow",
    "SearchEntry",
    "SearchWord",
    "Source",
    "Standing",
    "Topic",
    "Touch",
    "VisitPlace",
    "Void",
    "called",
]
