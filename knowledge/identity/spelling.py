"""From capitals to official spelling: as the text itself writes it, else by rule."""

from __future__ import annotations

import re

from knowledge.references import find_references
from knowledge.references.codes import codes
from knowledge.references.folding import fold_in_place

_PLACE = re.compile(
    r"\b(thủ đô|thành phố|(?:tỉnh|huyện|quận)(?! ủy)|thị xã|thị trấn|phường|xã(?! hội)|đặc khu)"
    r"\s+(.+)$",
    re.IGNORECASE,
)
_PARTY_PLACE = re.compile(r"\b((?:tỉnh|thành|huyện|quận) ủy)\s+(.+)$", re.IGNORECASE)
_ABBREVIATION = re.compile(r"[BCDĐGHKLMNPQRSTVX]{2,}|[IVX]+")
"""Capitals without a vowel, and Roman numbers."""
_NAMES = (
    "Việt Nam",
    "Quốc hội",
    "Chính phủ",
    "Trung ương",
    "Đảng",
    "Nhà nước",
    "Thủ tướng",
    "Văn phòng",
    "Thanh tra",
    "Ban Thường vụ",
    "Ban Chấp hành",
)


def in_small_letters(phrase: str, text: str) -> str:
    """'SỞ NỘI VỤ' -> 'Sở Nội vụ'. What is not in capitals stays as it is."""
    if not phrase.isupper():
        return phrase
    return _known_body(phrase) or _as_written(phrase, text) or by_rule(phrase)


def by_rule(phrase: str) -> str:
    """First letter, places, laws and abbreviations in capitals (NĐ 30/2020, Phụ lục II)."""
    small = " ".join(
        word if _ABBREVIATION.fullmatch(word) else word.lower() for word in phrase.split()
    )
    small = _PLACE.sub(lambda m: f"{m[1].lower()} {m[2].title()}", small)
    small = _PARTY_PLACE.sub(lambda m: f"{m[1].capitalize()} {m[2].title()}", small)
    for name in _NAMES:
        small = re.sub(rf"\b{name}\b", name, small, flags=re.IGNORECASE)
    for law in reversed(find_references(small)):
        if law.name and law.type_name and law.year is None:
            small = f"{small[: law.span.start]}{law.type_name} {law.name}{small[law.span.end :]}"
    return small[:1].upper() + small[1:]


def _known_body(phrase: str) -> str | None:
    """The name of a body from the tables, with the place behind it: 'Sở Nội vụ tỉnh X'."""
    folded = fold_in_place(phrase)
    for issuer in codes().issuers:
        name = fold_in_place(issuer.name)
        if folded == name or folded.startswith(f"{name} "):
            return issuer.name + _place(phrase[len(name) :])
    return None


def _place(words: str) -> str:
    """' TỈNH HOA BAN' -> ' tỉnh Hoa Ban', ' HOA BAN' -> ' Hoa Ban'."""
    if _PLACE.search(words):
        return _PLACE.sub(lambda m: f"{m[1].lower()} {m[2].title()}", words)
    return words.title()


def _as_written(phrase: str, text: str) -> str | None:
    """The first place where the text writes the same words not all in capitals."""
    pattern = r"\s+".join(re.escape(word) for word in fold_in_place(phrase).split())
    for match in re.finditer(rf"(?<!\w){pattern}(?!\w)", fold_in_place(text)):
        written = " ".join(text[match.start() : match.end()].split())
        if not written.isupper() and written[:1].isupper():
            return written
    return None
