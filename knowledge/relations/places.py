"""Which unit lies in which, by their locators alone."""

from __future__ import annotations

from knowledge.model import Locator

_INSIDE = ("annex", "article", "clause", "point")
_ABOVE_ARTICLE = ("part", "chapter", "section", "subsection")


def holds(outer: Locator, inner: Locator) -> bool:
    """Whether `inner` is `outer` or lies in it; a whole document holds everything.

    Articles are numbered through their document, so the chương is compared only without one.
    """
    wanted = _levels(outer)
    return wanted.items() <= _levels(inner).items()


def meets(one: Locator, other: Locator) -> bool:
    """Whether one of two units lies in the other."""
    return holds(one, other) or holds(other, one)


def may_hold(outer: Locator, inner: Locator) -> bool:
    """Whether a chương or mục could hold an article: locators alone do not tell."""
    return bool(inner.article) and not outer.article and _has_group(outer)


def _has_group(locator: Locator) -> bool:
    return any(getattr(locator, level) for level in _ABOVE_ARTICLE)


def _levels(locator: Locator) -> dict[str, str]:
    levels = _INSIDE if locator.article else (*_ABOVE_ARTICLE, *_INSIDE)
    said = locator.as_dict()
    return {level: said[level].lower() for level in levels if level in said}
