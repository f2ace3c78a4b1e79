"""The bad files on disk, and the environment of the commands that get them."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge import library as library_module
from tests.bad_input.bad_files import BAD
from tests.fakes.embedder import FakeEmbedder


@pytest.fixture
def shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The environment in which `ingest.main` runs; only the embedding model is a stand-in."""
    folder = tmp_path / "data"
    monkeypatch.setenv("DATA_DIR", str(folder))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setattr(library_module, "open_embedder", lambda _settings: FakeEmbedder())
    return folder


@pytest.fixture(scope="session")
def bad_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bad")
    for bad in BAD:
        (folder / bad.name).write_bytes(bad.make())
    return folder
