"""Legal bases for a draft: the legal documents of the library that are about its subject."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from bot.draft import Origin, Paragraph, Provenance
from bot.past_reports import agreement, spelled_out
from bot.texts import drafts as texts
from knowledge.library import Library
from knowledge.model import Citation, DocumentKind, Hit, Metadata, Validity

LEAST_COVERAGE = 0.55
"""Share of the subject's information that a passage must hold, as for answers."""
LEAST_AGREEMENT = 0.5
MOST_BASES = 3
_SEARCHED = 10
_USELESS = (Validity.ENDED, Validity.NOT_YET, Validity.SUSPENDED)


@dataclass(frozen=True, slots=True)
class LegalBases:
    """Căn cứ lines, still without the punctuation at their ends, and what to know about them."""

    paragraphs: tuple[Paragraph, ...] = ()
    warnings: tuple[str, ...] = ()


def find_bases(subject: str, library: Library, scopes: frozenset[str], as_of: date) -> LegalBases:
    """Up to three documents with their status on `as_of`; ended and later ones are only warned of.

    Only văn bản quy phạm pháp luật are legal bases; each keeps the passage that it was found by,
    and the higher in rank stands first.
    """
    used: list[tuple[int, Paragraph]] = []
    warnings: list[str] = []
    for hit in _fitting(subject, library, scopes):
        citation = _cite(hit, library, scopes, as_of)
        refusal = _why_not(hit.metadata, citation)
        if refusal:
            warnings.append(refusal)
        elif len(used) < MOST_BASES:
            used.append((_rank(hit.metadata), _paragraph(citation)))
            warnings.append(texts.status_of_basis(citation.document, citation.status))
    ordered = tuple(paragraph for _, paragraph in sorted(used, key=lambda pair: pair[0]))
    return LegalBases(ordered, tuple(warnings) or (texts.NO_LEGAL_BASIS,))


def _why_not(metadata: Metadata, citation: Citation) -> str:
    """Why a document cannot be a basis on the date of the draft, '' if it can."""
    document, status = citation.document, citation.status
    if metadata.date is not None and metadata.date > status.as_of:
        return texts.FUTURE_BASIS.format(document=document, day=texts.short_date(status.as_of))
    if status.validity in _USELESS:
        validity = texts.validity_with_reason(status)
        return texts.ENDED_BASIS.format(document=document, validity=validity)
    return ""


def _rank(metadata: Metadata) -> int:
    ranks = texts.RANKS
    return ranks.index(metadata.type_name) if metadata.type_name in ranks else len(ranks)


def _fitting(subject: str, library: Library, scopes: frozenset[str]) -> Iterator[Hit]:
    """The best passage of each document on the subject; a văn bản hợp nhất is no legal basis."""
    kinds = frozenset({DocumentKind.LEGAL})
    seen: set[str] = set()
    hits = library.search(spelled_out(subject), scopes=scopes, limit=_SEARCHED, kinds=kinds)
    for hit in hits:
        host = hit.metadata.host or hit.metadata.key
        if hit.metadata.type_name == texts.CONSOLIDATED:
            continue
        if host not in seen and _is_about(subject, hit):
            seen.add(host)
            yield hit


def _is_about(subject: str, hit: Hit) -> bool:
    """Whether the passage holds the subject's words, and holds them together."""
    words = agreement(spelled_out(subject), hit.passage.indexed_text)
    return hit.exact or (hit.lexical >= LEAST_COVERAGE and words >= LEAST_AGREEMENT)


def _cite(hit: Hit, library: Library, scopes: frozenset[str], as_of: date) -> Citation:
    """The first line of the passage, cited at the smallest unit that holds it."""
    quote = hit.passage.text.strip().split("\n")[0].strip()
    return library.cite(hit.passage.article, quote, scopes=scopes, as_of=as_of)


def _paragraph(citation: Citation) -> Paragraph:
    source = Provenance(Origin.PASSAGE, citation.key, citation.quote)
    return Paragraph(texts.LEGAL_BASIS.format(document=citation.document), (source,))
