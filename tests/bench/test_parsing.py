"""The bench of parsing: what it counts, what it calls lost, and when a judgement holds."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bench.character_loss import characters_changed
from bench.parsing import JUDGEMENTS, NOT_JUDGED, WITH_ATTACHED, Judgements, main, parse_row

TEXT = (
    "Điều 1. Một\nHết.\nĐiều 1a. Thêm\nHết.\nĐiều 4. Bốn\nHết.\n"
    "QUY CHẾ\n(Kèm theo Quyết định số 9)\nĐiều 1. A"
)


def row(**changes: object) -> str:
    values = {"doc_id": "mẫu", "collection": "original", "n_articles": 2, "text": TEXT}
    return json.dumps(values | changes)


@pytest.mark.parametrize(
    ("raw", "kept", "expected"),
    [
        ("Điều 1. Mẫu", "Điều 1 – Mẫu", {}),
        ("Ðiều 1", "Điều 1", {"Ð -> Đ": 1}),
        ("Mẫu", "Mẫu", {}),
        ("một hai ba", "một ba", {"lost": 3}),
        ("một ba", "một hai ba", {"added": 3}),
        ("Ðiều một hai", "Điều một", {"Ð -> Đ": 1, "lost": 3}),
    ],
)
def test_each_change_of_a_letter_has_its_kind(
    raw: str, kept: str, expected: dict[str, int]
) -> None:
    assert characters_changed(raw, kept) == expected


def test_a_row_counts_own_inserted_and_attached_articles_apart() -> None:
    parsed = parse_row(row())

    assert (parsed.found, parsed.inserted, parsed.attached) == (3, 1, 1)
    assert parsed.changed == {}
    assert parsed.skipped == 1


def test_a_judgement_holds_only_for_the_number_it_was_made_for() -> None:
    judged = Judgements({"mẫu": {"found": 3, "reason": WITH_ATTACHED}}, {"original": "lost"})

    assert judged.why_different(parse_row(row())) == WITH_ATTACHED
    assert judged.why_different(parse_row(row(n_articles=3))) == ""
    assert judged.why_different(parse_row(row(text="Điều 1. Một"))) == NOT_JUDGED
    assert judged.why_skipped(parse_row(row())) == "lost"


def test_the_bench_prints_one_object_with_every_disagreement(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    corpus = tmp_path / "laws.jsonl"
    corpus.write_text(f"{row()}\n{row(doc_id='khác', n_articles=3)}\n", encoding="utf-8")
    monkeypatch.setattr("sys.argv", ["parsing", "--corpus", str(corpus), "--json"])

    assert main() == 0
    printed = json.loads(capsys.readouterr().out)
    assert (printed["documents"], printed["difference"], printed["lost"]) == (2, 1, 0)
    assert [one["document"] for one in printed["rows"]] == ["mẫu"]
    assert printed["unjudged"] == ["mẫu"]


def test_every_judgement_on_record_names_its_reason() -> None:
    judged = Judgements(**json.loads(JUDGEMENTS.read_text(encoding="utf-8")))

    assert all(record["found"] != record["counted"] for record in judged.different.values())
    assert all(record["reason"] for record in judged.different.values())
    assert all(judged.skipped.values())
