"""Ways of typing: the same mistakes every time, and shares of the figures as written."""

from __future__ import annotations

import random

import pytest

from bench.metrics import figures
from bench.questions import Question
from bench.robustness import TYPINGS, WELL, Typing, shares, typed

QUESTION = Question("Cán bộ, công chức không được làm gì theo quy định?", "mẫu", frozenset("a"))


@pytest.mark.parametrize("name", TYPINGS)
def test_every_way_of_typing_changes_the_question_alike_in_every_run(name: str) -> None:
    (once,), (again,) = typed([QUESTION], TYPINGS[name]), typed([QUESTION], TYPINGS[name])
    assert once == again
    assert once.text != QUESTION.text
    assert once.gold == QUESTION.gold


@pytest.mark.parametrize("text", ["", "?", "a b", "30/2020/NĐ-CP"])
@pytest.mark.parametrize("typing", TYPINGS.values())
def test_any_text_can_be_typed_badly(typing: Typing, text: str) -> None:
    typing(text, random.Random(1))  # noqa: S311


def test_shares_are_of_the_figures_as_written() -> None:
    well, badly = figures([1, 1, 2, None], [1.0] * 4), figures([1, 2, 2, None], [1.0] * 4)
    assert shares({WELL: {"mẫu": well}, "typos": {"mẫu": badly}}) == {
        WELL: {"mẫu": (1.0, 1.0)},
        "typos": {"mẫu": (0.5, 1.0)},
    }
