"""What real files say of themselves, against what was written down by hand from their pages.

    .venv/bin/python -m bench.identity ../shared/data/files [--json]

One line a field: right of all files that are compared. `tests/golden/README.md` says what the
expected table holds and which wordings count as equal.
"""

from __future__ import annotations

import argparse
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from knowledge.identity import document_key, identify, read_formalities
from knowledge.model import Metadata, ReadText
from knowledge.readers import read

EXPECTED = Path(__file__).resolve().parent.parent / "tests" / "golden" / "documents.jsonl"
FIELDS = (
    "type_name",
    "number",
    "date",
    "issuer",
    "superior",
    "title",
    "signer",
    "signer_authority",
)
_ABOUT = re.compile(r"^(?:về việc|v/v|về)\s+")

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Miss:
    field: str
    expected: str
    found: str


def rows() -> tuple[Row, ...]:
    """The expected table, one row a file."""
    return tuple(json.loads(line) for line in EXPECTED.read_text(encoding="utf-8").splitlines())


def compared(row: Row) -> tuple[str, ...]:
    """The fields of a row that are compared."""
    return tuple(name for name in FIELDS if name not in row.get("unchecked", ()))


def misses(row: Row, text: ReadText) -> tuple[Miss, ...]:
    """What is read otherwise than it was written down."""
    found = _found(text)
    metadata = identify(text.text, title=text.title)
    wanted = {name: _accepted(row, name) for name in compared(row)}
    if row.get("host"):
        wanted |= _of_host(row, metadata)
    wrong = (
        Miss(name, accepted[0], found[name])
        for name, accepted in wanted.items()
        if _same(found[name]) not in map(_same, accepted)
    )
    return (*wrong, *_wrong_links(row, metadata))


def _found(text: ReadText) -> dict[str, str]:
    metadata = identify(text.text, title=text.title)
    formalities = read_formalities(text.text)
    signer = formalities.signer
    return {
        "type_name": metadata.type_name,
        "number": metadata.number,
        "date": metadata.date.isoformat() if metadata.date else "",
        "issuer": metadata.issuer,
        "superior": formalities.superior,
        "title": metadata.title,
        "signer": signer.name if signer else "",
        "signer_authority": signer.prefix if signer else "",
    }


def _accepted(row: Row, name: str) -> tuple[str, ...]:
    return (
        row[name] or "",
        *row.get(f"{name}_accepted", ()),
        *filter(None, [row.get(f"{name}_also")]),
    )


def _of_host(row: Row, metadata: Metadata) -> dict[str, tuple[str, ...]]:
    """An annex is known by the document it belongs to: number, date and issuer are the host's."""
    return {
        "type_name": (metadata.type_name,),
        "number": (row["host"],),
        "date": (row.get("host_date") or str(metadata.date or ""),),
        "issuer": (row.get("host_issuer") or metadata.issuer,),
    }


def _wrong_links(row: Row, metadata: Metadata) -> Iterator[Miss]:
    """Host of an annex, original of a consolidated text: the key begins with the number."""
    host = None if "annex" in row and "host" not in row else metadata.host
    for field, found in (("host", host), ("consolidates", metadata.consolidates)):
        wanted = document_key(row[field]) if row.get(field) else ""
        if not (found or "").startswith(wanted) or bool(found) != bool(wanted):
            yield Miss(field, wanted, found or "")


def _same(words: str) -> str:
    """Without case, spaces, the last mark and a leading 'Về việc'; UBND is Ủy ban nhân dân."""
    small = unicodedata.normalize("NFC", words).lower().replace("uỷ", "ủy")
    small = _ABOUT.sub("", small.replace("ubnd", "ủy ban nhân dân"))
    return re.sub(r"\s", "", small).replace("–", "-").rstrip(".;")


def main() -> None:
    """Read every file of the table and print what is right and what is not."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    missed = {row["file"]: misses(row, read(options.folder / row["file"])) for row in rows()}
    figures = _figures(missed)
    if options.json:
        print(json.dumps(figures, ensure_ascii=False))
        return
    for name, (right, of) in figures.items():
        print(f"{name:<17} {right}/{of}")
    for file, misread in missed.items():
        for miss in misread:
            print(f"{file}: {miss.field}: {miss.expected} != {miss.found}")


def _figures(missed: Mapping[str, tuple[Miss, ...]]) -> dict[str, tuple[int, int]]:
    """Right files and compared files of each field."""
    of = Counter(name for row in rows() for name in compared(row))
    wrong = Counter(miss.field for misread in missed.values() for miss in misread)
    return {name: (of[name] - wrong[name], of[name]) for name in FIELDS}


if __name__ == "__main__":
    main()
