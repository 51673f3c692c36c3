"""Why a goal is missed, found with a profiler, and what would help. Printed beside the misses; taken out with them."""

from typing import Final

ORM: Final = (
    "Django works out the text of every statement anew: building and compiling queries is 35 to 45 % of the server's "
    "processor time here, their answer in PostgreSQL is quick. Keeping compiled statements would save most of it."
)
ROWS: Final = (
    "Of the server's time a quarter goes into the thirteen counts in one statement, four tenths into building the "
    "statement of the 50 rows and 300 model objects out of it, a quarter into the template. Kept statements and plain "
    "values instead of objects would save about half."
)
CAPTURE: Final = (
    "Seventeen statements of 0.5 ms each in Django, of which PostgreSQL uses a quarter; validation and the answer of "
    "the API are a tenth. It is all of contact, case, two deadlines, events, history, notice and idempotency. "
    + ORM
)
SEARCH: Final = (
    "Half is the candidates' statement in the database (many people share a surname), half building the second "
    "statement and ranking in Python."
)
STORY: Final = (
    "One statement with fourteen joins for the story and one with eight for the head. Until the order of joins was "
    "left as written, planning them took PostgreSQL 15 ms. " + ORM
)

REASONS: Final = {
    "api_known": CAPTURE,
    "page_known": CAPTURE,
    "api_new": CAPTURE,
    "page_new": CAPTURE,
    "exact": SEARCH,
    "prefix": SEARCH,
    "fragment": SEARCH + " A number may be a case's: that costs the fifth statement.",
    "slip": SEARCH,
    "list_mine": ROWS,
    "list_all": ROWS,
    "case": STORY,
    "customer": STORY,
    "goals": (
        "What is counted live is kept for ten seconds; each process keeps its own, and the first reader pays for "
        "eighteen counts in one statement. In this stock all 30,000 open cases are of the last week."
    ),
}
