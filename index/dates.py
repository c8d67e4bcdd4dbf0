"""How much the age of an article counts when a question was asked; pure."""

from __future__ import annotations

import math
from datetime import datetime

FLOOR = 0.65
"""What is left of the score of an article too old to be news; found on rtqa_2022, flat between 0.6 and 0.75."""
FADES_IN_DAYS = 45.0
"""After so many days the bonus of being new has fallen to 1/e; flat between 30 and 60."""

AHEAD_DAYS = 365.0
"""So long after the question an article may be dated and still count as new: zones differ, dates are wrong, questions
are asked again later. What is dated later still fades like old news, or in a large library it pushes out the week's."""


def recency(published: float | None, asked: datetime) -> float:
    """FLOOR..1 by the age in seconds since 1970: new is 1, undated is FLOOR, up to AHEAD_DAYS after `asked` is new."""
    if published is None:
        return FLOOR
    age = (asked.timestamp() - published) / 86400
    days = max(age, -AHEAD_DAYS - age, 0.0)
    return FLOOR + (1 - FLOOR) * math.exp(-days / FADES_IN_DAYS)
