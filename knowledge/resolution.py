"""From a reference as written to the documents and the provision that a library holds."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from dataclasses import fields as fields_of

from knowledge.diacritics import fold
from knowledge.model import Document, Locator, Metadata, Provision, Span
from knowledge.references import Reference, find_references

_NAMED_BY_TITLE = ("luat", "bo luat", "phap lenh", "hien phap")
_ATTACHED_KINDS = {
    fold(kind): kind
    for kind in ("Quy chế", "Quy định", "Điều lệ", "Nội quy", "Quy trình", "Chương trình", "Đề án")
}
_ATTACHED = re.compile(rf"\b({'|'.join(_ATTACHED_KINDS)}) (?:duoc )?(?:ban hanh )?kem theo\b")
_PLACE = re.compile(r"\b(?:tinh|thanh pho|huyen|quan|thi xa|xa|phuong|dac khu) (?!uy\b)(\S.*)$")
_BETWEEN = 12
"""So many characters may stand between a document and its place: ' có ', ' thì '."""


@dataclass(frozen=True, slots=True)
class Resolved:
    """What a reference means in this library.

    No document: it is not there. Several: the reader has to choose. One document and a locator
    but no provision: the document has no such unit.
    """

    reference: Reference
    documents: tuple[Metadata, ...] = ()
    document: Document | None = None
    provision: Provision | None = None

    @property
    def is_ambiguous(self) -> bool:
        return len(self.documents) > 1

    @property
    def unit_is_missing(self) -> bool:
        return self.document is not None and bool(self.reference.locator) and self.provision is None


def completed(
    text: str, references: Sequence[Reference], documents: Sequence[Metadata]
) -> tuple[Reference, ...]:
    """References of one question with what stands apart in it joined.

    A place without a document ('Điều 50' in 'Quyết định … có Điều 50 không') belongs to the only
    document that is named; a law may be named by its title as this library writes it.
    """
    references = [_in_attached_text(text, one) for one in references]
    titled = _titled(text, documents)
    named = [one for one in references if one.number_int is not None or one.name]
    if titled is not None and not any(_names_any(one, documents) for one in named):
        named = [titled]
    places = [one for one in references if one.locator and one not in named]
    if len(named) != 1 or named[0].locator or not places:
        return tuple(named or references)
    (document,) = named
    spans = [document.span, *(place.span for place in places)]
    whole = Span(min(span.start for span in spans), max(span.end for span in spans))
    if len(places) > 1 or _says_more(text, whole, spans):
        return tuple(replace(document, span=p.span, locator=p.locator) for p in places)
    return (replace(document, span=whole, locator=places[0].locator),)


def _in_attached_text(text: str, reference: Reference) -> Reference:
    """'Điều 2 Quy chế ban hành kèm theo Quyết định …' stands in the Quy chế."""
    attached = _ATTACHED.search(fold(text))
    if attached is None or not reference.locator.article or reference.locator.annex:
        return reference
    annex = _ATTACHED_KINDS[attached[1]]
    return replace(reference, locator=replace(reference.locator, annex=annex))


def _says_more(text: str, whole: Span, parts: Sequence[Span]) -> bool:
    return len(whole.of(text)) > sum(len(part.of(text)) for part in parts) + _BETWEEN


def _names_any(reference: Reference, documents: Sequence[Metadata]) -> bool:
    return any(names(reference, metadata) for metadata in documents)


def _titled(text: str, documents: Sequence[Metadata]) -> Reference | None:
    """The one law that a text names by type and title, with or without marks."""
    folded = fold(text)
    for metadata in documents:
        title = fold(f"{metadata.type_name} {metadata.title}")
        start = folded.find(title)
        if start < 0 or not metadata.title or not title.startswith(_NAMED_BY_TITLE):
            continue
        found = find_references(metadata.number)
        if found:
            return replace(found[0], span=Span(start, start + len(title)), locator=Locator())
    return None


def resolve(
    reference: Reference,
    documents: Sequence[Metadata],
    open_document: Callable[[str], Document | None],
) -> Resolved:
    """Match a reference against the documents of a library; nothing is guessed.

    An annex that is a file of its own is found through the document it belongs to.
    """
    named = tuple(m for m in documents if m.host is None and names(reference, m))
    if len(named) != 1:
        hosts = {m.host for m in documents if m.host is not None and names(reference, m)}
        orphans = tuple(m for m in documents if m.host in hosts) if not named else ()
        if not (orphans and len(hosts) == 1):
            return Resolved(reference, named)
        named = orphans[:1]
    key = named[0].host or named[0].key
    annexes = [m.key for m in documents if m.host == key]
    texts = [document for k in (key, *annexes) if (document := open_document(k)) is not None]
    for text in texts:
        unit = find_unit(text, reference.locator) if reference.locator else None
        if unit is not None:
            return Resolved(reference, named, text, unit)
    return Resolved(reference, named, texts[0] if texts else None)


def names(reference: Reference, metadata: Metadata) -> bool:
    """Whether a document bears the number, or the name, that the reference says."""
    if reference.canonical or reference.number_int is not None:
        return _same_number(reference, metadata)
    return bool(reference.name) and _same_name(reference, metadata)


def _same_number(reference: Reference, metadata: Metadata) -> bool:
    (own,) = find_references(metadata.number)[:1] or (None,)
    if own is None or own.number_int != reference.number_int:
        return False
    year = own.year or (metadata.date.year if metadata.date else None)
    pairs = (
        (reference.symbol and fold(reference.symbol), own.symbol and fold(own.symbol)),
        (reference.issuer_code, own.issuer_code),
        (reference.type, own.type),
        (reference.year, year),
        (reference.date, metadata.date and metadata.date.isoformat()),
    )
    alike = all(not said or not held or said == held for said, held in pairs)
    return alike and _same_place(reference, metadata)


def _same_place(reference: Reference, metadata: Metadata) -> bool:
    """Another province's document of the same number is not this one.

    Behind an unmarked place the reference may hold further words: 'tinh dong nai con hieu luc'.
    """
    held = _PLACE.search(fold(metadata.issuer))
    return not (reference.place and held) or f"{fold(reference.place)} ".startswith(f"{held[1]} ")


def _same_name(reference: Reference, metadata: Metadata) -> bool:
    if reference.type_name and fold(reference.type_name) != fold(metadata.type_name):
        return False
    (own,) = find_references(metadata.number)[:1] or (None,)
    year = metadata.date.year if metadata.date else own.year if own else None
    if reference.year and year and reference.year != year:
        return False
    return fold(reference.name or "") == fold(metadata.title)


def find_unit(document: Document, locator: Locator) -> Provision | None:
    """The first unit that `locator` names; a chương above an article need not be said."""
    wanted = {name: value.lower() for name, value in _essential(locator).items()}
    for unit in document.provisions:
        own = {name: value.lower() for name, value in unit.locator.as_dict().items()}
        if wanted.items() <= own.items() and own.keys() - wanted.keys() <= _optional(wanted):
            return unit
    return None


def _essential(locator: Locator) -> dict[str, str]:
    said = locator.as_dict()
    if "article" in said:
        return {k: v for k, v in said.items() if k in ("annex", "article", "clause", "point")}
    return said


def _optional(wanted: dict[str, str]) -> set[str]:
    """Levels above the smallest wanted one may be left unsaid; none below may be added."""
    order = [field.name for field in fields_of(Locator)]
    smallest = max(order.index(name) for name in wanted)
    return set(order[:smallest]) - ({"annex"} if "article" in wanted else set())
