"""The conversation in a terminal: lines in, readable text out, files beside it."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest

from bot import texts
from bot.answering import Answer, AnswerKind
from bot.console_channel import ConsoleChannel
from bot.file_names import free_path, safe_name
from bot.reply import Block, BlockKind, Run, Style, note, title
from tests.fakes.office import DECREE_FILE, SAMPLES, open_office

ESCAPE = "\033["


class Terminal(StringIO):
    """A target that claims to be a screen."""

    def isatty(self) -> bool:
        return True


def quoted(question: str, _scopes: frozenset[str]) -> Answer:
    quote = Block(BlockKind.QUOTE, (Run("cách mép trái "), Run("41 mm", Style.BOLD)))
    source = Block(BlockKind.SOURCE, (Run("[1] Điều 1"),))
    return Answer(AnswerKind.ANSWERED, (title(question), quote, source, note("⚪ Chưa rõ")))


def talk(folder: Path, lines: str, *, target: StringIO | None = None) -> str:
    """What stands on the screen after these lines."""
    (folder / "here").mkdir(exist_ok=True)
    conversation = open_office(folder / "data", None if target is None else quoted).conversation
    screen = target or StringIO()
    ConsoleChannel(conversation, StringIO(lines), screen, folder / "here").run()
    return screen.getvalue()


def test_lines_are_answered_one_by_one_until_the_input_ends(tmp_path: Path) -> None:
    shown = talk(tmp_path, "/tailieu\n\n/khongco\n")

    assert shown.index("❯ /tailieu") < shown.index(texts.LIST_EMPTY) < shown.index("❯ /khongco")
    assert texts.UNKNOWN_COMMAND.format(command="/khongco") in shown


def test_no_input_says_nothing(tmp_path: Path) -> None:
    assert talk(tmp_path, "") == ""


def test_a_source_and_a_note_stand_directly_under_their_quote(tmp_path: Path) -> None:
    shown = talk(tmp_path, "lề trái?\n", target=StringIO())

    assert "lề trái?\n\ncách mép trái 41 mm\n[1] Điều 1\n⚪ Chưa rõ\n" in shown


def test_bold_shows_on_a_screen_and_leaves_no_trace_in_a_file(tmp_path: Path) -> None:
    assert f"{ESCAPE}1m41 mm{ESCAPE}0m" in talk(tmp_path, "?\n", target=Terminal())
    assert ESCAPE not in talk(tmp_path, "?\n", target=StringIO())


def test_a_document_cannot_steer_the_terminal(tmp_path: Path) -> None:
    assert (
        ESCAPE not in talk(tmp_path, f"{ESCAPE}2Jxoá màn hình\n", target=StringIO()).split("❯")[0]
    )
    assert f"\n{ESCAPE}2J" not in talk(tmp_path, f"a{ESCAPE}2J\n", target=StringIO())


def test_a_file_is_put_in_its_number_presses_a_button_and_the_original_is_saved(
    tmp_path: Path,
) -> None:
    (tmp_path / "here").mkdir()
    (tmp_path / "here" / DECREE_FILE).write_bytes((SAMPLES / DECREE_FILE).read_bytes())
    lines = f"/nap {DECREE_FILE}\n/tracuu 903/2031/NĐ-CP\n1\n"

    shown = talk(tmp_path, lines)

    assert texts.OUTCOMES["added"] in shown
    assert f"1) {texts.ORIGINAL}" in shown
    saved = free_path(tmp_path / "here", DECREE_FILE).with_stem("nghi-dinh-903-2031 (2)")
    assert texts.TERMINAL_SAVED.format(name=saved.name) in shown
    assert saved.read_bytes() == (SAMPLES / DECREE_FILE).read_bytes()


def test_a_file_that_is_not_there_is_refused_in_one_sentence(tmp_path: Path) -> None:
    shown = talk(tmp_path, "/nap khong-co.docx\n")

    assert "Không tìm thấy tệp khong-co.docx." in shown


def test_a_fault_of_ours_is_one_sentence_and_the_next_line_is_answered(tmp_path: Path) -> None:
    def broken(_question: str, _scopes: frozenset[str]) -> Answer:
        raise RuntimeError("text of a document")

    screen = StringIO()
    conversation = open_office(tmp_path, broken).conversation
    ConsoleChannel(conversation, StringIO("hỏi\n/tailieu\n"), screen, tmp_path).run()

    assert texts.FAILED in screen.getvalue()
    assert texts.LIST_EMPTY in screen.getvalue()
    assert "text of a document" not in screen.getvalue()


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("báo cáo.docx", "báo cáo.docx"),
        ("../../etc/passwd", "passwd"),
        ("C:\\tài liệu\\a.pdf", "a.pdf"),
        ("a<b>\x00\n.docx", "a_b_.docx"),
        ("\u202egpj.exe", "_gpj.exe"),
        ("..", "tệp"),
        ("", "tệp"),
        (".docx", "docx"),
        ("a" * 300 + ".docx", "a" * 100 + ".docx"),
    ],
)
def test_a_name_from_outside_is_made_safe(name: str, safe: str) -> None:
    assert safe_name(name) == safe


def test_no_file_is_ever_overwritten(tmp_path: Path) -> None:
    (tmp_path / "a.docx").touch()
    (tmp_path / "a (2).docx").touch()

    assert free_path(tmp_path, "../a.docx") == tmp_path / "a (3).docx"
