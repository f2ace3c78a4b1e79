"""Values as the database keeps them: dataclasses as JSON and back, text that can be encoded."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from types import NoneType, UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

Value = TypeVar("Value")
Json = Any


def to_json(value: object) -> Json:
    """Dataclasses, tuples, enumerations, dates and plain values as JSON values."""
    if is_dataclass(value):
        return {field.name: to_json(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple):
        return [to_json(item) for item in value]
    if isinstance(value, Enum):
        return value.value
    return value.isoformat() if isinstance(value, date) else value


def storable(value: Json) -> Json:
    """A JSON value whose text has no half characters, which no database can encode.

    Two halves that belong together become their character, a lone one (U+D800 to U+DFFF, from a
    terminal with a wrong byte or a cut message) becomes U+FFFD.
    """
    if isinstance(value, str):
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if isinstance(value, dict):
        return {storable(name): storable(item) for name, item in value.items()}
    return [storable(item) for item in value] if isinstance(value, list) else value


def from_json(kind: type[Value], json: Json) -> Value:
    """The value that `to_json` wrote; ValueError if it is not of that kind."""
    value: Value = _read(kind, json)
    return value


def _read(kind: Any, json: Json) -> Any:
    if isinstance(kind, UnionType):
        (wanted,) = (one for one in get_args(kind) if one is not NoneType)
        return None if json is None else _read(wanted, json)
    if get_origin(kind) is tuple and isinstance(json, list):
        return tuple(_read(get_args(kind)[0], item) for item in json)
    if is_dataclass(kind) and isinstance(json, dict):
        return _read_dataclass(kind, json)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind(json)
    if kind is date and isinstance(json, str):
        return date.fromisoformat(json)
    if not isinstance(kind, type) or not isinstance(json, kind):
        raise ValueError(f"{kind} expected")
    return json


def _read_dataclass(kind: Any, json: dict[str, Json]) -> Any:
    hints = get_type_hints(kind)
    if not json.keys() <= hints.keys():
        raise ValueError(f"{kind} has other fields")
    try:
        return kind(**{name: _read(hints[name], value) for name, value in json.items()})
    except TypeError as error:
        raise ValueError(f"{kind} lacks a field") from error
