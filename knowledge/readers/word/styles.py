"""The styles of a Word document: what paragraphs, runs and tables inherit."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_OFF = ("0", "false", "off")


class Styles:
    """Looks a property up where Word does: the text itself, its styles, the document's defaults."""

    def __init__(self, root: etree._Element | None) -> None:
        found = [] if root is None else root.findall(f"{WORD}style")
        self._styles = {style.get(f"{WORD}styleId", ""): style for style in found}
        self._default = None if root is None else root.find(f"{WORD}docDefaults/{WORD}rPrDefault")
        self._paragraph = next(
            (key for key, style in self._styles.items() if _is_default_paragraph(style)), ""
        )
        self._inherited: dict[tuple[str, str, str], etree._Element | None] = {}
        self._fonts: dict[tuple[str, str], str] = {}

    def chain(self, style_id: str) -> Iterator[etree._Element]:
        """A style and those it is based on, nearest first; a circle ends where it closes."""
        seen: set[str] = set()
        while style_id in self._styles and style_id not in seen:
            seen.add(style_id)
            yield self._styles[style_id]
            style_id = value_of(self._styles[style_id], "basedOn")

    def run_property(
        self, run: etree._Element, paragraph: etree._Element | None, tag: str
    ) -> etree._Element | None:
        """The element `tag` ('vanish', 'caps', 'rFonts') that holds for a run, None if none."""
        own = run.find(f"{WORD}rPr")
        direct = None if own is None else own.find(f"{WORD}{tag}")
        if direct is not None:
            return direct
        properties = None if paragraph is None else paragraph.find(f"{WORD}pPr")
        place = (value_of(own, "rStyle"), value_of(properties, "pStyle") or self._paragraph, tag)
        if place not in self._inherited:
            self._inherited[place] = self._from_styles(*place)
        return self._inherited[place]

    def _from_styles(self, run_style: str, paragraph_style: str, tag: str) -> etree._Element | None:
        for style in (*self.chain(run_style), *self.chain(paragraph_style)):
            if (found := style.find(f"{WORD}rPr/{WORD}{tag}")) is not None:
                return found
        default = self._default
        return None if default is None else default.find(f"{WORD}rPr/{WORD}{tag}")

    def font(self, run: etree._Element, paragraph: etree._Element | None) -> str:
        """The name of the font of a run's letters, '' if it is one of the theme's."""
        own = run.find(f"{WORD}rPr")
        name = font_name(own)
        if name is not None:
            return name
        properties = None if paragraph is None else paragraph.find(f"{WORD}pPr")
        place = (value_of(own, "rStyle"), value_of(properties, "pStyle") or self._paragraph)
        if place not in self._fonts:
            self._fonts[place] = self._inherited_font(*place)
        return self._fonts[place]

    def _inherited_font(self, run_style: str, paragraph_style: str) -> str:
        styles = [*self.chain(run_style), *self.chain(paragraph_style)]
        styles += [] if self._default is None else [self._default]
        names = (font_name(style.find(f"{WORD}rPr")) for style in styles)
        return next((name for name in names if name is not None), "")

    def is_contents(self, paragraph: etree._Element) -> bool:
        """Whether the paragraph is a line of an automatic table of contents ('toc 1')."""
        style_id = value_of(paragraph.find(f"{WORD}pPr"), "pStyle")
        names = (value_of(style, "name") for style in self.chain(style_id))
        return any(name.lower().startswith("toc ") for name in names)

    def table_borders(self, style_id: str) -> list[etree._Element]:
        return [
            border for style in self.chain(style_id) for border in style.iter(f"{WORD}tblBorders")
        ]


def value_of(parent: etree._Element | None, tag: str) -> str:
    """The `w:val` of a child, '' if it is absent."""
    found = None if parent is None else parent.find(f"{WORD}{tag}")
    return "" if found is None else found.get(f"{WORD}val", "")


def font_name(properties: etree._Element | None) -> str | None:
    """The font that run properties name for Latin letters ('' for the theme's), None if none."""
    fonts = None if properties is None else properties.find(f"{WORD}rFonts")
    if fonts is None:
        return None
    if fonts.get(f"{WORD}hAnsiTheme") or fonts.get(f"{WORD}asciiTheme"):
        return ""
    return fonts.get(f"{WORD}hAnsi") or fonts.get(f"{WORD}ascii")


def is_on(switch: etree._Element | None) -> bool:
    """Whether a property that needs no value ('<w:vanish/>') is set."""
    return switch is not None and switch.get(f"{WORD}val", "1") not in _OFF


def _is_default_paragraph(style: etree._Element) -> bool:
    kind, default = style.get(f"{WORD}type"), style.get(f"{WORD}default", "0")
    return kind == "paragraph" and default not in _OFF
