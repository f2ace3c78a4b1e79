"""One writer at a time."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from knowledge.model import KnowledgeError
from knowledge.settings import Settings
from knowledge.writer_lock import writer_lock

ROOT = Path(__file__).resolve().parents[2]

WRITER = """
import sys, time
from pathlib import Path
from knowledge.settings import Settings
from knowledge.writer_lock import writer_lock
with writer_lock(Settings(data_dir=Path(sys.argv[1]))):
    print("writing", flush=True)
    time.sleep(float(sys.argv[2]))
"""


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data_dir=tmp_path / "kho")


def writer_process(settings: Settings, seconds: float) -> subprocess.Popen[str]:
    """A process that holds the lock when this returns."""
    command = [sys.executable, "-c", WRITER, str(settings.data_dir), str(seconds)]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert process.stdout
    assert process.stdout.readline() == "writing\n"
    return process


def test_the_lock_makes_the_data_folder_and_can_be_taken_again_and_again(
    settings: Settings,
) -> None:
    for _ in range(2):
        with writer_lock(settings):
            assert settings.data_dir.is_dir()


def test_a_second_writer_in_the_same_process_is_refused(settings: Settings) -> None:
    with (
        writer_lock(settings),
        pytest.raises(KnowledgeError, match="đang được cập nhật bởi một tiến trình khác"),
        writer_lock(settings),
    ):
        pass


def test_a_second_process_is_refused_while_the_first_one_writes(settings: Settings) -> None:
    writer = writer_process(settings, 60)

    with pytest.raises(KnowledgeError), writer_lock(settings, wait_seconds=0.1):
        pass
    writer.kill()
    writer.communicate()


def test_a_killed_writer_lets_the_next_one_in_at_once(settings: Settings) -> None:
    writer = writer_process(settings, 60)
    writer.kill()
    writer.communicate()

    with writer_lock(settings):
        pass


def test_a_writer_waits_for_one_that_is_about_to_end(settings: Settings) -> None:
    writer = writer_process(settings, 0.5)

    before = time.monotonic()
    with writer_lock(settings, wait_seconds=30):
        assert time.monotonic() - before < 25
    writer.communicate()


def test_the_lock_is_free_after_an_error_in_the_block(settings: Settings) -> None:
    with pytest.raises(ValueError, match="lỗi"), writer_lock(settings):
        raise ValueError("lỗi")

    with writer_lock(settings):
        pass


def test_libraries_in_different_folders_do_not_wait_for_each_other(tmp_path: Path) -> None:
    with writer_lock(Settings(data_dir=tmp_path / "a")), writer_lock(Settings(tmp_path / "b")):
        pass
