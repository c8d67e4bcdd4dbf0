"""Footnote in Discord: translates what people do there to plain calls, and the outcomes to messages."""
