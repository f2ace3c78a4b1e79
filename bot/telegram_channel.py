"""The conversation in Telegram: updates in, HTML messages, buttons and files out."""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import AsyncIterator, Awaitable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from weakref import WeakValueDictionary

from telegram import Bot, Chat, InlineKeyboardButton, InlineKeyboardMarkup, Message, Update, User
from telegram.constants import ChatAction, ChatType, FileSizeLimit, ParseMode
from telegram.error import BadRequest, Forbidden, InvalidToken, TelegramError
from telegram.ext import (
    AIORateLimiter,
    Application,
    ApplicationBuilder,
    BaseUpdateProcessor,
    CallbackContext,
    CallbackQueryHandler,
    MessageHandler,
    filters,
)

from bot import texts
from bot.access import Access, Person
from bot.conversation import Conversation, Incoming, ReceivedFile
from bot.file_names import safe_name
from bot.reply import Attachment, Button, Reply, say
from bot.settings import BotSettings
from bot.telegram_html import messages_of, shortened
from knowledge.faults import fault, keep_words_out_of_logs
from knowledge.model import KnowledgeError

log = logging.getLogger(__name__)

App = Application[Any, Any, Any, Any, Any, Any]
Context = CallbackContext[Any, Any, Any, Any]

MAX_DOWNLOAD_BYTES = int(FileSizeLimit.FILESIZE_DOWNLOAD)
MAX_AT_ONCE = 256
"""Updates under way; further ones wait at Telegram's."""
THREADS = 32
TYPING_SECONDS = 4.0
"""Telegram shows the indicator for five seconds."""
FLOOD_RETRIES = 5
NETWORK_SECONDS = 30.0


class InOrderPerChat(BaseUpdateProcessor):
    """Chats are served side by side, the messages of one chat one after the other."""

    __slots__ = ("_locks",)

    def __init__(self) -> None:
        super().__init__(MAX_AT_ONCE)
        self._locks: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        chat = update.effective_chat if isinstance(update, Update) else None
        lock = self._locks.setdefault(chat.id if chat else 0, asyncio.Lock())
        async with lock:
            await coroutine

    async def initialize(self) -> None:
        """Nothing to prepare."""

    async def shutdown(self) -> None:
        """Nothing to free."""


class TelegramChannel:
    """Long polling; blocking work runs in threads, so that nobody waits for another chat."""

    def __init__(self, conversation: Conversation, access: Access, settings: BotSettings) -> None:
        self._conversation = conversation
        self._access = access
        self._settings = settings

    def run(self) -> None:
        """Serve until SIGINT or SIGTERM; what is under way then is finished first.

        Raises `KnowledgeError` if Telegram does not accept the token.
        """
        logging.getLogger("httpx").setLevel(logging.WARNING)  # its lines hold the token
        keep_words_out_of_logs()
        try:
            self.application().run_polling(
                allowed_updates=[Update.MESSAGE, Update.CALLBACK_QUERY], bootstrap_retries=-1
            )
        except InvalidToken:
            raise KnowledgeError(texts.BOT_REFUSED) from None

    def application(self) -> App:
        """The routing table and the connection settings."""
        builder = (
            ApplicationBuilder()
            .token(self._settings.telegram_token)
            .concurrent_updates(InOrderPerChat())
            .rate_limiter(AIORateLimiter(max_retries=FLOOD_RETRIES))
            .read_timeout(NETWORK_SECONDS)
            .connect_timeout(NETWORK_SECONDS)
            .post_init(self._prepare)
        )
        if address := self._settings.telegram_api_url:
            builder = builder.base_url(f"{address}/bot").base_file_url(f"{address}/file/bot")
        if proxy := self._settings.telegram_proxy:
            builder = builder.proxy(proxy).get_updates_proxy(proxy)
        application: App = builder.build()
        application.add_handler(MessageHandler(filters.UpdateType.MESSAGE, self._on_message))
        application.add_handler(CallbackQueryHandler(self._on_button))
        application.add_error_handler(self._on_error)
        return application

    async def _prepare(self, application: App) -> None:
        asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(THREADS))
        try:
            await application.bot.set_my_commands(texts.COMMANDS)
        except TelegramError as error:
            log.warning("The command menu could not be set: %s", type(error).__name__)

    # Updates

    async def _on_message(self, update: Update, context: Context) -> None:
        message, sender = update.effective_message, update.effective_user
        if message is None or sender is None:
            return
        text = addressed_text(message, context.bot)
        if text is None:
            return
        person = await self._person(sender)
        if person is None:
            reply = await asyncio.to_thread(self._conversation.stranger, sender.id)
            await _send(context.bot, message, reply)
            return
        async with _typing(context.bot, message):
            await self._serve(context.bot, message, person, text)

    async def _serve(self, bot: Bot, message: Message, person: Person, text: str) -> None:
        with TemporaryDirectory(prefix="tham-muu-") as folder:
            try:
                incoming = await _incoming(message, text, person, Path(folder))
            except KnowledgeError as refusal:
                await _send(bot, message, say(str(refusal)))
                return
            await self._answer(bot, message, person, incoming)

    async def _on_button(self, update: Update, context: Context) -> None:
        query = update.callback_query
        if query is None:
            return
        with suppress(BadRequest):  # a press older than a few minutes cannot be answered any more
            await query.answer()
        message, person = query.message, await self._person(query.from_user)
        if not isinstance(message, Message) or person is None or not query.data:
            log.warning("A button of a stranger or without its message was ignored")
            return
        async with _typing(context.bot, message):
            incoming = Incoming(message.chat.id, button=query.data)
            await self._answer(context.bot, message, person, incoming)

    async def _answer(self, bot: Bot, at: Message, person: Person, incoming: Incoming) -> None:
        for reply in await asyncio.to_thread(self._conversation.handle, person, incoming):
            await _send(bot, at, reply)

    async def _person(self, sender: User) -> Person | None:
        return await asyncio.to_thread(self._access.person, sender.id, sender.full_name)

    async def _on_error(self, update: object, context: Context) -> None:
        """Log where it happened, never what was said; tell the user once."""
        log.error("An update failed: %s", fault(context.error))
        message = update.effective_message if isinstance(update, Update) else None
        if message is not None and not isinstance(context.error, Forbidden):
            with suppress(TelegramError):
                await _send(context.bot, message, say(texts.FAILED))


def addressed_text(message: Message, bot: Bot) -> str | None:
    """What a message says to the bot; None if it is not for the bot.

    In a group only messages that mention the bot, or answer one of its messages, are for it.
    """
    if not message.text and not message.effective_attachment:
        return None  # a service message: somebody joined, the title changed
    mention = re.compile(re.escape(f"@{bot.username}") + r"\b", re.IGNORECASE)
    text, mentions = mention.subn("", message.text or message.caption or "")
    answered = message.reply_to_message
    by_reply = bool(answered and answered.from_user and answered.from_user.id == bot.id)
    is_private = message.chat.type == ChatType.PRIVATE
    return text.strip() if is_private or mentions or by_reply else None


async def _incoming(message: Message, text: str, person: Person, folder: Path) -> Incoming:
    """The message for the conversation; a file is fetched only from those who may add it."""
    document = message.document
    if document is None:
        if not message.text:
            raise KnowledgeError(texts.ONLY_TEXT_AND_FILES)
        return Incoming(message.chat.id, text)
    name = safe_name(document.file_name or "")
    if not person.may_add_documents:
        return Incoming(message.chat.id, text, file=ReceivedFile(name))
    if (document.file_size or 0) > MAX_DOWNLOAD_BYTES:
        raise KnowledgeError(texts.FILE_TOO_LARGE.format(limit=MAX_DOWNLOAD_BYTES // 10**6))
    path = folder / f"upload{Path(name).suffix}"
    await (await document.get_file()).download_to_drive(path)
    return Incoming(message.chat.id, text, file=ReceivedFile(name, path))


async def _send(bot: Bot, at: Message, reply: Reply) -> None:
    """Send a reply where `at` stands: its messages, the buttons under the last, then the file."""
    messages = messages_of(reply.blocks)
    keyboard = _keyboard(reply.buttons)
    for position, message in enumerate(messages, start=1):
        under = keyboard if position == len(messages) else None
        try:
            await _say(bot, at, message.html, under, ParseMode.HTML)
        except BadRequest as refusal:
            if "parse entities" not in refusal.message.lower():
                raise
            await _say(bot, at, message.plain, under, None)
    if reply.attachment:
        await _send_file(bot, at, reply.attachment, None if messages else keyboard)


async def _say(
    bot: Bot, at: Message, text: str, under: InlineKeyboardMarkup | None, mode: ParseMode | None
) -> None:
    await bot.send_message(
        at.chat.id,
        text,
        parse_mode=mode,
        reply_markup=under,
        message_thread_id=_topic(at),
    )


async def _send_file(
    bot: Bot, at: Message, attachment: Attachment, under: InlineKeyboardMarkup | None
) -> None:
    await bot.send_document(
        at.chat.id,
        attachment.path,
        filename=safe_name(attachment.name),
        caption=shortened(attachment.caption) or None,
        reply_markup=under,
        message_thread_id=_topic(at),
    )


def _keyboard(rows: tuple[tuple[Button, ...], ...]) -> InlineKeyboardMarkup | None:
    if not rows:
        return None
    return InlineKeyboardMarkup(
        [[InlineKeyboardButton(one.label, callback_data=one.action) for one in row] for row in rows]
    )


def _topic(message: Message) -> int | None:
    return message.message_thread_id if message.is_topic_message else None


@asynccontextmanager
async def _typing(bot: Bot, at: Message) -> AsyncIterator[None]:
    """Show 'typing' while the work inside lasts."""
    indicator = asyncio.create_task(_keep_typing(bot, at.chat, _topic(at)))
    try:
        yield
    finally:
        indicator.cancel()


async def _keep_typing(bot: Bot, chat: Chat, topic: int | None) -> None:
    while True:
        with suppress(TelegramError):
            await bot.send_chat_action(chat.id, ChatAction.TYPING, message_thread_id=topic)
        await asyncio.sleep(TYPING_SECONDS)
