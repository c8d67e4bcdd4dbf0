"""Requests and responses held against Discord's own OpenAPI description, where that file is at hand."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import best_match
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from tests.wire.objects import Json

OPENAPI = Path(__file__).resolve().parents[3] / "shared" / "discord-openapi.json"
WITHOUT = "Discord's OpenAPI description, shared/discord-openapi.json beside the project, is not at hand"
_NAME = "discord"


class Description:
    """Discord's REST API as described by Discord."""

    def __init__(self, document: Json) -> None:
        document["components"]["schemas"]["SnowflakeType"] = {"type": ["string", "integer"]}  # Discord takes both
        self._document = document
        resource = Resource.from_contents(document, default_specification=DRAFT202012)
        self._registry: Registry[bool | Mapping[str, Any]] = Registry().with_resource(_NAME, resource)
        self._validators: dict[str, Draft202012Validator] = {}

    def request_faults(self, method: str, path: str, body: object) -> list[str]:
        """What is wrong with a request's body; `path` with the description's own placeholders."""
        operation = self._document["paths"].get(path, {}).get(method.lower())
        if operation is None:
            return [f"Discord has no {method} {path}"]
        if "requestBody" not in operation:
            return [] if body is None else [f"{method} {path} takes no body"]
        if body is None:
            return [f"{method} {path} needs a body"] if operation["requestBody"].get("required") else []
        return self._faults(body, "paths", path, method.lower(), "requestBody", *_JSON)

    def response_faults(self, method: str, path: str, status: int, body: object) -> list[str]:
        """What is wrong with a response's body."""
        responses = self._document["paths"].get(path, {}).get(method.lower(), {}).get("responses", {})
        key = next((key for key in (str(status), f"{status // 100}XX") if key in responses), None)
        if key is None:
            return [f"Discord never answers {status} to {method} {path}"] if status < 500 else []
        if "$ref" in responses[key]:
            return self._faults(body, *responses[key]["$ref"].removeprefix("#/").split("/"), *_JSON)
        if "content" not in responses[key]:
            return [] if body is None else [f"{status} to {method} {path} has no body"]
        return self._faults(body, "paths", path, method.lower(), "responses", key, *_JSON)

    def _faults(self, body: object, *where: str) -> list[str]:
        pointer = "/".join(part.replace("~", "~0").replace("/", "~1") for part in where)
        if pointer not in self._validators:
            schema = {"$ref": f"{_NAME}#/{pointer}"}
            self._validators[pointer] = Draft202012Validator(
                schema, registry=self._registry, format_checker=Draft202012Validator.FORMAT_CHECKER
            )
        error = best_match(self._validators[pointer].iter_errors(body))
        return [] if error is None else [f"{error.json_path}: {error.message[:300]}"]


_JSON = ("content", "application/json", "schema")


@cache
def description() -> Description | None:
    """Discord's description, None where the file is missing."""
    return Description(json.loads(OPENAPI.read_text("utf-8"))) if OPENAPI.exists() else None
