"""Laws by name: 'Luật Cán bộ, công chức năm 2008', 'luat cbcc', 'BLHS', 'Hiến pháp 2013'."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from knowledge.model import Span
from knowledge.references.codes import DocumentType, codes, plain
from knowledge.references.folding import is_marked
from knowledge.references.reference import Reference, ReferenceKind

_YEAR = re.compile(
    r"(?:\s{1,3}(?P<bracket>\()?|,\s?)(?:nam\s{1,3})?(?P<year>19[4-9]\d|20[0-4]\d)(?![\d/]|[.,]\d)"
    r"(?(bracket)\))"
)
_AMENDING = re.compile(r"\s{1,3}\(?sua\s{1,2}doi")
_LAW = re.compile(r"(?<!\w)(?:luat|phap\s{1,3}lenh|bo\s{1,3}luat|hien\s{1,3}phap)(?!\w)")
_ANOTHER_WORD_BEFORE = re.compile(r"(?<!\w)(?:phap|ky|quy|dao|he|trong|luat)\s{1,3}$")
"""'pháp luật', 'kỷ luật', 'quy luật' are words of their own."""
_WORD = re.compile(r"\s{1,3}(\w+)")
_ENDING_WORDS = """so nam ngay nay do kia duoc co da dang se khong con la thi khi neu theo tai cua
moi sua bo thay het hoac khoan diem dieu chuong muc gom cung nhu den tu tren phai bi quy ban hien
nham nghi thong quyet luat phap hay"""
_NAME_ENDS = frozenset(_ENDING_WORDS.split())
_LONGEST_NAME = 14  # syllables


def find_law_names(text: str, folded: str) -> Iterator[Reference]:
    """Every law that is called by its name; unknown names only where they are capitalised."""
    for match in _LAW.finditer(folded):
        if _ANOTHER_WORD_BEFORE.search(folded, max(0, match.start() - 10), match.start()):
            continue
        found = (
            _known(text, folded, match.start())
            or _constitution(text, folded, match)
            or _capitalised(text, folded, match)
        )
        if found is not None:
            yield found
    for match in _short_codes().finditer(folded):
        law = codes().law_names[match.group()]
        yield _named(folded, Span(*match.span()), law.type, law.name)


def _known(text: str, folded: str, start: int) -> Reference | None:
    match = _known_names().match(folded, start)
    if match is None:
        return None
    law = codes().law_names[plain(match.group())]
    written = text[match.start() : match.end()]
    known_by_alias = plain(law.name) not in plain(written)
    if is_marked(written) and not known_by_alias and not _same_marks(written, law.name):
        return None  # 'luật được' is no Luật Dược
    # One syllable is too little without its marks: 'luật gia' is no Luật Giá.
    if " " not in law.name and not _YEAR.match(folded, match.end()):
        bare = written[-len(law.name) :]
        if is_marked(law.name) and not is_marked(bare) and not known_by_alias:
            return None
    return _named(folded, Span(*match.span()), law.type, law.name)


def _same_marks(written: str, name: str) -> bool:
    """Whether the marks agree where the writer set any; their place ('hoà') does not matter."""
    expected = re.findall(r"\w+", name.lower())
    words = re.findall(r"\w+", written.lower())[-len(expected) :]
    return all(_marks(a) in ("", _marks(b)) for a, b in zip(words, expected, strict=True))


def _marks(word: str) -> str:
    """The marks of a syllable, whichever letter carries them."""
    decomposed = unicodedata.normalize("NFD", word.replace("đ", "d\u0335"))
    return "".join(sorted(c for c in decomposed if unicodedata.combining(c)))


def _constitution(text: str, folded: str, match: re.Match[str]) -> Reference | None:
    kind = codes().type_of_words(" ".join(match.group().split()))
    if kind is None or kind.code != "HP":
        return None
    if not text[match.start()].isupper() and not _YEAR.match(folded, match.end()):
        return None
    return _named(folded, Span(*match.span()), kind, None)


def _capitalised(text: str, folded: str, match: re.Match[str]) -> Reference | None:
    """An unknown law: 'Luật Xyz ...' with the first word in capitals, up to where a name ends."""
    kind = codes().type_of_words(" ".join(match.group().split()))
    end = match.end()
    for count in range(_LONGEST_NAME):
        word = _WORD.match(folded, end)
        if word is None or (count and word[1] in _NAME_ENDS) or word[1].isdigit():
            break
        if count == 0 and (word[1] in ("so", "nay") or not text[word.start(1)].isupper()):
            break
        end = word.end()
    if kind is None or end == match.end() or not text[match.start()].isupper():
        return None
    name = " ".join(text[match.end() : end].split())
    return _named(folded, Span(match.start(), end), kind, name.removesuffix(" và"))


def _named(folded: str, span: Span, kind: DocumentType, name: str | None) -> Reference:
    year = _YEAR.match(folded, span.end)
    amending = _AMENDING.match(folded, span.end)
    resolve = "by_name" if year else "clarify" if amending else "by_name_current"
    issuer = codes().usual_issuer(kind)
    return Reference(
        span=Span(span.start, year.end() if year else span.end),
        kind=ReferenceKind.DOCUMENT,
        resolve=resolve,
        system="state",
        type=kind.code,
        type_name=kind.name,
        year=int(year["year"]) if year else None,
        year_from="typed" if year else None,
        issuer_code=issuer.code if issuer else None,
        issuer=issuer.name if issuer else None,
        name=name,
    )


@cache
def _known_names() -> re.Pattern[str]:
    """All names of the table; commas may be missing, blanks may be line ends."""
    names = sorted(codes().law_names, key=lambda name: (-len(name), name))
    alternatives = "|".join(name.replace(" ", r"[,;]?\s{1,3}") for name in names if " " in name)
    return re.compile(rf"(?:{alternatives})(?!\w)")


@cache
def _short_codes() -> re.Pattern[str]:
    """Names in one word: 'blhs'."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(n for n in codes().law_names if ' ' not in n)})(?!\w)")
