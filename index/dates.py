"""How much the age of an article counts when a question was asked; pure."""

from __future__ import annotations

import math
from datetime import datetime

FLOOR = 0.65
"""What is left of the score of an article too old to be news; found on rtqa_2022, flat between 0.6 and 0.75."""
FADES_IN_DAYS = 45.0
"""After so many days the bonus of being new has fallen to 1/e; flat between 30 and 60."""


def recency(published: float | None, asked: datetime) -> float:
    """FLOOR..1 by the age in seconds since 1970: new is 1, undated is FLOOR, dated after `asked` counts as new."""
    if published is None:
        return FLOOR
    days = max(0.0, (asked.timestamp() - published) / 86400)
    return FLOOR + (1 - FLOOR) * math.exp(-days / FADES_IN_DAYS)
