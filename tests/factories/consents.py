"""What customers said about being written to, answering to the words we use ourselves."""

from datetime import datetime

from contacts.consent import record_consent
from contacts.consent_wordings import our_question
from contacts.models import Consent, Customer
from crm.company.models import User


def a_consent(
    customer: Customer,
    purpose: str,
    *,
    at: datetime,
    given: bool = True,
    source: str = "gesagt",
    by: User | None = None,
) -> Consent:
    return record_consent(
        customer, purpose=purpose, given=given, source=source, asked=our_question(purpose), by=by, at=at
    )
