"""The Telegram channel in one process against the emulated Bot API."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from threading import Event

import pytest

from bot import texts
from bot.access import Access
from bot.answering import Answer, AnswerKind
from bot.reply import Block, BlockKind, Run, paragraph, title
from bot.settings import BotSettings
from bot.telegram_channel import TelegramChannel
from knowledge.settings import Settings
from tests.fakes.office import ADMIN, DECREE_FILE, OFFICIAL, SAMPLES, open_office
from tests.fakes.telegram_server import BOT_NAME, TOKEN, ApiError, TelegramServer, flood

pytestmark = pytest.mark.filterwarnings(
    # The library's own: it announces a new type of a field that nobody here reads.
    "ignore:.*retry_after:telegram.warnings.PTBDeprecationWarning"
)

LAN, MINH, STRANGER, GROUP = ADMIN.id, OFFICIAL.id, 999, -100


class Scripted:
    """Answers that tests can foresee: an echo, a long text, a slow one, a broken one."""

    def __init__(self) -> None:
        self.gate = Event()

    def __call__(self, question: str, _scopes: frozenset[str]) -> Answer:
        if question.startswith("chậm"):
            assert self.gate.wait(20)
        if question.startswith("hỏng"):
            raise RuntimeError("words of a document")
        quote = Block(BlockKind.QUOTE, (Run("dài " * 3000),))
        long = (title("Tiêu đề"), quote) if question == "dài" else ()
        return Answer(AnswerKind.ANSWERED, long or (paragraph(f"về {question}"),))


@pytest.fixture
def scripted() -> Scripted:
    return Scripted()


@pytest.fixture
async def server(tmp_path: Path, scripted: Scripted) -> AsyncIterator[TelegramServer]:
    """Telegram, with the bot behind it; Lan is an admin, Minh an official."""
    office = open_office(tmp_path / "data", scripted)
    office.records.admit(OFFICIAL)
    async with TelegramServer() as telegram:
        address = BotSettings(Settings(tmp_path), TOKEN, telegram.url)
        access = Access(frozenset({LAN}), office.records)
        async with _running(TelegramChannel(office.conversation, access, address)):
            yield telegram


@asynccontextmanager
async def _running(channel: TelegramChannel) -> AsyncIterator[None]:
    application = channel.application()
    assert application.updater is not None
    async with application:
        await application.start()
        await application.updater.start_polling(timeout=1)
        yield
        await application.updater.stop()
        await application.stop()


async def test_a_stranger_is_refused_whatever_they_send(server: TelegramServer) -> None:
    server.say(STRANGER, "/start")
    refusal = await server.reply_to(STRANGER)
    server.upload(STRANGER, SAMPLES / DECREE_FILE)
    second = await server.reply_to(STRANGER)
    server.forge(STRANGER, "quote:1:0")
    await server.silence_for(STRANGER)

    assert refusal.text == second.text == texts.STRANGER.format(number=STRANGER)
    assert server.count("getFile") == 0


async def test_markup_of_a_user_is_shown_as_it_was_typed(server: TelegramServer) -> None:
    server.say(MINH, "<b>đậm</b> & <script>")

    assert (await server.reply_to(MINH)).text == "về <b>đậm</b> & <script>"


async def test_a_long_reply_comes_in_several_messages_that_telegram_accepts(
    server: TelegramServer,
) -> None:
    server.say(MINH, "dài")

    first, *others = [await server.reply_to(MINH) for _ in range(3)]

    assert first.text.startswith("Tiêu đề\n\ndài")
    assert all(message.source.startswith("<blockquote>") for message in others)
    assert sum(message.text.count("dài") for message in [first, *others]) == 3000


async def test_slow_work_blocks_nobody_else_and_order_is_kept_within_a_chat(
    server: TelegramServer, scripted: Scripted
) -> None:
    server.say(MINH, "chậm")
    server.say(MINH, "sau")
    server.say(LAN, "nhanh")

    assert (await server.reply_to(LAN)).text == "về nhanh"
    await server.silence_for(MINH)
    assert server.count("sendChatAction") >= 1
    scripted.gate.set()
    assert [(await server.reply_to(MINH)).text for _ in range(2)] == ["về chậm", "về sau"]


async def test_a_429_is_waited_for_and_nothing_is_lost_or_doubled(server: TelegramServer) -> None:
    server.fail_next("sendMessage", flood(1), flood(1))
    server.say(MINH, "một")
    server.say(LAN, "hai")

    assert (await server.reply_to(MINH)).text == "về một"
    assert (await server.reply_to(LAN)).text == "về hai"
    await server.silence_for(MINH)


async def test_html_that_telegram_refuses_is_sent_again_as_plain_text(
    server: TelegramServer,
) -> None:
    server.fail_next("sendMessage", ApiError(400, "Bad Request: can't parse entities: odd"))
    server.say(MINH, "a < b")

    reply = await server.reply_to(MINH)

    assert reply.text == reply.source == "về a < b"


async def test_a_fault_is_told_in_one_sentence_and_logged_without_words(
    server: TelegramServer, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO):
        server.say(MINH, "hỏng: số liệu riêng")
        assert (await server.reply_to(MINH)).text == texts.FAILED

    assert "RuntimeError at test_telegram_channel.py" in caplog.text
    assert "words of a document" not in caplog.text
    assert "số liệu riêng" not in caplog.text


async def test_a_user_who_blocked_the_bot_disturbs_nobody(server: TelegramServer) -> None:
    server.say(MINH, "chào")
    await server.reply_to(MINH)
    server.block(MINH)
    server.say(MINH, "hỏi")
    server.say(LAN, "hỏi")

    assert (await server.reply_to(LAN)).text == "về hỏi"


async def test_edited_messages_are_ignored(server: TelegramServer) -> None:
    server.edit(MINH, "sửa")

    await server.silence_for(MINH)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (f"@{BOT_NAME} lề trái?", "về lề trái?"),
        (f"/hoi@{BOT_NAME} lề trái?", "về lề trái?"),
        (f"cho hỏi @{BOT_NAME.upper()}", "về cho hỏi"),
    ],
)
async def test_in_a_group_the_bot_answers_who_addresses_it(
    server: TelegramServer, text: str, told: str
) -> None:
    server.say(MINH, text, chat=GROUP)

    assert (await server.reply_to(GROUP)).text == told


async def test_in_a_group_a_reply_to_the_bot_is_for_the_bot(server: TelegramServer) -> None:
    server.say(MINH, "còn khoản 2?", chat=GROUP, to_bot=True)

    assert (await server.reply_to(GROUP)).text == "về còn khoản 2?"


@pytest.mark.parametrize(
    "text", ["họp lúc mấy giờ?", "/hoi lề trái", f"@{BOT_NAME}2 chào", "/start@other_bot"]
)
async def test_in_a_group_everything_else_is_left_alone(server: TelegramServer, text: str) -> None:
    server.say(MINH, text, chat=GROUP)

    await server.silence_for(GROUP)


async def test_a_button_pressed_in_another_chat_opens_nothing(server: TelegramServer) -> None:
    server.upload(LAN, SAMPLES / DECREE_FILE)
    await server.reply_to(LAN)
    server.say(LAN, "/tracuu 903/2031/NĐ-CP")
    card = await server.reply_to(LAN)
    server.forge(MINH, card.buttons[texts.ORIGINAL])

    assert (await server.reply_to(MINH)).text == texts.OLD_BUTTON


async def test_every_press_is_answered_so_that_the_button_stops_spinning(
    server: TelegramServer,
) -> None:
    server.fail_next("answerCallbackQuery", ApiError(400, "Bad Request: query is too old"))
    for _ in range(2):
        server.forge(MINH, "quote:1:0")
        assert (await server.reply_to(MINH)).text == texts.OLD_BUTTON

    assert server.count("answerCallbackQuery") == 2


@pytest.mark.parametrize(
    ("name", "shown"), [("../../etc/<b>x.txt", "_b_x.txt"), ("x\u202etxt.exe", "x_txt.exe")]
)
async def test_a_file_name_with_paths_and_markup_is_harmless(
    server: TelegramServer, tmp_path: Path, name: str, shown: str
) -> None:
    empty = tmp_path / "empty"
    empty.touch()
    server.upload(LAN, empty, name=name)

    assert shown in (await server.reply_to(LAN)).text


async def test_an_officials_file_is_refused_without_being_fetched(server: TelegramServer) -> None:
    server.upload(MINH, SAMPLES / DECREE_FILE, caption="/nap")

    assert (await server.reply_to(MINH)).text == texts.NOT_YOUR_FILE
    assert server.count("getFile") == 0


async def test_a_file_too_large_for_telegram_is_refused_without_being_fetched(
    server: TelegramServer, tmp_path: Path
) -> None:
    large = tmp_path / "lon.pdf"
    with large.open("wb") as file:
        file.truncate(21_000_000)
    server.upload(LAN, large)

    assert (await server.reply_to(LAN)).text == texts.FILE_TOO_LARGE.format(limit=20)
    assert server.count("getFile") == 0


async def test_what_is_neither_text_nor_file_gets_one_sentence(server: TelegramServer) -> None:
    voice = {"file_id": "v", "file_unique_id": "v", "duration": 3}
    server.send(MINH, voice=voice)

    assert (await server.reply_to(MINH)).text == texts.ONLY_TEXT_AND_FILES


async def test_service_messages_are_ignored(server: TelegramServer) -> None:
    server.send(MINH, new_chat_title="Tên mới")

    await server.silence_for(MINH)


async def test_people_are_let_in_and_put_out_while_the_bot_runs(
    server: TelegramServer, tmp_path: Path
) -> None:
    office = open_office(tmp_path / "data")
    office.records.dismiss(MINH)
    server.say(MINH, "hỏi")
    refused = await server.reply_to(MINH)
    office.records.admit(OFFICIAL)
    server.say(MINH, "hỏi")

    assert refused.text == texts.STRANGER.format(number=MINH)
    assert (await server.reply_to(MINH)).text == "về hỏi"


async def test_every_call_goes_through_the_proxy_that_is_set(
    tmp_path: Path, scripted: Scripted
) -> None:
    office = open_office(tmp_path / "data", scripted)
    async with TelegramServer() as telegram:
        # The emulator stands in for the proxy: it is asked for another server's address.
        address = BotSettings(Settings(tmp_path), TOKEN, "http://api.invalid", telegram.url)
        access = Access(frozenset({LAN}), office.records)
        async with _running(TelegramChannel(office.conversation, access, address)):
            telegram.say(LAN, "qua máy chủ trung gian")

            assert (await telegram.reply_to(LAN)).text == "về qua máy chủ trung gian"


async def test_stopping_finishes_what_is_under_way(tmp_path: Path, scripted: Scripted) -> None:
    office = open_office(tmp_path / "data", scripted)
    async with TelegramServer() as telegram:
        address = BotSettings(Settings(tmp_path), TOKEN, telegram.url)
        channel = TelegramChannel(
            office.conversation, Access(frozenset({LAN}), office.records), address
        )
        async with _running(channel):
            telegram.say(LAN, "chậm")
            while not telegram.count("sendChatAction"):
                await asyncio.sleep(0.05)
            asyncio.get_running_loop().call_later(0.3, scripted.gate.set)

        assert (await telegram.reply_to(LAN, 1)).text == "về chậm"
