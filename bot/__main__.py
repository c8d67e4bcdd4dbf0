"""The command line's entry: whatever goes wrong ends in a sentence and an exit status, never in a traceback."""

from __future__ import annotations

import logging
import os
import sys

from bot.cli import app
from bot.errors import Problem
from index.errors import IndexProblem

INTERRUPTED = 130


def main() -> None:
    """Run a command. Exit status: 0 done, 1 something failed, 2 a wrong call, 130 interrupted."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]  # a file may hold any text
    logging.basicConfig(format="footnote: %(message)s", level=logging.WARNING)
    try:
        app()
    except (Problem, IndexProblem) as problem:
        sys.exit(f"footnote: {problem}")
    except SystemExit as end:
        if end.code == INTERRUPTED:  # typer ends so after Ctrl-C, without a word
            print("footnote: stopped; what was done so far stays.", file=sys.stderr)  # noqa: T201  # the last word
        raise
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # the reader left: nobody to tell
        sys.exit(1)
    except Exception as error:
        logging.getLogger("footnote").debug("unexpected", exc_info=error)
        sys.exit(f"footnote: an unexpected problem ({type(error).__name__}: {error}). Please report it.")


if __name__ == "__main__":
    main()
