"""How a document is mentioned in official writing, the first time and later."""

from __future__ import annotations

from knowledge.messages import UNIDENTIFIED
from knowledge.model import Metadata
from knowledge.references.dates import format_date

NAMED_TYPES = ("Hiến pháp", "Bộ luật", "Luật", "Pháp lệnh")
"""Cited by type and name, without number and issuer."""


def first_mention(metadata: Metadata) -> str:
    """'Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ về công tác văn thư'.

    A law is cited by type, name and year: 'Luật Cán bộ, công chức năm 2008'. What is unknown is
    left out. Source: Nghị định 30/2020/NĐ-CP, Phụ lục I, Mục II.6.b.
    """
    if metadata.type_name in NAMED_TYPES:
        return _law(metadata)
    parts = [later_mention(metadata)]
    if metadata.date is not None:
        parts.append(f"ngày {format_date(metadata.date)}")
    if metadata.issuer:
        parts.append(f"của {metadata.issuer}")
    if metadata.title and metadata.consolidates:
        parts.append(f"hợp nhất “{metadata.title}”")
    elif metadata.title and metadata.number:
        parts.append(_lower_first(metadata.title))
    elif metadata.title:
        parts.append(f"“{metadata.title}”")
    return " ".join(part for part in parts if part)


def later_mention(metadata: Metadata) -> str:
    """'Nghị định số 30/2020/NĐ-CP'; a law again by its name, an unnumbered text by its type."""
    if metadata.type_name in NAMED_TYPES:
        return _law(metadata)
    if not metadata.number:
        return metadata.type_name or metadata.title or UNIDENTIFIED
    return f"{metadata.type_name or 'Văn bản'} số {metadata.number}"


def _law(metadata: Metadata) -> str:
    year = f"năm {metadata.date.year}" if metadata.date else _year_of(metadata.number)
    return " ".join(part for part in (metadata.type_name, metadata.title, year) if part)


def _year_of(number: str) -> str:
    """The year in '80/2025/QH15', as it is cited; '' if the number has none."""
    parts = number.split("/")
    return f"năm {parts[1]}" if len(parts) == 3 and parts[1].isdigit() else ""


def _lower_first(title: str) -> str:
    """A trích yếu that begins with an ordinary word goes on in small letters within a sentence."""
    first = title.split(maxsplit=1)[0]
    return title if first.isupper() and len(first) > 1 else title[:1].lower() + title[1:]
