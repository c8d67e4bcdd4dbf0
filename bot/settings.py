"""The settings: from the environment, then a `.env` file, then `footnote.toml` in the data directory. Data only."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, Self
from zoneinfo import ZoneInfo

from dotenv import dotenv_values
from platformdirs import user_data_path
from pydantic import AfterValidator, Field, HttpUrl, SecretStr, ValidationError, model_validator
from pydantic_settings import (
    BaseSettings,
    DotEnvSettingsSource,
    EnvSettingsSource,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    SettingsError,
    TomlConfigSettingsSource,
)

from bot.errors import SettingsProblem

if TYPE_CHECKING:
    from bot.spending import Budget, Prices

TOML, ENV_FILE = "footnote.toml", ".env"
PROVIDERS = (
    *("OPENAI_", "AZURE_", "AWS_", "GOOGLE_", "COHERE_", "CO_API_", "MISTRAL_", "OLLAMA_", "HF_", "HUGGINGFACEHUB_"),
    "ANTHROPIC_",
)
"""What the names of settings begin with that are no settings of ours, but of the providers of models."""
SECRET = ("DISCORD_TOKEN", "CHROMA_URL")
"""Settings whose value is never shown."""
ABOUT_MONEY = {"model_price_read", "model_price_written", "model_budget", "model_budget_tokens"}
"""Settings of a chat model that change nothing about what it writes."""
Amount = Annotated[float, Field(ge=0, allow_inf_nan=False)]


def default_data_folder() -> Path:
    """Where the libraries are kept unless DATA_DIR or --data says otherwise."""
    return user_data_path("footnote", appauthor=False)


def _known_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ValueError, OSError, LookupError) as error:
        raise ValueError(f"{name!r} is not a time zone such as Asia/Seoul or UTC") from error
    return name


class Settings(BaseSettings):
    """Every setting with its default; the README has the same list as a table."""

    model_config = SettingsConfigDict(extra="forbid", env_file=ENV_FILE, env_ignore_empty=True, frozen=True)

    data_dir: Path
    embedding: str = ""
    model: str = ""
    model_url: HttpUrl | None = None
    model_seconds: float = Field(default=60.0, gt=0)
    model_fallback: Literal["quotes", "none"] = "quotes"
    model_price_read: Amount | None = None
    model_price_written: Amount | None = None
    model_budget: Amount = 0
    model_budget_tokens: int = Field(default=0, ge=0)
    model_judge: Literal["code", "model"] = "code"
    time_zone: Annotated[str, AfterValidator(_known_zone)] | None = None
    embed_seconds: float = Field(default=60.0, ge=0)
    embed_requests_per_minute: float = Field(default=0, ge=0)
    chroma_url: HttpUrl | None = None
    allow_private_addresses: bool = False
    discord_token: SecretStr = SecretStr("")
    discord_url: HttpUrl | None = None
    user_questions_per_minute: int = Field(default=6, ge=0)
    server_questions_per_minute: int = Field(default=60, ge=0)
    server_queue: int = Field(default=20, ge=0)
    keep_days: int = Field(default=90, ge=1)
    keep_left_days: int = Field(default=30, ge=1)

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Only what `load_settings` gives: the file to read depends on another setting, the data directory."""
        return (init_settings,)

    @model_validator(mode="after")
    def _prices_and_budgets_fit(self) -> Self:
        prices = (self.model_price_read, self.model_price_written)
        if None in prices and prices != (None, None):
            raise ValueError("MODEL_PRICE_READ and MODEL_PRICE_WRITTEN go together: set both, or neither.")
        if self.model_budget and not any(prices):
            raise ValueError(
                "MODEL_BUDGET is money, so it needs MODEL_PRICE_READ and MODEL_PRICE_WRITTEN, what a million tokens "
                "cost. To limit tokens instead, set MODEL_BUDGET_TOKENS."
            )
        if self.model_budget and self.model_budget_tokens:
            raise ValueError("MODEL_BUDGET and MODEL_BUDGET_TOKENS are two budgets: set one of them.")
        return self

    @property
    def prices(self) -> Prices | None:
        """What a chat model's tokens cost, if that is known."""
        from bot.spending import Prices

        if self.model_price_read is None or self.model_price_written is None:
            return None
        return Prices(self.model_price_read, self.model_price_written)

    @property
    def budget(self) -> Budget:
        """What a chat model may take for each library in a month."""
        from bot.spending import Budget

        return Budget(self.model_budget, self.model_budget_tokens)

    @property
    def of_the_model(self) -> dict[str, str]:
        """The settings that change what a chat model writes."""
        names = [name for name in type(self).model_fields if name.startswith("model") and name not in ABOUT_MONEY]
        return {name: str(getattr(self, name)) for name in names}

    @property
    def zone(self) -> ZoneInfo:
        """The time zone that "today" and dates without an offset are read in; by default the machine's."""
        if self.time_zone:
            return ZoneInfo(self.time_zone)
        from tzlocal import get_localzone

        return get_localzone()


def load_settings(data: Path | None = None) -> Settings:
    """Read the settings; `data` (the --data option) wins over DATA_DIR. Raises SettingsProblem."""
    try:
        in_file = DotEnvSettingsSource(Settings)().items()
        stated = {name: value for name, value in in_file if not _is_a_provider_s(name)} | EnvSettingsSource(Settings)()
        if data is not None:
            stated["data_dir"] = data
        folder = Path(stated.get("data_dir") or default_data_folder())
        return Settings(**(TomlConfigSettingsSource(Settings, folder / TOML)() | stated | {"data_dir": folder}))
    except ValidationError as error:
        raise SettingsProblem(_in_words(error)) from error
    except (SettingsError, ValueError, OSError) as error:
        raise SettingsProblem(f"The settings cannot be read: {error}") from error


def lend_to_providers() -> None:
    """Hand what `.env` holds for the providers of models, such as OPENAI_API_KEY, to their own clients."""
    for name, value in dotenv_values(ENV_FILE).items():
        if _is_a_provider_s(name) and value:
            os.environ.setdefault(name.upper(), value)  # noqa: TID251  # this is the entry point's part


def _is_a_provider_s(name: str) -> bool:
    return name.upper().startswith(PROVIDERS)


def _in_words(error: ValidationError) -> str:
    known = ", ".join(name.upper() for name in Settings.model_fields)
    lines = []
    for problem in error.errors():
        if not problem["loc"]:
            lines.append(str(problem["ctx"]["error"]))  # several that do not fit together
            continue
        name = str(problem["loc"][0]).upper()
        if problem["type"] == "extra_forbidden":
            lines.append(f"There is no setting {name}. Settings are: {known}.")
        else:
            value = "" if name in SECRET else f" is {problem['input']!r}"
            lines.append(f"The setting {name}{value}: {problem['msg']}.")
    return "\n".join(lines)
