"""`kill -9` of a real ingest at random moments: the library opens, tells, and is completed."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from knowledge.default_model import is_prepared
from knowledge.settings import DEFAULT_MODELS_DIR
from tests.conftest import ROOT
from tests.fakes.office import SAMPLES

FILES = {
    "903-2031-nd-cp": "nghi-dinh-903-2031.txt",
    "989-bc-sdvc-2033-12-19-tinh-hoa-ban": "bao-cao-989-2033-tiep-cong-dan.html",
    "901-kl-tu-2033-02-15-tinh-uy-hoa-ban": "ket-luan-901-kl-tu.docx",
}
"""Key -> the sample that is put in."""

PATHS = [str(SAMPLES / name) for name in FILES.values()]

SECONDS = 300
"""What one command may take on a machine that does other work too."""

pytestmark = [pytest.mark.check, pytest.mark.timeout(4 * SECONDS)]

_DRIVER = """
import sys
from knowledge import library
from tests.fakes.embedder import FakeEmbedder
library.open_embedder = lambda settings: FakeEmbedder()
from ingest import main
sys.exit(main(sys.argv[1:]))
"""
"""The real command where the model is not prepared: only the embedder is a stand-in."""


def command(*arguments: str) -> list[str]:
    program = [str(ROOT / "ingest.py")] if is_prepared(DEFAULT_MODELS_DIR) else ["-c", _DRIVER]
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


def originals(folder: Path) -> int:
    return sum(path.is_file() for path in (folder / "originals").rglob("*"))


@dataclass(frozen=True)
class Moment:
    """How far a command must have come, and within how many seconds from then it is killed."""

    step: str
    is_reached: Callable[[Path], bool]
    seconds: float


MOMENTS = (
    Moment("putting in", lambda folder: originals(folder) >= 1, 0.5),
    Moment("embedding", lambda folder: originals(folder) == len(FILES), 1.0),
    Moment("indexing", lambda folder: (folder / "chroma").exists(), 0.5),
)
REBUILDING = Moment("rebuilding", lambda folder: not (folder / "indexed-revision").exists(), 0.5)


def kill(process: subprocess.Popen[bytes], folder: Path, moment: Moment, share: float) -> None:
    """End the process without a warning; fails if it ended before or never came so far."""
    end = time.monotonic() + SECONDS
    while not moment.is_reached(folder) and process.poll() is None and time.monotonic() < end:
        time.sleep(0.005)
    time.sleep(share * moment.seconds)
    process.send_signal(signal.SIGKILL)
    assert process.wait() == -signal.SIGKILL
    assert moment.is_reached(folder)


def shares(seed: int) -> tuple[float, ...]:
    """Three random shares of the seconds of a moment; the seed makes failures repeat."""
    chance = random.Random(seed)  # noqa: S311 - a moment, not a secret
    return tuple(chance.random() for _ in range(3))


@pytest.mark.parametrize(
    ("moment", "share"),
    list(zip(MOMENTS, shares(2034), strict=True)),
    ids=[moment.step for moment in MOMENTS],
)
def test_a_killed_ingest_leaves_a_library_that_opens_and_is_completed_by_the_same_command(
    moment: Moment, share: float, tmp_path: Path
) -> None:
    kill(start(tmp_path, *PATHS), tmp_path, moment, share)

    assert listed(tmp_path) <= FILES.keys()
    assert_told(run(tmp_path, "--check"))
    completed = run(tmp_path, *PATHS)

    assert completed.returncode == 0, completed.stdout + completed.stderr
    assert run(tmp_path, "--check").returncode == 0
    assert listed(tmp_path) == FILES.keys()
    assert originals(tmp_path) == len(FILES)
    assert not list(tmp_path.rglob("*.new"))


def assert_told(told: subprocess.CompletedProcess[str]) -> None:
    """`--check` says what is missing and fails, or finds all in step; it never breaks."""
    assert told.returncode in (0, 1), told.stderr
    assert "Traceback" not in told.stderr
    assert (told.returncode == 1) == ("thiếu" in told.stdout)


def test_a_killed_rebuild_is_completed_by_the_command_that_check_advises(
    tmp_path: Path,
) -> None:
    assert run(tmp_path, *PATHS).returncode == 0
    for share in shares(2035):
        kill(start(tmp_path, "--rebuild"), tmp_path, REBUILDING, share)

        assert_told(run(tmp_path, "--check"))
        again = run(tmp_path, *PATHS)
        assert again.returncode == 0, again.stdout + again.stderr
        assert run(tmp_path, "--check").returncode == 0
    assert listed(tmp_path) == FILES.keys()


def test_a_killed_correction_is_completed_by_the_same_command(tmp_path: Path) -> None:
    assert run(tmp_path, *PATHS).returncode == 0
    numbers = [f"{number}/2031/NĐ-CP" for number in (904, 905, 906)]
    for number, share in zip(numbers, shares(2036), strict=True):
        correction = ("--set", "903-2031-nd-cp", f"number={number}")
        process = start(tmp_path, *correction)
        time.sleep(share * 4)
        process.kill()
        process.wait()

        assert_told(run(tmp_path, "--check"))
        again = run(tmp_path, *correction)
        assert again.returncode == 0, again.stdout + again.stderr
        assert run(tmp_path, "--check").returncode == 0
        key = f"{number[:3]}-2031-nd-cp"
        assert listed(tmp_path) == {key, *(FILES.keys() - {"903-2031-nd-cp"})}
