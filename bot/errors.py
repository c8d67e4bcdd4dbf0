"""Problems outside the index that a person can act on.

Problem                 its text says what happened and what to do
└── SettingsProblem     a setting that is unknown or malformed
"""

from __future__ import annotations


class Problem(Exception):
    """The root: one or more sentences for a person."""


class SettingsProblem(Problem):
    """A setting that is unknown or malformed."""
