"""The values of a request; each keeps the place in the text that states it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from knowledge.identity import Formalities
from knowledge.model import Level, Span


@dataclass(frozen=True, slots=True)
class Stated:
    """Words of the text at their place; a line break inside them is a blank in `text`."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class OutlineItem:
    """A heading of the outline (đề cương) that the answer is to follow."""

    number: str
    title: str
    level: Level
    span: Span
    """The heading and what it wants to be told there, up to the next heading."""


@dataclass(frozen=True, slots=True)
class Period:
    """The days between which figures count; None where the text names only one end."""

    stated: Stated
    start: date | None
    end: date | None


@dataclass(frozen=True, slots=True)
class Deadline:
    """`day` is None where the deadline depends on another day ('05 ngày kể từ ngày nhận')."""

    stated: Stated
    day: date | None
    hour: time | None = None


@dataclass(frozen=True, slots=True)
class Destination:
    """Where the answer goes and who can be asked."""

    unit: Stated | None = None
    address: Stated | None = None
    email: Stated | None = None
    channels: tuple[Stated, ...] = ()
    """'trục liên thông văn bản', 'hình thức văn bản', ..."""
    contact: Stated | None = None
    phones: tuple[Stated, ...] = ()


@dataclass(frozen=True, slots=True)
class IncomingRequest:
    """What a letter asks for. What it does not say is None or ()."""

    letter: Formalities
    """From whom, by which number and date, to whom, signed by whom."""
    number: Stated | None
    issued: Stated | None
    sentence: Stated | None
    """The sentence that asks."""
    wanted: Stated | None
    """What is to be sent: 'báo cáo chuyên đề', 'danh sách', 'ý kiến góp ý'."""
    wanted_type: str
    """The official type of what is wanted ('Báo cáo'), '' if it is none."""
    subject: Stated | None
    """What it is to be about."""
    covers: Stated | None
    """The reporting period: '6 tháng đầu năm 2035', 'quý III năm 2034'."""
    outline: tuple[OutlineItem, ...]
    period: Period | None
    """The days between which figures count (chốt số liệu)."""
    deadline: Deadline | None
    destination: Destination
