"""How a long reading tells of its pages, and how it is stopped."""

from __future__ import annotations

from collections.abc import Callable

Progress = Callable[[int, int], None]
"""Called before a page is recognised with its place among those to do (from 1) and their number;
it may raise `Cancelled`."""


class Cancelled(Exception):  # noqa: N818 - a wish, no error
    """Raised by a `Progress` to stop the reading; nothing of the file is kept."""
