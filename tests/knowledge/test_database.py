"""The catalog's database: made, migrated, refused."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from threading import Thread

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, MetaData, create_engine, inspect, select, text, update

from knowledge import tables
from knowledge.catalog import Catalog
from knowledge.database import MIGRATIONS, newest_revision, open_engine, writing
from knowledge.model import Document, KnowledgeError
from knowledge.rows import document_row, passage_rows, provision_rows
from tests.knowledge.sample_documents import decree, passages_of, source

ROOT = Path(__file__).resolve().parents[2]

OPEN = """
import sys
from knowledge.catalog import Catalog
from knowledge.database import open_engine
print(Catalog(open_engine(sys.argv[1])).identity(), "alembic" in sys.modules)
"""


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'kho' / 'catalog.sqlite'}"


def opening_process(url: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", OPEN, url], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )


def set_revision(url: str, revision: str) -> None:
    with create_engine(url).begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = :r"), {"r": revision})


def migrate(connection: Connection, revision: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, revision)


def test_a_missing_database_is_made_with_its_folder(url: str) -> None:
    assert Catalog(open_engine(url)).revision() == 0


def test_sqlite_keeps_a_write_ahead_log_and_checks_foreign_keys(url: str) -> None:
    with open_engine(url).connect() as connection:
        assert connection.scalar(text("PRAGMA journal_mode")) == "wal"
        assert connection.scalar(text("PRAGMA foreign_keys")) == 1


def test_the_migrations_build_exactly_the_tables_of_the_code(url: str) -> None:
    with open_engine(url).connect() as connection:
        ours = set(tables.metadata.tables)
        options = {"include_name": lambda name, kind, _: kind != "table" or name in ours}
        context = MigrationContext.configure(connection, opts=options)

        assert compare_metadata(context, tables.metadata) == []


def test_the_newest_revision_is_alembics_head_and_every_file_is_named_by_its_revision() -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.set_main_option("path_separator", "os")
    scripts = ScriptDirectory.from_config(config)

    assert scripts.get_current_head() == newest_revision()
    for script in scripts.walk_revisions():
        assert Path(script.path).name.startswith(f"{script.revision}_")


def store_in_old_schema(connection: Connection, document: Document) -> None:
    """What a library held before today's columns came."""
    old = MetaData()
    old.reflect(connection)
    row = document_row(document, source())
    connection.execute(
        old.tables["documents"].insert(),
        {name: row[name] for name in old.tables["documents"].c.keys()},  # noqa: SIM118
    )
    connection.execute(old.tables["provisions"].insert(), provision_rows(document))
    connection.execute(
        old.tables["passages"].insert(), passage_rows(document, passages_of(document))
    )


@pytest.mark.parametrize("version", ["0001", "0002"])
def test_a_library_of_an_earlier_version_opens_with_its_documents_and_todays_schema(
    url: str, version: str
) -> None:
    document = decree()
    Path(url.removeprefix("sqlite:///")).parent.mkdir()
    with create_engine(url).begin() as connection:
        migrate(connection, version)
        store_in_old_schema(connection, document)

    engine = open_engine(url)

    assert Catalog(engine).document(document.key) == document
    assert Catalog(engine).corrections.of(document.key) is None
    assert len(Catalog(engine).passages_of(document.key)) == 2
    with engine.connect() as connection:
        written = connection.scalar(text("SELECT version_num FROM alembic_version"))
    assert written == newest_revision()


def test_a_library_of_a_newer_version_is_refused(url: str) -> None:
    open_engine(url)
    set_revision(url, "9999")

    with pytest.raises(KnowledgeError, match="phiên bản mới hơn"):
        open_engine(url)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "catalog.sqlite",
        "nosuchdatabase://localhost/kho",
        "postgresql+nosuchdriver://kho:mat-khau@localhost/kho",
        "sqlite:////proc/khong-co/catalog.sqlite",
    ],
)
def test_an_address_that_leads_nowhere_is_refused_in_one_sentence(url: str) -> None:
    with pytest.raises(KnowledgeError, match="Không mở được cơ sở dữ liệu") as refusal:
        open_engine(url)

    assert "mat-khau" not in str(refusal.value)


def test_a_file_that_is_no_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "catalog.sqlite"
    file.write_bytes(b"Day khong phai la co so du lieu. " * 100)

    with pytest.raises(KnowledgeError, match="Không mở được cơ sở dữ liệu"):
        open_engine(f"sqlite:///{file}")

    assert file.read_bytes().startswith(b"Day khong phai")


def test_processes_that_start_together_make_one_library(url: str) -> None:
    processes = [opening_process(url) for _ in range(3)]
    identities = {process.communicate(timeout=60)[0].split()[0] for process in processes}

    assert [process.returncode for process in processes] == [0, 0, 0]
    assert len(identities) == 1


def test_opening_a_library_of_this_version_does_not_import_alembic(url: str) -> None:
    open_engine(url)

    assert opening_process(url).communicate(timeout=60)[0].split()[1] == "False"


def test_what_a_writing_transaction_has_read_is_not_overtaken(url: str) -> None:
    engine = open_engine(url)

    def count_up() -> None:
        for _ in range(20):
            with writing(engine) as connection:
                seen = connection.scalar(select(tables.library.c.revision)) or 0
                connection.execute(update(tables.library).values(revision=seen + 1))

    threads = [Thread(target=count_up) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert Catalog(engine).revision() == 60


def test_a_writing_transaction_that_fails_leaves_nothing(url: str) -> None:
    engine = open_engine(url)

    def fail_half_way() -> None:
        with writing(engine) as connection:
            connection.execute(update(tables.library).values(revision=7))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail_half_way()
    assert Catalog(engine).revision() == 0


def test_a_migration_that_fails_half_way_leaves_the_database_as_it_was(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'catalog.sqlite'}"
    with create_engine(url).begin() as connection:
        tables.vectors.create(connection)

    with pytest.raises(KnowledgeError):
        open_engine(url)

    assert inspect(create_engine(url)).get_table_names() == ["vectors"]
