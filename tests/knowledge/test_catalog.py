"""The catalog: what is stored comes back exactly, and every change can be noticed."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest

from knowledge.catalog import Catalog
from knowledge.database import open_engine
from knowledge.kept_vectors import Vector
from knowledge.model import (
    Document,
    DocumentKind,
    Metadata,
)
from knowledge.rows import Source, text_hash
from tests.knowledge.sample_documents import decree, metadata, passages_of, source

ROOT = Path(__file__).resolve().parents[2]

WRITER = """
import sys
from itertools import count
from knowledge.catalog import Catalog
from knowledge.database import open_engine
from knowledge.kept_vectors import Vector
from tests.knowledge.sample_documents import decree, passages_of, source
catalog = Catalog(open_engine(sys.argv[1]))
for number in count(1):
    document = decree(f"{number % 7}-2026-nd-cp", articles=300)
    catalog.store(document, passages_of(document), source())
    print(number, flush=True)
"""


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'catalog.sqlite'}"


@pytest.fixture
def catalog(url: str) -> Catalog:
    return Catalog(open_engine(url))


def put(catalog: Catalog, document: Document, stored_from: Source | None = None) -> bool:
    return catalog.store(document, passages_of(document), stored_from or source())


def test_an_entry_says_where_a_document_came_from_and_what_it_holds(catalog: Catalog) -> None:
    document = decree(articles=3)
    put(catalog, document)
    entry = catalog.entry(document.key)

    assert entry
    assert entry.metadata == document.metadata
    assert entry.source == source()
    assert (entry.articles, entry.passages, entry.warnings) == (3, 3, ())
    assert abs((datetime.now(UTC) - entry.added_at).total_seconds()) < 60
    assert catalog.entries() == (entry,)


ABSENT: dict[str, Callable[[Catalog], object]] = {
    "document": lambda catalog: catalog.document("khong-co"),
    "entry": lambda catalog: catalog.entry("khong-co"),
    "content": lambda catalog: catalog.by_content("khong-co"),
    "original": lambda catalog: catalog.by_original("khong-co"),
    "passage": lambda catalog: catalog.passages(["khong-co"]),
    "no passage": lambda catalog: catalog.passages([]),
    "passages of": lambda catalog: catalog.passages_of("khong-co"),
    "number": lambda catalog: catalog.by_number("khong-co"),
    "no scope": lambda catalog: catalog.documents(frozenset()),
    "scope to index": lambda catalog: list(catalog.indexed("khong-co")),
    "to remove": lambda catalog: catalog.remove("khong-co"),
    "to move": lambda catalog: catalog.set_scope("khong-co", "all"),
}


@pytest.mark.parametrize("ask", ABSENT.values(), ids=ABSENT)
def test_what_is_not_there_is_answered_with_nothing(
    catalog: Catalog, ask: Callable[[Catalog], object]
) -> None:
    put(catalog, decree())

    assert not ask(catalog)
    assert catalog.revision() == 1


# Keys, numbers, hashes


def test_storing_a_key_again_replaces_the_document_with_all_its_parts(catalog: Catalog) -> None:
    assert not put(catalog, decree(articles=5))
    assert put(catalog, decree(articles=2))

    entry = catalog.entry("1-2026-nd-cp")
    assert entry
    assert (entry.articles, entry.passages) == (2, 2)
    assert len(catalog.passage_ids("all")) == 2


def test_removing_a_document_removes_its_parts_and_no_others(catalog: Catalog) -> None:
    put(catalog, decree("a"))
    put(catalog, decree("b"))

    assert catalog.remove("a")
    assert not catalog.remove("a")
    assert catalog.document("b") == decree("b")
    assert catalog.passage_ids("all") == {passage.id for passage in passages_of(decree("b"))}


@pytest.mark.parametrize(
    "number", ["1/2026/NĐ-CP", "1/2026/nđ-cp", "1/2026/nd-cp", " 1/2026/ND - CP "]
)
def test_a_number_is_found_however_it_is_typed(catalog: Catalog, number: str) -> None:
    put(catalog, decree())

    assert catalog.by_number(number) == (metadata(),)


@pytest.mark.parametrize("number", ["", "1/2026", "11/2026/NĐ-CP", "1/2026/NĐ-CP-1", "%", "_"])
def test_another_number_is_not_found(catalog: Catalog, number: str) -> None:
    put(catalog, decree())
    catalog.store(Document(Metadata("khong-so", DocumentKind.OTHER), "", ()), [], source())

    assert catalog.by_number(number) == ()


def test_a_document_is_found_by_its_text_and_by_its_file(catalog: Catalog) -> None:
    put(catalog, decree("a"), source(content="1c", original="1f"))
    put(catalog, decree("b"), source(content="2c", original="2f"))

    assert (catalog.by_content("2c"), catalog.by_original("1f")) == ("b", "a")


# Scopes


def test_a_reader_finds_only_documents_and_passages_of_the_scopes_given(catalog: Catalog) -> None:
    put(catalog, decree("a"))
    put(catalog, decree("b", scope="unit:van-phong"))
    ids = [passage.id for key in ("a", "b") for passage in passages_of(decree(key))]

    assert [about.key for about in catalog.documents()] == ["a", "b"]
    assert [about.key for about in catalog.documents(frozenset({"all"}))] == ["a"]
    assert list(catalog.passages(ids)) == ids
    assert list(catalog.passages(ids, frozenset({"unit:van-phong"}))) == ids[2:]
    assert catalog.scopes() == {"all", "unit:van-phong"}


def test_a_passage_that_two_scopes_hold_is_answered_from_the_readers_own(catalog: Catalog) -> None:
    shared = passages_of(decree("a"))[:1]
    for key, scope in (("a", "all"), ("b", "unit:to-chuc")):
        catalog.store(Document(metadata(key, scope=scope), decree("a").text, ()), shared, source())

    for key, scope in (("a", "all"), ("b", "unit:to-chuc")):
        (_, about) = catalog.passages([shared[0].id], frozenset({scope}))[shared[0].id]
        assert about.key == key


def test_a_document_moves_to_another_scope_with_its_passages(catalog: Catalog) -> None:
    put(catalog, decree())

    assert catalog.set_scope("1-2026-nd-cp", "unit:van-phong")
    assert catalog.passage_ids("all") == set()
    assert len(catalog.passage_ids("unit:van-phong")) == 2


# What indexes are built from


def test_passages_come_in_the_order_asked_for_beyond_one_statements_parameters(
    catalog: Catalog,
) -> None:
    document = decree(articles=1200)
    put(catalog, document)
    ids = [passage.id for passage in reversed(passages_of(document))]

    assert list(catalog.passages(ids)) == ids


def test_everything_to_index_comes_in_batches_with_the_hash_of_what_is_indexed(
    catalog: Catalog,
) -> None:
    for key in ("a", "b"):
        put(catalog, decree(key, articles=5))
    put(catalog, decree("c", scope="unit:to-chuc"))
    batches = list(catalog.indexed("all", size=4))

    assert [len(batch) for batch in batches] == [4, 4, 2]
    rows = [row for batch in batches for row in batch]
    assert {row.id for row in rows} == catalog.passage_ids("all")
    assert rows[0].indexed_text == "1/2026/NĐ-CP\nĐiều 1. Đây là điều mẫu số 1"
    assert all(row.text_hash == text_hash(row.indexed_text) for row in rows)
    some = {rows[1].id, rows[7].id}
    assert {row.id for batch in catalog.indexed("all", some) for row in batch} == some


def test_passages_without_a_vector_are_known_by_model_and_scope(catalog: Catalog) -> None:
    put(catalog, decree("a"))
    put(catalog, decree("b", scope="unit:to-chuc"))
    rows = [row for batch in catalog.indexed("all") for row in batch]

    catalog.kept_vectors.keep("e5", {rows[0].text_hash: vector(1)})

    assert catalog.kept_vectors.missing("e5", "all") == {row.id for row in rows[1:]}
    assert catalog.kept_vectors.missing("other", "all") == {row.id for row in rows}
    assert catalog.kept_vectors.missing("e5", "unit:xa") == set()


def vector(*values: float) -> Vector:
    return np.array(values, dtype=np.float32)


def test_vectors_are_kept_by_model_and_text_and_come_back_bit_for_bit(catalog: Catalog) -> None:
    first, second = vector(0.1, -2e-38, 3), vector(7, 8, 9)
    catalog.kept_vectors.keep("e5", {"h1": first, "h2": second})
    catalog.kept_vectors.keep("khac", {"h1": second})

    found = catalog.kept_vectors.of("e5", ["h2", "h1", "h3"])
    assert found.keys() == {"h1", "h2"}
    assert found["h1"].tobytes() == first.tobytes()
    assert catalog.kept_vectors.of("khac", ["h1"])["h1"].tolist() == [7, 8, 9]


def test_vectors_survive_their_document_until_they_are_pruned(catalog: Catalog) -> None:
    document = decree()
    put(catalog, document)
    hashes = [row.text_hash for batch in catalog.indexed("all") for row in batch]
    catalog.kept_vectors.keep("e5", dict.fromkeys(hashes, vector(1, 2)))
    catalog.kept_vectors.keep("e5", {hashes[0]: vector(9, 9), "cu": vector(3, 4)})

    assert catalog.kept_vectors.prune() == 1
    assert catalog.kept_vectors.of("e5", hashes)[hashes[0]].tolist() == [1, 2]
    catalog.remove(document.key)
    assert catalog.kept_vectors.of("e5", hashes).keys() == set(hashes)
    assert catalog.kept_vectors.prune() == 2
    assert catalog.kept_vectors.of("e5", hashes) == {}


# The revision


def test_every_change_moves_the_revision_and_reading_does_not(catalog: Catalog) -> None:
    changes: list[Callable[[], object]] = [
        lambda: put(catalog, decree()),
        lambda: put(catalog, decree()),
        lambda: catalog.set_scope("1-2026-nd-cp", "unit:to-chuc"),
        lambda: catalog.remove("1-2026-nd-cp"),
    ]
    for number, change in enumerate(changes, start=1):
        change()
        catalog.entries()
        catalog.kept_vectors.keep("e5", {"h": vector(1)})
        assert catalog.revision() == number


def test_another_process_sees_what_was_committed(url: str, catalog: Catalog) -> None:
    reader = Catalog(open_engine(url))
    before = reader.revision()
    put(catalog, decree())

    assert reader.revision() == before + 1
    assert reader.document("1-2026-nd-cp") == decree()


def test_a_killed_writer_leaves_every_document_whole(url: str) -> None:
    command = [sys.executable, "-c", WRITER, url]
    for enough in (1, 9):
        writer = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
        assert writer.stdout
        while int(writer.stdout.readline()) < enough:
            pass
        writer.send_signal(signal.SIGKILL)
        writer.communicate()

        catalog = Catalog(open_engine(url))
        assert catalog.revision() >= enough
        for about in catalog.documents():
            assert catalog.document(about.key) == decree(about.key, articles=300)
            assert catalog.passages_of(about.key) == passages_of(decree(about.key, articles=300))
