"""Finds at most 200 customers worth a closer look, in one statement that both stores answer alike.

It asks in tiers, the later ones only while those before found too little:
0. the customer of that number, and names of which a word begins with each term;
1. the same with the words of towns;
2. texts that hold each term anywhere (terms of one or two letters begin a word), the first thousand PostgreSQL meets;
3. names that sound like a term, while there is room for them;
4. with fewer than five found by 0 to 2: words one slip away, and texts that hold half of a long term.
"""
# ruff: noqa: S608 - only names of ours stand in the text of a statement, every value is a parameter

from collections.abc import Iterable, Sequence

from django.db import connection

from contacts.search_index import LONGEST_WORD, NUMBER, PLACE, SOUND
from contacts.search_slips import LONG, halves, may_slip, neighbours
from contacts.search_store import AllOf, AnyOf, Sql, Tree, first_of, is_among, joined, with_fragments
from contacts.search_terms import Means, Term

MOST, MOST_HEARD, MOST_SLIPPED, FEW = 200, 120, 80, 5
EXACT = "(SELECT count(*) FROM (SELECT id FROM t0 UNION SELECT id FROM t1 UNION SELECT id FROM t2) exact)"
NAME, ANYWHERE = ("",), ("", PLACE, NUMBER)
LAST = "\U0010ffff"
EVERYBODY = 1_000_000_000  # as a limit: the planner finds these first and asks the rest of them
# "+ 0" keeps a planner from walking all customers in their order, in the hope of an early end.
BY_WORD, BY_CUSTOMER = "w.word, w.customer_id", "w.customer_id + 0"


def candidates(terms: Sequence[Term], *, wanted: int) -> list[tuple[int, str]]:
    """Customer ids with the text of their search entry, in no particular order.

    wanted: how many will be shown; what only sounds alike stands below all others and is not asked for beyond that.
    """
    named = f"(SELECT count(*) FROM t0) < {MOST}"
    placed = f"(SELECT count(*) FROM t0) + (SELECT count(*) FROM t1) < {MOST}"
    gates = ("TRUE", named, placed, f"{EXACT} < {wanted}", f"{EXACT} < {FEW}")
    tables, params = [], []
    tiers = (_named(terms), _placed(terms), _holding(terms), _heard(terms), _slipped(terms))
    for tier, (gate, asked) in enumerate(zip(gates, tiers, strict=True)):
        parts = list(asked)
        union = " UNION ALL ".join(f"SELECT id FROM ({part.text}) part{n}" for n, part in enumerate(parts))
        tables.append(f"t{tier} AS MATERIALIZED ({union.format(gate=gate) or 'SELECT 0 AS id WHERE 1 = 0'})")
        params += [value for part in parts for value in part.params]
    every = " UNION ALL ".join(f"SELECT {tier} AS tier, id FROM t{tier}" for tier in range(len(gates)))
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
    yield from _beginning(terms, NAME, NAME)


def _placed(terms: Sequence[Term]) -> Iterable[Sql]:
    yield from _beginning(terms, ANYWHERE if len(terms) > 1 else (PLACE,), ANYWHERE)


def _beginning(terms: Sequence[Term], marks: Sequence[str], others: Sequence[str]) -> Iterable[Sql]:
    """Customers with words that begin with each term: the longest of `marks`, the rest of `others`."""
    if any(term.means is not Means.WORD for term in terms):
        return
    driver = max(terms, key=lambda term: len(term.forms[0]))
    rest = [_begins(term, others) for term in terms if term is not driver]
    for mark in marks:
        for form in driver.forms:
            yield _words(_range("w.word", mark + form), rest, BY_WORD, MOST)


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
        among = is_among("n.word", near)
        table = f"(SELECT n.customer_id FROM contacts_searchword n WHERE {among.text} LIMIT {EVERYBODY})"
        yield _words(Sql("1 = 1", among.params), others, BY_CUSTOMER, MOST_SLIPPED, table=table)
        if len(driver.forms[0]) >= LONG:
            exact = [_tree(term) for term in terms if term is not driver and not term.is_short]
            yield _texts(AllOf([AnyOf(halves(driver.forms[0])), *exact]), terms, MOST_SLIPPED)


def _words(
    driver: Sql, others: Iterable[Sql], order: str, most: int, *, table: str = "contacts_searchword"
) -> Sql:
    """Customers with a word like `driver` for whom all the other conditions hold."""
    where = joined([driver, *others], " AND ")
    text = f"SELECT w.customer_id AS id FROM {table} w WHERE {{gate}} AND "
    return Sql(f"{text}{where.text} ORDER BY {order} LIMIT {most}", where.params)


def _texts(tree: Tree, terms: Sequence[Term], most: int) -> Sql:
    """Customers whose text holds the fragments and of whom some word begins with each short term."""
    texts = with_fragments(tree)
    short = [_begins(term, ANYWHERE, of=texts.customer) for term in terms if term.is_short]
    where = joined([texts.condition, *short], " AND ")
    return Sql(first_of(texts, f"{{gate}} AND {where.text}", most), where.params)


def _begins(term: Term, marks: Sequence[str], *, of: str = "w.customer_id") -> Sql:
    return _some_word(term, [_range("o.word", mark + form) for form in term.forms for mark in marks], of=of)


def _roughly(term: Term) -> Sql:
    """Whether a customer found by another term also has this one, written or sounding like it."""
    if term.means is not Means.WORD and not term.is_short:
        texts = with_fragments(_tree(term))
        gathered = f"SELECT {texts.customer} FROM {texts.table} WHERE {texts.condition.text}"
        return _gathered("w.customer_id", Sql(gathered, texts.condition.params))
    ways = [_range("o.word", mark + form) for form in term.forms for mark in ANYWHERE]
    if term.sound:
        ways.append(Sql("o.word = %s", [SOUND + term.sound]))
    return _some_word(term, ways, of="w.customer_id")


def _some_word(term: Term, ways: Sequence[Sql], *, of: str) -> Sql:
    """Whether the customer has one of these words. Few letters begin too many, so each customer is asked alone."""
    params = [value for way in ways for value in way.params]
    if term.is_short:
        either = " OR ".join(way.text for way in ways)
        # The offset keeps PostgreSQL from gathering them all the same.
        text = (
            f"SELECT 1 FROM contacts_searchword o WHERE o.customer_id = {of} AND ({either}) LIMIT 1 OFFSET 0"
        )
        return Sql(f"EXISTS ({text})", params)
    each = (f"SELECT o.customer_id FROM contacts_searchword o WHERE {way.text}" for way in ways)
    return _gathered(of, Sql(" UNION ALL ".join(each), params))


def _gathered(customer: str, found: Sql) -> Sql:
    """Whether the customer is among those found. "IS TRUE" keeps PostgreSQL from a join whose size it misjudges."""
    return Sql(f"({customer} IN ({found.text})) IS TRUE", found.params)


def _range(column: str, start: str) -> Sql:
    """Words beginning with `start`, as a range that every index of words in byte order serves."""
    start = start[:LONGEST_WORD]
    return Sql(f"({column} >= %s AND {column} < %s)", [start, start + LAST])


def _tree(term: Term) -> Tree:
    if term.apart:
        return AnyOf([*term.fragments, AllOf(term.apart)])
    return AnyOf(term.fragments)
