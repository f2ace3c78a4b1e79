"""The shelf of samples that all promises are tried on."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.library import Library
from knowledge.settings import Settings
from tests.fakes.embedder import FakeEmbedder
from tests.fakes.office import SAMPLES
from tests.promises.shelf import Shelf, Talk


@pytest.fixture(scope="session")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    """A real library of all samples; only the embedding model is a stand-in."""
    library = Library(Settings(data_dir=tmp_path_factory.mktemp("promises")), FakeEmbedder())
    outcomes = list(library.add_all(sorted(SAMPLES.iterdir())))
    assert {outcome.outcome for outcome in outcomes} == {"added"}
    return Shelf(library, {outcome.key: Path(outcome.path) for outcome in outcomes})


@pytest.fixture
def talk(shelf: Shelf, tmp_path: Path) -> Talk:
    return Talk(shelf, tmp_path)
