"""Vectors in Chroma, embedded and on a server: real engines, made-up vectors."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest

from knowledge.catalog import Catalog
from knowledge.database import open_engine
from knowledge.model import KnowledgeError
from knowledge.settings import Settings
from knowledge.vector_index import Vector, VectorIndex
from tests.knowledge.sample_documents import decree

ROOT = Path(__file__).resolve().parents[2]
CHROMA = Path(sys.executable).with_name("chroma")
EYE = np.eye(4, dtype=np.float32)

WRITER = """
import sys
from pathlib import Path
import numpy as np
from knowledge.catalog import Catalog
from knowledge.database import open_engine
from knowledge.settings import Settings
from knowledge.vector_index import VectorIndex
from tests.knowledge.sample_documents import decree, passages_of, source
settings = Settings(data_dir=Path(sys.argv[1]))
catalog = Catalog(open_engine(settings.catalog_url))
catalog.store(decree(), passages_of(decree()), source())
index = VectorIndex(settings, "e5")
index.put("all", sorted(catalog.passage_ids("all")), np.eye(4, dtype=np.float32)[:2])
index.close()
"""


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data_dir=tmp_path)


@pytest.fixture
def index(settings: Settings) -> Iterator[VectorIndex]:
    index = VectorIndex(settings, "e5")
    yield index
    index.close()


def clustered_vectors(count: int, dimensions: int, seed: int) -> Vector:
    """Unit vectors in clusters, as those of texts are."""
    random = np.random.default_rng(seed)
    centres = random.normal(size=(20, dimensions))
    spread = 0.8 * random.normal(size=(count, dimensions))
    vectors = centres[random.integers(0, 20, count)] + spread
    unit: Vector = (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)
    return unit


def test_the_nearest_come_best_first_with_their_cosine(index: VectorIndex) -> None:
    index.put("all", ["a", "b", "c"], EYE[:3])
    found = index.nearest("all", np.array([0, 2, 1, 0], dtype=np.float32), 2)

    assert [name for name, _ in found] == ["b", "c"]
    assert [cosine for _, cosine in found] == pytest.approx([2 / 5**0.5, 1 / 5**0.5], abs=1e-5)


def test_an_index_that_holds_nothing_answers_with_nothing(index: VectorIndex) -> None:
    assert index.nearest("all", EYE[0], 5) == []
    assert index.ids("all") == set()
    index.remove("all", ["a"])
    index.drop("all")

    index.put("all", ["a"], EYE[:1])
    index.remove("all", ["a", "never there"])
    assert index.nearest("all", EYE[0], 5) == []


def test_putting_an_id_again_overwrites_its_vector(index: VectorIndex) -> None:
    index.put("all", ["a", "b"], EYE[:2])
    index.put("all", ["a"], EYE[3:])

    assert index.ids("all") == {"a", "b"}
    assert index.nearest("all", EYE[3], 1)[0][0] == "a"


def test_scopes_models_and_libraries_do_not_see_each_others_vectors(settings: Settings) -> None:
    owners = [
        (VectorIndex(settings, model, library), scope)
        for model in ("e5", "intfloat/multilingual-e5-base")
        for library in ("", "kho khác")
        for scope in ("all", "unit:Phòng Tổ chức – Hành chính")
    ]
    for number, (index, scope) in enumerate(owners):
        index.put(scope, [f"p{number}"], EYE[:1])

    for number, (index, scope) in enumerate(owners):
        assert index.ids(scope) == {f"p{number}"}
        assert [name for name, _ in index.nearest(scope, EYE[0], 9)] == [f"p{number}"]
    for index, _ in owners:
        index.close()


def test_more_than_one_page_of_ids_comes_back_complete(index: VectorIndex) -> None:
    ids = [f"p{number}" for number in range(5_500)]
    index.put("all", ids, clustered_vectors(len(ids), 4, seed=0))
    index.remove("all", ids[::2])

    assert index.ids("all") == set(ids[1::2])


def test_the_index_finds_what_comparing_with_every_vector_finds(index: VectorIndex) -> None:
    vectors = clustered_vectors(2_000, 96, seed=1)
    index.put("all", [str(number) for number in range(len(vectors))], vectors)
    found, wanted = 0, 0
    for question in clustered_vectors(40, 96, seed=2):
        nearest = {int(name) for name, _ in index.nearest("all", question, 50)}
        found += len(nearest & set(np.argsort(-vectors @ question)[:50].tolist()))
        wanted += 50

    assert found / wanted >= 0.99


def test_dropping_a_scope_leaves_the_others(index: VectorIndex) -> None:
    for scope in ("all", "unit:a"):
        index.put(scope, ["a"], EYE[:1])
    index.drop("all")

    assert (index.ids("all"), index.ids("unit:a")) == (set(), {"a"})


def test_pruning_forgets_former_models_and_scopes_but_no_other_library(settings: Settings) -> None:
    former = VectorIndex(settings, "model cũ", "kho")
    current = VectorIndex(settings, "e5", "kho")
    neighbour = VectorIndex(settings, "e5", "kho khác")
    for index in (former, current, neighbour):
        for scope in ("all", "unit:a"):
            index.put(scope, ["a"], EYE[:1])
    current.prune({"all"})

    held = [
        len(index.ids(scope))
        for index in (former, current, neighbour)
        for scope in ("all", "unit:a")
    ]
    assert held == [0, 0, 1, 0, 1, 1]
    for index in (former, current, neighbour):
        index.close()


# Several processes and threads


def test_a_reader_sees_another_processs_revision_and_after_reopening_its_vectors(
    settings: Settings, index: VectorIndex
) -> None:
    catalog = Catalog(open_engine(settings.catalog_url))
    index.put("all", ["before"], EYE[3:])
    assert index.nearest("all", EYE[0], 1)[0][0] == "before"
    revision = catalog.revision()

    command = [sys.executable, "-c", WRITER, str(settings.data_dir)]
    subprocess.run(command, cwd=ROOT, check=True, timeout=120)

    assert catalog.revision() > revision
    index.reopen()
    nearest, _ = index.nearest("all", EYE[0], 1)[0]
    assert nearest in catalog.passage_ids("all")
    assert catalog.passages([nearest])[nearest][1] == decree().metadata
    assert index.ids("all") == catalog.passage_ids("all") | {"before"}


def test_threads_may_ask_and_write_while_another_one_reopens(index: VectorIndex) -> None:
    index.put("all", ["a", "b", "c"], EYE[:3])

    def ask(number: int) -> str:
        if number % 10 == 0:
            index.reopen()
        if number % 15 == 0:
            index.put("all", [f"p{number}"], EYE[3:])
        return index.nearest("all", EYE[number % 3], 1)[0][0]

    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(ask, range(60))) == ["a", "b", "c"] * 20


# A server


@contextmanager
def server_process(
    command: list[str], folder: Path
) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """`command` with a free port behind it: the address and the process once it listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with (folder / "server.log").open("wb") as log:
        server = subprocess.Popen([*command, str(port)], stdout=log, stderr=log)
    try:
        wait_for(port)
        yield f"http://127.0.0.1:{port}", server
    finally:
        server.kill()
        server.wait()


def wait_for(port: int) -> None:
    for _ in range(300):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise TimeoutError("the server did not start")


def test_a_server_serves_two_indexes_at_once_and_its_loss_is_said_clearly(tmp_path: Path) -> None:
    command = [str(CHROMA), "run", "--path", str(tmp_path), "--host", "127.0.0.1", "--port"]
    with server_process(command, tmp_path) as (url, server):
        settings = Settings(data_dir=tmp_path, chroma_url=url)
        writer, reader = VectorIndex(settings, "e5"), VectorIndex(settings, "e5")
        assert reader.nearest("all", EYE[0], 3) == []
        writer.put("all", ["a", "b"], EYE[:2])
        assert reader.nearest("all", EYE[1], 1)[0][0] == "b"
        writer.drop("all")
        assert reader.nearest("all", EYE[1], 1) == []
        writer.put("all", ["c"], EYE[2:3])
        writer.remove("all", ["c"])
        assert reader.nearest("all", EYE[1], 1) == []

        server.kill()
        server.wait()
        with pytest.raises(KnowledgeError, match="không trả lời"):
            reader.nearest("all", EYE[0], 1)
        writer.close()
        reader.close()


@pytest.mark.parametrize("url", ["http://127.0.0.1:9", "https://127.0.0.1:9", "127.0.0.1:9"])
def test_a_server_that_does_not_answer_is_refused_in_one_sentence(tmp_path: Path, url: str) -> None:
    index = VectorIndex(Settings(data_dir=tmp_path, chroma_url=url), "e5")

    with pytest.raises(KnowledgeError, match="Máy chủ Chroma"):
        index.ids("all")
    index.close()


def test_a_server_that_is_no_chroma_is_refused(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "http.server", "--bind", "127.0.0.1", "--directory"]
    with server_process([*command, str(tmp_path)], tmp_path) as (url, _):
        index = VectorIndex(Settings(data_dir=tmp_path, chroma_url=url), "e5")

        with pytest.raises(KnowledgeError, match="Máy chủ Chroma"):
            index.nearest("all", EYE[0], 1)


def test_an_index_that_is_not_asked_anything_does_not_import_chroma(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from knowledge.settings import Settings\n"
        "from knowledge.vector_index import VectorIndex\n"
        "VectorIndex(Settings(data_dir=Path(sys.argv[1])), 'e5').close()\n"
        "sys.exit('chromadb' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code, tmp_path], cwd=ROOT).returncode == 0
