"""Sample articles for a first try; every event, person and outlet in them is invented.

`corrections` holds later states of some `articles`: added second, they become new versions.
"""

from pathlib import Path

ARTICLES: Path = Path(__file__).parent / "articles"
CORRECTIONS: Path = Path(__file__).parent / "corrections"
QUESTIONS: tuple[str, ...] = (
    "How many people were evacuated in the flood?",
    "누리포는 배수펌프를 몇 대 보냈나요?",
    "Why did bus drivers in Port Ellery go on strike?",
)
