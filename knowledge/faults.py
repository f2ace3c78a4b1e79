"""Faults of ours as a line for the log: what and where, never what was said."""

from __future__ import annotations

import logging
import traceback
from pathlib import Path


def fault(error: BaseException | None) -> str:
    """'KeyError at library.py:12 < lookup.py:40', without the message: it may quote documents."""
    frames = traceback.extract_tb(error.__traceback__)[-3:] if error else []
    places = " < ".join(f"{Path(one.filename).name}:{one.lineno}" for one in reversed(frames))
    return f"{type(error).__name__} at {places}"


class FaultsOnly(logging.Filter):
    """Turns tracebacks, which may hold the token or words of a document, into their places."""

    def filter(self, record: logging.LogRecord) -> bool:
        if record.exc_info:
            record.msg, record.args = f"{record.getMessage()} {fault(record.exc_info[1])}", ()
            record.exc_info = record.exc_text = None
        return True


def keep_words_out_of_logs() -> None:
    """Let every handler of the program log faults without words."""
    for handler in logging.getLogger().handlers:
        handler.addFilter(FaultsOnly())
