"""What was met lately, in bounded memory."""

from __future__ import annotations


class Recent:
    """The last so many ids."""

    def __init__(self, most: int) -> None:
        """Nothing was met yet."""
        self._most = most
        self._met: dict[int, None] = {}

    def meet(self, id: int) -> bool:
        """Note one that was met now; whether it is new, or so long ago that it was forgotten."""
        new = id not in self._met
        self._met.pop(id, None)
        self._met[id] = None
        if len(self._met) > self._most:
            del self._met[next(iter(self._met))]
        return new
