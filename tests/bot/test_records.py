"""What the bot remembers is there after a restart, and only for those it belongs to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import insert

from bot.access import Person, Role
from bot.agency import Signer
from bot.draft import Draft, DraftKind, DraftSection, Origin, Paragraph, Provenance
from bot.record_tables import drafts, metadata
from bot.records import Action, KeptDraft, Rating, Records, ShownAnswer
from knowledge.database import open_engine
from knowledge.model import KnowledgeError, Level

Reopen = Callable[[], Records]
CHAT, OTHER_CHAT = 5, -100

DRAFT = Draft(
    DraftKind.REPORT,
    "về [cần bổ sung: việc]",
    2026,
    opening=(Paragraph("Mở đầu."),),
    sections=(
        DraftSection(
            Level.SECTION,
            "I",
            "Tình hình",
            (Paragraph("Đã có 3 việc.", (Provenance(Origin.PASSAGE, "k/sec_I", "3 việc"),)),),
        ),
    ),
    signer=Signer("Giám đốc", prefixes=("KT. GIÁM ĐỐC",)),
    date=date(2026, 11, 22),
)


@pytest.fixture
def reopen(tmp_path: Path) -> Reopen:
    """A function that opens the same records anew, as a restarted bot does."""
    return lambda: Records(open_engine(f"sqlite:///{tmp_path / 'catalog.sqlite'}"))


def test_a_person_keeps_their_role_over_a_restart(reopen: Reopen) -> None:
    person = Person(7_000_000_000, "Trần Thị B", Role.HEAD, "Văn phòng")

    reopen().admit(person)

    assert reopen().person(person.id) == person
    assert reopen().people() == (person,)


def test_admitting_again_changes_the_role_and_dismissing_takes_it(reopen: Reopen) -> None:
    records = reopen()
    records.admit(Person(7, "B", Role.OFFICIAL))
    records.admit(Person(7, "B", Role.ADMIN))

    assert records.people() == (Person(7, "B", Role.ADMIN),)
    assert records.dismiss(7)
    assert not records.dismiss(7)
    assert records.person(7) is None


def test_the_audit_trail_says_who_did_what_with_which_provision(reopen: Reopen) -> None:
    records = reopen()
    records.note(7, Action.ASKED, ("k/art_1",))
    records.note(8, Action.REFUSED)

    told = [(entry.person, entry.action, entry.keys) for entry in reopen().trail()]

    assert told == [(7, Action.ASKED, ("k/art_1",)), (8, Action.REFUSED, ())]


def test_an_answer_is_known_by_its_number_in_its_own_chat_only(reopen: Reopen) -> None:
    shown = ShownAnswer("lề trái?", ("k/art_1", "k/art_2"), ("lề trên?",))

    number = reopen().keep_answer(CHAT, shown)

    assert reopen().answer(number, CHAT) == shown
    assert reopen().answer(number, OTHER_CHAT) is None
    assert reopen().answer(number + 1, CHAT) is None


def test_a_later_verdict_of_the_same_person_replaces_the_earlier_one(reopen: Reopen) -> None:
    records = reopen()
    number = records.keep_answer(CHAT, ShownAnswer("?", ()))
    for rating in (Rating(number, 7, True), Rating(number, 8, True), Rating(number, 7, False)):
        records.rate(rating)

    assert records.ratings() == (Rating(number, 7, False), Rating(number, 8, True))


def test_a_draft_comes_back_as_it_was_kept(reopen: Reopen) -> None:
    kept = KeptDraft("soạn báo cáo", {"việc": "né tránh"}, DRAFT)

    number = reopen().keep_draft(CHAT, 7, kept)

    assert reopen().draft(number, CHAT) == kept
    assert reopen().draft(number, OTHER_CHAT) is None
    assert reopen().last_draft(CHAT) == number
    assert reopen().last_draft(OTHER_CHAT) is None


HALVES = [
    ("lề trái \ud800", "lề trái \ufffd"),
    ("\udcc3 lề", "\ufffd lề"),
    ("\ud83d\ude00", "\U0001f600"),
    ("\ufefflề trái", "\ufefflề trái"),
    ("", ""),
]


@pytest.mark.parametrize(("said", "kept"), HALVES, ids=[ascii(said) for said, _ in HALVES])
def test_half_a_character_is_kept_as_a_replacement_character(
    said: str, kept: str, reopen: Reopen
) -> None:
    records = reopen()
    answer = records.keep_answer(CHAT, ShownAnswer(said, (), (said,)))
    made = replace(DRAFT, title=said, opening=(Paragraph(said),))
    number = records.keep_draft(CHAT, 7, KeptDraft(said, {said: said}, made))
    records.set_focus(CHAT, said)
    records.admit(Person(7, said, Role.OFFICIAL))

    expected = replace(DRAFT, title=kept, opening=(Paragraph(kept),))
    assert records.answer(answer, CHAT) == ShownAnswer(kept, (), (kept,))
    assert records.draft(number, CHAT) == KeptDraft(kept, {kept: kept}, expected)
    assert records.focus(CHAT) == kept
    assert records.people() == (Person(7, kept, Role.OFFICIAL),)


@pytest.mark.parametrize(
    "content",
    [{"tiêu đề": "khác"}, {"kind": "Báo cáo"}, {"kind": "Bài thơ", "title": "", "year": 1}, []],
)
def test_a_draft_in_an_unknown_shape_is_refused_in_one_sentence(
    tmp_path: Path, content: object
) -> None:
    engine = open_engine(f"sqlite:///{tmp_path / 'catalog.sqlite'}")
    row = {"id": 1, "chat": CHAT, "person": 7, "at": datetime(2026, 1, 1), "request": ""}  # noqa: DTZ001
    with engine.begin() as connection:
        connection.execute(insert(drafts).values(facts={}, content=content, **row))

    with pytest.raises(KnowledgeError, match="hãy soạn lại"):
        Records(engine).draft(1, CHAT)


def test_the_focus_of_a_chat_is_set_and_forgotten(reopen: Reopen) -> None:
    reopen().set_focus(CHAT, "Nghị định số 1/2020/NĐ-CP")

    assert reopen().focus(CHAT) == "Nghị định số 1/2020/NĐ-CP"
    assert reopen().focus(OTHER_CHAT) == ""
    reopen().set_focus(CHAT, "")
    assert reopen().focus(CHAT) == ""


def test_the_migrations_build_exactly_the_tables_of_the_records(tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path / 'catalog.sqlite'}")
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection,
            opts={"include_name": lambda name, kind, _: kind != "table" or name in metadata.tables},
        )

        assert compare_metadata(context, metadata) == []
