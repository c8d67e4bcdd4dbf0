"""How much the date of an article counts for a question: its age, or how near it is to the time asked about; pure."""

from __future__ import annotations

import math
from datetime import datetime

from index.windows import Window

FLOOR = 0.65
"""What is left of the score of an article too old to be news; found on rtqa_2022, flat between 0.6 and 0.75."""
FADES_IN_DAYS = 45.0
"""After so many days the bonus of being new has fallen to 1/e; flat between 30 and 60."""

AHEAD_DAYS = 365.0
"""So long after the question an article may be dated and still count as new: zones differ, dates are wrong, questions
are asked again later. What is dated later still fades like old news, or in a large library it pushes out the week's."""

SLACK_DAYS = 3.0
"""So long after a window its news still appears."""
WINDOW_FADES_IN_DAYS = 45.0
EARLIER = 0.3
NEW_ANYWAY = 0.4


def recency(published: float | None, asked: datetime) -> float:
    """FLOOR..1 by the age in seconds since 1970: new is 1, undated is FLOOR, up to AHEAD_DAYS after `asked` is new."""
    if published is None:
        return FLOOR
    age = (asked.timestamp() - published) / 86400
    days = max(age, -AHEAD_DAYS - age, 0.0)
    return FLOOR + (1 - FLOOR) * math.exp(-days / FADES_IN_DAYS)


def date_weight(published: float | None, asked: datetime, window: Window | None) -> float:
    """FLOOR..1 as `recency`; with a window the nearest to it counts most, and what is new without being in it a little.

    A window weighs and never cuts: the year of a topic is not always that of its news.
    """
    if window is None or window.cuts or published is None:
        return recency(published, asked)
    end = min(asked, window.until or asked).timestamp()
    since = end if window.since is None else window.since.timestamp()
    slack, last = (SLACK_DAYS, window.until) if window.until else (AHEAD_DAYS, asked)
    before, after = (since - published) / 86400, (published - last.timestamp()) / 86400 - slack
    near = math.exp(-max(before, after, 0.0) / WINDOW_FADES_IN_DAYS)
    late = 1 - EARLIER + EARLIER * math.exp(-max(end - published, 0.0) / 86400 / FADES_IN_DAYS)
    new = (recency(published, asked) - FLOOR) / (1 - FLOOR)
    return FLOOR + (1 - FLOOR) * max(near * late, NEW_ANYWAY * new)
