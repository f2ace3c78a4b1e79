"""agency.toml: what it sets, what stays blank, and what is refused."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bot.agency import Agency, RenamedBody, Signer, Unit, load_agency
from knowledge.model import KnowledgeError

EXAMPLE = Path(__file__).resolve().parents[2] / "agency.example.toml"


def test_the_example_sets_everything() -> None:
    agency = load_agency(EXAMPLE)
    assert (agency.name, agency.code, agency.place) == ("Sở Dịch vụ công", "SDVC", "Hoa Ban")
    assert agency.units[0] == Unit("Văn phòng", "VP")
    assert agency.signers[1].prefixes == ("KT. GIÁM ĐỐC",)
    assert agency.renamed == (RenamedBody("Ban Dịch vụ công", "Sở Dịch vụ công", date(2032, 3, 1)),)


@pytest.mark.parametrize("path", [None, Path("there-is-no-such-file.toml")])
def test_without_a_file_nothing_is_set(path: Path | None) -> None:
    assert load_agency(path) == Agency()


def test_no_superior_differs_from_a_superior_that_is_not_set(tmp_path: Path) -> None:
    path = tmp_path / "agency.toml"
    path.write_text('superior = ""', encoding="utf-8")
    assert (Agency().superior, load_agency(path).superior) == (None, "")


def test_a_signer_needs_only_a_post(tmp_path: Path) -> None:
    path = tmp_path / "agency.toml"
    path.write_text('[[signers]]\npost = "Trưởng ban"', encoding="utf-8")
    assert load_agency(path).signers == (Signer("Trưởng ban"),)


@pytest.mark.parametrize(
    "content",
    [
        b"name = ",
        b"name = 5",
        b"\xff\xfe",
        b'recipients = "one"',
        b"recipients = [1]",
        b'units = "VP"',
        b'signers = ["a"]',
        b'[[renamed]]\nold = "a"\nnew = "b"\nsince = "2031"',
    ],
)
def test_a_broken_file_is_refused_in_one_vietnamese_sentence(
    content: bytes, tmp_path: Path
) -> None:
    path = tmp_path / "agency.toml"
    path.write_bytes(content)
    with pytest.raises(KnowledgeError, match=r"^Tệp agency\.toml không đọc được"):
        load_agency(path)
