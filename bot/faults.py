"""Faults of ours as a line for the log: what and where, never what was said."""

from __future__ import annotations

import traceback
from pathlib import Path


def fault(error: BaseException | None) -> str:
    """'KeyError at library.py:12 < lookup.py:40', without the message: it may quote documents."""
    frames = traceback.extract_tb(error.__traceback__)[-3:] if error else []
    places = " < ".join(f"{Path(one.filename).name}:{one.lineno}" for one in reversed(frames))
    return f"{type(error).__name__} at {places}"
