"""The command line makes the same promises as the conversation."""

from __future__ import annotations

import json

import pytest

from bot import one_shot
from bot.answering import answer
from bot.reply import plain_text
from knowledge.library import EVERYBODY
from tests.promises.shelf import AS_OF, Shelf
from tests.test_samples import QUESTIONS


def test_the_command_line_says_the_same_as_the_conversation(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = [question["question"] for question in QUESTIONS if "as_of" not in question][:20]
    monkeypatch.setattr("sys.stdin", iter(f"{one}\n" for one in asked))

    assert one_shot.ask("-", shelf.library, AS_OF, as_json=True) == 0
    for question, line in zip(asked, capsys.readouterr().out.splitlines(), strict=True):
        told = json.loads(line)
        given = answer(question, shelf.library, scopes=EVERYBODY, as_of=AS_OF)
        assert told["text"] == plain_text(given.blocks)
        assert [one["quote"] for one in told["citations"]] == [
            citation.quote for citation in given.citations
        ]
        assert all(one["verified"] for one in told["citations"])
