"""`kill -9` of a real ingest at any moment: the library opens, tells, and is completed."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from knowledge.settings import DEFAULT_MODELS_DIR
from tests.conftest import ROOT

SAMPLES = ROOT / "samples" / "library"
SECONDS = 900
"""What one command may take on a machine that does other work too."""

KILLS = 5
_LOCKED_MODEL = "bundled"

pytestmark = [pytest.mark.check, pytest.mark.timeout(2700)]

_DRIVER = """
import sys
from knowledge import library
from tests.fakes.embedder import FakeEmbedder
library.open_embedder = lambda settings: FakeEmbedder()
from ingest import main
sys.exit(main(sys.argv[1:]))
"""
"""The real command where the model is not prepared: only the embedder is a stand-in."""


def model_is_prepared() -> bool:
    return any(DEFAULT_MODELS_DIR.rglob("model.safetensors"))


def command(*arguments: str) -> list[str]:
    program = [str(ROOT / "ingest.py")] if model_is_prepared() else ["-c", _DRIVER]
    return [sys.executable, *program, *arguments]


def environment(folder: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    return kept | {
        "DATA_DIR": str(folder),
        "EMBEDDING_MODEL": "bundled",
        "PYTHONPATH": str(ROOT),
    }


def start(folder: Path, *arguments: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        command(*arguments),
        cwd=ROOT,
        env=environment(folder),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command(*arguments),
        cwd=ROOT,
        env=environment(folder),
        capture_output=True,
        text=True,
        timeout=SECONDS,
    )


def listed(folder: Path) -> set[str]:
    done = run(folder, "--list", "--json")
    assert done.returncode == 0, done.stderr
    return {row["key"] for row in json.loads(done.stdout)}


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[set[str], float]:
    """The keys of an undisturbed ingest, and the seconds it takes."""
    folder = tmp_path_factory.mktemp("whole")
    begun = time.monotonic()
    done = run(folder, str(SAMPLES))
    took = time.monotonic() - begun
    assert done.returncode == 0, done.stdout + done.stderr
    return listed(folder), took


def moments() -> Iterator[float]:
    """Shares of the whole time, one random moment in each fifth; the seed makes failures repeat."""
    chance = random.Random(2034)  # noqa: S311 - a moment, not a secret
    for part in range(KILLS):
        yield (part + chance.random()) / KILLS


@pytest.mark.parametrize("share", list(moments()), ids=lambda share: f"{share:.0%}")
def test_a_killed_ingest_leaves_a_library_that_opens_and_is_completed_by_the_same_command(
    share: float, whole: tuple[set[str], float], tmp_path: Path
) -> None:
    keys, took = whole
    process = start(tmp_path, str(SAMPLES))
    time.sleep(share * took)
    process.send_signal(signal.SIGKILL)
    process.wait()

    held = listed(tmp_path)
    told = run(tmp_path, "--check")
    assert held <= keys
    assert_told(told)
    completed = run(tmp_path, str(SAMPLES))

    assert completed.returncode == 0, completed.stdout + completed.stderr
    assert run(tmp_path, "--check").returncode == 0
    assert listed(tmp_path) == keys
    assert_nothing_is_left_over(tmp_path)


def assert_told(told: subprocess.CompletedProcess[str]) -> None:
    """`--check` says what is missing and fails, or finds all in step; it never breaks."""
    assert told.returncode in (0, 1), told.stderr
    assert "Traceback" not in told.stderr
    assert (told.returncode == 1) == ("thiếu" in told.stdout)


def assert_nothing_is_left_over(folder: Path) -> None:
    assert not list(folder.rglob("*.new"))
    assert len([path for path in (folder / "originals").rglob("*") if path.is_file()]) == len(
        list(SAMPLES.iterdir())
    )


@pytest.mark.xfail(
    reason="`indexed-revision` still says in step, so the ingest it advises completes nothing",
    strict=False,
)
def test_a_killed_rebuild_is_completed_by_the_command_that_check_advises(
    whole: tuple[set[str], float], tmp_path: Path
) -> None:
    keys, _ = whole
    assert run(tmp_path, str(SAMPLES)).returncode == 0
    begun = time.monotonic()
    assert run(tmp_path, "--rebuild").returncode == 0
    took = time.monotonic() - begun
    for share in (0.6, 0.75, 0.9):
        process = start(tmp_path, "--rebuild")
        time.sleep(share * took)
        process.send_signal(signal.SIGKILL)
        process.wait()

        assert_told(run(tmp_path, "--check"))
        assert listed(tmp_path) == keys
    again = run(tmp_path, str(SAMPLES))

    assert again.returncode == 0, again.stdout + again.stderr
    assert run(tmp_path, "--check").returncode == 0
