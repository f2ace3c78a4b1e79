"""Numbers behind a type word: 'nghị định 30', 'nd73/2023', 'cd 280 ttg', 'NQ 18 của TW'."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from knowledge.model import Span
from knowledge.references.codes import PARTY, STATE, DocumentType, Issuer, codes
from knowledge.references.context import with_date
from knowledge.references.folding import is_marked
from knowledge.references.reference import Reference, kind_for
from knowledge.references.symbols import compose
from knowledge.references.type_words import issuer_words, type_chat, type_named, type_word

_YEAR = r"(?:19[4-9]\d|20[0-4]\d)(?![\d/]|[.,]\d)"
_NUMBER = r"\d{1,5}(?!(?!_\d)[\w%]|[.,]\d)"
_YEAR_PART = rf"""(?:
    \s?[/_-]\s?(?P<slashed>{_YEAR}|\d\d(?![\d/.,-]))     # 30/2020, 30/20
  | \s{{1,3}}nam\s{{1,3}}(?P<worded>{_YEAR})(?!\s?-)     # 26 năm 2023
  | \s{{1,3}}(?P<loose>{_YEAR})(?!\s?-)                  # 26 2023
)"""
_COUNTED = r"""(?!\s{0,2}(?:
        (?:thang|nguoi|lan|trieu|ty|nghin|dong|van\ de|noi\ dung|nhiem\ vu|don\ vi|co\ quan|nhom
        |truong\ hop|buoc|dot|cai|ban|to|trang|du\ an|giai\ phap|van\ ban|linh\ vuc|tieu\ chi|phut
        |gio|m|km)\b
      | ngay(?!\s{0,3}\d)
      | nam(?!\s{0,3}(?:19|20)\d\d(?!\s?-))
    ))"""
"""'báo cáo 6 tháng', 'thông báo 3 ngày', 'quyết định 3 vấn đề' count things."""
_SUBJECT = re.compile(r"\s{1,3}ve\s{1,3}(?:viec\s{1,3})?([^\n.;:?!]{3,120})")
_LISTED = re.compile(
    rf"\s{{0,2}}(?:,|;|va)\s{{0,2}}(?P<number>\d{{1,5}})[/ ](?P<year>{_YEAR})(?!\s?[/-])"
)
_LISTED_NUMBER = re.compile(
    rf"\s{{0,2}}(?:,|va)\s{{0,2}}(?P<number>{_NUMBER})(?![/-]){_COUNTED}", re.VERBOSE
)
_PLURAL = re.compile(r"(?:cac|nhung|hai|ba)\s{1,3}$")


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(
        rf"""(?<![\w-])(?<!\w\.)(?P<type>{type_word()}|{type_chat()})
            (?:(?P<so>\s{{0,3}}so)\s{{0,3}}[:.]?\s{{0,3}}|[ ]{{0,2}}|\.|(?P<joint>[-_]|:\s))
            (?P<number>(?<!\d){_NUMBER})(?!\s?[/-]\s?[a-z]{{1,8}}\s?-)
            (?:{_YEAR_PART}(?!\s?[/_-]\s?[a-z])|{_COUNTED})
            (?:\s{{0,2}}(?:-|/|,?\s?cua\s|thuoc\s)?\s{{0,2}}(?P<issuer>{issuer_words()})(?![\w-])
                (?:(?:\s{{1,3}}tinh)?\s{{1,3}}nam\s{{1,3}}(?P<last>{_YEAR})(?!\s?-))?)?""",
        re.VERBOSE,
    )


@cache
def _issuer_behind() -> re.Pattern[str]:
    return re.compile(rf",?\s{{1,3}}cua\s{{1,3}}(?P<issuer>{issuer_words()})(?!\w)")


def find_short_forms(text: str, folded: str) -> Iterator[Reference]:
    """Every numbered document that is named by type and number without its symbol."""
    for match in _pattern().finditer(folded):
        kind = type_named(match["type"])
        if kind is None or not _is_reference(text, match, kind):
            continue
        first = _dated(folded, _short_form(match, kind))
        subject = _subject(text, folded, match)
        if subject:
            resolve = "by_number_and_subject"
            yield replace(first, name=subject, resolve=resolve, kind=kind_for(resolve))
        else:
            yield first
        yield from _listed(folded, match, first)


def _is_reference(text: str, match: re.Match[str], kind: DocumentType) -> bool:
    """A bare number is a reference after few types only; a short form must not be a word."""
    if re.fullmatch(_YEAR, match["number"]) and match["slashed"]:
        return False  # 'kế hoạch 2021-2025'
    if match["so"] or match["issuer"] or _year_of(match) is not None:
        return True
    if match["joint"]:
        return False  # 'CT-5' is a building
    written = text[match.start("type") : match.end("type")]
    if match["type"] in kind.chat:
        return kind.bare and not is_marked(written.replace("đ", "").replace("Đ", ""))
    is_glued = match.end("type") == match.start("number")  # 'thông tư6' bears a footnote
    return kind.bare and not is_glued


def _short_form(match: re.Match[str], kind: DocumentType) -> Reference:
    issuer = codes().issuer_of_words(match["issuer"]) if match["issuer"] else None
    assumed = issuer or codes().usual_issuer(kind)
    system = issuer.system if issuer else STATE if kind.issuer else kind.system
    if kind.code == "CV" and issuer is None:
        system = STATE
    is_open = system == PARTY and kind.code == "QĐ" and match["type"] in kind.chat
    year = _year_of(match)
    resolve = "clarify" if is_open else _resolve(kind, issuer, year)
    reference = Reference(
        span=Span(*match.span()),
        kind=kind_for(resolve),
        resolve=resolve,
        system=system,
        type=kind.code,
        type_name=kind.name,
        number=match["number"],
        number_int=int(match["number"]),
        year=year,
        year_from="typed" if year else None,
        issuer_code=assumed.code if assumed else None,
        issuer=assumed.name if assumed else None,
    )
    composed = compose(reference)
    return replace(composed, type=None, type_name=None) if is_open else composed


def _dated(folded: str, reference: Reference) -> Reference:
    """'nghị định số 90 ngày 13/8/2020 của Chính phủ': the date tells the year."""
    dated = with_date(folded, reference)
    if dated.date is None:
        return reference
    behind = _issuer_behind().match(folded, dated.span.end)
    issuer = codes().issuer_of_words(behind["issuer"]) if behind else None
    if issuer is not None and behind is not None and reference.issuer_code is None:
        span = Span(dated.span.start, behind.end())
        dated = replace(dated, span=span, issuer_code=issuer.code, issuer=issuer.name)
    return replace(dated, resolve="by_number_year", kind=kind_for("by_number_year"))


def _resolve(kind: DocumentType, issuer: Issuer | None, year: int | None) -> str:
    if issuer is not None and issuer.system == PARTY:
        return "by_number_issuer" if year else "clarify_term"
    if issuer is not None and issuer.local:
        return "needs_province" if year else "needs_province_and_year"
    if year:
        return "by_number_year"
    if issuer is not None:
        return "by_number_issuer"
    if kind.issuer:
        return "clarify_year"
    return "clarify_issuer_year" if kind.code == "CV" else "clarify"


def _year_of(match: re.Match[str]) -> int | None:
    written = match["slashed"] or match["worded"] or match["loose"] or match["last"]
    if written is None:
        return None
    return int(written) if len(written) == 4 else 2000 + int(written)


def _subject(text: str, folded: str, match: re.Match[str]) -> str | None:
    if _year_of(match) is not None:
        return None
    found = _SUBJECT.match(folded, match.end())
    return text[found.start(1) : found.end(1)].strip() if found else None


def _listed(folded: str, match: re.Match[str], first: Reference) -> Iterator[Reference]:
    """'NĐ 90/2020, 48/2023 và 335/2025': the type word holds for the whole list."""
    plural = _PLURAL.search(folded, max(0, match.start() - 12), match.start())
    pattern = _LISTED if first.year else _LISTED_NUMBER if plural else None
    position = match.end()
    while pattern is not None and (found := pattern.match(folded, position)):
        year = int(found["year"]) if first.year else None
        item = replace(
            first,
            span=Span(found.start("number"), found.end()),
            number=found["number"],
            number_int=int(found["number"]),
            year=year,
            symbol=None,
            canonical=None,
        )
        yield compose(item)
        position = found.end()
