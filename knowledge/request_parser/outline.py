"""The outline an answer is to follow: in an annex 'ĐỀ CƯƠNG', or in the letter itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from knowledge.model import DocumentKind, Level, Metadata, Provision, Span
from knowledge.references.folding import fold_in_place
from knowledge.report_parser import parse_report
from knowledge.request_parser.letter import Letter
from knowledge.request_parser.request import OutlineItem

_ANNEX = re.compile(r"^[\s*#]*(?:mau |phu luc[ \w.:]{0,12}\n?\s*)?de cuong\b.*$", re.MULTILINE)
_ANNOUNCED = re.compile(
    r"(?:de cuong|noi dung|huong dan|cu the|nhu)[^.]{0,60}(?:sau(?: day)?|:)\s*$"
)
_CONTENT = re.compile(
    r"(?:ve )?(?:noi dung(?: (?:can )?(?:bao cao|gop y|yeu cau))?|de cuong(?: bao cao)?)"
)
_ABOUT_SENDING = re.compile(
    r"(?:ve )?(?:thoi (?:gian|han|diem)|han|ky bao cao|noi nhan|noi gui|dia chi|dau moi|lien he"
    r"|hinh thuc|phuong thuc|so lieu|moc|to chuc thuc hien)\b"
)
_NUMBER = re.compile(r"^[\s*]*(?:(?:Phần|PHẦN)\s+\S+|[\wđ]{1,5}(?:\.\d+)*)\s?[.)\-–/]\s*")
_LEVELS = (Level.PART, Level.SECTION, Level.CLAUSE, Level.POINT)
_UNKNOWN = Metadata(key="outline", kind=DocumentKind.ADMINISTRATIVE)


def outline_of(letter: Letter, sentence: Span | None) -> tuple[OutlineItem, ...]:
    """The numbered headings that are asked for, in their order; () if none are given."""
    annex = _ANNEX.search(letter.folded, letter.end)
    if annex is not None:
        return tuple(_items(letter, _units(letter.text[annex.end() :]), annex.end()))
    if sentence is None:
        return ()
    units = _units(letter.text[letter.start : letter.end])
    wanted = _under_content(letter, units) or _announced(letter, units, sentence)
    items = list(_items(letter, wanted, letter.start))
    return (*items[:-1], *(_heading_only(letter, item) for item in items[-1:]))


def _units(text: str) -> list[Provision]:
    document = parse_report(text, _UNKNOWN)
    return [unit for unit in document.provisions if unit.level in _LEVELS]


def _under_content(letter: Letter, units: Sequence[Provision]) -> list[Provision]:
    """What stands below an item '1. Nội dung báo cáo'."""
    for unit in units:
        title = fold_in_place(_title(letter.text, unit, letter.start))
        if _CONTENT.fullmatch(title) and (below := _descendants(unit, units)):
            return below
    return []


def _announced(letter: Letter, units: Sequence[Provision], sentence: Span) -> list[Provision]:
    """The items behind '… theo đề cương sau:', without those about when and where to send."""
    if not _ANNOUNCED.search(sentence.of(letter.flat).rstrip()):
        return []
    behind = [unit for unit in units if unit.span.start + letter.start >= sentence.end - 1]
    dropped: list[Provision] = []
    for unit in behind:
        title = fold_in_place(_title(letter.text, unit, letter.start))
        if unit.parent is None and (_ABOUT_SENDING.match(title) or title.startswith("noi dung")):
            dropped += [unit, *_descendants(unit, units)]
    return [unit for unit in behind if unit not in dropped]


def _descendants(top: Provision, units: Iterable[Provision]) -> list[Provision]:
    return [unit for unit in units if unit is not top and top.span.holds(unit.span)]


def _items(letter: Letter, units: Sequence[Provision], shift: int) -> Iterator[OutlineItem]:
    for index, unit in enumerate(units):
        following = units[index + 1].span.start if index + 1 < len(units) else unit.span.end
        end = shift + min(unit.span.end, following)
        title = _title(letter.text, unit, shift)
        start = shift + unit.span.start
        span = Span(start, start + len(letter.text[start:end].rstrip()))
        yield OutlineItem(unit.number, title, unit.level, span)


def _heading_only(letter: Letter, item: OutlineItem) -> OutlineItem:
    """The last item of a letter's own outline: the letter goes on behind it, with no number."""
    lines = item.span.of(letter.text).split("\n")
    kept = 1
    while kept < len(lines) and _goes_on(item.title, lines[:kept], lines[kept]):
        kept += 1
    return replace(item, span=Span(item.span.start, item.span.start + len("\n".join(lines[:kept]))))


def _goes_on(title: str, lines: Sequence[str], line: str) -> bool:
    """Whether a line belongs to a title that runs over lines, or is a dash below it."""
    whole = " ".join(" ".join(lines).split())
    return line.lstrip().startswith(("-", "+")) or not whole.rstrip(" .;:").endswith(title)


def _title(text: str, unit: Provision, shift: int) -> str:
    """The heading, or for an item that is a sentence its first line."""
    if unit.heading:
        return unit.heading
    line = text[shift + unit.span.start : shift + unit.span.end].split("\n", 1)[0]
    return " ".join(_NUMBER.sub("", line, count=1).split()).rstrip(" .;:")
