"""What the environment decides for the bot, read once into one frozen object."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from bot import texts
from knowledge.model import KnowledgeError
from knowledge.settings import Settings, settings_from

DEFAULT_AGENCY_FILE = Path("agency.toml")


@dataclass(frozen=True, slots=True)
class BotSettings:
    """The library's settings and those of the channels. An empty value means 'not set'."""

    knowledge: Settings
    telegram_token: str = field(default="", repr=False)
    telegram_api_url: str = ""
    """Address of a Bot API server of one's own; Telegram's own server if empty."""
    telegram_proxy: str = field(default="", repr=False)
    """`http://`, `https://` or `socks5://` address, possibly with a password."""
    admin_ids: frozenset[int] = frozenset()
    """Telegram numbers of the first admins."""
    agency_file: Path | None = None

    @property
    def exports_dir(self) -> Path:
        """Where exported drafts are written before a channel hands them out."""
        return self.knowledge.data_dir / "exports"


def bot_settings_from(environment: Mapping[str, str]) -> BotSettings:
    """Read the settings from `environment` (usually `os.environ`).

    Raises `KnowledgeError` where a value cannot be meant.
    """
    return BotSettings(
        knowledge=settings_from(environment),
        telegram_token=environment.get("TELEGRAM_BOT_TOKEN", "").strip(),
        telegram_api_url=environment.get("TELEGRAM_API_URL", "").strip().rstrip("/"),
        telegram_proxy=_proxy(environment.get("TELEGRAM_PROXY", "").strip()),
        admin_ids=_admin_ids(environment.get("ADMIN_IDS", "")),
        agency_file=_agency_file(environment.get("AGENCY_FILE", "").strip()),
    )


def _admin_ids(value: str) -> frozenset[int]:
    words = value.replace(",", " ").replace(";", " ").split()
    for word in words:
        if not (word.isascii() and word.isdigit() and int(word) > 0):
            raise KnowledgeError(texts.BAD_ADMIN_IDS.format(value=word))
    return frozenset(int(word) for word in words)


def _proxy(value: str) -> str:
    """The address is not repeated in the refusal: it may hold a password."""
    parts = urlsplit(value)
    if value and not (parts.scheme in ("http", "https", "socks5") and parts.hostname):
        raise KnowledgeError(texts.BAD_PROXY)
    return value


def _agency_file(value: str) -> Path | None:
    """The named file, which must exist; without a name `agency.toml` where it lies here."""
    if not value:
        return DEFAULT_AGENCY_FILE if DEFAULT_AGENCY_FILE.is_file() else None
    path = Path(value).expanduser()
    if not path.is_file():
        raise KnowledgeError(texts.NO_AGENCY_FILE.format(value=value))
    return path
