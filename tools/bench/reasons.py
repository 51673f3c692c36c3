"""Why a goal is missed, found with a profiler, and what would help. Printed beside the misses; taken out with them."""

from typing import Final

ORM: Final = (
    "Django works out the text of every statement anew: building and compiling queries was 35 to 40 % of the server's "
    "time under the profiler, while PostgreSQL answers quickly. Keeping compiled statements should save most of that."
)
ROWS: Final = (
    "Under the profiler a quarter of the server's time went into the counts of lists and groups, four tenths into the "
    "statement of the 50 rows and the 300 model objects made of it, a quarter into the template. Kept statements, and "
    "plain values instead of objects, should save about half."
)
CAPTURE: Final = (
    "One capture writes contact, case, two deadlines, their log, the story's line, history and notice, and checks "
    "identity, customer, topic and policy; each statement costs Django about a millisecond under this load. "
    + ORM
)
SEARCH: Final = (
    "A quarter to two fifths is the candidates' statement in the database (hundreds share a surname here), the "
    "rest ranking in Python and the second statement, with the 20 best and what is told of them."
)
STORY: Final = "Its statements join many tables, so that they are few; each is dear to build. " + ORM

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
    "sweep": (
        "Writing the cases and deadlines of a batch by one CASE for each row and column is probably most of it (not "
        "profiled), above all on SQLite, which takes 999 values a statement; an upsert of the rows should be several "
        "times as quick. The peers were measured on a quiet machine."
    ),
}
