"""A draft as values: what it says, where each paragraph comes from, and what is still blank."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.agency import Signer
from knowledge.model import Level

BLANK_PATTERN = re.compile(r"\[cần bổ sung: ([^\[\]]+)\]")
"""How a gap stands in the text of a draft; group 1 says what is missing."""


class DraftKind(StrEnum):
    """The kinds of document that can be drafted, in official spelling."""

    REPORT = "Báo cáo"
    SUBMISSION = "Tờ trình"
    PLAN = "Kế hoạch"
    LETTER = "Công văn"
    NOTICE = "Thông báo"
    DECISION = "Quyết định"

    @property
    def symbol(self) -> str:
        """The abbreviation in the ký hiệu, '' for a công văn (Nghị định 30/2020/NĐ-CP, Phụ lục III,
        Mục I)."""
        return _SYMBOLS[self]


_SYMBOLS = {
    DraftKind.REPORT: "BC",
    DraftKind.SUBMISSION: "TTr",
    DraftKind.PLAN: "KH",
    DraftKind.LETTER: "",
    DraftKind.NOTICE: "TB",
    DraftKind.DECISION: "QĐ",
}


class Origin(StrEnum):
    """Where the words of a paragraph come from."""

    FACT = "fact"
    """Given by the user."""
    PASSAGE = "passage"
    """Cut from a stored document; `quote` stands there word for word."""
    SKELETON = "skeleton"
    """The standing wording of this kind of document."""
    PROPOSAL = "proposal"
    """Suggested by the bot, for a person to accept or strike out."""


@dataclass(frozen=True, slots=True)
class Fact:
    """What the user gave: `what` names it in the words of the blank it fills."""

    what: str
    value: str


@dataclass(frozen=True, slots=True)
class Blank:
    """A gap that only a person can fill; never guessed."""

    what: str

    def __str__(self) -> str:
        return f"[cần bổ sung: {self.what}]"


@dataclass(frozen=True, slots=True)
class Provenance:
    """One source of a paragraph: a passage's key and quote, a fact's name and value, or neither."""

    kind: Origin
    key: str = ""
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    text: str
    provenance: tuple[Provenance, ...] = ()

    @property
    def blanks(self) -> tuple[Blank, ...]:
        """The gaps that stand in the text, in order."""
        return tuple(Blank(match[1]) for match in BLANK_PATTERN.finditer(self.text))


@dataclass(frozen=True, slots=True)
class DraftSection:
    """A heading and the paragraphs under it; sub-sections follow it in the same flat sequence.

    `level` is SECTION ('I.'), CLAUSE ('1.'), POINT ('a)') or ARTICLE ('Điều 1.').
    """

    level: Level
    number: str
    title: str
    paragraphs: tuple[Paragraph, ...] = ()

    @property
    def heading(self) -> str:
        """The heading as it is printed (Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II.6)."""
        return heading_text(self.level, self.number, self.title)


def heading_text(level: Level, number: str, title: str) -> str:
    """'I. NGUYÊN NHÂN', '1. Khách quan', 'a) Cơ chế', 'Điều 1. Thành lập'; '' without a number."""
    if not number:
        return title
    label = {Level.POINT: f"{number})", Level.ARTICLE: f"Điều {number}."}.get(level, f"{number}.")
    return f"{label} {title.upper() if level is Level.SECTION else title}".rstrip()


@dataclass(frozen=True, slots=True)
class Draft:
    """A document before it is signed. Number and date stay blank unless the user gave them."""

    kind: DraftKind
    title: str
    """Trích yếu, without the name of the kind and without 'V/v'."""
    year: int
    """The year of the date line while the day is blank."""
    opening: tuple[Paragraph, ...] = ()
    legal_bases: tuple[Paragraph, ...] = ()
    sections: tuple[DraftSection, ...] = ()
    closing: tuple[Paragraph, ...] = ()
    addressees: tuple[str, ...] = ()
    """Kính gửi; empty where the kind of document has none."""
    recipients: tuple[str, ...] = ()
    """Nơi nhận without the line 'Lưu'."""
    signer: Signer | None = None
    unit_code: str = ""
    """Code of the drafting unit, for 'Lưu: VT, …' and the ký hiệu of a công văn."""
    number: str = ""
    date: date | None = None
    warnings: tuple[str, ...] = ()

    def paragraphs(self) -> Iterator[Paragraph]:
        """Every paragraph in the order it is printed."""
        yield from self.legal_bases
        yield from self.opening
        for section in self.sections:
            yield from section.paragraphs
        yield from self.closing

    @property
    def blanks(self) -> tuple[Blank, ...]:
        """Every different gap of the draft, in order."""
        every = [*Paragraph(self.title).blanks]
        for paragraph in self.paragraphs():
            every.extend(paragraph.blanks)
        return tuple(dict.fromkeys(every))


def as_json(draft: Draft) -> dict[str, object]:
    """The draft for `--json`; căn cứ with opening, and closing, are sections without a heading."""
    opening = (*draft.legal_bases, *draft.opening)
    parts = [("", opening), *((part.heading, part.paragraphs) for part in draft.sections)]
    parts.append(("", draft.closing))
    return {
        "title": draft.title,
        "sections": [
            {"heading": heading, "paragraphs": [_paragraph_json(one) for one in paragraphs]}
            for heading, paragraphs in parts
            if heading or paragraphs
        ],
        "warnings": list(draft.warnings),
    }


def _paragraph_json(paragraph: Paragraph) -> dict[str, object]:
    sources = [
        {"kind": str(one.kind), "key": one.key, "quote": one.quote} for one in paragraph.provenance
    ]
    return {
        "text": paragraph.text,
        "provenance": sources,
        "blanks": [blank.what for blank in paragraph.blanks],
    }
