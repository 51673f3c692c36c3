"""The verbs of a case, in the order of its life.

Each is one transaction, writes its event, and leaves an open case armed.

`expected_version` is what the person saw; when somebody was faster, `Outdated` tells what changed and nothing is saved.
"""

from cases.acknowledging import acknowledge
from cases.closing import cancel, close, reopen
from cases.handing_over import hand_over
from cases.joining import join
from cases.linking import link, unlink
from cases.merging import merge, undo_merge
from cases.noting import add_note
from cases.opening import open_case, open_solved_case
from cases.prioritising import change_priority
from cases.splitting import split
from cases.undoing import undo_contact
from cases.waiting import end_pause, pause, sweep_pauses

__all__ = [
    "acknowledge",
    "add_note",
    "cancel",
    "change_priority",
    "close",
    "end_pause",
    "hand_over",
    "join",
    "link",
    "merge",
    "open_case",
    "open_solved_case",
    "pause",
    "reopen",
    "split",
    "sweep_pauses",
    "undo_contact",
    "undo_merge",
    "unlink",
]
