"""All that people do in the soak, and how often."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any

from tests.benchmarks.soak_editors import Editors
from tests.benchmarks.soak_hands import Hands
from tests.benchmarks.soak_readers import Readers
from tests.benchmarks.soak_town import Town

Action = Callable[[Town], Coroutine[Any, Any, None]]


def mix(hands: Hands) -> dict[Action, int]:
    """What is done how often, in comparison."""
    readers, editors = Readers(hands), Editors(hands)
    asking: dict[Action, int] = {readers.ask: 12, readers.ask_about_news: 8, readers.mention: 8, readers.direct: 4}
    asking |= {readers.unanswered: 6, readers.menus: 2}
    further = {readers.follow_in_thread: 4, readers.follow_in_place: 2, readers.reply: 4, readers.read_on: 2}
    looking = {readers.check: 6, readers.rate: 5, readers.search: 5, readers.list_articles: 4, readers.fact_check: 4}
    rest = {readers.share: 2, readers.privacy: 2, readers.type: 3, readers.leave_open: 1}
    editing = {editors.article: 5, editors.suggestion: 3, editors.gaps: 3, editors.settings: 2, editors.status: 2}
    return asking | further | looking | rest | editing
