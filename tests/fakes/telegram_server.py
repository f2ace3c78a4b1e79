"""Telegram for one bot, on this machine: the Bot API over HTTP, and people a test can play."""

from __future__ import annotations

import asyncio
import json
from collections import defaultdict, deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from aiohttp import web

from tests.fakes.telegram_entities import EntityError, utf16_length, visible_text

TOKEN = "424242:TEST-TOKEN"
BOT_NAME = "tham_muu_bot"
MAX_DOWNLOAD_BYTES = 20 * 1024 * 1024
MAX_TEXT_UNITS, MAX_CAPTION_UNITS, MAX_BUTTON_BYTES = 4096, 1024, 64

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Sent:
    """A message that the bot sent, as its receiver sees it."""

    chat: int
    message_id: int
    text: str
    """The visible text; a document's caption."""
    source: str
    """The text as the bot wrote it, tags and all."""
    buttons: dict[str, str] = field(default_factory=dict)
    """Labels and the data behind them, in reading order."""
    document: bytes | None = None
    file_name: str = ""


@dataclass(frozen=True, slots=True)
class ApiError(Exception):
    """An answer with `ok: false`."""

    code: int
    description: str
    parameters: Json = field(default_factory=dict)


class TelegramServer:
    """`async with TelegramServer() as server:` then `server.say(user, ...)` and so on.

    A user is a positive number; the chat with the bot has the same number, groups negative ones.
    """

    def __init__(self) -> None:
        self.url = ""
        self.calls: list[tuple[str, Json]] = []
        """Every accepted or refused call of the bot: method and parameters."""
        self.commands: list[Json] = []
        self.answered_callbacks: list[str] = []
        self._updates: list[Json] = []
        self._files: dict[str, bytes] = {}
        self._chats: dict[int, Json] = {}
        self._blocked: set[int] = set()
        self._failures: dict[str, deque[ApiError]] = defaultdict(deque)
        self._inbox: dict[int, asyncio.Queue[Sent]] = defaultdict(asyncio.Queue)
        self._numbers = iter(range(1, 1_000_000))
        self._news = asyncio.Event()
        self._runner: web.AppRunner | None = None

    async def __aenter__(self) -> TelegramServer:
        app = web.Application(client_max_size=64 * 1024 * 1024)
        app.router.add_post("/bot{token}/{method}", self._call)
        app.router.add_get("/file/bot{token}/{path:.+}", self._download)
        self._runner = web.AppRunner(app, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}"
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self._runner is not None
        await self._runner.cleanup()

    # What people do

    def say(self, user: int, text: str, *, chat: int | None = None, to_bot: bool = False) -> None:
        """`user` writes to the bot, or in a group; `to_bot` makes it a reply to the bot."""
        message = self._message(user, chat or user, text=text)
        if to_bot:
            message["reply_to_message"] = self._message(0, chat or user, text="...")
        self._push(message=message)

    def send(self, user: int, **content: Any) -> None:
        """`user` sends anything else, as a message's fields: `voice={...}`."""
        self._push(message=self._message(user, user, **content))

    def edit(self, user: int, text: str) -> None:
        """`user` changes an earlier message."""
        self._push(edited_message=self._message(user, user, text=text, edit_date=2))

    def upload(self, user: int, path: Path, *, name: str | None = None, caption: str = "") -> None:
        """`user` sends a file to the bot."""
        file_id = f"file-{next(self._numbers)}"
        self._files[file_id] = path.read_bytes()
        size = len(self._files[file_id])
        document = {"file_id": file_id, "file_unique_id": file_id, "file_size": size}
        document |= {"file_name": path.name if name is None else name}
        self._push(message=self._message(user, user, document=document, caption=caption))

    def press(self, user: int, message: Sent, label: str) -> None:
        """`user` presses a button under a message of the bot."""
        self.forge(user, message.buttons[label], chat=message.chat)

    def forge(self, user: int, data: str, *, chat: int | None = None) -> None:
        """A callback with any data, as a modified client could send it."""
        shown = self._message(0, chat or user, text="...")
        query = {"id": str(next(self._numbers)), "chat_instance": "1", "data": data}
        self._push(callback_query=query | {"from": _user(user), "message": shown})

    async def reply_to(self, chat: int, timeout: float = 30) -> Sent:
        """The next message of the bot to `chat` that no test has read yet."""
        return await asyncio.wait_for(self._inbox[chat].get(), timeout)

    async def silence_for(self, chat: int, seconds: float = 0.5) -> None:
        """Assert that the bot says nothing to `chat` for a while."""
        await asyncio.sleep(seconds)
        assert self._inbox[chat].empty(), self._inbox[chat].get_nowait()

    # What goes wrong

    def fail_next(self, method: str, *errors: ApiError) -> None:
        """Answer the next calls of `method` with these errors."""
        self._failures[method].extend(errors)

    def block(self, user: int) -> None:
        """`user` blocks the bot."""
        self._blocked.add(user)

    def count(self, method: str) -> int:
        """How often the bot called `method`."""
        return sum(name == method for name, _ in self.calls)

    # The Bot API

    async def _call(self, request: web.Request) -> web.Response:
        parameters = await _parameters(request)
        method = request.match_info["method"]
        self.calls.append((method, parameters))
        try:
            if request.match_info["token"] != TOKEN:
                raise ApiError(401, "Unauthorized")
            if self._failures[method]:
                raise self._failures[method].popleft()
            result = await self._method(method)(parameters)
        except ApiError as error:
            return _refusal(error)
        return web.json_response({"ok": True, "result": result})

    def _method(self, name: str) -> Callable[[Json], Awaitable[Any]]:
        methods = {
            "getMe": self._get_me,
            "getUpdates": self._get_updates,
            "getFile": self._get_file,
            "setMyCommands": self._set_my_commands,
            "sendMessage": self._send_message,
            "editMessageText": self._edit_message_text,
            "sendDocument": self._send_document,
            "sendChatAction": self._send_chat_action,
            "answerCallbackQuery": self._answer_callback_query,
            "deleteMessage": self._accept,
            "deleteWebhook": self._accept,
        }
        if name not in methods:
            raise ApiError(404, "Not Found: method not found")
        return methods[name]

    async def _accept(self, _parameters: Json) -> bool:
        return True

    async def _get_me(self, _parameters: Json) -> Json:
        names = {"first_name": "Tham Mưu", "username": BOT_NAME}
        rights = {"can_join_groups": True, "can_read_all_group_messages": True}
        return {"id": 424242, "is_bot": True, "supports_inline_queries": False} | names | rights

    async def _get_updates(self, parameters: Json) -> list[Json]:
        offset = int(parameters.get("offset") or 0)
        self._updates = [update for update in self._updates if update["update_id"] >= offset]
        if not self._updates:
            self._news.clear()
            try:
                await asyncio.wait_for(self._news.wait(), float(parameters.get("timeout") or 0))
            except TimeoutError:
                return []
        allowed = parameters.get("allowed_updates") or []
        return [one for one in self._updates if not allowed or set(one) & set(allowed)]

    async def _get_file(self, parameters: Json) -> Json:
        file_id = parameters["file_id"]
        if len(self._files[file_id]) > MAX_DOWNLOAD_BYTES:
            raise ApiError(400, "Bad Request: file is too big")
        return {"file_id": file_id, "file_unique_id": file_id, "file_path": f"documents/{file_id}"}

    async def _download(self, request: web.Request) -> web.Response:
        file_id = request.match_info["path"].removeprefix("documents/")
        if request.match_info["token"] != TOKEN or file_id not in self._files:
            raise web.HTTPNotFound
        return web.Response(body=self._files[file_id])

    async def _set_my_commands(self, parameters: Json) -> bool:
        self.commands = parameters["commands"]
        return True

    async def _send_chat_action(self, parameters: Json) -> bool:
        self._chat(parameters)
        return True

    async def _answer_callback_query(self, parameters: Json) -> bool:
        self.answered_callbacks.append(parameters["callback_query_id"])
        return True

    async def _send_message(self, parameters: Json) -> Json:
        text = _checked_text(parameters, "text", MAX_TEXT_UNITS, "message is too long")
        if not text:
            raise ApiError(400, "Bad Request: message text is empty")
        return self._deliver(parameters, text, parameters["text"])

    async def _edit_message_text(self, parameters: Json) -> Json:
        text = _checked_text(parameters, "text", MAX_TEXT_UNITS, "message is too long")
        return self._message(0, self._chat(parameters), text=text)

    async def _send_document(self, parameters: Json) -> Json:
        too_long = "message caption is too long"
        caption = _checked_text(parameters, "caption", MAX_CAPTION_UNITS, too_long)
        name, content = parameters["document"]
        source = parameters.get("caption", "")
        return self._deliver(parameters, caption, source, document=content, file_name=name)

    def _deliver(self, parameters: Json, text: str, source: str, **document: Any) -> Json:
        chat = self._chat(parameters)
        message = self._message(0, chat, text=text)
        buttons = _buttons(parameters.get("reply_markup") or {})
        sent = Sent(chat, message["message_id"], text, source, buttons, **document)
        self._inbox[chat].put_nowait(sent)
        return message

    def _chat(self, parameters: Json) -> int:
        chat = int(parameters["chat_id"])
        if chat not in self._chats:
            raise ApiError(400, "Bad Request: chat not found")
        if chat in self._blocked:
            raise ApiError(403, "Forbidden: bot was blocked by the user")
        return chat

    def _message(self, user: int, chat: int, **content: Any) -> Json:
        kind = "private" if chat > 0 else "supergroup"
        self._chats.setdefault(chat, {"id": chat, "type": kind, "first_name": f"Người {chat}"})
        sender = _user(user) if user else {"id": 424242, "is_bot": True, "first_name": "Tham Mưu"}
        head = {"message_id": next(self._numbers), "date": 1, "chat": self._chats[chat]}
        return head | {"from": sender} | {"entities": _command_entities(content)} | content

    def _push(self, **update: Json) -> None:
        self._updates.append({"update_id": next(self._numbers)} | update)
        self._news.set()


def flood(seconds: int) -> ApiError:
    """The answer of Telegram to a bot that sends too much."""
    description = f"Too Many Requests: retry after {seconds}"
    return ApiError(429, description, {"retry_after": seconds})


async def _parameters(request: web.Request) -> Json:
    """Form fields, with the JSON that nested values travel as, and files as (name, content)."""
    parameters: Json = {}
    for name, value in (await request.post()).items():
        if isinstance(value, web.FileField):
            parameters[name] = (value.filename, value.file.read())
        elif name in {"reply_markup", "commands", "allowed_updates"}:
            parameters[name] = json.loads(str(value))
        else:
            parameters[name] = value
    return parameters


def _refusal(error: ApiError) -> web.Response:
    body: Json = {"ok": False, "error_code": error.code, "description": error.description}
    if error.parameters:
        body["parameters"] = error.parameters
    return web.json_response(body, status=error.code)


def _checked_text(parameters: Json, name: str, limit: int, too_long: str) -> str:
    text = str(parameters.get(name, ""))
    if parameters.get("parse_mode") == "HTML":
        try:
            text = visible_text(text)
        except EntityError as error:
            raise ApiError(400, f"Bad Request: can't parse entities: {error}") from error
    if utf16_length(text) > limit:
        raise ApiError(400, f"Bad Request: {too_long}")
    return text.strip()


def _buttons(markup: Json) -> dict[str, str]:
    buttons = [button for row in markup.get("inline_keyboard", []) for button in row]
    if any(
        not 1 <= len(button["callback_data"].encode()) <= MAX_BUTTON_BYTES for button in buttons
    ):
        raise ApiError(400, "Bad Request: BUTTON_DATA_INVALID")
    return {button["text"]: button["callback_data"] for button in buttons}


def _command_entities(content: Json) -> list[Json]:
    """Telegram marks a leading command; PTB asks for the entity, not for the slash."""
    text = str(content.get("text", ""))
    if not text.startswith("/"):
        return []
    return [{"type": "bot_command", "offset": 0, "length": len(text.split()[0])}]


def _user(number: int) -> Json:
    return {"id": number, "is_bot": False, "first_name": f"Người {number}"}
