"""What a reference in running text says, level by level; nothing is guessed beyond it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from knowledge.model import Locator, Span

WHOLE_DOCUMENT = Locator()


class ReferenceKind(StrEnum):
    DOCUMENT = "document"
    PROVISION = "provision"
    """A place in a document; the document may be left to the context."""
    AMBIGUOUS = "ambiguous"
    """What is written fits several documents: ask, never choose."""
    ANAPHORA = "anaphora"
    """'văn bản đó': the document was named before."""


def kind_for(resolve: str) -> ReferenceKind:
    """The kind of a document reference whose next step is `resolve`."""
    unclear = resolve.startswith("clarify")
    return ReferenceKind.AMBIGUOUS if unclear else ReferenceKind.DOCUMENT


@dataclass(frozen=True, slots=True)
class Reference:
    """A document, a provision or both, as written; an absent field was not written or not implied.

    `resolve` names the next step: 'exact', 'exact_repaired' (letters read as digits), 'by_name',
    'by_name_current', 'by_number_year', 'by_number_issuer', 'by_number_and_subject',
    'needs_province', 'needs_year', 'needs_province_and_year', 'needs_document', 'from_dialogue',
    'self', 'unnumbered_draft', 'clarify', 'clarify_year', 'clarify_term', 'clarify_issuer_year'.
    `year_from` is 'symbol', 'date' (of issue, beside the number) or 'typed'.
    """

    span: Span
    kind: ReferenceKind
    resolve: str
    system: str | None = None
    """'state' or 'party'."""
    type: str | None = None
    type_name: str | None = None
    number: str | None = None
    number_int: int | None = None
    year: int | None = None
    year_from: str | None = None
    symbol: str | None = None
    issuer_code: str | None = None
    issuer: str | None = None
    unit: str | None = None
    date: str | None = None
    """ISO date of issue."""
    name: str | None = None
    """The name of a law, or the subject given after a number."""
    canonical: str | None = None
    place: str | None = None
    """The province, commune, … of a local body as written behind the number: 'Đồng Nai'."""
    locator: Locator = WHOLE_DOCUMENT

    def as_dict(self) -> dict[str, object]:
        """The keys of `references.jsonl`, in its order."""
        return {
            "system": self.system,
            "type": self.type,
            "type_name": self.type_name,
            "number": self.number,
            "number_int": self.number_int,
            "year": self.year,
            "year_from": self.year_from,
            "symbol": self.symbol,
            "issuer_code": self.issuer_code,
            "issuer": self.issuer,
            "unit": self.unit,
            "date": self.date,
            "name": self.name,
            "canonical": self.canonical,
            "locator": self.locator.as_dict(),
        }
