"""Build the samples from their plain sources: `python -m samples.build [NAME ...]`."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from html import escape
from pathlib import Path

from samples.layout import (
    SAMPLE_MARK,
    Columns,
    Item,
    Look,
    PageBreak,
    Paragraph,
    Table,
    lines_of,
    parse,
)
from samples.word import write_docx

SAMPLES = Path(__file__).resolve().parent
SOURCES = SAMPLES / "source"

_PAGE = """<!DOCTYPE html>
<html lang="vi">
<head>
<meta charset="utf-8">
<title>{title}</title>
</head>
<body>
<p align="center"><b>{mark}</b></p>
{body}
</body>
</html>
"""
_TAGS = {
    Look.HEADING: '<p align="center"><b>{}</b></p>',
    Look.BASIS: "<p><i>{}</i></p>",
    Look.HOST: '<p align="center"><i>{}</i></p>',
    Look.UNIT: "<p><b>{}</b></p>",
    Look.TEXT: "<p>{}</p>",
}


def sources() -> tuple[Path, ...]:
    """Every source; 'source/library/x.docx.txt' is the text of the sample 'library/x.docx'."""
    return tuple(sorted(SOURCES.rglob("*.txt")))


def target_of(source: Path, folder: Path = SAMPLES) -> Path:
    """Where under `folder` the sample of `source` belongs."""
    return (folder / source.relative_to(SOURCES)).with_suffix("")


def build(source: Path, target: Path) -> None:
    """Write the sample in the format that the name of `target` says."""
    items = parse(source.read_text(encoding="utf-8"))
    target.parent.mkdir(parents=True, exist_ok=True)
    match target.suffix:
        case ".docx":
            write_docx(items, target)
        case ".pdf":
            _write_pdf(items, target)
        case ".html":
            target.write_text(as_html(items), encoding="utf-8")
        case ".txt":
            target.write_text("\n".join((SAMPLE_MARK, *lines_of(items), "")), encoding="utf-8")
        case other:
            raise ValueError(f"no sample is built as {other!r}: {source.name}")


def as_html(items: tuple[Item, ...]) -> str:
    """A page as a document portal shows it, with the sample mark as its first line."""
    headings = (
        item.text for item in items if isinstance(item, Paragraph) and item.look is Look.HEADING
    )
    body = "\n".join(line for item in items for line in _html(item))
    return _PAGE.format(title=escape(" ".join(headings)), mark=SAMPLE_MARK, body=body)


def _html(item: Item) -> Iterator[str]:
    match item:
        case Paragraph(text, look):
            yield _TAGS[look].format(escape(text))
        case Columns(left, right):
            cells = "".join(f'<td align="center">{_cell(lines)}</td>' for lines in (left, right))
            yield f'<table width="100%" border="0"><tr>{cells}</tr></table>'
        case Table(rows):
            yield '<table border="1">'
            for row in rows:
                yield "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>"
            yield "</table>"
        case PageBreak():
            yield "<hr>"


def _cell(lines: tuple[str, ...]) -> str:
    return "".join(f"<p>{escape(line)}</p>" for line in lines)


def _write_pdf(items: tuple[Item, ...], target: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        word_file = Path(folder) / f"{target.stem}.docx"
        write_docx(items, word_file)
        profile = f"-env:UserInstallation={(Path(folder) / 'profile').as_uri()}"
        command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir"]
        subprocess.run(
            [*command, str(target.parent), str(word_file)],
            check=True,
            capture_output=True,
            timeout=120,
        )


def main(names: list[str]) -> None:
    """Build the samples with these file names, or all of them."""
    for source in sources():
        target = target_of(source)
        if not names or target.name in names:
            build(source, target)
            sys.stdout.write(f"{target.relative_to(SAMPLES)}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
