"""Who signed a document, and in whose name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile

from knowledge.identity.recipients import beside_recipients
from knowledge.identity.spelling import by_rule, in_small_letters
from knowledge.references.folding import fold_in_place

_FARTHEST_NAME = 4  # lines below the office
_LONGEST_LINE = 300  # characters, of two columns
_AUTHORITY = re.compile(r"(?P<prefix>TM|KT|TL|TUQ|Q|T/M|K/T|T/L)\s?(?:\.|(?<=/.))\s*(?=[A-ZĐÀ-Ỹ])")
_OFFICE = re.compile(
    r"""(?:pho\ |quyen\ |q\.\ ?)?(?:giam\ doc|tong|chu\ tich|truong|chanh|bi\ thu|chu\ nhiem
    |thong\ doc|uy\ vien|thuong\ truc|thu\ tuong
    |(?:bo|thu|hieu|cuc|chi\ cuc|vu|vien|doi)\ truong)\b.{0,60}""",
    re.VERBOSE,
)
_NEXT_OFFICE = re.compile(
    r"(?<![.,])(?<!PHÓ)(?<!Phó)\s+(?=(?:KT|TL|TUQ)\s?\.|PHÓ\s|(?:THỨ|CỤC|VỤ) TRƯỞNG|CHÁNH\s"
    r"|CHỦ TỊCH|THỦ TƯỚNG|GIÁM ĐỐC)"
)
_DEPUTY = re.compile(r"[Pp]hó [\w ]{4,40}")
"""'phó Thống đốc' in small letters, under 'KT. THỐNG ĐỐC'."""
_OF_BODY = re.compile(
    r"(?P<post>\S+ .*?) (?P<body>(?:SỞ|BỘ|CỤC|CHI CỤC|TỔNG CỤC|VỤ|ỦY BAN|UỶ BAN|VĂN PHÒNG|QUỐC HỘI"
    r"|HỘI ĐỒNG|TRUNG TÂM|THANH TRA|CÔNG AN)\b.*)"
)
"""'GIÁM ĐỐC SỞ NỘI VỤ': a post and the body it is held in."""
_NAME = re.compile(r"[^\W\d_][\w'’]+(?:\s[^\W\d_][\w'’]*){1,5}")
_WORD = re.compile(r"[^\W\d_]{3,}")
"""Lines of less than two are crumbs that OCR makes of seals and strokes."""
_SAMPLE_NAME = re.compile(r"\s[A-Z]$")
"""'Nguyễn Văn A' of a form."""
_RANK = re.compile(
    r"(?:(?:ThS|TS|PGS|GS|BS|KS|LS|CN|CV)\.?(?=[\s.])\.?\s*|(?:Thạc|Tiến|Bác|Kỹ|Luật) sĩ\s+"
    r"|(?:Đại|Thượng|Trung|Thiếu) (?:tướng|tá|úy|uý)\s+|Th\.s\.?\s+|(?:Ông|Bà)\s+)+",
    re.IGNORECASE,
)
_SIGNED = re.compile(r"\(\s*(?:đã\s+)?ký[^()]*\)\s*:?|(?:[-–]\s*)?đã\s+ký\b\s*:?", re.IGNORECASE)
_COPY = re.compile(r"^(?:SAO Y|TRÍCH SAO|SAO LỤC|BẢN SAO)\b|^Số\s?:?\s*\d+/(?:SY|TrS|SL)-", re.M)
"""A certificate of the copy (Nghị định 30/2020/NĐ-CP, Điều 25): not the document's signature."""


@dataclass(frozen=True, slots=True)
class Signer:
    """`prefix` is 'KT.', 'TM.', 'TL.', 'TUQ.', 'Q.' or ''; `title` is the signer's own office.

    'TM. ỦY BAN NHÂN DÂN / KT. CHỦ TỊCH / PHÓ CHỦ TỊCH / Nguyễn A' is KT., 'Phó Chủ tịch',
    'Nguyễn A'; `authority` holds the lines above the own office as they are printed
    (Nghị định 30/2020/NĐ-CP, Phụ lục I, Mục II.7).
    """

    prefix: str
    title: str
    name: str
    authority: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Office:
    """A line of a signature block: 'KT. GIÁM ĐỐC', 'PHÓ GIÁM ĐỐC'."""

    prefix: str
    words: str
    is_title: bool

    @property
    def printed(self) -> str:
        return f"{self.prefix} {self.words}".strip()


def signer_of(text: str) -> Signer | None:
    """The first signature in a text (annexes may follow it), None if nobody signs."""
    signed = find_signature(text)
    return signed[0] if signed is not None else None


def find_signature(text: str) -> tuple[Signer, int] | None:
    """The first signature, and the offset at which the line with the name ends."""
    block: list[_Office] = []
    distance = 0
    for piece, end in _pieces(text):
        distance += len(_WORD.findall(piece)) > 1 or piece.istitle()
        office = _office(piece.upper() if block and _DEPUTY.fullmatch(piece) else piece)
        if office is not None:
            block = [*block, office] if distance <= _FARTHEST_NAME else [office]
            distance = 0
        elif distance > _FARTHEST_NAME:
            block = []
        elif any(line.is_title for line in block) and (name := _name(piece)):
            return _signer(block, name), end
    return None


def _pieces(text: str) -> Iterator[tuple[str, int]]:
    """Parts of lines that may belong to a signature, each with the end of its line."""
    copy = _COPY.search(text, len(text) // 2)
    end = -1
    for raw in text[: copy.start() if copy else None].split("\n"):
        end += len(raw) + 1
        line = raw.strip(" *_|\t")
        if len(line) > _LONGEST_LINE:
            yield line, end
            continue
        cells = (beside_recipients(cell) for cell in line.split(" | "))
        parts = (part.strip(" *_-–.,:") for cell in cells for part in _SIGNED.split(cell))
        lines = (line for part in parts if part for line in _lines_of_block(part))
        yield from ((line, end) for line in lines)


def _lines_of_block(piece: str) -> list[str]:
    """A whole block on one line, as cells of tables hold it: 'KT. GIÁM ĐỐC PHÓ GIÁM ĐỐC Tên'."""
    offices = " ".join(takewhile(str.isupper, piece.split()))
    if _AUTHORITY.match(piece) is None and _office(offices) is None:
        return [piece]
    lines = [*_NEXT_OFFICE.split(offices), piece[len(offices) :].strip()]
    return [line for line in lines if line]


def _office(piece: str) -> _Office | None:
    """A line in capitals that names an office, or with 'TM.' the body signed for."""
    match = _AUTHORITY.match(piece)
    words = piece[match.end() :].strip() if match else piece
    if not words.isupper():
        return None
    is_title = _OFFICE.fullmatch(fold_in_place(words)) is not None
    if match is None:
        return _Office("", words, is_title=True) if is_title else None
    prefix = match["prefix"]
    return _Office(prefix if "/" in prefix else f"{prefix}.", words, is_title)


def _signer(block: list[_Office], name: str) -> Signer:
    own = block[-1]
    above = tuple(line for line in block[:-1] if line.prefix)
    prefix = own.prefix or (above[-1].prefix if above else "")
    return Signer(prefix, _spelled(own.words), name, tuple(line.printed for line in above))


def _name(piece: str) -> str | None:
    bare = " ".join(_RANK.sub("", piece, count=1).split())
    is_name = bare.istitle() and _NAME.fullmatch(bare) is not None
    return bare if is_name and not _SAMPLE_NAME.search(bare) else None


def _spelled(title: str) -> str:
    """'PHÓ TRƯỞNG BAN' -> 'Phó Trưởng ban': the head's office keeps its capital."""
    if title.startswith("PHÓ ") and not title.startswith("PHÓ THỦ"):
        return f"Phó {_spelled(title.removeprefix('PHÓ '))}"
    held = _OF_BODY.fullmatch(title)
    if held is None:
        return by_rule(title)
    return f"{by_rule(held['post'])} {in_small_letters(held['body'], '')}"
