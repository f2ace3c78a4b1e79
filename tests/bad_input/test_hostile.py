"""Hostile files: bounded time and memory, one clear sentence, and a library that stays whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.library import Library
from knowledge.settings import Settings
from tests.bad_input.bad_files import GOOD
from tests.bad_input.hostile_blind import HOSTILE, HostileKind
from tests.bad_input.hostile_own import OWN
from tests.bad_input.sandbox import put_in_sandbox
from tests.bad_input.sentences import is_one_sentence
from tests.fakes.embedder import FakeEmbedder

MOST_CPU_SECONDS = 60
MOST_MEBIBYTES = 1200


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a library that holds one good document."""
    folder = tmp_path_factory.mktemp("kho")
    library = Library(Settings(data_dir=folder), FakeEmbedder())
    assert library.add(GOOD).outcome == "added"
    library.close()
    return folder


@pytest.mark.check
@pytest.mark.parametrize("kind", [*HOSTILE, *OWN], ids=lambda kind: kind.name)
def test_a_hostile_file_costs_little_and_changes_nothing(
    kind: HostileKind, shelf: Path, tmp_path: Path
) -> None:
    weighed = put_in_sandbox(kind.build(tmp_path), shelf)

    assert weighed is not None, "killed"
    results = {outcome.outcome.value for outcome in weighed.outcomes}
    assert "failed" not in results
    assert kind.expectation != "refused" or results == {"refused"}
    assert kind.expectation != "read" or results == {"added"}
    assert results != {"refused"} or weighed.after == weighed.before
    assert {entry.metadata.key for entry in weighed.before} <= {
        entry.metadata.key for entry in weighed.after
    }
    assert weighed.in_step
    for reason in (outcome.reason for outcome in weighed.outcomes if outcome.reason):
        assert is_one_sentence(reason) and str(tmp_path) not in reason
    assert weighed.cpu_seconds < MOST_CPU_SECONDS
    assert weighed.mebibytes < MOST_MEBIBYTES
