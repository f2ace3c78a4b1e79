"""Small .docx packages built from raw XML, one feature each."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from pathlib import Path

_NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)


def word_file(path: Path, body: str, raw: Mapping[str, bytes] | None = None, **parts: str) -> Path:
    """A .docx with `body` in its document part; `parts` are further parts by name, without root.

    `footnotes="<w:footnote ...>"` writes word/footnotes.xml with the root element <w:footnotes>;
    `raw` are files of the package by path, as they are.
    """
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("word/document.xml", _part("document", f"<w:body>{body}</w:body>"))
        for name, content in parts.items():
            package.writestr(f"word/{name}.xml", _part(_root(name), content))
        for name, data in (raw or {}).items():
            package.writestr(name, data)
    return path


def _part(root: str, content: str) -> str:
    return f"<w:{root} {_NAMESPACES}>{content}</w:{root}>"


def _root(name: str) -> str:
    return {"header1": "hdr", "footer1": "ftr"}.get(name, name)


def run(text: str, properties: str = "") -> str:
    """A run of text."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(content: str, properties: str = "") -> str:
    """A paragraph; plain text becomes one run."""
    inner = content if content.startswith("<") or not content else run(content)
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


def numbered(content: str, *, list_id: int = 1, depth: int = 0) -> str:
    """A paragraph with an automatic number."""
    place = f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{list_id}"/></w:numPr>'
    return paragraph(content, place)


def related(**targets: str) -> dict[str, bytes]:
    """The relations of the document part: id -> path below word/."""
    relations = "".join(
        f'<Relationship Id="{name}" Target="{target}"/>' for name, target in targets.items()
    )
    namespace = "http://schemas.openxmlformats.org/package/2006/relationships"
    whole = f'<Relationships xmlns="{namespace}">{relations}</Relationships>'
    return {"word/_rels/document.xml.rels": whole.encode()}


def cell(content: str, properties: str = "") -> str:
    """A table cell with one paragraph."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(content)}</w:tc>"


def table(*rows: str, bordered: bool = True) -> str:
    """A table of rows, each the XML of its cells."""
    value = "single" if bordered else "none"
    border = f'<w:tblPr><w:tblBorders><w:top w:val="{value}"/></w:tblBorders></w:tblPr>'
    return f"<w:tbl>{border}{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


def level(depth: int, text: str, style: str = "decimal", extra: str = "") -> str:
    """One level of a list definition."""
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{style}"/>'
        f'{extra}<w:lvlText w:val="{text}"/></w:lvl>'
    )


def lists(*levels: str, more: str = "") -> str:
    """A numbering part with one definition of `levels`, used by list 1; `more` adds lists."""
    definition = f'<w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>'
    return f'{definition}<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>{more}'
