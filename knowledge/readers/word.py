"""Word (.docx): the text of the body in order, as Word prints it with all changes accepted."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable

from lxml import etree

from knowledge import messages
from knowledge.model import KnowledgeError, ReadText
from knowledge.readers.table_lines import table_lines
from knowledge.readers.word_numbering import WORD, Numbering

LARGEST_UNPACKED = 300 * 1024 * 1024
"""Bytes a package may unpack to."""
LARGEST_EXPANSION = 400
"""How many times larger than the file its parts may be (real documents stay below 60)."""

_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_NO_BORDER = frozenset({"", "none", "nil"})
_SKIPPED = frozenset(
    WORD + tag
    for tag in ("del", "moveFrom", "delText", "instrText", "delInstrText", "pPr", "rPr", "sdtPr")
)
_LITERAL = {
    f"{WORD}tab": " ",
    f"{WORD}ptab": " ",
    f"{WORD}br": "\n",
    f"{WORD}cr": "\n",
    f"{WORD}noBreakHyphen": "-",
}


def read_word(data: bytes, name: str) -> ReadText:
    """The text of a .docx; KnowledgeError when it has no body or unpacks beyond bounds."""
    package = _Package(data, name)
    body = package.part(_main_part(package.names("word/document"))).find(f"{WORD}body")
    if body is None:
        raise KnowledgeError(messages.BROKEN_FILE.format(name=name))
    story = _Story(package)
    lines = story.blocks(body)
    lines += story.note_lines()
    removed = {kind: texts for kind, texts in _margins(package).items() if texts}
    if story.hidden:
        removed["hidden text"] = tuple(story.hidden)
    return ReadText("\n".join(lines), removed=removed, title=package.title())


def _main_part(names: Iterable[str]) -> str:
    """The document part among the names of a package, '' if none; Office Online numbers it."""
    return next((name for name in names if re.fullmatch(r"word/document\d*\.xml", name)), "")


class _Package:
    """The parts of a .docx, parsed safely: no entities, no network, bounded size."""

    def __init__(self, data: bytes, name: str) -> None:
        self._name = name
        self._zip = zipfile.ZipFile(io.BytesIO(data))
        unpacked = sum(entry.file_size for entry in self._zip.infolist())
        if unpacked > min(LARGEST_UNPACKED, len(data) * LARGEST_EXPANSION):
            raise KnowledgeError(messages.TOO_LARGE_UNPACKED.format(name=name))

    def names(self, prefix: str) -> list[str]:
        names = sorted(self._zip.namelist())
        return [name for name in names if name.startswith(prefix) and name.endswith(".xml")]

    def part(self, path: str) -> etree._Element:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
        tree = etree.fromstring(self._zip.read(path), parser)
        if tree.getroottree().docinfo.internalDTD is not None:
            raise KnowledgeError(messages.BROKEN_FILE.format(name=self._name))
        return tree

    def optional(self, path: str) -> etree._Element | None:
        return self.part(path) if path in self._zip.namelist() else None

    def title(self) -> str:
        core = self.optional("docProps/core.xml")
        found = None if core is None else core.find("{http://purl.org/dc/elements/1.1/}title")
        return "" if found is None else (found.text or "").strip()


class _Story:
    """Walks the body once, keeping the counters of lists and notes and what is hidden."""

    def __init__(self, package: _Package) -> None:
        self._styles = package.optional("word/styles.xml")
        self._numbering = Numbering(package.optional("word/numbering.xml"), self._styles)
        self._notes = {
            kind: package.optional(f"word/{kind}s.xml") for kind in ("footnote", "endnote")
        }
        self._cited: list[tuple[str, str]] = []
        self.hidden: list[str] = []

    def blocks(self, container: etree._Element) -> list[str]:
        """The lines of everything that stands in a body, cell, text box or note."""
        lines: list[str] = []
        carried = ""
        for child in container:
            if child.tag == f"{WORD}p":
                text = carried + self._paragraph(child)
                carried = text if _mark_deleted(child) else ""
                lines += [] if carried else text.split("\n")
            elif child.tag == f"{WORD}tbl":
                lines += self._table(child)
            elif child.tag not in _SKIPPED and isinstance(child.tag, str):
                lines += self.blocks(_chosen(child))
        return lines + ([carried] if carried else [])

    def note_lines(self) -> list[str]:
        """The notes in the order of their marks, each with its number: '[1] ...'."""
        lines: list[str] = []
        for number, (kind, note_id) in enumerate(self._cited, 1):
            root = self._notes[kind]
            for note in [] if root is None else root.findall(f"{WORD}{kind}"):
                if note.get(f"{WORD}id") == note_id:
                    text = "\n".join(self.blocks(note)).strip()
                    lines.append(f"[{number}] {text}")
        return lines

    def _paragraph(self, paragraph: etree._Element) -> str:
        label = "" if _mark_deleted(paragraph) else self._numbering.label(paragraph)
        text = self._inline(paragraph)
        return label + text

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
            return chr(0xF000 | int(node.get(f"{WORD}char", "0"), 16) & 0xFFF)
        if tag in (f"{WORD}footnoteReference", f"{WORD}endnoteReference"):
            return self._note_mark(node)
        if tag == f"{WORD}txbxContent":
            return "\n" + "\n".join(self.blocks(node)) + "\n"
        text = "".join(self._inline(child) for child in _chosen(node))
        return self._unless_hidden(node, text) if tag == f"{WORD}r" else text

    def _note_mark(self, node: etree._Element) -> str:
        kind = etree.QName(node).localname.removesuffix("Reference")
        self._cited.append((kind, node.get(f"{WORD}id", "")))
        own_mark = node.get(f"{WORD}customMarkFollows", "0") not in ("0", "false")
        return "" if own_mark else f"[{len(self._cited)}]"

    def _unless_hidden(self, run: etree._Element, text: str) -> str:
        vanish = run.find(f"{WORD}rPr/{WORD}vanish")
        if vanish is None or vanish.get(f"{WORD}val", "1") in ("0", "false"):
            return text
        self.hidden += [text] if text.strip() else []
        return ""

    def _table(self, table: etree._Element) -> list[str]:
        rows = [
            [self._cell(cell) for cell in _inside(row, "tc")]
            for row in _inside(table, "tr")
            if row.find(f"{WORD}trPr/{WORD}del") is None
        ]
        return table_lines(rows, bordered=self._bordered(table))

    def _cell(self, cell: etree._Element) -> list[str]:
        return [line for line in self.blocks(cell) if line.strip()]

    def _bordered(self, table: etree._Element) -> bool:
        style = table.find(f"{WORD}tblPr/{WORD}tblStyle")
        borders = table.findall(f".//{WORD}tblBorders") + table.findall(f".//{WORD}tcBorders")
        borders += self._style_borders("" if style is None else style.get(f"{WORD}val", ""))
        return any(
            side.get(f"{WORD}val", "") not in _NO_BORDER for border in borders for side in border
        )

    def _style_borders(self, style_id: str) -> list[etree._Element]:
        if self._styles is None or not style_id:
            return []
        path = f"{WORD}style[@{WORD}styleId='{style_id}']"
        style = self._styles.find(path)
        if style is None:
            return []
        based_on = style.find(f"{WORD}basedOn")
        above = "" if based_on is None else based_on.get(f"{WORD}val", "")
        inherited = self._style_borders(above) if above != style_id else []
        return style.findall(f".//{WORD}tblBorders") + inherited


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


def _mark_deleted(paragraph: etree._Element) -> bool:
    """A paragraph whose end was deleted as a tracked change runs on into the next one."""
    return paragraph.find(f"{WORD}pPr/{WORD}rPr/{WORD}del") is not None


def _margins(package: _Package) -> dict[str, tuple[str, ...]]:
    """What stands in page headers and footers, by kind."""
    return {
        f"page {kind}": tuple(
            text
            for path in package.names(f"word/{kind}")
            if (text := " ".join("\n".join(_Story(package).blocks(package.part(path))).split()))
        )
        for kind in ("header", "footer")
    }
