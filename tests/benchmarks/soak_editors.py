"""What editors and owners do in the soak, and members who suggest something to them."""

from __future__ import annotations

import itertools

from tests.benchmarks.soak_hands import PATIENCE, Hands, parts
from tests.benchmarks.soak_person import Person
from tests.benchmarks.soak_town import Town
from tests.wire.invocations import slash
from tests.wire.messages import Message
from tests.wire.objects import User

PUBLISHER = "Abbey Herald"


class Editors(Person):
    """Those who look after a library and a server."""

    def __init__(self, hands: Hands) -> None:
        super().__init__(hands)
        self._numbers = itertools.count(1)

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

    # The server

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
