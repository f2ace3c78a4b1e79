"""Status on a date: cases judged by reading the clauses, before the code was run on them."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from knowledge.cleaning import clean
from knowledge.document_parser import parse
from knowledge.identity import document_key, identify
from knowledge.law_parser import parse_law
from knowledge.model import Document, DocumentKind, Locator
from knowledge.readers import read
from knowledge.relations import completed, effective_date, relations_in
from knowledge.status import Evidence, Standing, status

ROOT = Path(__file__).resolve().parents[2]
CASES = [
    json.loads(line)
    for line in (ROOT / "tests/golden/status_cases.jsonl").read_text(encoding="utf-8").splitlines()
]
TYPES = {"NĐ": "Nghị định", "TT": "Thông tư", "QH": "Luật"}
ALSO_HELD = ("16/2022/TT-BKHĐT", "43/2024/QH15", "38/2024/QH15", "233/2026/NĐ-CP", "17/2023/QH15")


def evidence_of(documents: Iterable[Document]) -> Evidence:
    held = list(documents)
    relations = (relation for document in held for relation in relations_in(document))
    commencements = {document.key: effective_date(document) for document in held}
    told = completed(relations, [document.metadata for document in held])
    return Evidence(tuple(told), commencements)


def keys_of(documents: Iterable[Document]) -> dict[str, str]:
    return {document.metadata.number: document.key for document in documents}


def standing(case: dict[str, object], keys: dict[str, str], evidence: Evidence) -> Standing:
    number = str(case["number"])
    place = "tỉnh Hoa Ban" if "UBND" in number else ""
    key = keys.get(number) or document_key(number, place=place)
    locator = Locator(**case["locator"])  # type: ignore[arg-type]
    return status(key, locator, date.fromisoformat(str(case["as_of"])), evidence)


def wrong(library: str, documents: list[Document]) -> list[str]:
    keys, evidence = keys_of(documents), evidence_of(documents)
    failures = []
    for case in CASES:
        if case["library"] == library:
            found = standing(case, keys, evidence).status
            if found.validity.value != case["expected"]:
                failures.append(f"{case} -> {found.validity.value}: {found.reason}")
    return failures


def of_corpus(corpus: Path) -> Iterator[Document]:
    """The documents that the cases are about, with number and date as the corpus tells them."""
    wanted = {case["number"] for case in CASES if case["library"] == "corpus"} | {*ALSO_HELD}
    with gzip.open(corpus, "rt", encoding="utf-8") as rows:
        for row in map(json.loads, rows):
            number = row["number"]
            if number not in wanted or row["collection"] == "vbhn":
                continue
            text = clean(row["text"])
            read_from_text = identify(text, title=row["title"])
            issued = date.fromisoformat(row["date"]) if row["date"] else read_from_text.date
            symbol = next(symbol for symbol in TYPES if symbol in number)
            metadata = replace(
                read_from_text,
                key=document_key(number, issued=issued),
                kind=DocumentKind.LEGAL,
                type_name=TYPES[symbol],
                number=number,
                date=issued,
            )
            yield parse_law(text, metadata)


def test_the_samples_have_the_status_that_their_clauses_tell() -> None:
    files = sorted((ROOT / "samples/library").iterdir())

    assert wrong("samples", [parse(read(path)) for path in files]) == []


@pytest.mark.slow
def test_real_documents_have_the_status_that_their_clauses_tell(shared_data: Path) -> None:
    documents = list(of_corpus(shared_data / "corpus/laws.jsonl.gz"))

    assert wrong("corpus", documents) == []


def test_at_least_sixty_cases_are_judged() -> None:
    assert len(CASES) >= 60
