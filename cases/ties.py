"""What hangs on a customer in this app, and what becomes of it with the customer."""

from crm.lib.customer_ties import Merge, Tie

TIES = (
    Tie(relation="cases.Case.customer", merge=Merge.MOVE),
    Tie(relation="cases.Attribution.customer", merge=Merge.MOVE),
    Tie(relation="cases.CaseHistory.customer", merge=Merge.LEAVE),
)
