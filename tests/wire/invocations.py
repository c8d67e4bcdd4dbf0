"""What people do with a bot's commands, buttons and forms, as the data that Discord makes of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from tests.wire.interactions import AUTOCOMPLETE, COMMAND
from tests.wire.messages import LABEL, ROW, TEXT_INPUT, Message, nested
from tests.wire.objects import Attachment, Channel, Json, Role, User, new_id

CHAT, MENU = 1, 3
Value = str | int | float | bool | Attachment | User | Role | Channel
Given = str | bool | Sequence[str | Attachment]
"""What is filled into a field of a form: text, a tick, or choices and files."""
_RESOLVED: dict[type, str] = {Attachment: "attachments", User: "users", Role: "roles", Channel: "channels"}
_TYPES: dict[int, type | tuple[type, ...]] = {
    **{3: str, 4: int, 5: bool, 6: User, 7: Channel, 8: Role, 9: (User, Role), 10: (int, float), 11: Attachment},
}


@dataclass(frozen=True, slots=True)
class Invocation:
    """A command that somebody is about to use."""

    name: str
    data: Callable[[list[Json]], Json]
    type: int = COMMAND


def slash(name: str, options: Mapping[str, Value] | None = None) -> Invocation:
    """A typed command, such as `slash("article add", {"link": "https://..."})`."""
    return Invocation(name, lambda commands: _typed(commands, name, options or {}, ""))


def typing(name: str, option: str, text: str, others: Mapping[str, Value] | None = None) -> Invocation:
    """A command while its option is typed: Discord asks for choices."""
    options = {**(others or {}), option: text}
    return Invocation(name, lambda commands: _typed(commands, name, options, option), AUTOCOMPLETE)


def menu(name: str, message: Message) -> Invocation:
    """A command from a message's menu."""

    def data(commands: list[Json]) -> Json:
        resolved: Json = {"messages": {str(message.id): message.payload()}}
        command = _named(commands, name, MENU)
        return {"id": command["id"], "name": name, "type": MENU, "target_id": str(message.id), "resolved": resolved}

    return Invocation(name, data)


def _named(commands: list[Json], name: str, kind: int) -> Json:
    found = [one for one in commands if (one["name"], one.get("type", CHAT)) == (name, kind)]
    assert found, f"the bot has no command {name!r} of type {kind}, only {[one['name'] for one in commands]}"
    return found[0]


def command_of(commands: list[Json], invocation: Invocation) -> Json:
    """The command as the bot registered it."""
    return next(one for one in commands if one["name"] in (invocation.name, invocation.name.split()[0]))


def _typed(commands: list[Json], name: str, options: Mapping[str, Value], focused: str) -> Json:
    first, *subcommands = name.split()
    command = level = _named(commands, first, CHAT)
    chain: list[Json] = []
    for sub in subcommands:
        level = next(option for option in level["options"] if option["name"] == sub)
        chain.append(level)
    known = {option["name"]: option for option in level.get("options") or []}
    missing = {key for key, option in known.items() if option.get("required")} - set(options)
    assert focused or not missing, f"/{name} needs {missing}"
    resolved: Json = {}
    given: list[Json] = [_option(name, known, key, value, resolved, focused) for key, value in options.items()]
    for outer in reversed(chain):
        given = [{"name": outer["name"], "type": outer["type"], "options": given}]
    return {"id": command["id"], "name": first, "type": CHAT, "options": given, "resolved": resolved}


def _option(command: str, known: Json, key: str, value: Value, resolved: Json, focused: str) -> Json:
    assert key in known, f"/{command} has no option {key!r}, only {list(known)}"
    kind = known[key]["type"]
    assert key == focused or isinstance(value, _TYPES[kind]), f"/{command} {key} does not take {value!r}"
    given: Json = {"name": key, "type": kind, "value": value}
    if isinstance(value, (Attachment, User, Role, Channel)):
        resolved.setdefault(_RESOLVED[type(value)], {})[str(value.id)] = value.payload()
        given["value"] = str(value.id)
    return given | ({"focused": True} if key == focused else {})


def pressed(component: Json, values: Sequence[str] | None) -> Json:
    """The data of a pressed button, or of a select in which values were chosen."""
    chosen = {} if values is None else {"values": list(values), "resolved": {}}
    return {"custom_id": component["custom_id"], "component_type": component["type"], "id": component["id"]} | chosen


def submitted(modal: Json, given: Mapping[str, Given]) -> Json:
    """The data of a filled form; a field goes by its custom_id or label, one that is not given keeps its text."""
    resolved: Json = {}
    used: set[str] = set()
    parts = []
    for number, part in enumerate(modal["components"]):
        inner = part["component"] if part["type"] == LABEL else next(iter(part.get("components") or ()), None)
        if inner is None:
            parts.append({"type": part["type"], "id": number})
            continue
        names = {inner["custom_id"], inner.get("label"), part.get("label")} & set(given)
        used |= {name for name in names if name}
        filled = _filled(inner, next((given[name] for name in names if name), None), resolved)
        parts.append({"type": part["type"], "id": number} | _around(part, filled))
    assert used == set(given), f"the form has no field {set(given) - used}"
    return {"custom_id": modal["custom_id"], "components": parts, "resolved": resolved}


def _around(part: Json, filled: Json) -> Json:
    return {"components": [filled]} if part["type"] == ROW else {"component": filled}


def _filled(input_: Json, value: Given | None, resolved: Json) -> Json:
    made = {"type": input_["type"], "custom_id": input_["custom_id"], "id": new_id() & 0xFFFF}
    if input_["type"] == TEXT_INPUT:
        text = value if isinstance(value, str) else input_.get("value") or ""
        assert text or not input_.get("required", True), f"the form's field {input_['custom_id']!r} must be filled"
        assert len(text) <= (input_.get("max_length") or 4000), "nobody can type that much into the field"
        return made | {"value": text}
    if isinstance(value, (str, bool)):
        return made | {"value": value}
    for one in value or ():
        if isinstance(one, Attachment):
            resolved.setdefault("attachments", {})[str(one.id)] = one.payload()
    return made | {"values": [str(one.id) if isinstance(one, Attachment) else one for one in value or ()]}


def form_fields(modal: Json) -> list[str]:
    """The labels of a form's fields."""
    return [one["label"] for one in nested(modal["components"]) if one.get("label")]
