"""One story of a Word document (body, note, header) as lines, with all changes accepted."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from itertools import chain

from lxml import etree

from knowledge.cleaning import readable_bullets
from knowledge.legacy_encoding import Encoding, legacy_of_font, to_unicode
from knowledge.readers.packages import RELATION, Package
from knowledge.readers.table_lines import table_lines
from knowledge.readers.word.numbering import Numbering
from knowledge.readers.word.styles import WORD, Styles, is_on, value_of

_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_DIAGRAM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds"
_DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_NO_BORDER = frozenset({"", "none", "nil"})
_BOX = "\0"
"""Stands where a text box is anchored until its paragraph is complete; no XML holds it."""

_SKIPPED = frozenset(
    WORD + tag for tag in ("moveFrom", "instrText", "delInstrText", "pPr", "rPr", "sdtPr")
)
_DELETED = frozenset({f"{WORD}del", f"{WORD}delText"})
_LITERAL = {
    f"{WORD}tab": " ",
    f"{WORD}ptab": " ",
    f"{WORD}br": "\n",
    f"{WORD}cr": "\n",
    f"{WORD}noBreakHyphen": "-",
    f"{WORD}softHyphen": "\u00ad",
}


@dataclass(frozen=True, slots=True)
class Parts:
    """What all stories of a document share."""

    package: Package
    styles: Styles
    numbering: etree._Element | None
    relations: dict[str, str]
    imported: Callable[[str], list[str]]
    """The lines of another file that is embedded as text (altChunk), by its path."""


class Story:
    """Walks a story once, keeping the counters of its lists and notes and what it leaves out."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._styles = parts.styles
        self._numbering = Numbering(parts.numbering, parts.styles)
        self._boxes: list[list[str]] = []
        self._paragraph: etree._Element | None = None
        self.cited: list[tuple[str, str]] = []
        """Kind and id of the notes, in the order of their marks."""
        self.removed: defaultdict[str, list[str]] = defaultdict(list)
        self.encodings: set[Encoding | None] = set()
        """What fonts from before Unicode were found and converted."""

    def blocks(self, container: etree._Element) -> list[str]:
        """The lines of everything that stands in a body, cell, text box or note."""
        lines: list[str] = []
        begun = ""
        for child in container:
            if child.tag == f"{WORD}p" and not len(child) and not begun:
                lines.append("")
            elif child.tag == f"{WORD}p":
                text, above, below = self._whole_paragraph(child, begun)
                begun = text if _runs_on(child) else ""
                lines += [*above, *([] if begun else text.split("\n")), *below]
            elif child.tag == f"{WORD}tbl":
                lines += self._table(child)
            elif child.tag == f"{WORD}altChunk":
                lines += self._imported(child)
            elif child.tag not in _SKIPPED and isinstance(child.tag, str):
                lines += self._wrapped(child)
        return lines + ([begun] if begun else [])

    def _wrapped(self, block: etree._Element) -> list[str]:
        lines = self.blocks(_chosen(block))
        return [] if self._is_left_out(block, "\n".join(lines)) else lines

    def _imported(self, chunk: etree._Element) -> list[str]:
        path = self._parts.relations.get(chunk.get(f"{RELATION}id", ""), "")
        return self._parts.imported(path)

    def _whole_paragraph(
        self, paragraph: etree._Element, begun: str
    ) -> tuple[str, list[str], list[str]]:
        """Number and text, and the text boxes anchored in front of the words and behind them."""
        outer, self._boxes, self._paragraph = self._boxes, [], paragraph
        marked = self._inline(paragraph)
        boxes, self._boxes = self._boxes, outer
        ahead = marked[: len(marked) - len(marked.lstrip(f" \n{_BOX}"))].count(_BOX)
        text = marked.replace(_BOX, "")
        if self._styles.is_contents(paragraph):
            self._leave_out("table of contents", text)
            text = ""
        elif not _mark_deleted(paragraph) and (text.strip() or not _mark_hidden(paragraph)):
            text = self._label(paragraph) + begun + text
        else:
            text = begun + text
        return text, list(chain(*boxes[:ahead])), list(chain(*boxes[ahead:]))

    def _label(self, paragraph: etree._Element) -> str:
        """The paragraph's number; its words ('§iÒu 1.', no bullets) are in the font of its mark."""
        label = self._numbering.label(paragraph)
        if label.isascii() or max(label) > "\u00ff":
            return label
        mark = paragraph.find(f"{WORD}pPr")
        return self._unicode(
            label, self._styles.font(paragraph if mark is None else mark, paragraph)
        )

    def _inline(self, node: etree._Element) -> str:
        """The text of a run, hyperlink, inserted change, field, formula or drawing."""
        tag = node.tag
        if tag in _SKIPPED or not isinstance(tag, str):
            return ""
        if tag in (f"{WORD}t", _MATH_TEXT):
            return (node.text or "").replace("\n", " ")
        if tag in _LITERAL:
            return _LITERAL[tag]
        if tag == f"{WORD}sym":
            symbol = _symbol(node.get(f"{WORD}char", ""))
            return readable_bullets(self._unicode(symbol, node.get(f"{WORD}font", "")))
        if tag in (f"{WORD}footnoteReference", f"{WORD}endnoteReference"):
            return self._note_mark(node)
        if tag in (f"{WORD}txbxContent", _DIAGRAM):
            return self._box(node)
        if tag in _DELETED:
            return self._leave_out("deleted text", _letters(node, f"{WORD}delText"))
        text = "".join(self._inline(child) for child in _chosen(node))
        return self._run(node, text) if tag == f"{WORD}r" else self._control(node, text)

    def _run(self, run: etree._Element, text: str) -> str:
        """The text of a run as it is printed: not if it is hidden, in capitals if they are set."""
        if not text:
            return text
        text = self._unicode(text, self._styles.font(run, self._paragraph))
        if is_on(self._styles.run_property(run, self._paragraph, "vanish")):
            return self._leave_out("hidden text", text.replace(_BOX, "")) + _BOX * text.count(_BOX)
        capitals = is_on(self._styles.run_property(run, self._paragraph, "caps"))
        return text.upper() if capitals else text

    def _unicode(self, text: str, font: str) -> str:
        converted = to_unicode(text, font)
        if converted != text:
            self.encodings.add(legacy_of_font(font))
        return converted

    def _control(self, node: etree._Element, text: str) -> str:
        return "" if self._is_left_out(node, text) else text

    def _is_left_out(self, control: etree._Element, text: str) -> bool:
        """The prompt of a content control that nobody has filled in is no text of the document."""
        prompt = control.find(f"{WORD}sdtPr/{WORD}showingPlcHdr")
        if is_on(prompt):
            self._leave_out("empty field", text)
        return is_on(prompt)

    def _leave_out(self, kind: str, text: str) -> str:
        if text.strip():
            self.removed[kind].append(text)
        return ""

    def _note_mark(self, node: etree._Element) -> str:
        kind = etree.QName(node).localname.removesuffix("Reference")
        self.cited.append((kind, node.get(f"{WORD}id", "")))
        own_mark = node.get(f"{WORD}customMarkFollows", "0") not in ("0", "false")
        return "" if own_mark else f"[{len(self.cited)}]"

    def _box(self, node: etree._Element) -> str:
        around = self._paragraph
        lines = self._diagram(node) if node.tag == _DIAGRAM else self.blocks(node)
        self._paragraph = around
        self._boxes.append([line for line in lines if line.strip()])
        return _BOX

    def _diagram(self, node: etree._Element) -> list[str]:
        """The words of a drawn diagram (SmartArt), a line a paragraph."""
        path = self._parts.relations.get(node.get(f"{RELATION}dm", ""), "")
        root = self._parts.package.optional(path)
        paragraphs = [] if root is None else list(root.iter(f"{_DRAWN}p"))
        return [_letters(paragraph, f"{_DRAWN}t") for paragraph in paragraphs]

    def _table(self, table: etree._Element) -> list[str]:
        rows = [self._row(row) for row in _inside(table, "tr")]
        return table_lines([row for row in rows if row], bordered=self._bordered(table))

    def _row(self, row: etree._Element) -> list[list[str]]:
        if row.find(f"{WORD}trPr/{WORD}del") is not None:
            self._leave_out("deleted text", _letters(row, f"{WORD}delText", f"{WORD}t"))
            return []
        cells = _inside(row, "tc")
        return [self._cell(cell) for cell in cells if not _cell_deleted(cell)]

    def _cell(self, cell: etree._Element) -> list[str]:
        return [line for line in self.blocks(cell) if line.strip()]

    def _bordered(self, table: etree._Element) -> bool:
        borders = [*table.iter(f"{WORD}tblBorders"), *table.iter(f"{WORD}tcBorders")]
        borders += self._styles.table_borders(value_of(table.find(f"{WORD}tblPr"), "tblStyle"))
        return any(
            side.get(f"{WORD}val", "") not in _NO_BORDER for border in borders for side in border
        )


def _chosen(node: etree._Element) -> etree._Element:
    """Of the alternatives for a drawing exactly one: the choice that holds text, else the other."""
    if node.tag != f"{_COMPATIBILITY}AlternateContent":
        return node
    return max(node, key=lambda branch: branch.find(f".//{WORD}t") is not None, default=node)


def _inside(parent: etree._Element, tag: str) -> list[etree._Element]:
    """Rows or cells, also those wrapped in content controls, never those of nested tables."""
    found: list[etree._Element] = []
    for child in parent:
        if child.tag == f"{WORD}{tag}":
            found.append(child)
        elif child.tag in (f"{WORD}sdt", f"{WORD}sdtContent", f"{WORD}customXml", f"{WORD}ins"):
            found += _inside(child, tag)
    return found


def _letters(node: etree._Element, *tags: str) -> str:
    return "".join(element.text or "" for element in node.iter(*tags))


def _symbol(code: str) -> str:
    """The character of a symbol font, in the private range where such fonts keep them."""
    known = re.fullmatch(r"[0-9A-Fa-f]{1,4}", code)
    return chr(0xF000 | int(code, 16) & 0xFFF) if known else ""


def _cell_deleted(cell: etree._Element) -> bool:
    return cell.find(f"{WORD}tcPr/{WORD}cellDel") is not None


def _runs_on(paragraph: etree._Element) -> bool:
    """Whether the paragraph goes on in the next one: its end was deleted, moved or is hidden."""
    return _mark_deleted(paragraph) or _mark_hidden(paragraph)


def _mark_deleted(paragraph: etree._Element) -> bool:
    mark = paragraph.find(f"{WORD}pPr/{WORD}rPr")
    gone = (f"{WORD}del", f"{WORD}moveFrom")
    return mark is not None and any(child.tag in gone for child in mark)


def _mark_hidden(paragraph: etree._Element) -> bool:
    return is_on(paragraph.find(f"{WORD}pPr/{WORD}rPr/{WORD}vanish"))
