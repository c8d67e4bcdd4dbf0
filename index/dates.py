"""How much the date of an article counts for a question: its age, or how near it is to the time asked about; pure."""

from __future__ import annotations

import math
from datetime import datetime

from index.windows import Window

FLOOR = 0.65
"""What is left of the score of an article too old to be news; found on rtqa_2022, flat between 0.6 and 0.75."""
DAY = 86400
FADES_IN_DAYS = 45.0
"""After so many days the bonus of being new has fallen to 1/e; flat between 30 and 60."""

AHEAD_DAYS = 365.0
"""So long after the question an article may be dated and still count as new: zones differ, dates are wrong, questions
are asked again later. What is dated later still fades like old news, or in a large library it pushes out the week's."""

SLACK_DAYS, SLACK_COSTS = 3.0, 0.1
"""So many days before and after the time asked about are almost inside: news appears late, "this week" is said loosely.

Whatever these and the next three are, hit@1 on rtqa_2022 stays within two questions of 256."""
EARLY_LOSES, EARLY_FADES_IN_DAYS = 0.3, 180.0
"""How much less the beginning of a long time counts than its end, and how slowly: "since 1875" news is news too."""
NEW_IS_WORTH = 0.4
"""What being new is worth outside of the time asked about, beside being in it: the year of a topic may be no news's."""


def recency(published: float | None, asked: datetime) -> float:
    """FLOOR..1 by the age in seconds since 1970: new is 1, undated is FLOOR, up to AHEAD_DAYS after `asked` is new."""
    if published is None:
        return FLOOR
    age = (asked.timestamp() - published) / DAY
    days = max(age, -AHEAD_DAYS - age, 0.0)
    return FLOOR + (1 - FLOOR) * math.exp(-days / FADES_IN_DAYS)


def date_weight(published: float | None, asked: datetime, window: Window | None) -> float:
    """FLOOR..1 as `recency`; with a window the nearest to it counts most, and what is new without being in it a little.

    A window weighs and never cuts: the year of a topic is not always that of its news.
    """
    if window is None or window.cuts or published is None:
        return recency(published, asked)
    since, until = (end and end.timestamp() for end in (window.since, window.until))
    end = min(asked.timestamp(), until or math.inf)
    ahead = until or asked.timestamp() + AHEAD_DAYS * DAY
    outside = max((since or published) - published, published - ahead, 0.0) / DAY
    outside = max(outside - SLACK_DAYS, outside * SLACK_COSTS)
    early = max((end - published) / DAY - FADES_IN_DAYS, 0.0) if not outside else 0.0
    near = math.exp(-outside / FADES_IN_DAYS) * (1 - EARLY_LOSES * (1 - math.exp(-early / EARLY_FADES_IN_DAYS)))
    new = (recency(published, asked) - FLOOR) / (1 - FLOOR)
    return FLOOR + (1 - FLOOR) * max(near, NEW_IS_WORTH * new)
