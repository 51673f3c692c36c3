"""Why a goal is missed, found with a profiler, and what would help. Printed beside the misses; taken out with them."""

from typing import Final

CAPTURE: Final = (
    "What is asked keeps its statement (ADR 0011) and is cheap; what is left are eleven rows written "
    "through the models: contact, case, two deadlines, their log, the story's line, history, notice, link"
    " and counter, each of which Django compiles anew, and a commit to disk. Kept INSERTs would be the "
    "next step."
)
SEARCH: Final = (
    "A quarter to two fifths is the candidates' statement in the database (hundreds share a surname "
    "here), whose text depends on what was typed; the rest is ranking in Python and the hits' template."
)
LIST: Final = (
    "The statement is kept and gives plain values. A quarter of what is left is the database, which "
    "counts seven lists and four groups and looks eight times for each of 50 rows; the rest is the "
    "template with 50 rows of 20 values, and the words of each row. Counting the lists once for several "
    "readers would be the next step."
)
STORY: Final = (
    "The statements are kept, and PostgreSQL keeps their plans. Under the profiler about half of what is "
    "left is the template, with a context of its own for each component and entry, and a third the "
    "statements with the models made of their joins. Entries as plain values and fewer components would "
    "be the next step."
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
    "list_mine": LIST,
    "list_all": LIST,
    "case": STORY,
    "customer": STORY,
    "goals": (
        "What is counted live is kept for ten seconds, in each process; the first reader pays for "
        "eighteen counts in one statement. Of what is left four tenths are the template with its charts, "
        "the rest the words of seven goals."
    ),
    "sweep": (
        "A batch is written by nine statements of many rows now. Two fifths of the time are Python, which "
        "makes escalations, story lines and notices; the rest is the database, its disk and waiting for a "
        "busy machine. The peers were measured on a quiet one, and theirs write less."
    ),
}
