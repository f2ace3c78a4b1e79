"""The automatic numbers of a Word document: 'Điều 1.', 'a)', '1.2.' as Word prints them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from lxml import etree

from knowledge.legacy_encoding import to_unicode
from knowledge.readers.word.styles import WORD, Styles, font_name
from knowledge.readers.word.styles import value_of as _value

_DEEPEST = 9
_LARGEST_NUMERAL = 780
"""Beyond it Word counts lists in digits too."""


@dataclass(frozen=True, slots=True)
class _LevelFormat:
    """One level of a list: `text` holds '%1'.. for the counters, `restart` the level above it."""

    text: str
    style: str
    start: int
    restart: int
    decimal_only: bool
    suffix: str


class Numbering:
    """Counts the list paragraphs of one story; ask for `label` once a paragraph, in order."""

    def __init__(self, numbering: etree._Element | None, styles: Styles) -> None:
        self._lists = {} if numbering is None else _by_id(numbering, "num", "numId")
        self._models = (
            {} if numbering is None else _by_id(numbering, "abstractNum", "abstractNumId")
        )
        self._styles = styles
        self._counters: dict[str, list[int | None]] = {}
        self._started: set[tuple[str, int]] = set()

    def label(self, paragraph: etree._Element) -> str:
        """The paragraph's number with its suffix ('a) '), '' if it has none."""
        place = self._place(paragraph)
        if place is None or place[0] not in self._lists:
            return ""
        list_id, depth = place
        levels = self._levels(list_id)
        if depth not in levels:
            return ""
        counters = self._count(list_id, depth, levels)
        return _printed(levels, depth, counters)

    def _place(self, paragraph: etree._Element) -> tuple[str, int] | None:
        """List id and depth from the paragraph itself, else from its style."""
        properties = paragraph.find(f"{WORD}pPr")
        if properties is None:
            return None
        own = properties.find(f"{WORD}numPr")
        list_id, depth = _value(own, "numId"), _value(own, "ilvl")
        style = _value(properties, "pStyle")
        if not list_id:
            list_id, style_depth = self._style_place(style)
            depth = depth or style_depth
        if not list_id or list_id == "0":
            return None
        return list_id, _number(depth)

    def _style_place(self, style_id: str) -> tuple[str, str]:
        for style in self._styles.chain(style_id):
            numbered = style.find(f"{WORD}pPr/{WORD}numPr")
            if list_id := _value(numbered, "numId"):
                own_id = style.get(f"{WORD}styleId", "")
                return list_id, _value(numbered, "ilvl") or self._linked_depth(list_id, own_id)
        return "", ""

    def _linked_depth(self, list_id: str, style_id: str) -> str:
        model = self._models.get(self._model_id(list_id))
        if model is not None:
            for level in model.findall(f"{WORD}lvl"):
                if _value(level, "pStyle") == style_id:
                    return level.get(f"{WORD}ilvl", "0")
        return "0"

    def _model_id(self, list_id: str) -> str:
        """The list's definition; a list made from a list style points to the style's own."""
        model_id = _value(self._lists.get(list_id), "abstractNumId")
        link = _value(self._models.get(model_id), "numStyleLink")
        for other_id, other in self._models.items() if link else ():
            if _value(other, "styleLink") == link:
                return other_id
        return model_id

    def _levels(self, list_id: str) -> dict[int, _LevelFormat]:
        model = self._models.get(self._model_id(list_id))
        levels = [] if model is None else model.findall(f"{WORD}lvl")
        levels += self._lists[list_id].findall(f"{WORD}lvlOverride/{WORD}lvl")
        formats = {_depth(level): _level_format(level) for level in levels}
        return {depth: one for depth, one in formats.items() if 0 <= depth < _DEEPEST}

    def _count(self, list_id: str, depth: int, levels: dict[int, _LevelFormat]) -> list[int | None]:
        counters = self._counters.setdefault(self._model_id(list_id), [None] * _DEEPEST)
        first = self._start_override(list_id, depth)
        if first is not None:
            counters[depth] = first - 1
        value = counters[depth]
        counters[depth] = levels[depth].start if value is None else value + 1
        for deeper in range(depth + 1, _DEEPEST):
            if deeper in levels and depth < levels[deeper].restart:
                counters[deeper] = None
        for above in range(depth):
            if counters[above] is None and above in levels:
                counters[above] = levels[above].start
        return counters

    def _start_override(self, list_id: str, depth: int) -> int | None:
        """A list that continues another's definition may start anew, at its first paragraph."""
        if (list_id, depth) in self._started:
            return None
        self._started.add((list_id, depth))
        for override in self._lists[list_id].findall(f"{WORD}lvlOverride"):
            if _depth(override) == depth and (start := _value(override, "startOverride")):
                return _number(start)
        return None


def _by_id(root: etree._Element, tag: str, attribute: str) -> dict[str, etree._Element]:
    return {node.get(f"{WORD}{attribute}", ""): node for node in root.findall(f"{WORD}{tag}")}


def _depth(level: etree._Element) -> int:
    return _number(level.get(f"{WORD}ilvl", "0"))


def _number(written: str) -> int:
    """The number in an attribute; 0 for what is none."""
    return int(written) if re.fullmatch(r"-?\d{1,9}", written, re.ASCII) else 0


def _level_format(level: etree._Element) -> _LevelFormat:
    restart = _value(level, "lvlRestart")
    return _LevelFormat(
        text=to_unicode(_value(level, "lvlText"), font_name(level.find(f"{WORD}rPr")) or ""),
        style=_value(level, "numFmt") or "decimal",
        start=_number(_value(level, "start")),
        restart=_number(restart) if restart else _depth(level),
        decimal_only=level.find(f"{WORD}isLgl") is not None,
        suffix="" if _value(level, "suff") == "nothing" else " ",
    )


def _printed(levels: dict[int, _LevelFormat], depth: int, counters: list[int | None]) -> str:
    level = levels[depth]
    if level.style == "bullet":
        return f"{'•' if level.text.isalnum() else level.text}{level.suffix}"

    def number(found: re.Match[str]) -> str:
        above = int(found[1]) - 1
        style = "decimal" if level.decimal_only or above not in levels else levels[above].style
        return _NUMERALS.get(style, str)(counters[above] or 0)

    text = re.sub(r"%([1-9])", number, level.text)
    return f"{text}{level.suffix}" if text.strip() else ""


def roman(number: int) -> str:
    """'XIV' for 14; numbers without a Roman numeral as digits."""
    if not 0 < number <= _LARGEST_NUMERAL:
        return str(number)
    numerals = ""
    for value, letters in _ROMAN:
        numerals += letters * (number // value)
        number %= value
    return numerals


def letter(number: int) -> str:
    """'a' for 1, 'z' for 26, 'aa' for 27 as Word counts: Latin letters, without đ."""
    if not 0 < number <= _LARGEST_NUMERAL:
        return str(number)
    rounds, index = divmod(number - 1, 26)
    return chr(ord("a") + index) * (rounds + 1)


_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip

_NUMERALS: dict[str, Callable[[int], str]] = {
    "decimalZero": lambda number: f"{number:02d}",
    "upperRoman": roman,
    "lowerRoman": lambda number: roman(number).lower(),
    "upperLetter": lambda number: letter(number).upper(),
    "lowerLetter": letter,
    "none": lambda _: "",
}
