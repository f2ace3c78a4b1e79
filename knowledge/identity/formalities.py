"""Thể thức: everything that stands around the body of an administrative document."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from knowledge.identity.header import Header, is_number_or_date, read_header
from knowledge.identity.identify import identify
from knowledge.identity.issuing_body import superior_body
from knowledge.identity.recipients import addressees_of, recipients_of
from knowledge.identity.signer import Signer, find_signature

_PLACE = re.compile(r"(?P<place>[^\d:|]{2,40}?),\s*ngày\b", re.IGNORECASE)
_BLANK_NUMBER = re.compile(r"Số\s*:?[\s.…_]*/\s*(?P<symbol>[^\s\d].*)", re.IGNORECASE)
_BELOW_SIGNATURE = 300
"""'Nơi nhận' stands above the signature, or at most so many characters below it."""
_URGENCY = ("HỎA TỐC", "HOẢ TỐC", "THƯỢNG KHẨN", "KHẨN")


@dataclass(frozen=True, slots=True)
class Formalities:
    """The components of Nghị định 30/2020/NĐ-CP, Điều 8; '' , None or () where one is absent."""

    type_name: str
    number: str
    symbol: str
    """'KH-SNV' of a draft whose number is still blank."""
    superior: str
    """Cơ quan chủ quản, the line above the issuer."""
    issuer: str
    place: str
    date: date | None
    title: str
    """Trích yếu."""
    addressees: tuple[str, ...]
    """Kính gửi."""
    signer: Signer | None
    recipients: tuple[str, ...]
    """Nơi nhận, the last one is 'Lưu: …'."""
    urgency: str
    """'HỎA TỐC', 'THƯỢNG KHẨN' or 'KHẨN'."""


def read_formalities(text: str) -> Formalities:
    """What the head and the end of a document say; what they do not say stays empty."""
    header = read_header(text)
    metadata = identify(text)
    signed = find_signature(text)
    return Formalities(
        type_name=metadata.type_name,
        number=metadata.number,
        symbol="" if metadata.number else _symbol(header),
        superior=superior_body(text, header),
        issuer=metadata.issuer,
        place=_place(header),
        date=metadata.date,
        title=metadata.title,
        addressees=addressees_of(text),
        signer=signed[0] if signed else None,
        recipients=recipients_of(text, signed[1] + _BELOW_SIGNATURE if signed else None),
        urgency=next((line for line in header.lines if line in _URGENCY), ""),
    )


def _symbol(header: Header) -> str:
    """The printed part of a number line whose figure is blank: 'Số:      /KH-SNV'."""
    found = (_BLANK_NUMBER.fullmatch(line) for line in header.lines)
    return next(("".join(match["symbol"].split()) for match in found if match), "")


def _place(header: Header) -> str:
    lines = (line for line in header.lines if is_number_or_date(line))
    found = (_PLACE.match(line) for line in lines)
    return next((match["place"].strip() for match in found if match), "")
