"""What hangs on a customer in this app, and what becomes of it with the customer."""

from crm.lib.customer_ties import Merge, Tie

TIES = (
    Tie(relation="feedback.Invitation.customer", merge=Merge.MOVE),
    Tie(relation="feedback.PossibleSender.customer", merge=Merge.KEEP_ONE, same_by=("sender",)),
    Tie(relation="feedback.IdeaNews.customer", merge=Merge.KEEP_ONE, same_by=("idea",)),
)
