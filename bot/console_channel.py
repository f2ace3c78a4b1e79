"""The same conversation in a terminal: readable text, numbered buttons, files saved here."""

from __future__ import annotations

import logging
import re
import shutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from io import TextIOWrapper
from pathlib import Path
from typing import TextIO

from bot import texts
from bot.access import Person, terminal_person
from bot.conversation import Conversation, Incoming, ReceivedFile
from bot.file_names import free_path
from bot.reply import Attachment, Block, BlockKind, Button, Reply, Run, Style, say
from knowledge.faults import fault

log = logging.getLogger(__name__)

TERMINAL_CHAT = 0
_ANSI = {Style.PLAIN: "", Style.BOLD: "\033[1m", Style.ITALIC: "\033[3m"}
_ANSI_OFF = "\033[0m"
_CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_ATTACHED = (BlockKind.SOURCE, BlockKind.NOTE)


@dataclass
class ConsoleChannel:
    """Reads `source` line by line until its end; asks for lines only where a person types them."""

    conversation: Conversation
    source: TextIO = field(default_factory=lambda: sys.stdin)
    target: TextIO = field(default_factory=lambda: sys.stdout)
    folder: Path = field(default_factory=Path.cwd)
    """Where files are saved and where `/nap` looks for them."""
    person: Person = field(default_factory=lambda: terminal_person(texts.TERMINAL_NAME))
    _buttons: list[Button] = field(default_factory=list, init=False)

    def run(self) -> None:
        """Talk until the end of the input."""
        if isinstance(self.source, TextIOWrapper):
            self.source.reconfigure(errors="replace")  # odd bytes in a line are no reason to stop
        if self._is_typed:
            self._write(texts.TERMINAL_WELCOME)
        with suppress(KeyboardInterrupt):
            for line in self._lines():
                if line.strip():
                    self._say(self._replies(line.strip()))

    @property
    def _is_typed(self) -> bool:
        return self.source.isatty()

    def _lines(self) -> Iterator[str]:
        if not self._is_typed:
            for line in self.source:
                self._write(f"{texts.TERMINAL_PROMPT}{line.strip()}\n")
                yield line
            return
        with suppress(ImportError):
            import readline  # noqa: F401 - gives input() its line editing; Windows has none
        with suppress(EOFError):
            while True:
                yield input(texts.TERMINAL_PROMPT)

    def _replies(self, line: str) -> Sequence[Reply]:
        try:
            return self.conversation.handle(self.person, self._incoming(line))
        except Exception as error:
            log.error("A line failed: %s", fault(error))
            return (say(texts.FAILED),)

    def _incoming(self, line: str) -> Incoming:
        """A number presses a button, `/nap FILE` sends a file, the rest is text."""
        if line.isascii() and line.isdigit() and 1 <= int(line) <= len(self._buttons):
            return Incoming(TERMINAL_CHAT, button=self._buttons[int(line) - 1].action)
        command, _, name = line.partition(" ")
        if command == "/nap" and name.strip():
            path = self.folder / Path(name.strip().strip("'\"")).expanduser()
            return Incoming(TERMINAL_CHAT, file=ReceivedFile(path.name, path))
        return Incoming(TERMINAL_CHAT, line)

    def _say(self, replies: Sequence[Reply]) -> None:
        self._buttons = [one for reply in replies for row in reply.buttons for one in row]
        for reply in replies:
            if reply.blocks:
                self._write(f"{self._text(reply.blocks)}\n")
            if reply.attachment:
                self._write(f"{self._saved(reply.attachment)}\n")
        if self._buttons:
            labels = [f"{number}) {one.label}" for number, one in enumerate(self._buttons, start=1)]
            self._write("   ".join(labels) + "\n")

    def _text(self, blocks: Sequence[Block]) -> str:
        parts: list[str] = []
        for block in blocks:
            if parts:
                parts.append("\n" if block.kind in _ATTACHED else "\n\n")
            parts += [self._styled(run) for run in block.runs]
        return "".join(parts)

    def _styled(self, run: Run) -> str:
        """Text without control characters: a document must not steer the terminal."""
        text = _CONTROL.sub("", run.text)
        style = _ANSI[run.style] if self.target.isatty() else ""
        return f"{style}{text}{_ANSI_OFF}" if style and text else text

    def _saved(self, attachment: Attachment) -> str:
        path = free_path(self.folder, attachment.name)
        shutil.copyfile(attachment.path, path)
        saved = texts.TERMINAL_SAVED.format(name=path.name)
        return f"{saved} {attachment.caption}".strip()

    def _write(self, text: str) -> None:
        print(text, file=self.target, flush=True)
