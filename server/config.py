"""The settings of one Nobat: environment `NOBAT_*`, or `nobat.toml` in the working folder."""

from pathlib import Path
from tomllib import TOMLDecodeError
from typing import Annotated

from limits import parse_many
from pydantic import Field, ValidationError, field_validator
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)


class ConfigError(Exception):
    """A setting is wrong; the text is one line for a person."""


class Config(BaseSettings):
    """Every setting, with its default. `docs/settings.md` lists them; a test compares."""

    model_config = SettingsConfigDict(
        env_prefix="NOBAT_", toml_file="nobat.toml", extra="forbid", frozen=True
    )

    bind: Annotated[
        str, Field(description="Address and port the server listens on, as host:port.")
    ] = "127.0.0.1:8000"
    database_url: Annotated[str, Field(description="Where the data is: an SQLAlchemy address.")] = (
        "sqlite:///var/nobat.db"
    )
    var: Annotated[
        Path, Field(description="Folder for what Nobat writes: keys, tokens, printed paper.")
    ] = Path("var")
    voices: Annotated[
        Path | None,
        Field(description="Folder of the hall's own voice clips; `voices` in the var folder."),
    ] = None
    media_megabytes: Annotated[
        int, Field(ge=1, description="Megabytes that the media of one hall may take together.")
    ] = 2_000
    free_megabytes: Annotated[
        int,
        Field(ge=0, description="Megabytes that stay free on the disk: no medium is taken below."),
    ] = 1_000
    public_url: Annotated[
        str | None,
        Field(description="Address that visitors' phones reach; without it there is no QR code."),
    ] = None
    secret_key: Annotated[
        str | None,
        Field(description="Signs sessions and fingerprints; made in the var folder when absent."),
    ] = None
    secure_cookies: Annotated[
        bool, Field(description="Send cookies over HTTPS only; set it when a proxy serves HTTPS.")
    ] = False
    behind_proxy: Annotated[
        bool, Field(description="Believe X-Forwarded-* of exactly one proxy in front.")
    ] = False
    session_hours: Annotated[
        int, Field(ge=1, le=24, description="Hours after which a person has to log in again.")
    ] = 12
    login_tries: Annotated[
        str,
        Field(
            description="Log-ins and pairings tried from one address, as Flask-Limiter writes it."
        ),
    ] = "10 per minute; 60 per hour"
    log_level: Annotated[
        str,
        Field(description="debug, info, warning or error.", pattern="^(debug|info|warning|error)$"),
    ] = "info"
    bench: Annotated[
        bool, Field(description="Serve the benchmark's floor routes. Never in a hall.")
    ] = False

    @field_validator("login_tries")
    @classmethod
    def _limits(cls, value: str) -> str:
        try:
            limits = parse_many(value)
        except ValueError as error:
            raise ValueError("must be written like 10 per minute; 60 per hour") from error
        if any(limit.amount < 1 for limit in limits):
            raise ValueError("must let at least one try through")
        return value

    @field_validator("bind")
    @classmethod
    def _host_and_port(cls, value: str) -> str:
        host, _, port = value.rpartition(":")
        if not host or not port.isdigit() or not 0 <= int(port) <= 65535:
            raise ValueError("must be host:port, for example 127.0.0.1:8000")
        return value

    @field_validator("database_url")
    @classmethod
    def _known_engine(cls, value: str) -> str:
        if not value.startswith(("sqlite:///", "postgresql+psycopg://")):
            raise ValueError("must start with sqlite:/// or postgresql+psycopg://")
        return value

    @property
    def voices_folder(self) -> Path:
        """Where the hall's own voice clips are."""
        return self.voices or self.var / "voices"

    def phone_url(self, token: str) -> str | None:
        """Return the address of a visitor's page, or None when no phone could reach it."""
        return f"{self.public_url.rstrip('/')}/t/{token}" if self.public_url else None

    def environment(self) -> dict[str, str]:
        """Return what a child process must be told to find the same hall."""
        told = {
            "NOBAT_BIND": self.bind,
            "NOBAT_DATABASE_URL": self.database_url,
            "NOBAT_VAR": str(self.var),
        }
        return told | ({"NOBAT_PUBLIC_URL": self.public_url} if self.public_url else {})

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls)


def load_config(**given: object) -> Config:
    """Return the settings; what is given wins over the environment, that over the file.

    Raises ConfigError with one line that names the first wrong setting.
    """
    present = {name: value for name, value in given.items() if value is not None}
    try:
        return Config(**present)  # type: ignore[arg-type]
    except (TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"nobat.toml: {error}") from error
    except ValidationError as error:
        first = error.errors()[0]
        name = "_".join(str(part) for part in first["loc"])
        reason = first["msg"].removeprefix("Value error, ")
        raise ConfigError(f"NOBAT_{name.upper()}: {reason}") from error
