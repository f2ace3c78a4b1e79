"""From a reference in a text to the document it names, with its key where one can be made."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from knowledge.identity import document_key
from knowledge.identity.issuing_body import place_of
from knowledge.model import Locator, Metadata, Span
from knowledge.references import Reference, find_dates
from knowledge.references.codes import STATE, codes
from knowledge.references.locator_units import THIS
from knowledge.relations.relation import NamedDocument, Place, Relation

_SELF = "self"
_LONGEST_NAME = 60
_LONGEST_DATE = 40
_ENDS = set(".;:()")


def named_document(reference: Reference, told_in: Metadata) -> NamedDocument:
    """The document that a reference in `told_in` names.

    A local body's document without a place is one of the same province as the text.
    """
    issued = date.fromisoformat(reference.date) if reference.date else None
    number = reference.canonical or ""
    return NamedDocument(
        key=_key(reference, told_in, number, issued) if number else "",
        type_name=reference.type_name or "",
        number=number,
        name=reference.name or "",
        date=issued,
        year=reference.year or (issued.year if issued else None),
    )


def own_name(metadata: Metadata) -> NamedDocument:
    """How a document stands in its own relations."""
    return NamedDocument(
        key=metadata.key,
        type_name=metadata.type_name,
        number=metadata.number,
        name=metadata.title,
        date=metadata.date,
        year=metadata.date.year if metadata.date else None,
    )


def _key(reference: Reference, told_in: Metadata, number: str, issued: date | None) -> str:
    if issued is None and reference.year_from != "symbol":
        return ""
    place = _place(reference, told_in) if _is_local(reference) else ""
    return document_key(number, issued=issued, place=place)


def _is_local(reference: Reference) -> bool:
    code = (reference.issuer_code or "").split("-")[0]
    issuer = codes().issuer_of_code(code, reference.system or STATE)
    return issuer is not None and issuer.local


def _place(reference: Reference, told_in: Metadata) -> str:
    return place_of(f"tỉnh {reference.place}") if reference.place else place_of(told_in.issuer)


def with_numbers(sentence: str, references: Sequence[Reference]) -> list[Reference]:
    """A law whose long name was cut before its number is the law of that number."""
    joined: list[Reference] = []
    number: Reference | None = None
    for one in reversed(references):
        if number is not None and _is_number_of(sentence, one, number):
            if number in joined:
                joined.remove(number)
            named = replace(number, span=Span(one.span.start, number.span.end), name=one.name)
            named = replace(named, type=one.type, type_name=one.type_name, kind=one.kind)
            joined.append(replace(named, locator=one.locator))
            continue
        number = one if one.canonical else None
        joined.append(_with_date(sentence, one))
    return joined[::-1]


def _with_date(sentence: str, named: Reference) -> Reference:
    """'Pháp lệnh Cán bộ, công chức ngày 26 tháng 02 năm 1998': known by its name and its day."""
    behind = sentence[named.span.end : named.span.end + _LONGEST_DATE]
    found = next(iter(find_dates(behind)), None)
    if named.canonical or not named.name or found is None or len(found.value) < len("2032-11-18"):
        return named
    if behind[: found.span.start].strip():
        return named
    return replace(named, date=found.value, year=int(found.value[:4]))


def _is_number_of(sentence: str, named: Reference, numbered: Reference) -> bool:
    """'Luật Tần' + ' số vô tuyến điện ' + 'số 42/2009/QH12'."""
    gap = sentence[named.span.end : numbered.span.start]
    bare = sentence[numbered.span.start :].lstrip().lower().startswith("số")
    only_named = bool(named.name) and not named.canonical and named.resolve != _SELF
    of_law = "QH" in (numbered.symbol or "")
    return only_named and bare and of_law and len(gap) <= _LONGEST_NAME and not set(gap) & _ENDS


def names_document(reference: Reference) -> bool:
    """Whether a reference tells a document of its own, not a place in this text."""
    told = reference.canonical or reference.name or reference.number_int is not None
    return bool(told) and reference.resolve != _SELF


def is_own_place(reference: Reference) -> bool:
    """'khoản 2 Điều này', 'Điều 210 của Luật này'."""
    return reference.resolve == _SELF


def own_locator(reference: Reference, here: Locator) -> Locator:
    """A place of this text with 'này' filled in from where it is said."""
    said = reference.locator.as_dict()
    filled = {
        level: (getattr(here, level) or value) if value == THIS else value
        for level, value in said.items()
    }
    return Locator(**filled)


def matches(named: NamedDocument, metadata: Metadata) -> bool:
    """Whether a document that was named without a key is this one: type, name and day or year."""
    if named.key:
        return named.key == metadata.key
    same_name = bool(named.name) and named.name.casefold() == metadata.title.casefold()
    issued = metadata.date
    return (
        same_name
        and named.type_name == metadata.type_name
        and issued is not None
        and (issued == named.date if named.date else issued.year == named.year)
    )


def completed(relations: Iterable[Relation], arrived: Iterable[Metadata]) -> Iterator[Relation]:
    """Relations with the keys of documents that were named without one and are now here."""
    documents = [metadata for metadata in arrived if metadata.host is None]
    for relation in relations:
        yield replace(
            relation,
            source=_completed(relation.source, documents),
            target=_completed(relation.target, documents),
        )


def _completed(place: Place, documents: Iterable[Metadata]) -> Place:
    if place.document.key:
        return place
    fitting = [metadata for metadata in documents if matches(place.document, metadata)]
    return replace(place, document=own_name(fitting[0])) if len(fitting) == 1 else place
