"""What a text says it is: type, number, date, issuer, title, and the document it belongs to."""

from __future__ import annotations

import re
from datetime import date

from knowledge.identity.annex import Annex, find_annex, host_issuer
from knowledge.identity.consolidation import consolidated_document
from knowledge.identity.header import (
    Header,
    is_banner,
    is_cited_heading,
    is_number_line,
    is_number_or_date,
    read_header,
)
from knowledge.identity.issuing_body import issuing_body, place_of
from knowledge.identity.keys import document_key
from knowledge.identity.spelling import by_rule, in_small_letters
from knowledge.model import DocumentKind, Level, Metadata
from knowledge.references import Reference, find_dates, find_references
from knowledge.references.codes import PARTY, codes, plain
from knowledge.references.folding import fold_in_place
from knowledge.references.wording import NAMED_TYPES
from knowledge.tree import key_part

_ALWAYS_LEGAL = ("HP", "BLUẬT", "LUẬT", "PL", "L", "NĐ", "TT", "TTLT", "NQLT", "VBHN")
_PASSED = re.compile(
    r"(?:[Ll]uật|[Pp]háp lệnh|[Nn]ghị quyết|Hiến pháp)\s+này\s+(?:đã\s+)?được\s[\s\S]{2,200}?"
    r"thông\s+qua\s+(ngày\s+\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+\d{4})"
)
_FIRST_ARTICLE_WITHIN = 3_000  # characters
_SPEAKS_OF_ITSELF = re.compile(
    r"""^(?:1\.\s+)?(Bộ\ luật|Luật|Pháp\ lệnh|Nghị\ định|Nghị\ quyết|Thông\ tư|Thông\ tư\ liên\ tịch
    |Quyết\ định)\ này\ (?:quy\ định|hướng\ dẫn|điều\ chỉnh)""",
    re.MULTILINE | re.VERBOSE,
)
_CONSOLIDATED = re.compile(r"^XÁC THỰC VĂN BẢN HỢP NHẤT", re.MULTILINE)
_BOX_LINES = 6
"""So many lines above and below its heading belong to the box that confirms a consolidation."""
_UNREADABLE = re.compile(r"[^\w\s:.,;()|-]$")
"""Before a number: a figure written by hand that OCR could not read ('#88' of 288)."""
_LINES_WITH_NUMBER_AFTER_TYPE = 2
_AMENDING = re.compile(r"sửa đổi", re.IGNORECASE)
_DATE_IN_NAME = re.compile(r"\s+ngày\s+\d.*$", re.IGNORECASE)
_GLUED = re.compile(r"(?<=[gm])(?=\d)|(?<=\d)(?=[tn])")
"""'ngày 14 tháng5 năm2008'."""
_OLD_SYMBOL = re.compile(r"(\d{4}/(?:TT|QĐ|NĐ|CT|NQ))/(?=[A-ZĐ])")
_NUMBER_WITH_COLON = re.compile(r"(?:\w+ ){0,2}số\s?:", re.IGNORECASE)
_DATE_BEFORE_SUBJECT = re.compile(r"^ngày\s\S+\s(?=về )")
_ISSUER_IN_TITLE = re.compile(r"^[Cc]ủa .{3,80}? (?=về )")
"""The party's trích yếu names its issuer first: 'của Ban Thường vụ Tỉnh ủy về …'."""
_IN_TITLE = re.compile(r"(?:CỦA|SỐ)\b")
"""The number and date below the type: 'CỦA CHÍNH PHỦ SỐ … NGÀY …'."""
_LEGISLATIVE = ("QH", "UBTVQH")
CONSOLIDATED_TEXT = "Văn bản hợp nhất"


def identify(text: str, *, title: str = "") -> Metadata:
    """Who a document is, from its own head and, where needed, its end.

    `title` is the file's own title, used only where the text has none. What the text does not
    say stays empty: nothing is guessed.
    """
    header = read_header(text)
    own = _number(text, header, title)
    annex = None if _has_number_line(header) else find_annex(text, header)
    if annex is not None:
        return _annex_metadata(annex, text)
    type_name = _type(header, own, text)
    original = _original(text, header, own)
    if original is not None:
        type_name = CONSOLIDATED_TEXT
    issued = _date(text, header, own)
    issuer = issuing_body(text, header, own)
    name = _title(text, header, type_name) or title.strip()
    number = (own.canonical or "") if own else ""
    return Metadata(
        key=document_key(
            number,
            issued=issued,
            type_name=type_name,
            title=name,
            text=text,
            place=place_of(issuer),
        ),
        kind=kind_of(type_name, own, text),
        type_name=type_name,
        number=number,
        title=name,
        issuer=issuer,
        date=issued,
        consolidates=_key_of(original, place_of(issuer)) if original else None,
    )


def _original(text: str, header: Header, own: Reference | None) -> Reference | None:
    """The document that a văn bản hợp nhất consolidates; its own head shows no other number."""
    may_be = header.type is not None if own is None else own.type == "VBHN"
    return consolidated_document(text) if may_be else None


def _key_of(reference: Reference, place: str) -> str:
    issued = date.fromisoformat(reference.date) if reference.date else None
    return document_key(reference.canonical or "", issued=issued, place=place)


def _number(text: str, header: Header, title: str) -> Reference | None:
    """The document's own number; a consolidated text also shows the numbers it consolidates."""
    if _CONSOLIDATED.search(text):
        own = _own_number(header)
        return own if own is not None and own.type == "VBHN" else _consolidated_number(text)
    return _own_number(header) or _number_in(title)


def _own_number(header: Header) -> Reference | None:
    """The number above the type, or with it ('NGHỊ ĐỊNH / CỦA … SỐ 37/2007/NĐ-CP')."""
    lines = sorted(header.before_type, key=lambda line: not is_number_line(line))
    if header.type_line is not None:
        after = header.type_line + 1
        below = header.lines[after : after + _LINES_WITH_NUMBER_AFTER_TYPE]
        lines.append(" ".join(header.lines[header.type_line : after + 1]))
        lines += [line for line in below if _IN_TITLE.match(line)]
        lines += [line for line in header.lines[after:] if _NUMBER_WITH_COLON.match(line)]
    found = (r for line in lines for r in _numbers_of_line(line))
    return next(found, None)


def _numbers_of_line(line: str) -> list[Reference]:
    """A number counts where its line is about nothing else: 'Số: …', 'Luật … số 5/2017/QH14'."""
    own_line = (
        is_number_line(line)
        or is_banner(line)
        or is_cited_heading(line)
        or _IN_TITLE.match(line) is not None
    )
    found = [r for r in find_references(_with_dash(line)) if r.symbol and not r.locator]
    clear = [r for r in found if not _UNREADABLE.search(line[: r.span.start])]
    return [r for r in clear if own_line or r.span.start == 0]


def _with_dash(line: str) -> str:
    """'40/2000/TT/BTC', as it was printed before 2002, is 40/2000/TT-BTC."""
    return _OLD_SYMBOL.sub(r"\1-", line)


def _number_in(title: str) -> Reference | None:
    """The number in the file's own title: 'Nghị định 30/2020/NĐ-CP về công tác văn thư'."""
    return next(
        (r for r in find_references(title.strip()) if r.canonical and not r.span.start), None
    )


def _consolidated_number(text: str) -> Reference | None:
    """A văn bản hợp nhất shows its number at the end, in the box that confirms it."""
    lines = [line for line in _confirmation(text) if is_number_line(line)]
    return next((r for line in lines for r in find_references(line) if r.type == "VBHN"), None)


def _confirmation(text: str) -> list[str]:
    """The lines of the box 'XÁC THỰC VĂN BẢN HỢP NHẤT': body, number, place and date."""
    heading = _CONSOLIDATED.search(text)
    if heading is None:
        return []
    above = [line for line in text[: heading.start()].split("\n") if line.strip()]
    below = [line for line in text[heading.end() :].split("\n") if line.strip()]
    return [*above[-_BOX_LINES:], *below[:_BOX_LINES]]


def _has_number_line(header: Header) -> bool:
    return any(is_number_line(line) for line in header.lines)


def _type(header: Header, own: Reference | None, text: str) -> str:
    """The type as printed; without one the number tells it ('2276/VP-TH' is a công văn)."""
    if _CONSOLIDATED.search(text):
        return CONSOLIDATED_TEXT
    if header.type is not None:
        return header.type.name
    if own is not None and own.type_name:
        return own.type_name
    return "Công văn" if header.is_letter else _type_of_itself(text)


def _type_of_itself(text: str) -> str:
    """'Nghị định này quy định …': how a text without a head speaks of itself in its Điều 1."""
    match = _SPEAKS_OF_ITSELF.search(text[:_FIRST_ARTICLE_WITHIN])
    kind = codes().type_of_words(fold_in_place(match[1])) if match else None
    return kind.name if kind is not None else ""


def kind_of(type_name: str, own: Reference | None, text: str) -> DocumentKind:
    """Legal are the types of the Luật Ban hành VBQPPL, and numbers that carry the year."""
    if (own is not None and own.system == PARTY) or _is_party_text(text):
        return DocumentKind.PARTY
    code = next((t.code for t in codes().types if t.name == type_name), "")
    if code in _ALWAYS_LEGAL or (own is not None and own.year_from == "symbol"):
        return DocumentKind.LEGAL
    if code == "BC":
        return DocumentKind.REPORT
    return DocumentKind.ADMINISTRATIVE if code else DocumentKind.OTHER


def _is_party_text(text: str) -> bool:
    return any(line.strip(" *") == "ĐẢNG CỘNG SẢN VIỆT NAM" for line in text[:1_000].split("\n"))


def _date(text: str, header: Header, own: Reference | None) -> date | None:
    """The date in the head; a law is dated by its passing, which its end states."""
    assembly = own is not None and own.issuer_code in _LEGISLATIVE
    is_law = assembly or (header.type is not None and header.type.name in NAMED_TYPES)
    if is_law and (passed := _passed(text)):
        return passed
    lines = [line for line in header.lines if is_number_or_date(line) or _IN_TITLE.match(line)]
    if own is not None and own.type == "VBHN":
        lines += [line for line in _confirmation(text) if is_number_or_date(line)]
    dates = (found for line in lines if (found := _full_date(line)))
    return next(dates, None) or (date.fromisoformat(own.date) if own and own.date else None)


def _passed(text: str) -> date | None:
    """The day in the closing words, which annexes may follow."""
    closing = list(_PASSED.finditer(text))
    return _full_date(closing[-1][1]) if closing else None


def _full_date(line: str) -> date | None:
    for mention in find_dates(_GLUED.sub(" ", line)):
        if len(mention.value) == len("2020-03-05"):
            return date.fromisoformat(mention.value)
    return None


def _title(text: str, header: Header, type_name: str) -> str:
    """The trích yếu as it is cited: 'về công tác văn thư'; a law's name without its type."""
    title = " ".join(header.title.split())
    if type_name in NAMED_TYPES:
        return _law_name(title, type_name, text)
    if title.isupper():
        title = in_small_letters(title, text)
    title = _DATE_BEFORE_SUBJECT.sub("", _ISSUER_IN_TITLE.sub("", title))
    if title.startswith(("Về ", "V/v ")):
        title = "về " + title.split(" ", 1)[1]
    return title.strip(" .;:")


def _law_name(title: str, type_name: str, text: str) -> str:
    title = re.sub(r",(?=[^\W\d])", ", ", _DATE_IN_NAME.sub("", title))
    known = codes().law_names.get(plain(f"{type_name} {title}"))
    if known is not None:
        return known.name
    return by_rule(title) if _AMENDING.match(title) else in_small_letters(title, text)


def _annex_metadata(annex: Annex, text: str) -> Metadata:
    host = annex.host
    issuer = host_issuer(annex)
    issued = date.fromisoformat(host.date) if host.date else None
    key = document_key(host.canonical or "", issued=issued, text=text, place=place_of(issuer))
    return Metadata(
        key=f"{key}/{key_part(Level.ANNEX, annex.label)}",
        kind=kind_of(host.type_name or "", host, ""),
        type_name=host.type_name or "",
        number=host.canonical or "",
        title=in_small_letters(" ".join(annex.title.split()), text),
        issuer=issuer,
        date=issued,
        host=key,
    )
