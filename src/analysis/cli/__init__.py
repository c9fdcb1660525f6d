"""The ``parley`` command: thin, each command calls one function of the package.

Errors that a user can act on go to standard error, without a traceback; the exit status is that of
the error's class. What is heavy is imported by the command that needs it. Each family of commands
is one module, which registers them by being imported, in the order of ``parley --help``.
"""

from __future__ import annotations

import os
import sys

from analysis.cli.base import app, say

# isort: off
from analysis.cli import annotation, reports, exports, corrections, evaluation
from analysis.cli import schedule, changes, gallery

# isort: on
from analysis.errors import ParleyError

__all__ = [
    "annotation",
    "app",
    "changes",
    "corrections",
    "evaluation",
    "exports",
    "gallery",
    "main",
    "reports",
    "schedule",
]


def main() -> None:
    """Run the command line; the entry point of the ``parley`` script."""
    # The attribution network multiplies small matrices, for which threads cost more than they give;
    # numpy reads this when it is first imported.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    try:
        app()
    except ParleyError as error:
        say(str(error))
        sys.exit(error.exit_status)
