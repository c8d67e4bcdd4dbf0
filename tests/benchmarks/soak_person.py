"""What everybody in the soak can do: ask, fill in a form, look at what came back."""

from __future__ import annotations

from tests.benchmarks.soak_hands import PATIENCE, Hands, acts, parts
from tests.benchmarks.soak_town import Town
from tests.wire.interactions import Interaction
from tests.wire.invocations import Value, slash
from tests.wire.messages import Message
from tests.wire.objects import Channel, User


class Person:
    """Acts step by step; every step looks at what came back."""

    def __init__(self, hands: Hands) -> None:
        self.hands = hands
        self.fake = hands.fake
        self.chance = hands.chance
        self.step = hands.tally.step

    async def _answer(self, used: Interaction, text: str = "", act: str = "") -> Message:
        """What an interaction was answered with, which says this and can be pressed so."""
        shown = await used.answered(PATIENCE)
        assert text in shown.text, f"{text!r} is not in {shown.text[:200]!r}"
        assert not act or parts(shown, act), f"no {act} among {acts(shown)} in {shown.text[:200]!r}"
        return shown

    async def _ask(self, town: Town, user: User, channel: Channel, question: str, **options: Value) -> Message:
        used = await self.hands.use(slash("ask", {"question": question, **options}), user, channel)
        return await self._answer(used)

    def _reader(self, town: Town) -> User:
        return self.chance.choice(town.readers)

    async def _form(self, message: Message, act: str, user: User, **typed: str) -> Interaction:
        return await self.hands.submit(await self.hands.press(message, act, user), {**typed})
