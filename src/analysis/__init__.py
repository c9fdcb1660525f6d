"""Parley: turns news coverage of a negotiation into a sourced briefing.

>>> import analysis
>>> dossier = analysis.open("data/articles/talks.txt")  # doctest: +SKIP
>>> dossier.positions  # doctest: +SKIP

Importing the package costs next to nothing: what is heavy is imported when it is used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from analysis.dossier import Dossier as Dossier
    from analysis.explorer import explore as explore
    from analysis.workbench import open as open

__version__ = "0.1.0"

__all__ = ["Dossier", "__version__", "explore", "open"]

_LAZY = {
    "open": "analysis.workbench",
    "Dossier": "analysis.dossier",
    "explore": "analysis.explorer.widget",
}


def __getattr__(name: str) -> Any:
    if name in _LAZY:
        from importlib import import_module

        return getattr(import_module(_LAZY[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *_LAZY})
