"""What people do in the soak, step by step; every step looks at what came back."""

from __future__ import annotations

import itertools
from collections import deque
from collections.abc import Callable, Coroutine
from typing import Any

from tests.benchmarks.soak_hands import PATIENCE, Hands, acts, parts
from tests.benchmarks.soak_town import CLAIM, LONG, MORE, PRICE, SURE, UNKNOWN, Town
from tests.wire.interactions import Interaction
from tests.wire.invocations import Value, menu, slash, typing
from tests.wire.messages import Message
from tests.wire.objects import Channel, User

Action = Callable[[Town], Coroutine[Any, Any, None]]
QUESTION, BUYER = SURE[0]
PUBLISHER = "Abbey Herald"


class People:
    """Readers, editors and owners."""

    def __init__(self, hands: Hands) -> None:
        self.hands = hands
        self.fake = hands.fake
        self.chance = hands.chance
        self.step = hands.tally.step
        self._lately: deque[tuple[Town, User, Message]] = deque(maxlen=12)
        self._numbers = itertools.count(1)

    @property
    def mix(self) -> dict[Action, int]:
        """What is done how often, in comparison."""
        asking: dict[Action, int] = {
            self.ask: 12,
            self.ask_about_news: 8,
            self.mention: 8,
            self.direct: 4,
            self.unanswered: 6,
        }
        further = {self.follow_in_thread: 4, self.follow_in_place: 2, self.reply: 4, self.read_on: 2, self.share: 2}
        looking = {self.check: 6, self.rate: 5, self.search: 5, self.list_articles: 4, self.fact_check: 4}
        editing = {self.article: 5, self.suggestion: 3, self.gaps: 3}
        rest = {self.settings: 2, self.status: 2, self.privacy: 2, self.menus: 2, self.type: 3, self.leave_open: 1}
        return asking | further | looking | editing | rest

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

    async def _form(self, message: Message, act: str, user: User, **typed: str) -> Interaction:
        return await self.hands.submit(await self.hands.press(message, act, user), {**typed})

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

    # Editing

    def _name(self) -> str:
        """A name that nobody bore before."""
        digits = f"{next(self._numbers):05d}"
        return "Q" + "".join("aeiou"[int(one) % 5] + "bdfgklmnrs"[int(one)] for one in digits)

    async def _preview(self, town: Town, user: User, title: str, text: str, *, pasted: bool) -> Message:
        """An article as a file or pasted, as it is shown before it is added."""
        if not pasted:
            front = f"---\ntitle: {title}\npublisher: {PUBLISHER}\n---\n"
            file = self.fake.upload(f"{title.split()[-1]}.md", f"{front}{text}".encode(), "text/markdown")
            return await self._answer(
                await self.hands.use(slash("article add", {"file": file}), user, town.channel), title
            )
        form = await self.hands.use(slash("article add"), user, town.channel)
        return await self._answer(
            await self.hands.submit(form, {"text": text, "title": title, "publisher": PUBLISHER}), title
        )

    async def article(self, town: Town) -> None:
        """An article is added, asked about, changed, removed, brought back and removed again."""
        name = self._name()
        title, text = f"Theft in {name}", f"A copper sundial was stolen from the abbey of {name} on Friday night."
        editor, pasted = town.editor, self.chance.random() < 0.5
        with self.step("articles pasted and added" if pasted else "articles added from a file"):
            preview = await self._preview(town, editor, title, text, pasted=pasted)
            added = await self._answer(await self.hands.press(preview, "draft-add", editor), "1 added", "undo")
        with self.step("new articles asked about"):
            answer = await self._ask(town, editor, town.channel, f"What was stolen from the abbey of {name}?")
            assert "copper sundial" in answer.text
        if self.chance.random() < 0.3:
            await self._undo(added, editor)
            return
        with self.step("articles changed"):
            again = f"{text} The abbot of {name} found it again in a pond."
            preview = await self._preview(town, editor, title, again, pasted=pasted)
            await self._answer(await self.hands.press(preview, "draft-add", editor), "1 changed")
        await self._remove(town, title)

    async def _undo(self, done: Message, editor: User) -> None:
        with self.step("changes undone"):
            undone = await (await self.hands.press(done, "undo", editor)).followed_up(1, PATIENCE)
            assert "undid a change" in undone.text

    async def _remove(self, town: Town, title: str) -> None:
        editor = town.editor
        with self.step("articles removed"):
            used = await self.hands.use(slash("article remove", {"article": title}), editor, town.channel)
            asked = await self._answer(used, title, "remove")
            removed = await self._answer(await self.hands.press(asked, "remove", editor), "Removed", "undo")
        if self.chance.random() < 0.5:
            await self._undo(removed, editor)
            await self._remove_again(town, title)

    async def _remove_again(self, town: Town, title: str) -> None:
        with self.step("articles removed"):
            used = await self.hands.use(slash("article remove", {"article": title}), town.editor, town.channel)
            asked = await self._answer(used, title, "remove")
            await self._answer(await self.hands.press(asked, "remove", town.editor), "Removed")

    async def suggestion(self, town: Town) -> None:
        """A member suggests an article; it is approved and undone, or declined; the member hears of it."""
        name, reader = self._name(), self._reader(town)
        title = f"Whale near {name}"
        with self.step("articles suggested"):
            text = f"A white whale was seen off the cliffs of {name}."
            preview = await self._preview(town, reader, title, text, pasted=self.chance.random() < 0.5)
            await self._answer(await self.hands.press(preview, "draft-suggest", reader), "Thank you")
            asked = await self.hands.found(town.desk, title, "approve")
        if self.chance.random() < 0.5:
            with self.step("suggestions approved"):
                await self._answer(await self.hands.press(asked, "approve", town.editor), "approved", "undo")
                await self.hands.found(self.fake.dm(reader), title)
            await self._undo(asked, town.editor)
            return
        with self.step("suggestions declined"):
            await self._answer(await self._form(asked, "decline", town.editor, reason="Whales are grey."), "declined")
            await self.hands.found(self.fake.dm(reader), title)

    async def gaps(self, town: Town) -> None:
        """What was not answered; the first of it is put aside."""
        with self.step("lists of gaps"):
            page = await self._answer(await self.hands.use(slash("gaps"), town.editor, town.channel))
        if parts(page, "gap"):
            with self.step("gaps put aside"):
                shown = await self._answer(await self.hands.choose(page, "gap", town.editor), "", "gap-aside")
                used = await self.hands.press(shown, "gap-aside", town.editor)
                await self._answer(used)

    # Looking after

    async def settings(self, town: Town) -> None:
        """The owner changes settings, and changes them back."""
        owner = town.guild.owner
        with self.step("settings changed"):
            panel = await self._answer(await self.hands.use(slash("settings"), owner, town.channel))
            for _ in range(2):
                panel = await self._answer(await self.hands.press(panel, "set", owner, key="weekly"), "", "zone")
            zone = self.chance.choice(("Europe/Berlin", "Asia/Seoul"))
            await self._answer(await self._form(panel, "zone", owner, zone=zone), zone)

    async def status(self, town: Town) -> None:
        """How the library is doing, and help."""
        with self.step("looks at the status"):
            used = await self.hands.use(slash("status"), town.guild.owner, town.channel)
            await self._answer(used, "articles")
        with self.step("calls for help"):
            await self._answer(await self.hands.use(slash("help"), self._reader(town), town.channel), "Footnote")

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
