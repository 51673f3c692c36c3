"""What a subject says, as plain values: the page, the file, the print and the API show the same."""

from dataclasses import dataclass
from typing import Final, Literal

from crm.dashboard.goal import Target

ChartKind = Literal["trend", "bars", "stacked", "heat", "share_bars"]
Tone = Literal["", "up", "down"]
NOTHING: Final = "–"


@dataclass(frozen=True, kw_only=True)
class Headline:
    """One number in words. `signal`: more than noise, "up" is good news and "down" bad.

    `before` and `year_ago` are the same number then; "" where nothing was stored of it.
    """

    label: str
    value: str
    meaning: str
    before: str = ""
    year_ago: str = ""
    signal: Tone = ""
    provisional: bool = False


@dataclass(frozen=True, kw_only=True)
class Row:
    """`values` are drawn, `shown` is read; None and "–" where there was nothing to count.

    `count_only`: too few for a share. `call`: what the limits say of it, "" within them. `url` leads to its rows.
    """

    label: str
    values: tuple[float | None, ...]
    shown: tuple[str, ...]
    url: str = ""
    count_only: bool = False
    call: str = ""


@dataclass(frozen=True)
class Limits:
    """What is usual, in the unit of the first column."""

    lower: float
    mean: float
    upper: float


@dataclass(frozen=True, kw_only=True)
class Block:
    """A chart with the table behind it: both are `rows`. The first of `columns` is the head of the labels.

    `provisional`: so many rows at the end may still change. `empty`: what stands there without rows.
    Of a heat each row is a weekday and `columns` are the hours from `since` on; of a stacked one they are the parts.
    """

    code: str
    title: str
    kind: ChartKind
    meaning: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    limits: Limits | None = None
    target: Target | None = None
    unit: Literal["count", "percent", "minutes"] = "count"
    provisional: int = 0
    since: int = 0
    empty: str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Subject:
    """`question` is what the page answers. `notes`: what one must know of these numbers, a sentence each."""

    code: str
    title: str
    question: str
    headlines: tuple[Headline, ...]
    blocks: tuple[Block, ...]
    notes: tuple[str, ...] = ()
