"""Who issued a document: by its symbol, its letterhead, or what it says of itself at the end."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import zip_longest

from knowledge.identity.header import Header, is_national_line, is_number_or_date
from knowledge.identity.spelling import in_small_letters
from knowledge.references import Reference
from knowledge.references.codes import codes
from knowledge.references.folding import fold_in_place

_BODY_WORDS = "|".join(
    [
        *("ủy ban", "uỷ ban", "ubnd", "hđnd", "hội đồng", "sở", "ban", "bộ", "cục", "chi cục"),
        *("tổng cục", "văn phòng", "thanh tra", "phòng", "trung tâm", "trường", "viện", "vụ"),
        *("tỉnh ủy", "tỉnh uỷ", "thành ủy", "thành uỷ", "huyện ủy", "đảng ủy", "đảng uỷ"),
        *("chi bộ", "công an", "tòa án", "kho bạc", "ngân hàng", "hội", "liên đoàn", "đoàn"),
        *("quốc hội", "chính phủ", "thủ tướng", "kiểm toán", "đảng bộ"),
    ]
)
_IS_BODY = re.compile(rf"(?:{_BODY_WORDS})\b", re.IGNORECASE)
_PLACES = r"(?:tỉnh|thành phố|tp\.?|huyện|quận|thị xã|xã(?! hội)|phường|đặc khu)"
_PLACE_LINE = re.compile(rf"{_PLACES}\s", re.IGNORECASE)
_PLACE = re.compile(rf"\b{_PLACES}\s+\S.*$", re.IGNORECASE)
_FIELD = re.compile(
    r"^((?:Sở|Bộ|Chi cục|Tổng cục|Cục|Vụ|Trung tâm|Viện|Trường|Phòng|Ban|Văn phòng)\s)(\w)"
)
"""The word that tells a body's field is written with a capital (NĐ 30/2020, Phụ lục II)."""
_GENERIC = ("Văn phòng", "Thanh tra")
"""Names that say nothing without the body they belong to."""
_PARTY_LETTERHEAD = re.compile(
    r"(?:Tỉnh|Thành|Huyện|Quận|Đảng) (?:ủy|uỷ)(?: [A-ZĐÀ-ÝĂĨŨƠƯẠ-Ỹ]{2,})+"
)
"""Only the place in capitals: 'Tỉnh ủy HOA BAN'."""
_GAZETTE = ("van ban quy pham phap luat", "cong bao")
_SPEAKS = re.compile(
    rf"(?:^|[.;]\s)((?:{_BODY_WORDS})\b[^.;:,\n]{{2,80}}?)\s(?:kính\s|trân trọng\s)?"
    r"(?:báo cáo|đề nghị|kính trình|thông báo)(?=\s|$|\.)",
    re.IGNORECASE | re.MULTILINE,
)
_CLOSING_OF = re.compile(
    rf"Trên đây là [^.\n]{{3,200}}? của ((?:{_BODY_WORDS})\b[^.;:,\n]{{2,80}}?)"
    r"(?:,|\.|;|\skính\b|\sgửi\b|\sđể\b|\./)",
    re.IGNORECASE,
)
_CLOSING_LENGTH = 2_500  # characters


def issuing_body(text: str, header: Header, own: Reference | None) -> str:
    """The issuer's official name, '' if nothing proves it."""
    names = _letterhead(text, header.before_type)
    head = _with_superior(names) if names else ""
    issuer = codes().issuer_of_code(own.issuer_code or "", own.system or "") if own else None
    if issuer is not None and not issuer.local and issuer.code != "TW":
        return issuer.name
    if head:
        return head
    if own is not None and own.issuer_code and "-" in own.issuer_code:
        return own.issuer or ""
    usual = codes().usual_issuer(header.type) if header.type is not None else None
    if usual is not None and own is None:
        return usual.name
    spoken = _speaker(text)
    return spoken or (issuer.name if issuer is not None and issuer.code != "TW" else "")


def superior_body(text: str, header: Header) -> str:
    """The body that the issuer belongs to, from the line above it in the letterhead, else ''."""
    names = _letterhead(text, header.before_type)
    return names[0] if len(names) > 1 else ""


def place_of(body: str) -> str:
    """'tỉnh Quảng Ngãi' in 'Ủy ban nhân dân tỉnh Quảng Ngãi', '' if no place is named."""
    match = _PLACE.search(body)
    return match.group() if match else ""


def _letterhead(text: str, lines: Sequence[str]) -> list[str]:
    """The bodies at the top left, each with its place: superior first, the issuer last."""
    bodies: list[str] = []
    adjacent = False
    for line in lines:
        is_body = _IS_BODY.match(line) is not None
        if not _may_be_letterhead(line):
            adjacent = False
        elif bodies and (_PLACE_LINE.match(line) or (adjacent and not is_body)):
            bodies[-1] = f"{bodies[-1]} {line}"
        elif is_body and fold_in_place(line) not in map(fold_in_place, bodies):
            bodies.append(line)
            adjacent = True
    names = [_spelled(body, text) for body in bodies]
    return [
        name
        for name, following in zip_longest(names, names[1:], fillvalue="")
        if not following.startswith(name)
    ]


def _with_superior(names: Sequence[str]) -> str:
    """The last body, with the place or the body above it where its own name needs that."""
    own, above = names[-1], names[0] if len(names) > 1 else ""
    if own in _GENERIC:
        return f"{own} {above}".strip()
    place = place_of(above)
    return own if place_of(own) or not place else f"{own} {place}"


def _may_be_letterhead(line: str) -> bool:
    """In capitals, and no motto, number, date, or heading of the gazette."""
    other = is_national_line(line) or is_number_or_date(line)
    in_capitals = line.isupper() or _PARTY_LETTERHEAD.fullmatch(line) is not None
    return in_capitals and not other and fold_in_place(line) not in _GAZETTE and len(line) < 120


def _spelled(body: str, text: str) -> str:
    full = re.sub(r"^UBND\b", "ỦY BAN NHÂN DÂN", body).replace(" & ", " VÀ ")
    full = re.sub(r"^HĐND\b", "HỘI ĐỒNG NHÂN DÂN", full)
    return _FIELD.sub(
        lambda match: match[1] + match[2].upper(),
        in_small_letters(full.upper().replace("UỶ", "ỦY"), text),
    )


def _speaker(text: str) -> str:
    """The body that reports at the end: 'Ban Dân tộc tỉnh X báo cáo để Sở Nội vụ tổng hợp.'"""
    closing = text[-_CLOSING_LENGTH:]
    for pattern in (_CLOSING_OF, _SPEAKS):
        found = [match[1].strip() for match in pattern.finditer(closing)]
        if found:
            return found[-1][:1].upper() + found[-1][1:]
    return ""
