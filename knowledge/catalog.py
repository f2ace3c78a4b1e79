"""The truth of the library: documents, trees, passages, vectors, and the revision readers watch.

Chroma and the lexical index are derived from it and can be rebuilt from it at any time.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Engine,
    RowMapping,
    ScalarSelect,
    Table,
    delete,
    func,
    insert,
    select,
    true,
    update,
)

from knowledge import tables
from knowledge.corrections import Correction
from knowledge.database import MOST_PARAMETERS, parts, reading, writing
from knowledge.kept_vectors import KeptVectors
from knowledge.model import Document, Level, Metadata, Passage
from knowledge.rekeying import Corrections, follow, key_now, remember
from knowledge.rows import (
    METADATA_COLUMNS,
    Entry,
    Source,
    document_of,
    document_row,
    entry_of,
    folded_number,
    metadata_of,
    passage_of,
    passage_rows,
    provision_rows,
)

_TEXTS_KEPT = 256
"""Texts of documents in memory (some 50 MB): reading one costs more than weighing its passages."""


@dataclass(frozen=True, slots=True)
class Indexed:
    """What the indexes take of a passage; `text_hash` names its vector."""

    id: str
    article: str
    indexed_text: str
    text_hash: str


class Catalog:
    """Safe to share between threads; several processes may read while one writes."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._text = lru_cache(_TEXTS_KEPT)(self._read_text)
        self.corrections = Corrections(engine)
        self.kept_vectors = KeptVectors(engine)

    def identity(self) -> str:
        """A name made together with the library; no two libraries share it."""
        with reading(self._engine) as connection:
            return str(connection.scalar(select(tables.library.c.identity)))

    def revision(self) -> int:
        """A number that every change moves; readers reopen their indexes when it has moved."""
        with reading(self._engine) as connection:
            return connection.scalar(select(tables.library.c.revision)) or 0

    def store(
        self,
        document: Document,
        passages: Sequence[Passage],
        source: Source,
        *,
        correction: Correction | None = None,
        old_key: str | None = None,
    ) -> bool:
        """Store a document with its passages in one transaction; True if it replaced another.

        `correction` is what an admin says of it, kept beside it. `old_key` is the key under which
        the document was stored before: its annexes follow, and the old key leads to the new one.
        Raises ValueError for a passage whose text does not stand in its span.
        """
        rows = passage_rows(document, passages)
        before = old_key or document.key
        with writing(self._engine) as connection:
            replaced = _delete(connection, before)
            if before != document.key:
                replaced = _delete(connection, document.key) or replaced
            _insert(connection, tables.documents, [document_row(document, source)])
            _insert(connection, tables.provisions, provision_rows(document))
            _insert(connection, tables.passages, rows)
            if before != document.key:
                follow(connection, before, document.key)
            if correction is not None:
                remember(connection, replace(correction, key=document.key), old_key=before)
            _move_revision(connection)
        return replaced

    def key_now(self, key: str) -> str:
        """Today's key of a document or provision, given one it has or had; unknown ones stay."""
        with reading(self._engine) as connection:
            return key_now(connection, key)

    def remove(self, key: str) -> bool:
        """Remove a document with its tree and passages; False if there is none. Vectors stay."""
        with writing(self._engine) as connection:
            removed = _delete(connection, key)
            if removed:
                _move_revision(connection)
        return removed

    def set_scope(self, key: str, scope: str) -> bool:
        """Move a document to another scope; False if there is no such document."""
        change = update(tables.documents).where(tables.documents.c.key == key)
        with writing(self._engine) as connection:
            moved = connection.execute(change.values(scope=scope)).rowcount > 0
            if moved:
                _move_revision(connection)
        return moved

    def documents(self, scopes: frozenset[str] | None = None) -> tuple[Metadata, ...]:
        """The documents of these scopes (None: of all) in order of key."""
        return self._metadata(_within(scopes))

    def by_number(self, number: str) -> tuple[Metadata, ...]:
        """Documents with exactly this số, ký hiệu; marks, case and blanks make no difference."""
        folded = folded_number(number)
        return self._metadata(tables.documents.c.number_folded == folded) if folded else ()

    def texts_naming(
        self, number: str, scopes: frozenset[str] | None = None
    ) -> Iterator[tuple[Metadata, str]]:
        """The documents in whose text a số, ký hiệu stands, with that text."""
        named = tables.documents.c.text.contains(number, autoescape=True)
        wanted = select(*METADATA_COLUMNS, tables.documents.c.text).where(named & _within(scopes))
        with reading(self._engine) as connection:
            rows = connection.execute(wanted.order_by(tables.documents.c.key)).mappings().all()
        return ((metadata_of(row), row["text"]) for row in rows)

    def document(self, key: str) -> Document | None:
        units = select(tables.provisions).where(tables.provisions.c.document == key)
        with reading(self._engine) as connection:
            wanted = select(tables.documents).where(tables.documents.c.key == key)
            row = connection.execute(wanted).mappings().first()
            tree = connection.execute(units.order_by(tables.provisions.c.ordinal)).mappings()
            return document_of(row, tree) if row else None

    def entry(self, key: str) -> Entry | None:
        """What is known of a document besides its text."""
        return next(iter(self._entries(tables.documents.c.key == key)), None)

    def entries(self, scopes: frozenset[str] | None = None) -> tuple[Entry, ...]:
        """What is known of the documents of these scopes (None: of all) in order of key."""
        return self._entries(_within(scopes))

    def by_content(self, content_hash: str) -> str | None:
        """Key of the document with this stored text."""
        return self._key(tables.documents.c.content_hash == content_hash)

    def by_original(self, original_hash: str) -> str | None:
        """Key of the document that was read from this file."""
        return self._key(tables.documents.c.original_hash == original_hash)

    def scopes(self) -> set[str]:
        """The scopes that hold at least one document."""
        with reading(self._engine) as connection:
            return set(connection.scalars(select(tables.documents.c.scope).distinct()))

    def passages(
        self, ids: Collection[str], scopes: frozenset[str] | None = None
    ) -> dict[str, tuple[Passage, Metadata]]:
        """The passages with these ids, in the order of `ids`; unknown ids are left out.

        Give the reader's `scopes` whenever the ids come from an index: documents of different
        scopes can hold the same passage.
        """
        rows: list[RowMapping] = []
        with reading(self._engine) as connection:
            for part in parts(ids, MOST_PARAMETERS):
                wanted = select(tables.passages).where(tables.passages.c.id.in_(part))
                rows += connection.execute(wanted).mappings()
            documents = _described(connection, {row["document"] for row in rows}, scopes)
        found: dict[str, tuple[Passage, Metadata]] = {}
        for row in rows:
            if row["document"] in documents:
                metadata, content_hash = documents[row["document"]]
                text = self._text(metadata.key, content_hash)[row["text_start"] : row["text_end"]]
                found[row["id"]] = (passage_of(row, text), metadata)
        return {name: found[name] for name in ids if name in found}

    def passages_of(self, key: str) -> tuple[Passage, ...]:
        """A document's passages in its order."""
        with reading(self._engine) as connection:
            return tuple(passage for passage, _ in _passages_of(connection, key))

    def passage_ids(self, scope: str) -> set[str]:
        """What an index of this scope must hold, no more and no less."""
        ids = select(tables.passages.c.id).join(tables.documents)
        with reading(self._engine) as connection:
            return set(connection.scalars(ids.where(tables.documents.c.scope == scope)))

    def indexed(
        self, scope: str, ids: Collection[str] | None = None, size: int = 1000
    ) -> Iterator[list[Indexed]]:
        """These passages of a scope (None: all), at most `size` at a time, to build indexes from.

        Only the documents that they stand in are read.
        """
        return parts(self._indexed(scope, ids), size)

    def _metadata(self, condition: ColumnElement[bool]) -> tuple[Metadata, ...]:
        wanted = select(*METADATA_COLUMNS).where(condition).order_by(tables.documents.c.key)
        with reading(self._engine) as connection:
            return tuple(metadata_of(row) for row in connection.execute(wanted).mappings())

    def _entries(self, condition: ColumnElement[bool]) -> tuple[Entry, ...]:
        columns = [column for column in tables.documents.c if column.name != "text"]
        articles = _count(tables.provisions, tables.provisions.c.level == Level.ARTICLE.value)
        counts = (articles.label("articles"), _count(tables.passages, true()).label("passages"))
        wanted = select(*columns, *counts).where(condition).order_by(tables.documents.c.key)
        with reading(self._engine) as connection:
            return tuple(entry_of(row) for row in connection.execute(wanted).mappings())

    def _read_text(self, key: str, content_hash: str) -> str:
        """A document's text as it was when it had this hash; '' if it has changed since."""
        document = tables.documents.c
        wanted = select(document.text).where(document.key == key)
        with reading(self._engine) as connection:
            return connection.scalar(wanted.where(document.content_hash == content_hash)) or ""

    def _key(self, condition: ColumnElement[bool]) -> str | None:
        wanted = select(tables.documents.c.key).where(condition)
        with reading(self._engine) as connection:
            return connection.scalar(wanted.order_by(tables.documents.c.key).limit(1))

    def _indexed(self, scope: str, ids: Collection[str] | None) -> Iterator[Indexed]:
        for key in self._documents_with(scope, ids):
            with reading(self._engine) as connection:
                rows = list(_passages_of(connection, key))
            for passage, text_hash in rows:
                if ids is None or passage.id in ids:
                    yield Indexed(passage.id, passage.article, passage.indexed_text, text_hash)

    def _documents_with(self, scope: str, ids: Collection[str] | None) -> list[str]:
        """Keys of the documents of a scope that hold one of these passages, in order."""
        columns = select(tables.passages.c.document, tables.passages.c.id).join(tables.documents)
        with reading(self._engine) as connection:
            rows = connection.execute(columns.where(tables.documents.c.scope == scope))
            return sorted({key for key, name in rows if ids is None or name in ids})


def _within(scopes: frozenset[str] | None) -> ColumnElement[bool]:
    return true() if scopes is None else tables.documents.c.scope.in_(sorted(scopes))


def _count(table: Table, condition: ColumnElement[bool]) -> ScalarSelect[int]:
    rows = select(func.count()).select_from(table)
    return rows.where(table.c.document == tables.documents.c.key, condition).scalar_subquery()


def _described(
    connection: Connection, keys: Collection[str], scopes: frozenset[str] | None
) -> dict[str, tuple[Metadata, str]]:
    """Documents of these scopes with the hashes of their texts."""
    columns = select(*METADATA_COLUMNS, tables.documents.c.content_hash)
    rows = connection.execute(columns.where(tables.documents.c.key.in_(sorted(keys)))).mappings()
    # the scope is not in the statement: SQLite would then begin with all documents of a scope
    return {
        row["key"]: (metadata_of(row), row["content_hash"])
        for row in rows
        if scopes is None or row["scope"] in scopes
    }


def _passages_of(connection: Connection, key: str) -> Iterator[tuple[Passage, str]]:
    """All passages of a document with their text hashes; fetches the text once."""
    text = connection.scalar(select(tables.documents.c.text).where(tables.documents.c.key == key))
    rows = select(tables.passages).where(tables.passages.c.document == key)
    for row in connection.execute(rows.order_by(tables.passages.c.ordinal)).mappings():
        cut = str(text)[row["text_start"] : row["text_end"]]
        yield passage_of(row, cut), row["text_hash"]


def _insert(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    if rows:
        connection.execute(insert(table), rows)


def _delete(connection: Connection, key: str) -> bool:
    """Delete a document; its tree and passages go with it by their foreign keys."""
    unwanted = delete(tables.documents).where(tables.documents.c.key == key)
    return connection.execute(unwanted).rowcount > 0


def _move_revision(connection: Connection) -> None:
    connection.execute(update(tables.library).values(revision=tables.library.c.revision + 1))
