"""The explorer as a Jupyter widget.

anywidget carries it: one script and one style sheet, no build step, and it runs in JupyterLab,
Notebook, VS Code and Colab alike. Where widgets cannot live (an exported page, a viewer without a
kernel) the same object shows static HTML.
"""

from __future__ import annotations

from datetime import date
from os import PathLike
from pathlib import Path
from typing import Any

import anywidget
import traitlets

from analysis.dossier import Dossier, Names
from analysis.dossier import open as open_dossier
from analysis.errors import CorrectionError, ParleyError
from analysis.explorer.editing import correct
from analysis.explorer.static import static_html
from analysis.explorer.view import view_of
from analysis.summaries import digest

_HERE = Path(__file__).parent


class Explorer(anywidget.AnyWidget):
    """The text of articles on one side, on the other what was found in them.

    Choosing an item highlights its words; clicking on marked words chooses their item. Items can be
    filtered by actor, side, type and confidence. Within a project they can be accepted, rejected,
    edited and added: that goes to the article's file in ``data/corrections``, so that the next
    report has it.

    Parameters
    ----------
    dossier
        What to show.
    """

    _esm = _HERE / "widget.js"
    _css = _HERE / "widget.css"

    view = traitlets.Dict().tag(sync=True)

    def __init__(self, dossier: Dossier) -> None:
        self.dossier = dossier
        super().__init__(view=view_of(digest(dossier)))
        self.on_msg(self._correct)

    def _correct(self, _: object, message: dict[str, Any], buffers: object) -> None:
        """Do what the analyst asked for in the widget, and say what became of it."""
        annotations = list(self.dossier.annotations)
        try:
            number = message.get("article")
            if not isinstance(number, int) or not 0 <= number < len(annotations):
                raise CorrectionError("no such article", found=number)
            corrected, outcome, path = correct(annotations[number], message)
        except ParleyError as error:
            self.send({"text": str(error), "error": True})
            return
        annotations[number] = corrected
        self.dossier = Dossier(annotations, self.dossier.correction_files)
        self.view = view_of(digest(self.dossier))
        said = outcome.changes or ("it was so already" if outcome.status == "needless" else "done")
        self.send({"text": f"Written to {path.name}: {said}.", "error": False})

    def _repr_mimebundle_(self, **options: Any) -> Any:
        """Show the widget, and static HTML where widgets cannot be shown."""
        bundle = super()._repr_mimebundle_(**options)
        if bundle is None:
            return None
        data, metadata = bundle if isinstance(bundle, tuple) else (bundle, {})
        shown: dict[str, Any] = {
            **data,
            "text/html": static_html(digest(self.dossier)),
            "text/plain": repr(self.dossier),
        }
        return shown, metadata


def explore(
    articles: Names | Dossier = (),
    *,
    published: str | date | None = None,
    model: str | None = None,
    corrections: str | PathLike[str] | None = None,
) -> Explorer:
    """Show articles and what was found in them, to look through in JupyterLab.

    Parameters
    ----------
    articles
        A dossier, or what :func:`analysis.open` takes.
    published, model, corrections
        As for :func:`analysis.open`; a dossier that is given has its own.

    Raises
    ------
    ParleyError
        As :func:`analysis.open` does.
    """
    if isinstance(articles, Dossier):
        return Explorer(articles)
    return Explorer(
        open_dossier(articles, published=published, model=model, corrections=corrections)
    )
