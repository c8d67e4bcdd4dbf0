"""A camera for messages in simcord: its preview in the machine's Chromium, brought closer to Discord's look."""

from __future__ import annotations

import importlib
import io
import json
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Protocol

from simcord import Preview

SHARPNESS, COLOURS = 2, 64
STYLE = """
.channel-message { padding: 12px 0; }
.component-container { display: flex; flex-direction: column; gap: 8px; }
.component-container > * { margin: 0 !important; }
.component-container .text-display { font-size: 14px; line-height: 19px; }
.component-container .text-display h3 { font-size: 16px; margin: 0 0 4px; }
.markdown-subtext { font-size: 13px; line-height: 18px; color: #949ba4; }
.markdown-link { text-decoration: none; color: #00a8fc; }
.preview-app { font-family: "Noto Sans", "Noto Sans CJK KR", "Noto Color Emoji", sans-serif; }
"""
"""Where Discord differs from simcord's preview: smaller text in a card, gaps between its parts, plain links."""


class Context(Protocol):
    """Playwright's, as far as it is needed; CI does without Playwright."""

    async def add_init_script(self, script: str) -> object: ...


class Browser(Protocol):
    """Playwright's too."""

    async def new_context(self, **options: object) -> Context: ...


@dataclass(frozen=True)
class Sharp:
    """A browser with several pixels to one of CSS, and STYLE in every page; a preview may not close it."""

    browser: Browser

    async def new_context(self, **options: object) -> Context:
        context = await self.browser.new_context(**options | {"device_scale_factor": SHARPNESS, "bypass_csp": True})
        sheet = f"const sheet = new CSSStyleSheet(); sheet.replaceSync({json.dumps(STYLE)});"
        await context.add_init_script(f"{sheet} document.adoptedStyleSheets = [sheet];")
        return context

    async def close(self) -> None:
        """Nothing."""


@dataclass(frozen=True)
class Camera:
    """Takes pictures of previews into a folder."""

    browser: Sharp
    folder: Path
    width: int

    async def take(self, preview: Preview, shown: object, name: str) -> None:
        """One message, or a form, as a PNG of few colours."""
        preview._capture_manager._browser = self.browser
        taken = await preview.screenshot(target=shown, allow_incomplete=True)
        assert taken.png is not None
        image = importlib.import_module("PIL.Image").open(io.BytesIO(taken.png)).convert("RGB")
        image.quantize(COLOURS, dither=0).save(self.folder / name, optimize=True)
        print(self.folder / name)


@asynccontextmanager
async def a_camera(folder: Path, width: int) -> AsyncIterator[Camera]:
    """A camera with a browser of its own; see `lacking` first."""
    folder.mkdir(parents=True, exist_ok=True)
    async with importlib.import_module("playwright.async_api").async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=_chromium())
        yield Camera(Sharp(browser), folder, width)
        await browser.close()


def _chromium() -> str | None:
    return shutil.which("chromium") or shutil.which("chromium-browser")


def lacking() -> str:
    """What has to be installed first, "" if nothing."""
    if missing := [name for name in ("playwright", "markdown_it", "PIL") if find_spec(name) is None]:
        return f"Not installed: {', '.join(missing)}. `make pictures` installs what is missing."
    if _chromium() is None:
        return "There is no Chromium here. Install it and fonts for Korean (in Debian: chromium, fonts-noto-cjk)."
    return ""
