"""The conversation: replies and all their buttons show only what is stored."""

from __future__ import annotations

import pytest

from bot.reply import BlockKind
from tests.promises.shelf import Talk
from tests.promises.verification import (
    assert_reply_quotes_only_stored_words,
    known_of_documents,
    numbers_in,
)

OPENED = (
    "lề trái của văn bản là bao nhiêu",
    "Luật 905/2032/QH99",
    "Điều 4 Nghị định 903/2031/NĐ-CP",
    "tỷ lệ hồ sơ quá hạn",
    "Nghị định 908/2033/NĐ-CP sửa đổi những gì",
)


@pytest.mark.parametrize("question", OPENED)
def test_every_button_of_an_answer_shows_only_what_is_stored(question: str, talk: Talk) -> None:
    reply = talk.say(question)
    pressed = [talk.press(button) for row in reply.buttons for button in row]

    for shown in (reply, *pressed):
        assert_reply_quotes_only_stored_words(shown, talk.shelf)
        if shown.attachment:
            assert shown.attachment.path.read_bytes() in {
                path.read_bytes() for path in talk.shelf.files.values()
            }


LOOKED_UP = (
    "901/2031/NĐ-CP",
    "Điều 3 Nghị định 903/2031/NĐ-CP",
    "điểm a khoản 2 Điều 6 Nghị định 901/2031/NĐ-CP",
    "Phụ lục I Nghị định 901/2031/NĐ-CP",
    "công tác",
    "báo cáo",
    "<b>901</b>",
    "a",
    ".",
    "Điều 99 Nghị định 901/2031/NĐ-CP",
    "30/2020/NĐ-CP",
    "Điều 5",
    "\u202e\x00",
)


@pytest.mark.parametrize("wanted", LOOKED_UP, ids=ascii)
def test_a_look_up_shows_only_what_is_stored_or_known_of_documents(wanted: str, talk: Talk) -> None:
    reply = talk.say(f"/tracuu {wanted}")
    pressed = [talk.press(one) for row in reply.buttons for one in row if "next" not in one.action]

    for shown in (reply, *pressed):
        assert_reply_quotes_only_stored_words(shown, talk.shelf)
        outside = (block.text for block in shown.blocks if block.kind is not BlockKind.QUOTE)
        assert numbers_in(outside) <= known_of_documents(talk.shelf) | numbers_in([wanted])


def test_the_list_of_documents_says_nothing_that_is_not_in_the_library(talk: Talk) -> None:
    reply = talk.say("/tailieu")

    assert numbers_in([reply.text]) <= known_of_documents(talk.shelf)
