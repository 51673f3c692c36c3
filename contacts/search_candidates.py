"""Finds at most 200 customers worth a closer look, in one statement that both stores answer alike.

It asks in tiers, the later ones only while those before found too little:
0. the customer of that number, and names of which a word begins with each term;
1. texts that hold each term anywhere (terms of one or two letters begin a word);
2. names that sound like a term;
3. with fewer than five found by 0 and 1: words one slip away, and long words that share a piece with a term.
"""
# ruff: noqa: S608 - only names of ours stand in the text of a statement, every value is a parameter

from collections.abc import Iterable, Sequence

from django.db import connection

from contacts.search_index import LONGEST_WORD, NUMBER, PLACE, SOUND
from contacts.search_slips import LONG, may_slip, neighbours, pieces
from contacts.search_store import AllOf, AnyOf, Sql, Tree, holds, is_among, joined, with_fragments
from contacts.search_terms import Means, Term

MOST, MOST_HEARD, MOST_SLIPPED, FEW = 200, 120, 80, 5
GATES = (
    "TRUE",
    f"(SELECT count(*) FROM t0) < {MOST}",
    f"(SELECT count(*) FROM t0) + (SELECT count(*) FROM t1) < {MOST}",
    f"(SELECT count(*) FROM (SELECT id FROM t0 UNION SELECT id FROM t1) exact) < {FEW}",
)
NAME, ANYWHERE = ("",), ("", PLACE, NUMBER)
LAST = "\U0010ffff"
BY_WORD, BY_CUSTOMER = "w.word, w.customer_id", "w.customer_id"


def candidates(terms: Sequence[Term]) -> list[tuple[int, str]]:
    """Customer ids with the text of their search entry, in no particular order."""
    tables, params = [], []
    tiers = (_named(terms), _holding(terms), _heard(terms), _slipped(terms))
    for tier, (gate, asked) in enumerate(zip(GATES, tiers, strict=True)):
        parts = list(asked)
        union = " UNION ALL ".join(f"SELECT id FROM ({part.text}) part{n}" for n, part in enumerate(parts))
        tables.append(f"t{tier} AS MATERIALIZED ({union.format(gate=gate) or 'SELECT 0 AS id WHERE 1 = 0'})")
        params += [value for part in parts for value in part.params]
    every = " UNION ALL ".join(f"SELECT {tier} AS tier, id FROM t{tier}" for tier in range(len(GATES)))
    statement = (
        f"WITH {', '.join(tables)} SELECT e.customer_id, e.text FROM"
        f" (SELECT id FROM ({every}) every_tier GROUP BY id ORDER BY min(tier), id LIMIT {MOST}) best"
        " JOIN contacts_searchentry e ON e.customer_id = best.id"
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, params)
        return list(cursor.fetchall())


def _named(terms: Sequence[Term]) -> Iterable[Sql]:
    if len(terms) == 1 and terms[0].means in (Means.DIGITS, Means.NUMBER):
        number = NUMBER + terms[0].forms[0].removeprefix("k")
        yield _words(Sql("w.word = %s", [number]), (), BY_CUSTOMER, MOST)
    if all(term.means is Means.WORD for term in terms):
        driver = max(terms, key=lambda term: len(term.forms[0]))
        others = [_begins(term, NAME) for term in terms if term is not driver]
        for start in driver.forms:
            yield _words(_range("w.word", start), others, BY_WORD, MOST)


def _holding(terms: Sequence[Term]) -> Iterable[Sql]:
    long = [term for term in terms if not term.is_short]
    if long:
        yield _texts(AllOf([_tree(term) for term in long]), terms, MOST)
        return
    others = [_begins(term, ANYWHERE) for term in terms[1:]]
    for mark in ANYWHERE:
        for form in terms[0].forms:
            yield _words(_range("w.word", mark + form), others, BY_WORD, MOST)


def _heard(terms: Sequence[Term]) -> Iterable[Sql]:
    for driver in terms:
        if driver.sound:
            others = [_roughly(term) for term in terms if term is not driver]
            yield _words(Sql("w.word = %s", [SOUND + driver.sound]), others, BY_CUSTOMER, MOST_HEARD)


def _slipped(terms: Sequence[Term]) -> Iterable[Sql]:
    for driver in terms:
        if driver.means is not Means.WORD or not may_slip(driver.forms[0]):
            continue
        near = [mark + word for form in driver.forms for word in neighbours(form) for mark in (*NAME, PLACE)]
        others = [_roughly(term) for term in terms if term is not driver]
        yield _words(is_among("w.word", near), others, BY_CUSTOMER, MOST_SLIPPED)
        if len(driver.forms[0]) >= LONG:
            exact = [_tree(term) for term in terms if term is not driver and not term.is_short]
            yield _texts(AllOf([AnyOf(pieces(driver.forms[0])), *exact]), terms, MOST_SLIPPED)


def _words(driver: Sql, others: Iterable[Sql], order: str, most: int) -> Sql:
    """Customers with a word like `driver` for whom all the other conditions hold."""
    where = joined([driver, *others], " AND ")
    text = "SELECT w.customer_id AS id FROM contacts_searchword w WHERE {gate} AND "
    return Sql(f"{text}{where.text} ORDER BY {order} LIMIT {most}", where.params)


def _texts(tree: Tree, terms: Sequence[Term], most: int) -> Sql:
    """Customers whose text holds the fragments and of whom some word begins with each short term."""
    texts = with_fragments(tree)
    short = [_begins(term, ANYWHERE, of=texts.customer) for term in terms if term.is_short]
    where = joined([texts.condition, *short], " AND ")
    text = f"SELECT {texts.customer} AS id FROM {texts.table} WHERE {{gate}} AND "
    return Sql(f"{text}{where.text} ORDER BY {texts.order} LIMIT {most}", where.params)


def _begins(term: Term, marks: Sequence[str], *, of: str = "w.customer_id") -> Sql:
    return _some_word([_range("o.word", mark + form) for form in term.forms for mark in marks], of=of)


def _roughly(term: Term) -> Sql:
    """Whether a customer found by another term also has this one: written, sounding like it, or one slip away."""
    if term.is_short:
        return _begins(term, ANYWHERE)
    text = holds("o.text", _tree(term))
    ways = [
        Sql(
            f"EXISTS (SELECT 1 FROM contacts_searchentry o WHERE o.customer_id = w.customer_id AND {text.text})",
            text.params,
        )
    ]
    if term.sound:
        ways.append(_some_word([Sql("o.word = %s", [SOUND + term.sound])]))
    return joined(ways, " OR ")


def _some_word(ways: Sequence[Sql], *, of: str = "w.customer_id") -> Sql:
    either = joined(ways, " OR ")
    return Sql(
        f"EXISTS (SELECT 1 FROM contacts_searchword o WHERE o.customer_id = {of} AND {either.text})",
        either.params,
    )


def _range(column: str, start: str) -> Sql:
    """Words beginning with `start`, as a range that every index of words in byte order serves."""
    start = start[:LONGEST_WORD]
    return Sql(f"({column} >= %s AND {column} < %s)", [start, start + LAST])


def _tree(term: Term) -> Tree:
    if term.apart:
        return AnyOf([*term.fragments, AllOf(term.apart)])
    return AnyOf(term.fragments)
