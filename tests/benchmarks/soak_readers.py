"""What readers do in the soak: ask, go on, and look closer."""

from __future__ import annotations

from collections import deque

from tests.benchmarks.soak_hands import PATIENCE, Hands, acts, parts
from tests.benchmarks.soak_person import Person
from tests.benchmarks.soak_town import BUYER, CLAIM, LONG, MORE, PRICE, QUESTION, SURE, UNKNOWN, Town
from tests.wire.invocations import menu, slash, typing
from tests.wire.messages import Message
from tests.wire.objects import User


class Readers(Person):
    """Those who want to know."""

    def __init__(self, hands: Hands) -> None:
        super().__init__(hands)
        self._lately: deque[tuple[Town, User, Message]] = deque(maxlen=12)

    # Asking

    async def ask(self, town: Town) -> None:
        """A question that the library answers."""
        reader = self._reader(town)
        question, words = self.chance.choice(SURE)
        with self.step("questions by /ask, answered"):
            answer = await self._ask(town, reader, town.channel, question)
            assert words in answer.text
            assert "good" in acts(answer)
        if question == QUESTION:
            self._lately.append((town, reader, answer))

    async def ask_about_news(self, town: Town) -> None:
        """A question of the question set, which may be answered or not."""
        with self.step("questions about news, answered or not"):
            answer = await self._ask(town, self._reader(town), town.channel, self.chance.choice(town.questions))
            assert acts(answer) & {"good", "wish"}

    async def mention(self, town: Town) -> None:
        """A question by mention."""
        question, words = self.chance.choice(SURE)
        with self.step("questions by mention, answered"):
            said = await self.hands.say(town.channel, self._reader(town), f"{self.fake.bot.mention} {question}")
            await self.fake.reply_shows(said, words, PATIENCE)

    async def direct(self, town: Town) -> None:
        """A question in a direct message, from somebody known in one server."""
        reader = self._reader(town)
        with self.step("questions in direct messages, answered"):
            await self._ask(town, reader, town.channel, QUESTION, private=True)
            said = await self.hands.say(self.fake.dm(reader), reader, QUESTION)
            await self.fake.reply_shows(said, BUYER, PATIENCE)

    async def unanswered(self, town: Town) -> None:
        """A question that no article answers, and sometimes the wish to hear."""
        reader = self._reader(town)
        with self.step("abstentions"):
            answer = await self._ask(town, reader, town.channel, self.chance.choice(UNKNOWN))
            assert "The articles do not say" in answer.text
        if self.chance.random() < 0.5:
            with self.step("wishes to hear"):
                await self._answer(await self.hands.press(answer, "wish", reader), "I will tell you")

    # Going on

    async def _given_lately(self, town: Town) -> tuple[Town, User, Message]:
        """An answer of the last minute, with where and to whom it was given."""
        if not self._lately:
            await self._first(town)
        return self.chance.choice(self._lately)

    async def _first(self, town: Town) -> None:
        reader = self._reader(town)
        answer = await self._ask(town, reader, town.channel, QUESTION)
        self._lately.append((town, reader, answer))

    async def follow_in_thread(self, town: Town) -> None:
        """Follow up in a thread, and go on there; then it goes into the archive."""
        reader = self._reader(town)
        with self.step("follow-ups in a thread, by the button"):
            answer = await self._ask(town, reader, town.channel, QUESTION)
            told = await self._form(answer, "follow", reader, question=MORE)
            await told.shows("The answer is in", PATIENCE)
            await self.hands.until(lambda: answer.thread is not None, "a thread")
            assert answer.thread is not None
            await self.hands.found(answer.thread, PRICE)
        with self.step("follow-ups in a thread, by /ask"):
            assert acts(await self._ask(town, reader, answer.thread, "Where was that?")) & {"good", "wish"}
        with self.step("follow-ups in a thread, by mention"):
            said = await self.hands.say(answer.thread, reader, f"{self.fake.bot.mention} {QUESTION}")
            await self.fake.reply_shows(said, BUYER, PATIENCE)
        await self.fake.archive(answer.thread)

    async def follow_in_place(self, town: Town) -> None:
        """Follow up below a private answer."""
        reader = self._reader(town)
        with self.step("follow-ups in place"):
            answer = await self._ask(town, reader, town.channel, QUESTION, private=True)
            await self._answer(await self._form(answer, "follow", reader, question=MORE), PRICE, "good")

    async def reply(self, town: Town) -> None:
        """A follow-up by a reply to an answer."""
        there, reader, answer = await self._given_lately(town)
        with self.step("follow-ups by reply"):
            words = f"{self.fake.bot.mention} {MORE}"
            said = await self.hands.say(there.channel, reader, words, answer)
            await self.fake.reply_shows(said, PRICE, PATIENCE)

    async def read_on(self, town: Town) -> None:
        """An answer of several pages."""
        reader = self._reader(town)
        with self.step("pages read on"):
            answer = await self._ask(town, reader, town.channel, LONG)
            await self._answer(await self.hands.press(answer, "read-on", reader), "Page 2 of")

    async def share(self, town: Town) -> None:
        """A private answer is shared, then taken back."""
        reader = self._reader(town)
        with self.step("answers shared and taken back"):
            answer = await self._ask(town, reader, town.channel, QUESTION, private=True)
            shared = await (await self.hands.press(answer, "share", reader)).followed_up(1, PATIENCE)
            assert BUYER in shared.text
            await self.hands.press(shared, "delete", reader)
            await self.hands.until(lambda: shared.deleted, "the shared answer taken back")

    # Looking closer

    async def check(self, town: Town) -> None:
        """The card of a citation, sometimes the article behind it or a report."""
        _, reader, answer = await self._given_lately(town)
        with self.step("citations checked"):
            card = await self._answer(await self.hands.press(answer, "check", reader), "", "report")
        if self.chance.random() < 0.3:
            with self.step("citations reported"):
                reported = await (await self.hands.press(card, "report", reader)).answered(PATIENCE)
                assert "The editors were told" in reported.text or "before" in reported.text

    async def rate(self, town: Town) -> None:
        """👍, or 👎 with a reason."""
        _, reader, answer = await self._given_lately(town)
        if self.chance.random() < 0.5:
            with self.step("answers called good"):
                await self._answer(await self.hands.press(answer, "good", reader), "Noted")
            return
        with self.step("answers called bad, with a reason"):
            form = await self.hands.press(answer, "bad", reader)
            given = {"reason": [self.chance.choice(("wrong", "outdated"))], "words": "It was on Monday."}
            await self._answer(await self.hands.submit(form, given), "Noted")

    async def search(self, town: Town) -> None:
        """A search, its next page, and a passage."""
        reader = self._reader(town)
        with self.step("searches"):
            words = self.chance.choice(("ferry bridge storm harbour", "lighthouse keeper", "new year council"))
            used = await self.hands.use(slash("search", {"words": words}), reader, town.channel)
            page = await self._answer(used, "", "spot")
        if parts(page, "found"):
            with self.step("pages of searches"):
                await self._answer(await self.hands.press(page, "found", reader), "Page 2 of")
        with self.step("passages opened"):
            assert (await self._answer(await self.hands.choose(page, "spot", reader))).seen_by == reader

    async def list_articles(self, town: Town) -> None:
        """The list, its next page, and a card."""
        reader = self._reader(town)
        with self.step("lists of articles"):
            page = await self._answer(await self.hands.use(slash("articles"), reader, town.channel), "", "entry")
        with self.step("pages of lists"):
            page = await self._answer(await self.hands.press(page, "list", reader), "Page 2 of")
        with self.step("articles opened"):
            assert (await self._answer(await self.hands.choose(page, "entry", reader))).seen_by == reader

    async def fact_check(self, town: Town) -> None:
        """A claim, by command or by a right-click."""
        reader = self._reader(town)
        with self.step("fact-checks"):
            said = await self.hands.say(town.channel, reader, CLAIM)
            this = self.chance.choice((slash("check", {"claim": CLAIM}), menu("Fact-check this", said)))
            await self._answer(await self.hands.use(this, reader, town.channel), "✅")

    # The rest

    async def privacy(self, town: Town) -> None:
        """Somebody takes out what is kept of them, and erases it."""
        async with town.changing:
            await self._ask(town, town.shy, town.channel, QUESTION)
            with self.step("data handed out"):
                shown = await self._answer(await self.hands.use(slash("privacy"), town.shy, town.channel), "", "erase")
                handed = await self._answer(await self.hands.press(shown, "my-data", town.shy), "that I keep of you")
                assert handed.attachments
            with self.step("data erased"):
                sure = await self._answer(await self.hands.press(shown, "erase", town.shy), "", "erase-all")
                await self._answer(await self.hands.press(sure, "erase-all", town.shy), "I keep nothing")

    async def menus(self, town: Town) -> None:
        """A right-click on somebody's message."""
        reader = self._reader(town)
        with self.step("questions by right-click, answered"):
            said = await self.hands.say(town.channel, reader, QUESTION)
            form = await self.hands.use(menu("Ask about this", said), reader, town.channel)
            await self._answer(await self.hands.submit(form, {}), BUYER)

    async def type(self, town: Town) -> None:
        """Choices while something is typed."""
        with self.step("choices while typing"):
            used = await self.hands.use(typing("article remove", "article", "Ferry"), town.editor, town.channel)
            assert "Ferry sold" in await used.choices(PATIENCE)

    async def leave_open(self, town: Town) -> None:
        """A form that is opened and never sent."""
        _, reader, answer = await self._given_lately(town)
        with self.step("forms left open"):
            await (await self.hands.press(answer, "follow", reader)).form(PATIENCE)
        self.hands.left_open += 1
