"""The catalog's database: opened in SQLite or PostgreSQL and brought to this version's schema."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Connection, Engine, create_engine, event, func, inspect, make_url, select
from sqlalchemy import text as sql
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from knowledge import messages
from knowledge.model import KnowledgeError

MIGRATIONS = Path(__file__).resolve().parent.parent / "migrations"
MOST_PARAMETERS = 500
"""Values in one IN (...): databases limit the parameters of a statement."""

_BUSY_SECONDS = 30
"""How long one process waits while another one commits."""

_WRITE_LOCK = 20_201_130
"""Number of the advisory lock that makes PostgreSQL's writers take turns; any constant will do."""

_CANNOT_OPEN = (ArgumentError, DBAPIError, ImportError, NoSuchModuleError, OSError)
"""A wrong address, a missing driver, a silent server, a damaged file or a folder without access."""

Item = TypeVar("Item")


def open_engine(url: str) -> Engine:
    """The engine of a database whose tables are those of this version.

    `url` is an SQLAlchemy URL ('sqlite:///data/catalog.sqlite', 'postgresql://...'). A missing
    SQLite file and its folder are made; an older schema is migrated, by one process at a time.
    Raises KnowledgeError if the database cannot be opened or a newer version has written it.
    """
    try:
        _make_folder(url)
        engine = _connect(url)
        with engine.connect() as connection:
            revision = _revision(connection)
        if revision < newest_revision():
            _migrate(url)
    except _CANNOT_OPEN as error:
        raise KnowledgeError(messages.CATALOG_UNREADABLE.format(place=_place(url))) from error
    if revision > newest_revision():
        raise KnowledgeError(messages.CATALOG_NEWER)
    return engine


def reading(engine: Engine) -> Connection:
    """A connection that sees one state of the database until it is closed."""
    connection = engine.connect()
    if engine.dialect.name == "postgresql":
        connection.execution_options(isolation_level="REPEATABLE READ")
    return connection


def parts(values: Iterable[Item], size: int) -> Iterator[list[Item]]:
    """The values in order, `size` at a time."""
    rest = iter(values)
    while part := list(islice(rest, size)):
        yield part


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A transaction that no other one of this kind overtakes: it sees what it is to change."""
    connection = engine.connect().execution_options(sqlite_begin="IMMEDIATE")
    with connection, connection.begin():
        if engine.dialect.name == "postgresql":
            connection.execute(select(func.pg_advisory_xact_lock(_WRITE_LOCK)))
        yield connection


def newest_revision() -> str:
    """The schema of this version: the number that starts the last migration's file name."""
    return max(path.name[:4] for path in (MIGRATIONS / "versions").glob("[0-9]*.py"))


def _make_folder(url: str) -> None:
    address = make_url(url)
    if address.get_backend_name() == "sqlite" and address.database:
        Path(address.database).parent.mkdir(parents=True, exist_ok=True)


def _place(url: str) -> str:
    try:
        return make_url(url).render_as_string(hide_password=True)
    except ArgumentError:
        return "DATABASE_URL"


def _connect(url: str, *, foreign_keys: bool = True) -> Engine:
    engine = create_engine(url, json_serializer=partial(json.dumps, ensure_ascii=False))
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", partial(_prepare_sqlite, foreign_keys=foreign_keys))
        event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: DBAPIConnection, _record: object, *, foreign_keys: bool) -> None:
    connection.isolation_level = None  # the driver begins no transaction; `_begin_sqlite` does
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout = {_BUSY_SECONDS * 1000}")
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute(f"PRAGMA foreign_keys = {'ON' if foreign_keys else 'OFF'}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    mode = connection.get_execution_options().get("sqlite_begin", "DEFERRED")
    connection.exec_driver_sql(f"BEGIN {mode}")


def _revision(connection: Connection) -> str:
    if not inspect(connection).has_table("alembic_version"):
        return ""
    return str(connection.scalar(sql("SELECT version_num FROM alembic_version")) or "")


def _migrate(url: str) -> None:
    """Upgrade in one transaction, so that a killed migration leaves the old schema whole.

    Foreign keys are off: SQLite alters a table by rebuilding it, which would cascade.
    """
    engine = _connect(url, foreign_keys=False)
    with writing(engine) as connection:
        if _revision(connection) < newest_revision():
            _run_alembic(connection)
    engine.dispose()


def _run_alembic(connection: Connection) -> None:
    from alembic import command  # slow to import, and rarely needed
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
