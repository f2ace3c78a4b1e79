"""What one document does to another, as its own words say it (domain.md §3.2)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from knowledge.model import Locator, Span
from knowledge.references.reference import WHOLE_DOCUMENT


class RelationKind(StrEnum):
    AMENDS = "amends"
    """Words of the target are replaced or added: 'sửa đổi khoản 1 Điều 5', 'bổ sung Điều 15a'."""
    AMENDS_TEXT = "amends text"
    """'thay cụm từ … bằng cụm từ … tại khoản 2 Điều 6', 'bỏ cụm từ'."""
    REPLACES = "replaces"
    REPEALS = "repeals"
    ENDS = "ends"
    """'… hết hiệu lực kể từ ngày Nghị định này có hiệu lực'."""
    SUSPENDS = "suspends"
    CORRECTS = "corrects"
    DETAILS = "details"
    BASED_ON = "based on"
    CONSOLIDATES = "consolidates"


ENDING = (RelationKind.REPLACES, RelationKind.REPEALS, RelationKind.ENDS)
"""After these the target no longer applies."""
AMENDING = (RelationKind.AMENDS, RelationKind.AMENDS_TEXT, RelationKind.CORRECTS)
"""After these the target's words are no longer those of its own text."""


@dataclass(frozen=True, slots=True)
class NamedDocument:
    """A document as another one names it, in the library or not; '' and None: not said."""

    key: str = ""
    """Its key in any library that holds it, '' if the words do not suffice to make it."""
    type_name: str = ""
    number: str = ""
    name: str = ""
    date: date | None = None
    year: int | None = None


class Rule(StrEnum):
    WITH_SOURCE = "with source"
    """On the day the acting provision takes effect."""
    ON_DATE = "on date"
    SIGNED = "signed"
    """'kể từ ngày ký', 'từ ngày được thông qua'."""
    AFTER_SIGNING = "after signing"
    """'sau 45 ngày, kể từ ngày ký'."""
    UNKNOWN = "unknown"
    """Said in a way that gives no date: 'sau 15 ngày, kể từ ngày đăng Công báo'."""


@dataclass(frozen=True, slots=True)
class Moment:
    """When something begins: a date, or the rule from which it follows."""

    rule: Rule
    on: date | None = None
    days: int = 0

    def resolved(self, *, signed: date | None, source: date | None = None) -> date | None:
        """The day itself; None where the date it counts from is not known.

        `signed` is the day of issue, `source` the day the acting provision takes effect.
        """
        if self.rule is Rule.ON_DATE:
            return self.on
        if self.rule is Rule.WITH_SOURCE:
            return source
        if self.rule in (Rule.SIGNED, Rule.AFTER_SIGNING) and signed is not None:
            return signed + timedelta(days=self.days)
        return None


WITH_SOURCE = Moment(Rule.WITH_SOURCE)


@dataclass(frozen=True, slots=True)
class Place:
    """A document, or the unit of it that the locator names."""

    document: NamedDocument
    locator: Locator = WHOLE_DOCUMENT


@dataclass(frozen=True, slots=True)
class Relation:
    """`source` does `kind` to `target`, told at `span` of `provision` in `told_in`.

    Mostly the document that tells it is the source. A text may also tell what others did:
    'Nghị định số … (được sửa đổi bởi Nghị định số …)'.
    """

    kind: RelationKind
    source: Place
    target: Place
    begins: Moment
    told_in: str
    provision: str
    span: Span
    until: date | None = None
    """The last day of a suspension, None if it is not said."""
    exceptions: tuple[Locator, ...] = ()
    """Units of the target that are spared: 'trừ khoản 2 Điều 5'."""
    reserved: tuple[Locator, ...] = ()
    """Transitional units of the source: 'trừ quy định tại khoản 3 Điều 210 của Luật này'."""

    @property
    def is_own(self) -> bool:
        """Whether the acting document itself says it."""
        return self.source.document.key == self.told_in
