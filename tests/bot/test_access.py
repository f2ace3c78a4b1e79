"""Closed by default: who gets in, and what they see."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot import texts
from bot.access import Access, Person, Role, scopes_of, terminal_person
from bot.records import Action
from bot.settings import bot_settings_from
from knowledge.model import SCOPE_ALL, KnowledgeError
from tests.fakes.office import ADMIN, Office, open_office


class Recorded:
    def __init__(self, *people: Person) -> None:
        self._people = {person.id: person for person in people}

    def person(self, person_id: int) -> Person | None:
        return self._people.get(person_id)


def test_nobody_gets_in_without_a_role() -> None:
    access = Access(frozenset({7}), Recorded())

    assert access.person(8) is None
    assert access.person(0) is None


def test_a_number_of_admin_ids_is_an_admin_by_the_name_the_channel_knows() -> None:
    assert Access(frozenset({7}), Recorded()).person(7, "Lan") == Person(7, "Lan", Role.ADMIN)


def test_a_recorded_person_has_the_recorded_role_and_not_the_channels_name() -> None:
    recorded = Person(9, "Nguyễn Văn A", Role.OFFICIAL, "Văn phòng")

    assert Access(frozenset(), Recorded(recorded)).person(9, "admin") == recorded


def test_only_admins_add_documents() -> None:
    allowed = [role for role in Role if Person(1, "", role).may_add_documents]

    assert allowed == [Role.ADMIN]


def test_a_person_sees_the_documents_for_all_and_those_of_their_unit() -> None:
    assert scopes_of(Person(1, "", Role.OFFICIAL)) == {SCOPE_ALL}
    assert scopes_of(Person(1, "", Role.OFFICIAL, "Thanh tra")) == {SCOPE_ALL, "unit:Thanh tra"}


def test_whoever_sits_at_the_machine_is_an_admin() -> None:
    assert terminal_person("máy").may_add_documents


@pytest.mark.parametrize(
    ("value", "numbers"),
    [("", set()), ("12", {12}), ("12, 34", {12, 34}), ("12;34 56,", {12, 34, 56})],
)
def test_admin_ids_are_numbers_with_anything_usual_between_them(
    value: str, numbers: set[int]
) -> None:
    assert bot_settings_from({"ADMIN_IDS": value}).admin_ids == numbers


@pytest.mark.parametrize("value", ["lan", "@lan", "12,-5", "0", "1.5", "１２", "12 lan"])
def test_admin_ids_that_are_no_numbers_are_refused(value: str) -> None:
    with pytest.raises(KnowledgeError, match="ADMIN_IDS"):
        bot_settings_from({"ADMIN_IDS": value})


def test_settings_without_an_environment_are_those_of_the_terminal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    settings = bot_settings_from({})

    assert not settings.telegram_token
    assert settings.agency_file is None
    assert settings.exports_dir == Path("data/exports")


def test_an_agency_file_that_is_not_there_is_refused() -> None:
    with pytest.raises(KnowledgeError, match="AGENCY_FILE"):
        bot_settings_from({"AGENCY_FILE": "khong-co.toml"})


@pytest.mark.parametrize("value", ["localhost:3128", "ftp://a", "socks4://a:1", "http://"])
def test_a_proxy_that_cannot_be_meant_is_refused(value: str) -> None:
    with pytest.raises(KnowledgeError, match="TELEGRAM_PROXY"):
        bot_settings_from({"TELEGRAM_PROXY": value})


def test_settings_do_not_show_token_and_proxy_password() -> None:
    environment = {"TELEGRAM_BOT_TOKEN": "1:SECRET", "TELEGRAM_PROXY": "http://u:SECRET@p:1"}

    assert "SECRET" not in repr(bot_settings_from(environment))


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return open_office(tmp_path)


def test_an_admin_lets_a_person_in_changes_their_role_and_puts_them_out(office: Office) -> None:
    office.say("/nguoidung 77 chuyên viên Nguyễn Văn A", ADMIN)
    first = office.records.person(77)
    office.say("/nguoidung 77 lanh dao Nguyễn Văn A", ADMIN)
    listed = office.say("/nguoidung", ADMIN).text
    office.say("/nguoidung 77 xóa", ADMIN)

    assert first == Person(77, "Nguyễn Văn A", Role.OFFICIAL)
    assert "• 77, lãnh đạo, Nguyễn Văn A" in listed
    assert office.records.person(77) is None
    assert [entry.action for entry in office.records.trail()] == [
        Action.ADMITTED,
        Action.ADMITTED,
        Action.DISMISSED,
    ]


@pytest.mark.parametrize(
    ("order", "told"),
    [
        ("lan chuyên viên", texts.PEOPLE_HOW),
        ("77", texts.PEOPLE_HOW),
        ("77 giám đốc Lan", texts.PEOPLE_HOW),
        ("-7 chuyên viên", texts.PEOPLE_HOW),
        ("78 xóa", texts.NOBODY.format(number=78)),
        ("9" * 30 + " chuyên viên", texts.PEOPLE_HOW),
    ],
)
def test_an_order_that_cannot_be_followed_changes_nobody(
    office: Office, order: str, told: str
) -> None:
    assert office.say(f"/nguoidung {order}", ADMIN).text == told
    assert office.records.people() == ()


def test_only_admins_see_and_change_the_people(office: Office) -> None:
    for order in ("", " 77 quản trị Tôi"):
        assert office.say(f"/nguoidung{order}").text == texts.ADMINS_ONLY
    assert office.records.people() == ()
