"""What stands around an official number: the type word before it, the date behind it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from itertools import takewhile

from knowledge.model import Span
from knowledge.references.codes import PARTY, DocumentType, codes
from knowledge.references.dates import date_at
from knowledge.references.folding import is_marked
from knowledge.references.reference import Reference, kind_for
from knowledge.references.type_words import issuer_words, type_chat, type_named, type_word

_CENTRAL_TYPES = ("NĐ", "TT", "TTLT", "NQLT", "PL", "L", "VBHN")
_LEAD_LENGTH = 10
_NUMBER_WORD = re.compile(r"(?<!\w)(?:so|se|soa)\s{0,3}[:.]?\s{0,3}$")
_FORM_BEFORE = re.compile(r"(?<!\w)(?:mau|bieu|phieu)\s{1,2}(?:bieu\s{1,2})?(?:so)?\s?:?\s?$")
"""'Mẫu số 01/TB-X' is a form inside a document."""
_LIST_GAP = re.compile(r"\s{0,2}(?:,|;|va)\s{0,2}(?:so\s{1,2})?")
_TYPED_YEAR = re.compile(r"\s{1,3}nam\s{1,3}(19[4-9]\d|20[0-4]\d)(?![\d/-])")
_PLACE = r"(?:tinh|thanh\s{1,2}pho|tp\.?|huyen|quan|thi\s{1,2}xa|xa|phuong|dac\s{1,2}khu)"
_LONGEST_PLACE = 4  # syllables
_BEFORE_DATE = re.compile(r"\s{0,3}[,(]?\s{0,3}(?=ngay\b|\d)")


@cache
def _type_words() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{type_word()}|{type_chat()})")


@cache
def _issuer_before_date() -> re.Pattern[str]:
    return re.compile(rf"\s{{1,3}}cua\s{{1,3}}(?:{issuer_words()}),?\s{{1,3}}(?=ngay\s)")


@cache
def _place_behind() -> re.Pattern[str]:
    return re.compile(
        rf"""[\s,(]{{0,3}}(?:(?:cua\s{{1,2}})?(?:{issuer_words()})\s{{1,2}}|cua\s{{1,2}})?{_PLACE}
            (?P<place>(?:\s{{1,2}}[a-z]+){{1,{_LONGEST_PLACE}}})""",
        re.VERBOSE,
    )


def with_place(text: str, folded: str, reference: Reference) -> Reference:
    """'918/QĐ-UBND tỉnh Đồng Nai': which of the local bodies with this number is meant."""
    if reference.number is None or not _is_local(reference):
        return reference
    behind = _place_behind().match(folded, reference.span.end)
    if behind is None:
        return reference
    words = text[behind.start("place") : behind.end("place")].split()
    if is_marked(text[behind.start() : behind.end()]):
        words = list(takewhile(lambda word: word[0].isupper(), words))
    return replace(reference, place=" ".join(words) or None)


def with_context(folded: str, numbered: Iterable[Reference]) -> Iterator[Reference]:
    """Each official number with its type word and its date; a list shares the first type word."""
    type_words = {match.end(): match for match in _type_words().finditer(folded)}
    previous: Reference | None = None
    for reference in numbered:
        if _is_form(folded, reference):
            continue
        start = _number_word_before(folded, reference.span.start)
        word = type_words.get(_end_of_word_before(folded, start))
        kind = type_named(word.group()) if word else None
        start = word.start() if word else start
        if kind is None and previous is not None and _listed(folded, previous, reference):
            kind = codes().type_of_code(previous.type or "")
        dated = with_date(folded, _with_type(reference, kind))
        previous = _resolved(replace(dated, span=Span(start, dated.span.end)))
        yield previous


def _is_form(folded: str, reference: Reference) -> bool:
    before = folded[max(0, reference.span.start - 20) : reference.span.start]
    return reference.year_from != "symbol" and _FORM_BEFORE.search(before) is not None


def _number_word_before(folded: str, start: int) -> int:
    """Where the 'số' or 'số:' before a number begins; `start` itself if there is none."""
    before = folded[max(0, start - _LEAD_LENGTH) : start]
    match = _NUMBER_WORD.search(before)
    return start - len(before) + match.start() if match else start


def _end_of_word_before(folded: str, start: int) -> int:
    before = folded[max(0, start - _LEAD_LENGTH) : start]
    return start - len(before) + len(before.rstrip(" \n:."))


def _listed(folded: str, previous: Reference, reference: Reference) -> bool:
    gap = _LIST_GAP.fullmatch(folded, previous.span.end, reference.span.start)
    return gap is not None and previous.symbol == reference.symbol


def _with_type(reference: Reference, kind: DocumentType | None) -> Reference:
    """The word decides where the symbol cannot: 'Luật số …/QH15', 'Quy định số 41-QĐ/TW'."""
    if kind is None or reference.system not in kind.systems:
        return reference
    silent = reference.type is None
    misread = kind.code == "CV" and reference.system != PARTY
    if not (silent or misread):
        return reference
    return replace(reference, type=kind.code, type_name=kind.name)


def with_date(folded: str, reference: Reference) -> Reference:
    """The date of issue behind a number: ', ngày 22/9/2021'."""
    issuer = _issuer_before_date().match(folded, reference.span.end)
    gap = _BEFORE_DATE.match(folded, issuer.end() if issuer else reference.span.end)
    found = date_at(folded, gap.end()) if gap else None
    if found is None:
        return _with_typed_year(folded, reference)
    day, end = found
    return replace(
        reference,
        span=Span(reference.span.start, end),
        date=day.isoformat(),
        year=reference.year or day.year,
        year_from=reference.year_from or "date",
    )


def _with_typed_year(folded: str, reference: Reference) -> Reference:
    """'14-KL/TW năm 2021'."""
    match = _TYPED_YEAR.match(folded, reference.span.end)
    if match is None or reference.year is not None:
        return reference
    span = Span(reference.span.start, match.end())
    return replace(reference, span=span, year=int(match[1]), year_from="typed")


def _resolved(reference: Reference) -> Reference:
    """How far the number alone identifies the document, and whether that is ambiguous."""
    resolve = reference.resolve if reference.resolve not in ("", "exact") else _certainty(reference)
    return replace(reference, resolve=resolve, kind=kind_for(resolve))


def _certainty(reference: Reference) -> str:
    if reference.type is None and reference.system == PARTY:
        return "clarify"
    if _is_local(reference):
        return "needs_province" if reference.year else "needs_province_and_year"
    if reference.year is None:
        return "clarify_term" if reference.system == PARTY else "needs_year"
    return "exact"


def _is_local(reference: Reference) -> bool:
    """Bodies that every province has; an unknown code of a state body is taken for one of them."""
    code = (reference.issuer_code or "").split("-")[0]
    issuer = codes().issuer_of_code(code, reference.system or "")
    if issuer is not None:
        return issuer.local
    is_central = reference.type in _CENTRAL_TYPES or code.startswith("B")  # B…: a ministry
    return reference.system != PARTY and not is_central
