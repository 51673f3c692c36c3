"""What hangs on a customer in this app, and what becomes of it with the customer."""

from contacts.consent import MAIL_SUBJECT
from contacts.models import Purpose
from crm.lib.customer_ties import Merge, Tie

TIES = (
    Tie(relation="contacts.Consent.customer", merge=Merge.MOVE),
    Tie(relation="contacts.Customer.referred_by", merge=Merge.MOVE),
    Tie(relation="contacts.CustomerHistory.referred_by", merge=Merge.LEAVE),
    Tie(relation="contacts.Caller.customer", merge=Merge.KEEP_ONE, same_by=("call",)),
    Tie(relation="contacts.Contact.customer", merge=Merge.MOVE),
    Tie(relation="contacts.Contact.spoke_with", merge=Merge.MOVE),
    Tie(relation="contacts.PhoneNumber.customer", merge=Merge.KEEP_ONE, same_by=("e164", "raw")),
    Tie(relation="contacts.EmailAddress.customer", merge=Merge.KEEP_ONE, same_by=("normalised", "raw")),
    Tie(relation="contacts.Address.customer", merge=Merge.PUT_AWAY),
    Tie(relation="contacts.Affiliation.person", merge=Merge.KEEP_ONE, same_by=("organisation",)),
    Tie(relation="contacts.Affiliation.organisation", merge=Merge.KEEP_ONE, same_by=("person",)),
    Tie(relation="contacts.Finding.customer", merge=Merge.PUT_AWAY),
    Tie(relation="contacts.Asked.customer", merge=Merge.KEEP_ONE, same_by=("code",)),
    Tie(relation="contacts.Confirmation.customer", merge=Merge.MOVE),
    Tie(relation="contacts.ImportedRow.customer", merge=Merge.MOVE),
    Tie(relation="contacts.ImportRow.customer", merge=Merge.MOVE),
    Tie(relation="contacts.Touch.customer", merge=Merge.MOVE),
    Tie(relation="contacts.PrivacyRequest.customer", merge=Merge.KEEP_ONE, same_by=("kind",)),
    Tie(relation="contacts.Restriction.customer", merge=Merge.MOVE),
    Tie(relation="contacts.SealedRow.customer", merge=Merge.MOVE),
    Tie(relation="contacts.SearchEntry.customer", merge=Merge.REBUILD),
    Tie(relation="contacts.SearchWord.customer", merge=Merge.REBUILD),
    Tie(relation="contacts.MatchEntry.customer", merge=Merge.REBUILD),
    Tie(relation="contacts.MatchKey.customer", merge=Merge.REBUILD),
    Tie(relation="contacts.DuplicatePair.one", merge=Merge.PUT_AWAY),
    Tie(relation="contacts.DuplicatePair.other", merge=Merge.PUT_AWAY),
    Tie(relation="contacts.Merge.winner", merge=Merge.MOVE),
    Tie(relation="contacts.PhoneNumberHistory.customer", merge=Merge.LEAVE),
    Tie(relation="contacts.EmailAddressHistory.customer", merge=Merge.LEAVE),
    Tie(relation="contacts.AddressHistory.customer", merge=Merge.LEAVE),
    Tie(relation="contacts.AffiliationHistory.person", merge=Merge.LEAVE),
    Tie(relation="contacts.AffiliationHistory.organisation", merge=Merge.LEAVE),
    *(
        Tie(
            relation="outbox.Notice.subject_key",
            merge=Merge.MOVE,
            named=MAIL_SUBJECT.format(purpose=purpose, customer="{}"),
        )
        for purpose in Purpose.values
    ),
)
