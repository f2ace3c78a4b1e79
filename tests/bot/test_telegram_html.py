"""Blocks become Telegram messages: escaped, split at borders, nothing lost."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.reply import Block, BlockKind, Run, Style, note, paragraph, title
from bot.telegram_html import MAX_UNITS, messages_of, shortened, units
from tests.fakes.telegram_entities import EntityError, utf16_length, visible_text

ALPHABET = st.characters(codec="utf-8") | st.sampled_from("<>&\"'/b \n.;”😀ế")
TEXTS = st.text(ALPHABET, max_size=120)
RUNS = st.builds(Run, TEXTS, st.sampled_from(Style))
BLOCKS = st.lists(
    st.builds(Block, st.sampled_from(BlockKind), st.lists(RUNS, max_size=4).map(tuple)), max_size=8
)
quickly = settings(derandomize=True, deadline=None, max_examples=150)


def quote(text: str) -> Block:
    return Block(BlockKind.QUOTE, (Run(text),))


def source(text: str) -> Block:
    return Block(BlockKind.SOURCE, (Run(text),))


def squeezed(text: str) -> str:
    """Without white space and without what Telegram drops."""
    return "".join(character for character in text if character.isprintable() and character != " ")


def test_an_answer_is_a_bold_title_a_quote_its_source_and_a_note_in_italics() -> None:
    words = (Run("3. Định lề: "), Run("30 - 35 mm", Style.BOLD))
    blocks = [
        title("Lề trái"),
        Block(BlockKind.QUOTE, words),
        source("[1] khoản 3"),
        note("Chưa rõ"),
    ]

    (message,) = messages_of(blocks)

    assert message.html == (
        "<b>Lề trái</b>\n\n"
        "<blockquote>3. Định lề: <b>30 - 35 mm</b></blockquote>\n[1] khoản 3\n<i>Chưa rõ</i>"
    )
    assert message.plain == "Lề trái\n\n3. Định lề: 30 - 35 mm\n[1] khoản 3\nChưa rõ"


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("<b>đậm</b>", "&lt;b&gt;đậm&lt;/b&gt;"),
        ("a & b", "a &amp; b"),
        ("&lt;", "&amp;lt;"),
        ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
        ("nul\x00 và \x1b[31m", "nul và [31m"),
        ("nửa cặp \ud83d", "nửa cặp "),
    ],
)
def test_text_is_never_markup(text: str, html: str) -> None:
    assert messages_of([paragraph(text)])[0].html == html


def test_a_reply_without_visible_text_is_no_message() -> None:
    assert messages_of([]) == ()
    assert messages_of([paragraph(""), note(" \n"), quote("\x00")]) == ()


def test_a_title_is_bold_even_where_its_words_are_plain() -> None:
    assert messages_of([Block(BlockKind.TITLE, (Run("Kho"),))])[0].html == "<b>Kho</b>"


def test_a_message_splits_between_blocks_before_anything_else() -> None:
    blocks = [paragraph("a" * 3000), paragraph("b" * 3000)]

    assert [message.plain for message in messages_of(blocks)] == ["a" * 3000, "b" * 3000]


def test_a_source_moves_to_the_next_message_together_with_its_quote() -> None:
    blocks = [paragraph("a" * 4000), quote("b" * 90), source("[1] Điều 2")]

    assert messages_of(blocks)[1].plain == "b" * 90 + "\n[1] Điều 2"


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("một hai\nba bốn năm", ["một hai", "ba bốn năm"]),
        ("một hai. ba bốn năm", ["một hai.", "ba bốn năm"]),
        ("“một hai.” ba bốn năm", ["“một hai.”", "ba bốn năm"]),
        ("một hai ba bốn", ["một hai ba", "bốn"]),
        ("mộthaibabốnnăm", ["mộthaibabốnn", "ăm"]),
        ("😀😀😀😀😀😀😀", ["😀" * 6, "😀"]),
    ],
)
def test_a_long_block_splits_at_paragraphs_then_sentences_then_words(
    text: str, pieces: list[str]
) -> None:
    assert [message.plain for message in messages_of([paragraph(text)], limit=12)] == pieces


def test_a_long_quote_begins_under_its_title() -> None:
    messages = messages_of([title("Điều 1"), quote("một hai ba bốn năm sáu")], limit=20)

    assert [message.plain for message in messages] == ["Điều 1\n\nmột hai ba", "bốn năm sáu"]


def test_a_quote_that_is_split_stays_a_quote_and_keeps_its_bold_words() -> None:
    words = (Run("một hai "), Run("ba bốn năm", Style.BOLD))

    first, second = messages_of([Block(BlockKind.QUOTE, words)], limit=12)

    assert first.html == "<blockquote>một hai <b>ba</b></blockquote>"
    assert second.html == "<blockquote><b>bốn năm</b></blockquote>"


def test_text_of_exactly_the_limit_is_one_message_and_one_more_sign_makes_two() -> None:
    assert len(messages_of([paragraph("😀" * (MAX_UNITS // 2))])) == 1
    assert len(messages_of([paragraph("😀" * (MAX_UNITS // 2) + "a")])) == 2


@quickly
@given(BLOCKS, st.integers(10, 200))
def test_every_message_is_accepted_by_telegram_and_nothing_is_lost(
    blocks: list[Block], limit: int
) -> None:
    messages = messages_of(blocks, limit)

    for message in messages:
        assert visible_text(message.html) == message.plain
        assert 0 < utf16_length(message.plain) <= limit
        assert message.plain.strip()
    shown = squeezed("".join(message.plain for message in messages))
    assert shown == squeezed("".join(block.text for block in blocks))


@quickly
@given(st.text(max_size=300))
def test_units_are_counted_as_telegram_counts_them(text: str) -> None:
    assert units(text) == utf16_length(text)


@quickly
@given(st.text(max_size=60), st.integers(2, 40))
def test_a_shortened_text_fits(text: str, limit: int) -> None:
    assert units(shortened(text, limit)) <= limit


@pytest.mark.parametrize(
    "html",
    [
        "<b>",
        "</b>",
        "<x>a</x>",
        "a < b",
        "<b><i>a</b></i>",
        "<blockquote><blockquote></blockquote>",
    ],
)
def test_the_reading_of_html_in_these_tests_is_as_strict_as_telegrams(html: str) -> None:
    with pytest.raises(EntityError):
        visible_text(html)
