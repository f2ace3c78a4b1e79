"""Bad files and bad arguments given to `ingest.py`: refused in a sentence, the rest is done."""

from __future__ import annotations

import json
import os
import unicodedata
from pathlib import Path

import pytest

import ingest
from knowledge.library import Library
from knowledge.model import SCOPE_ALL
from knowledge.rows import Entry
from knowledge.settings import Settings
from tests.bad_input.bad_files import BAD, GOOD, GOOD_KEY, Bad
from tests.bad_input.sentences import is_one_sentence
from tests.fakes.embedder import FakeEmbedder


@pytest.mark.parametrize("bad", BAD, ids=lambda bad: ascii(bad.name))
def test_a_bad_file_is_refused_with_one_sentence_and_the_good_one_beside_it_is_added(
    bad: Bad, bad_folder: Path, shell: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = ingest.main([str(bad_folder / bad.name), str(GOOD), "--json"])
    refused, added = json.loads(capsys.readouterr().out)

    assert code == ingest.INPUT_FAULT
    assert (refused["outcome"], added["outcome"]) == ("refused", "added")
    assert bad.told in refused["reason"] and is_one_sentence(refused["reason"])
    assert not refused["key"] and not refused["passages"]
    assert keys(capsys) == {GOOD_KEY}
    assert kept_originals(shell) == 1
    assert ingest.main(["--check"]) == ingest.OK


def keys(capsys: pytest.CaptureFixture[str]) -> set[str]:
    assert ingest.main(["--list", "--json"]) == ingest.OK
    return {row["key"] for row in json.loads(capsys.readouterr().out)}


def kept_originals(folder: Path) -> int:
    return sum(path.is_file() for path in (folder / "originals").rglob("*"))


def test_a_folder_of_bad_files_leaves_the_library_as_it_was(
    bad_folder: Path, shell: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ingest.main([str(GOOD)]) == ingest.OK
    before = state(shell)
    capsys.readouterr()

    assert ingest.main([str(bad_folder)]) == ingest.INPUT_FAULT
    assert f"từ chối: {len(BAD)}" in capsys.readouterr().out
    assert ingest.main(["--check"]) == ingest.OK
    assert state(shell) == before


def state(folder: Path) -> tuple[int, tuple[Entry, ...], int]:
    """Revision, documents, and the number of originals that are kept."""
    library = Library(Settings(data_dir=folder), FakeEmbedder())
    entries = library.entries(frozenset(library.catalog.scopes()))
    return library.catalog.revision(), entries, kept_originals(folder)


def test_the_table_shows_the_name_of_every_bad_file_on_one_line(
    bad_folder: Path, shell: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ingest.main([str(bad_folder)])
    lines = capsys.readouterr().out.splitlines()

    assert len(lines) == 2 * len(BAD) + 1
    assert not any(unicodedata.category(one) in ("Cc", "Cf") for line in lines for one in line)


NAMELESS_BYTES = b"t\xean.txt"
"""A name in an old code page, as unpacked archives have them."""


def test_a_file_whose_name_is_not_utf8_is_put_in_or_refused_in_words(
    tmp_path: Path, shell: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "names"
    folder.mkdir()
    (folder / os.fsdecode(NAMELESS_BYTES)).write_bytes(GOOD.read_bytes())

    code = ingest.main([str(folder)])

    assert code in (ingest.OK, ingest.INPUT_FAULT)
    assert ingest.main(["--check"]) == ingest.OK
    assert kept_originals(shell) == len(state(shell)[1])


@pytest.mark.parametrize(
    "arguments",
    [["/khong/co/tep.txt"], [], ["--remove", "khong-co"], ["--remove", "<b>"], ["--remove", ""]],
    ids=lambda arguments: ascii(" ".join(arguments)),
)
def test_a_command_without_an_object_is_the_fault_of_the_input(
    arguments: list[str], shell: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ingest.main(arguments) == ingest.INPUT_FAULT
    told = capsys.readouterr()
    assert (
        is_one_sentence((told.out + told.err).strip().split("\n")[-1]) or "từ chối: 1" in told.out
    )


@pytest.mark.parametrize("scope", ["", "unit", "unit:", "ALL", "moi-nguoi", "<b>", "unit:a\nb"])
def test_a_scope_that_nobody_has_is_refused_and_hides_no_document(
    scope: str, shell: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ingest.main([str(GOOD)]) == ingest.OK

    assert ingest.main([str(GOOD), "--scope", scope]) == ingest.INPUT_FAULT
    assert state(shell)[1][0].metadata.scope == SCOPE_ALL


def test_a_data_folder_that_is_a_file_is_told_in_one_sentence(
    tmp_path: Path, shell: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "tep").write_text("x")
    monkeypatch.setenv("DATA_DIR", str(tmp_path / "tep"))

    assert ingest.main(["--list"]) == ingest.INPUT_FAULT
    assert is_one_sentence(capsys.readouterr().err)
