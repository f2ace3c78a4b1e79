"""Understand a wish to draft: the kind of document, its subject, the sections that are wanted."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from bot.draft import DraftKind
from bot.texts import drafts as texts
from knowledge.diacritics import fold
from knowledge.model import KnowledgeError
from knowledge.secrecy import secrecy_mark

_KIND_WORDS = {
    "bao cao": DraftKind.REPORT,
    "bc": DraftKind.REPORT,
    "to trinh": DraftKind.SUBMISSION,
    "ttr": DraftKind.SUBMISSION,
    "ke hoach": DraftKind.PLAN,
    "kh": DraftKind.PLAN,
    "cong van": DraftKind.LETTER,
    "cv": DraftKind.LETTER,
    "thong bao": DraftKind.NOTICE,
    "quyet dinh": DraftKind.DECISION,
}
_OTHER_KINDS = (
    "nghi quyet|chi thi|quy che|quy dinh|huong dan|chuong trinh|phuong an|de an|du an|bien ban"
    "|hop dong|cong dien|giay moi|giay gioi thieu|giay nghi phep|phieu gui|phieu chuyen|phieu bao"
)
_PARTY_BODIES = (
    "chi bo|dang bo|dang uy|tinh uy|thanh uy|huyen uy|xa uy|dang doan|ban can su|cap uy"
    "|ban thuong vu|ban chap hanh dang bo|bo chinh tri|ban bi thu"
)
_PARTY_TYPES = "nghi quyet|ket luan|chi thi|quy dinh|chuong trinh hanh dong|quy che"
_PARTY = re.compile(
    rf"\b(?:{_PARTY_TYPES})\s+(?:cua\s+)?(?:{_PARTY_BODIES})\b"
    rf"|\b(?:{'|'.join(_KIND_WORDS)})\s+cua\s+(?:{_PARTY_BODIES})\b"
)
_SECRET = re.compile(
    r"(?<!bảo vệ )\b(?:tuyệt mật|tối mật|bí mật nhà nước|độ mật)\b"
    r"|\b(?:số liệu|tài liệu|văn bản|nội dung|thông tin|báo cáo) mật\b(?! độ)"
)
_SECRET_FOLDED = re.compile(
    r"\b(?:tuyet mat|toi mat|do mat)\b|(?<!bao ve )\bbi mat nha nuoc\b"
    r"|\b(?:so lieu|tai lieu) mat\b(?! do)"
)
_VERB = re.compile(
    r"^(?:(?:hay|xin|nho|giup|cho|lam on|vui long|em|anh|chi|toi|minh|ban)\s+){0,5}"
    r"(?:soan(?: thao)?|viet(?: lai| tiep)?|du thao|thao|lap|xay dung|cap nhat|lam)\s+"
)
_FILLER = re.compile(r"^(?:(?:giup|cho|toi|em|anh|chi|minh|mot|ban|cai|du thao)\s+)+")
_KIND = re.compile(rf"\b({'|'.join(_KIND_WORDS)})\b")
_KIND_OF_PART = re.compile(
    rf"\b(?:cho|trong|cua|thuoc)\s+(?:(?:mot|ban|du thao)\s+)*({'|'.join(_KIND_WORDS)})\b"
)
_PART = re.compile(r"(?:cac\s+)?(?:muc|phan|doan|mo dau|ket luan)\b")
_OTHER = re.compile(rf"(?:{_OTHER_KINDS})\b")
_NUMBERS = r"(?:[ivx]+|\d+)\b(?:\s*(?:,|va)\s*(?:[ivx]+|\d+)\b)*"
_NUMBERED = re.compile(rf"\bmuc\s+(?:so\s+)?({_NUMBERS})")
_PART_WORDS = re.compile(r"^(?:cac\s+)?(?:muc|phan|doan)\b\s*(?:so\s+)?(?:" + _NUMBERS + ")?")
_LINK = re.compile(r"(?:\s+(?:cho|trong|cua|thuoc|mot|ban|du thao))+$")
_ABOUT = re.compile(r"^(?:chuyen de\s+)?(?:ve viec|v/v|ve)\s+")
_OF_AGENCY = re.compile(r"\s+của\s+(?:Sở|Ban|UBND|Ủy ban|Uỷ ban|Văn phòng|Phòng|Chi cục)\s.*$")
_ADDRESSEE = re.compile(
    r"[\s,;]+(?:kính\s+)?(?:gửi|gui|trình)\s+(?:đến\s+|tới\s+|cho\s+)?(?=[A-ZĐ])([^,;]+)"
)
_SIGNED_BY = re.compile(r"\s*[,;]\s*[\w ]{2,40}\s(?:ký|ky)$", re.IGNORECASE)
_EDGE = " \t,;:.-–“”\"'"


@dataclass(frozen=True, slots=True)
class DraftRequest:
    """What is wanted; texts are in the user's own spelling."""

    text: str
    kind: DraftKind
    subject: str = ""
    numbers: tuple[str, ...] = ()
    """Numbers of the sections that are wanted: 'II'."""
    words: str = ""
    """Title of the section that is wanted, '' for none."""
    names_part: bool = False
    """Whether the words were announced as a section ('mục …', 'phần …')."""
    names_kind: bool = True
    """Whether a kind of document was named; else it is taken for a report."""
    opening: bool = False
    closing: bool = False
    addressee: str = ""
    incoming: str = ""
    """The text of the document that asks for this one."""

    @property
    def whole(self) -> bool:
        """Whether the whole document is wanted, not only parts of it."""
        return not (self.numbers or self.words or self.opening or self.closing)


def understand(request: str) -> DraftRequest:
    """Read a request, with or without diacritics; its lines after the first are the incoming text.

    Raises KnowledgeError for party documents (laid out by party rules, not by Nghị định 30/2020),
    for secrets, and for kinds of document that are not drafted here.
    """
    first, _, incoming = unicodedata.normalize("NFC", request).strip().partition("\n")
    wish, addressee = _without_addressee(" ".join(first.split()))
    _refuse(wish, incoming)
    folded = aligned_fold(wish)
    start = _end(_VERB, folded, 0)
    start = _end(_FILLER, folded, start)
    if _OTHER.match(folded, start):
        raise KnowledgeError(texts.KIND_NOT_DRAFTED)
    kind = _kind(folded, start)
    head = wish[start : kind.start(1) if kind else len(wish)]
    tail = wish[kind.end(1) :] if kind else ""
    words = _part_words(head)
    opening = bool(re.search(r"\bmo dau\b", fold(words)))
    closing = bool(re.search(r"\bket (?:luan|thuc)\b", fold(words)))
    return DraftRequest(
        text=request,
        kind=_KIND_WORDS[kind[1]] if kind else DraftKind.REPORT,
        subject=_subject(tail),
        numbers=_numbers(folded[start:]),
        words="" if opening or closing else words,
        names_part=bool(_PART.match(folded, start)),
        names_kind=kind is not None,
        opening=opening,
        closing=closing,
        addressee=addressee,
        incoming=incoming,
    )


def _numbers(folded: str) -> tuple[str, ...]:
    lists = (found[1] for found in _NUMBERED.finditer(folded))
    return tuple(one.upper() for found in lists for one in re.findall(r"[ivx]+|\d+", found))


def aligned_fold(text: str) -> str:
    """`fold`, one character for one, so that positions in it are positions in `text`."""
    return "".join(fold(character)[:1] or character for character in text)


def _refuse(wish: str, incoming: str) -> None:
    folded = fold(wish)
    typed_bare = folded == wish.lower()
    secret = _SECRET_FOLDED.search(folded) if typed_bare else _SECRET.search(wish.lower())
    if secret or secrecy_mark(incoming):
        raise KnowledgeError(texts.CLASSIFIED_REFUSED)
    if _PARTY.search(folded):
        raise KnowledgeError(texts.PARTY_REFUSED)


def _end(pattern: re.Pattern[str], folded: str, start: int) -> int:
    found = pattern.match(folded[start:])
    return start + (found.end() if found else 0)


def _kind(folded: str, start: int) -> re.Match[str] | None:
    """The first kind that is named; after 'mục …' the one that the mục is for."""
    if _PART.match(folded, start):
        linked = _KIND_OF_PART.search(folded, start)
        if linked:
            return linked
    return _KIND.search(folded, start)


def _part_words(head: str) -> str:
    folded = aligned_fold(head)
    link = _LINK.search(folded.rstrip(_EDGE))
    start, end = _end(_PART_WORDS, folded, 0), link.start() if link else len(head)
    return head[start:end].strip(_EDGE)


def _subject(tail: str) -> str:
    numbered = _NUMBERED.search(aligned_fold(tail))
    text = (tail[: numbered.start()] if numbered else tail).strip(_EDGE)
    text = _OF_AGENCY.sub("", _SIGNED_BY.sub("", text))
    return text[_end(_ABOUT, aligned_fold(text), 0) :].strip(_EDGE)


def _without_addressee(wish: str) -> tuple[str, str]:
    found = _ADDRESSEE.search(wish)
    if not found:
        return wish, ""
    return wish[: found.start()] + wish[found.end() :], found[1].strip(_EDGE)
