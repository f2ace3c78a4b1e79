"""Everything the environment decides, read once into one frozen object."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

DEFAULT_EMBEDDING_MODEL = "bundled"
"""The name of the model that ships with the project: multilingual-e5-small."""

DEFAULT_MODELS_DIR = Path(__file__).resolve().parent.parent / ".models"


@dataclass(frozen=True, slots=True)
class Settings:
    """What the library needs to know. An empty value means 'not set, use the local default'."""

    data_dir: Path
    embedding_model: str = DEFAULT_EMBEDDING_MODEL
    reranker: str = ""
    chroma_url: str = ""
    database_url: str = ""
    models_dir: Path = DEFAULT_MODELS_DIR
    """Where the bundled model lies once it is prepared; shared by all libraries of a machine."""

    @property
    def catalog_url(self) -> str:
        """SQLAlchemy URL of the catalog: `DATABASE_URL`, else a SQLite file in the data folder."""
        return self.database_url or f"sqlite:///{self.data_dir / 'catalog.sqlite'}"

    @property
    def originals_dir(self) -> Path:
        return self.data_dir / "originals"

    @property
    def chroma_dir(self) -> Path:
        return self.data_dir / "chroma"

    @property
    def lexical_dir(self) -> Path:
        return self.data_dir / "lexical"


def settings_from(environment: Mapping[str, str]) -> Settings:
    """Read the settings from `environment` (usually `os.environ`)."""
    return Settings(
        data_dir=Path(environment.get("DATA_DIR") or "data").expanduser(),
        embedding_model=environment.get("EMBEDDING_MODEL") or DEFAULT_EMBEDDING_MODEL,
        reranker=environment.get("RERANKER", ""),
        chroma_url=environment.get("CHROMA_URL", ""),
        database_url=environment.get("DATABASE_URL", ""),
        models_dir=Path(environment.get("MODELS_DIR") or DEFAULT_MODELS_DIR).expanduser(),
    )
