"""Corrections as they are kept, and the keys they change: what hangs on a document follows it."""

from __future__ import annotations

from sqlalchemy import (
    ColumnElement,
    Connection,
    Engine,
    delete,
    func,
    insert,
    literal,
    select,
    update,
)

from knowledge.corrections import Correction
from knowledge.database import reading
from knowledge.rows import correction_of, correction_row
from knowledge.tables import corrections, documents, former_keys, passages, provisions

_KEYS = {
    provisions: ("key", "parent"),
    passages: ("id", "provision", "article"),
}
"""The columns whose values begin with the document's key."""


class Corrections:
    """What was corrected of the documents of a catalog."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def of(self, key: str) -> Correction | None:
        """What was corrected of the document with this key."""
        return next(iter(self._found(corrections.c.key == key)), None)

    def like(self, key_as_read: str, content_hash: str) -> tuple[Correction, ...]:
        """What was corrected of documents read like this one; those of the same text first."""
        of_text = corrections.c.content_hash == content_hash
        of_key = corrections.c.key_as_read == key_as_read
        return self._found(of_text) + self._found(of_key & ~of_text)

    def _found(self, condition: ColumnElement[bool]) -> tuple[Correction, ...]:
        wanted = select(corrections).where(condition).order_by(corrections.c.key)
        with reading(self._engine) as connection:
            return tuple(correction_of(row) for row in connection.execute(wanted).mappings())


def remember(connection: Connection, correction: Correction, *, old_key: str) -> None:
    """Keep a correction under the document's key; one that is undone altogether is forgotten."""
    stale = corrections.c.key.in_((old_key, correction.key))
    connection.execute(delete(corrections).where(stale))
    if correction.values:
        connection.execute(insert(corrections), correction_row(correction))


def follow(connection: Connection, old: str, new: str) -> None:
    """A document has moved from key `old` to `new`: its annexes and consolidated texts follow."""
    _note(connection, old, new)
    links = update(documents).where(documents.c.consolidates == old)
    connection.execute(links.values(consolidates=new))
    annexes = select(documents.c.key).where(documents.c.host == old)
    for annex in connection.scalars(annexes).all():
        _move(connection, annex, new + annex.removeprefix(old), host=new)


def key_now(connection: Connection, key: str) -> str:
    """Today's key of a document or provision, given one it has or had; unknown ones stay."""
    parts = key.split("/")
    above = ["/".join(parts[:count]) for count in range(1, len(parts) + 1)]
    if connection.scalar(select(documents.c.key).where(documents.c.key.in_(above)).limit(1)):
        return key
    wanted = select(former_keys.c.key, former_keys.c.now).where(former_keys.c.key.in_(above))
    found = [(old, now) for old, now in connection.execute(wanted)]
    old, now = max(found, key=lambda pair: len(pair[0]), default=("", ""))
    return now + key.removeprefix(old)


def _note(connection: Connection, old: str, new: str) -> None:
    connection.execute(update(former_keys).where(former_keys.c.now == old).values(now=new))
    connection.execute(delete(former_keys).where(former_keys.c.key.in_((old, new))))
    connection.execute(insert(former_keys), {"key": old, "now": new})


def _move(connection: Connection, old: str, new: str, *, host: str) -> None:
    """Copy, hand over what belongs to it, remove: nothing ever points to a missing document."""
    wanted = select(documents).where(documents.c.key == old)
    row = connection.execute(wanted).mappings().one()
    connection.execute(insert(documents), {**row, "key": new, "host": host})
    for table, columns in _KEYS.items():
        values = {name: literal(new) + func.substr(table.c[name], len(old) + 1) for name in columns}
        mine = update(table).where(table.c.document == old)
        connection.execute(mine.values(document=new, **values))
    connection.execute(delete(documents).where(documents.c.key == old))
    _note(connection, old, new)
