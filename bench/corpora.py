"""The fixed corpora of the benchmarks as parsed documents."""

from __future__ import annotations

import gzip
import json
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from knowledge.cleaning import clean
from knowledge.law_parser import parse_law
from knowledge.model import Document, DocumentKind, Metadata


def documents_in(corpus: Path, listed: Path | None = None) -> Iterator[Document]:
    """The documents of `laws.jsonl[.gz]` or `alqac2023_articles.json`.

    `listed` is a file with a document id a line: only these, in the order of the file.
    """
    rows = _laws(corpus) if corpus.name.endswith((".jsonl", ".jsonl.gz")) else _alqac(corpus)
    if listed is None:
        return (_parsed(metadata, text) for metadata, text in rows)
    keys = [document_key(name) for name in listed.read_text(encoding="utf-8").splitlines()]
    texts = {metadata.key: (metadata, text) for metadata, text in rows if metadata.key in keys}
    return (_parsed(*texts[key]) for key in keys)


def _parsed(metadata: Metadata, text: str) -> Document:
    return parse_law(clean(text), metadata)


def document_key(doc: str) -> str:
    """The key under which a gold document of the questions stands in a benchmark's library."""
    return re.sub(r"[/\s]+", "-", doc.removeprefix("alqac2023:"))


def _alqac(corpus: Path) -> Iterator[tuple[Metadata, str]]:
    articles: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for name, text in json.loads(corpus.read_text(encoding="utf-8")).items():
        law, _, number = name.rpartition("@")
        articles[law].append((int(number), text))
    for law, texts in articles.items():
        body = "\n".join(f"Điều {number}. {text.strip()}" for number, text in sorted(texts))
        type_name = "Bộ luật" if law.startswith("Bộ luật") else "Luật"
        metadata = Metadata(
            key=document_key(law),
            kind=DocumentKind.LEGAL,
            type_name=type_name,
            title=law.removeprefix(type_name).strip(),
        )
        yield metadata, body


def _laws(corpus: Path) -> Iterator[tuple[Metadata, str]]:
    open_text = gzip.open if corpus.suffix == ".gz" else open
    with open_text(corpus, "rt", encoding="utf-8") as rows:
        for row in map(json.loads, rows):
            metadata = Metadata(
                key=document_key(row["doc_id"]),
                kind=DocumentKind.LEGAL,
                number=row["number"],
                title=row["title"],
                issuer=row["issuer"],
            )
            yield metadata, row["text"]
