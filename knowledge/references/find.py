"""References in running text: documents, places in them, and which place belongs to which."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from knowledge.model import Span
from knowledge.references.context import with_context, with_place
from knowledge.references.demonstratives import find_demonstratives
from knowledge.references.folding import fold_in_place
from knowledge.references.law_names import find_law_names
from knowledge.references.locator_grammar import Place, find_places
from knowledge.references.locator_units import THIS
from knowledge.references.reference import Reference, ReferenceKind
from knowledge.references.short_forms import find_short_forms
from knowledge.references.symbols import find_symbols

_NAME_TO_NUMBER = re.compile(r"\s{0,3}[,(]?\s{0,3}(?:luat\s{1,3})?")
_PLACE_TO_DOCUMENT = re.compile(
    r"""(?:\)[ ]|\s{0,3}(?:[,(]|-\s)?\s{0,3})
        (?:(?:duoc\s{1,2})?(?:ban\s{1,2}hanh\s{1,2})?kem\s{1,2}theo\s{1,2}
        |(?:quy\s{1,2}dinh\s{1,2})?(?:cua|tai|thuoc|trong)\s{1,2}(?:cac\s{1,2})?)?""",
    re.VERBOSE,
)
_DOCUMENT_TO_PLACE = re.compile(r"\s{0,3}(?:[,:(]|-\s)?\s{0,3}(?:(?:tai|o|thi)\s{1,2})?")


def find_references(text: str) -> tuple[Reference, ...]:
    """Every reference in `text` (NFC), in order; several places of one document are several.

    The grammar of domain.md §2: full, short and chat forms with or without marks, law names,
    places in both orders, relative ones ('khoản này', 'Luật này'), damaged numbers. What is
    ambiguous is told in `kind` and `resolve`; what names no document is silent.
    """
    folded = fold_in_place(text)
    taken = bytearray(len(text))
    numbered = _untaken(find_symbols(text, folded), taken)
    documents = _untaken(with_context(folded, numbered), bytearray(len(text)), taken)
    for find in (find_law_names, find_short_forms, find_demonstratives):
        documents += _untaken(find(text, folded), taken)
    documents = [with_place(text, folded, reference) for reference in documents]
    documents.sort(key=lambda reference: reference.span)
    places = [place for place in find_places(text, folded) if _is_free(place.span, taken)]
    return tuple(_joined(folded, list(_with_names(folded, documents)), places))


def _untaken(found: Iterable[Reference], *masks: bytearray) -> list[Reference]:
    """What overlaps nothing before it, the longest first; marks its characters as taken."""
    kept: list[Reference] = []
    for reference in sorted(found, key=lambda r: (r.span.start, -r.span.end)):
        if _is_free(reference.span, masks[0]):
            kept.append(reference)
            for mask in masks:
                _take(reference.span, mask)
    return kept


def _is_free(span: Span, taken: bytearray) -> bool:
    return not any(taken[span.start : span.end])


def _take(span: Span, taken: bytearray) -> None:
    taken[span.start : span.end] = b"\1" * (span.end - span.start)


def _with_names(folded: str, documents: Sequence[Reference]) -> Iterator[Reference]:
    """'Luật Cán bộ, công chức' + 'số 22/2008/QH12' is one law with a name and a number."""
    pending: Reference | None = None
    for reference in documents:
        if pending is not None and _continues(folded, pending, reference):
            reference = replace(
                reference,
                span=Span(pending.span.start, reference.span.end),
                type=pending.type,
                type_name=pending.type_name,
                name=pending.name,
            )
        elif pending is not None:
            yield pending
        pending = reference
    if pending is not None:
        yield pending


def _continues(folded: str, named: Reference, numbered: Reference) -> bool:
    if (
        named.number
        or not named.name
        or not (numbered.symbol or "").lstrip("UBTV").startswith("QH")
    ):
        return False
    gap = _NAME_TO_NUMBER.fullmatch(folded, named.span.end, numbered.span.start)
    return gap is not None and numbered.type in (None, named.type)


def _joined(
    folded: str, documents: Sequence[Reference], places: Sequence[Place]
) -> Iterator[Reference]:
    """Gives each place the document it stands beside: behind it first, else before it."""
    items: list[Reference | Place] = sorted([*documents, *places], key=lambda item: item.span)
    position = 0
    while position < len(items):
        one = items[position]
        other = items[position + 1] if position + 1 < len(items) else None
        third = items[position + 2] if position + 2 < len(items) else None
        if other is not None and _belong(folded, one, other, third):
            document, place = (one, other) if isinstance(one, Reference) else (other, one)
            yield from _located(document, place)  # type: ignore[arg-type]
            position += 2
            continue
        yield from [one] if isinstance(one, Reference) else _alone(one)
        position += 1


def _belong(
    folded: str, one: Reference | Place, other: Reference | Place, third: Reference | Place | None
) -> bool:
    """Whether two neighbours are a place and its document."""
    if isinstance(one, Place) and isinstance(other, Reference):
        return _PLACE_TO_DOCUMENT.fullmatch(folded, one.span.end, other.span.start) is not None
    if isinstance(one, Reference) and isinstance(other, Place):
        if isinstance(third, Reference) and _belong(folded, other, third, None):
            return False
        return _DOCUMENT_TO_PLACE.fullmatch(folded, one.span.end, other.span.start) is not None
    return False


def _located(document: Reference, place: Place) -> Iterator[Reference]:
    start = min(document.span.start, place.span.start)
    end = max(document.span.end, place.span.end)
    for locator in place.locators:
        yield replace(
            document, span=Span(start, end), kind=ReferenceKind.PROVISION, locator=locator
        )


def _alone(place: Place) -> Iterator[Reference]:
    """A place without a document: of this text, of the one talked about, or of one to be named."""
    if place.short:
        return
    for locator in place.locators:
        relative = THIS in locator.as_dict().values()
        resolve = "self" if relative else "from_dialogue" if place.chat else "needs_document"
        yield Reference(place.span, ReferenceKind.PROVISION, resolve, locator=locator)
