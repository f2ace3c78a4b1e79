"""The formatting that Word really applies: direct, then styles up their chain, then defaults."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from lxml.etree import _Element

FONT_SLOTS = ("ascii", "hAnsi", "cs", "eastAsia")
_THEME_OF_SLOT = {
    "ascii": "asciiTheme",
    "hAnsi": "hAnsiTheme",
    "cs": "cstheme",
    "eastAsia": "eastAsiaTheme",
}
_OFF = ("0", "false", "off")
_DEFAULT_SIZE = 20
"""Half-points of text that no style sizes (ECMA-376, 17.3.2.38)."""


@dataclass(frozen=True, slots=True)
class TextFormat:
    """How a run looks; `fonts` in the order of FONT_SLOTS, '' where nothing sets one."""

    fonts: tuple[str, str, str, str]
    size: float
    """Points."""
    bold: bool
    italic: bool
    underlined: bool
    color: str


@dataclass(frozen=True, slots=True)
class LineFormat:
    """How a paragraph stands, in twips; `line` in 240ths of a line where its rule is 'auto'."""

    align: str
    first_line: int
    before: int
    after: int
    line: int
    line_rule: str


class Formatting:
    """Answers what a run or a paragraph of one document looks like."""

    def __init__(self, document: WordDocument) -> None:
        styles = document.styles.element
        self._styles = {str(style.get(qn("w:styleId"))): style for style in styles.style_lst}
        self._default_style = next(
            (
                str(style.get(qn("w:styleId")))
                for style in styles.style_lst
                if style.get(qn("w:default")) == "1" and style.get(qn("w:type")) == "paragraph"
            ),
            "",
        )
        self._run_defaults = styles.find(
            f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}"
        )
        self._line_defaults = styles.find(
            f"{qn('w:docDefaults')}/{qn('w:pPrDefault')}/{qn('w:pPr')}"
        )

    def style_chain(self, style_id: str | None) -> Iterator[_Element]:
        """The style and those it is based on, nearest first."""
        seen: set[str] = set()
        while style_id and style_id not in seen and style_id in self._styles:
            seen.add(style_id)
            yield self._styles[style_id]
            style_id = _value(self._styles[style_id], "w:basedOn")

    def run(self, run: _Element, paragraph: _Element) -> TextFormat:
        """The format of `run` (w:r), which stands in `paragraph` (w:p)."""
        layers = list(self._run_layers(run, paragraph))
        first, second, third, fourth = (self._font(layers, slot) for slot in FONT_SLOTS)
        size = next((v for layer in layers if (v := _value(layer, "w:sz"))), str(_DEFAULT_SIZE))
        return TextFormat(
            (first, second, third, fourth),
            float(size) / 2,
            _is_on(layers, "w:b"),
            _is_on(layers, "w:i"),
            _is_on(layers, "w:u"),
            next((v for layer in layers if (v := _value(layer, "w:color"))), "auto"),
        )

    def line(self, paragraph: _Element) -> LineFormat:
        """The format of `paragraph` (w:p)."""
        layers = list(self._line_layers(paragraph))
        return LineFormat(
            next((v for layer in layers if (v := _value(layer, "w:jc"))), "left"),
            _first_line(layers),
            int(_attribute(layers, "w:spacing", "w:before") or 0),
            int(_attribute(layers, "w:spacing", "w:after") or 0),
            int(_attribute(layers, "w:spacing", "w:line") or 240),
            _attribute(layers, "w:spacing", "w:lineRule") or "auto",
        )

    def _run_layers(self, run: _Element, paragraph: _Element) -> Iterator[_Element]:
        direct = run.find(qn("w:rPr"))
        if direct is not None:
            yield direct
            yield from self._style_layers(_value(direct, "w:rStyle"), "w:rPr")
        yield from self._style_layers(self._style_of(paragraph), "w:rPr")
        if self._run_defaults is not None:
            yield self._run_defaults

    def _line_layers(self, paragraph: _Element) -> Iterator[_Element]:
        direct = paragraph.find(qn("w:pPr"))
        if direct is not None:
            yield direct
        yield from self._style_layers(self._style_of(paragraph), "w:pPr")
        if self._line_defaults is not None:
            yield self._line_defaults

    def _style_layers(self, style_id: str | None, tag: str) -> Iterator[_Element]:
        for style in self.style_chain(style_id):
            layer = style.find(qn(tag))
            if layer is not None:
                yield layer

    def _style_of(self, paragraph: _Element) -> str:
        direct = paragraph.find(qn("w:pPr"))
        return (_value(direct, "w:pStyle") if direct is not None else None) or self._default_style

    def _font(self, layers: list[_Element], slot: str) -> str:
        for layer in layers:
            fonts = layer.find(qn("w:rFonts"))
            if fonts is None:
                continue
            theme = fonts.get(qn(f"w:{_THEME_OF_SLOT[slot]}"))
            literal = fonts.get(qn(f"w:{slot}"))
            if theme or literal:
                return str(theme or literal)
        return ""


def _value(layer: _Element, tag: str) -> str | None:
    found = layer.find(qn(tag))
    return None if found is None else found.get(qn("w:val"))


def _is_on(layers: list[_Element], tag: str) -> bool:
    for layer in layers:
        found = layer.find(qn(tag))
        if found is not None:
            return found.get(qn("w:val"), "true") not in (*_OFF, "none")
    return False


def _attribute(layers: list[_Element], tag: str, name: str) -> str | None:
    for layer in layers:
        found = layer.find(qn(tag))
        value = None if found is None else found.get(qn(name))
        if value is not None:
            return value
    return None


def _first_line(layers: list[_Element]) -> int:
    """The indent of the first line; a hanging indent is negative."""
    for layer in layers:
        found = layer.find(qn("w:ind"))
        if found is None:
            continue
        hanging, first = found.get(qn("w:hanging")), found.get(qn("w:firstLine"))
        if hanging is not None:
            return -int(hanging)
        if first is not None:
            return int(first)
    return 0
