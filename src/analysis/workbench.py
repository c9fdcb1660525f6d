"""What an analyst works with in a notebook: a dossier that shows itself.

``analysis.open(...)`` gives a :class:`Workbench`: a dossier whose representation says what the
articles are about, with the annotated text, tables and charts of the reports as attributes.
"""

from __future__ import annotations

from datetime import date
from functools import cached_property
from html import escape
from os import PathLike
from typing import TYPE_CHECKING

from analysis.dossier import Dossier, Names
from analysis.dossier import open as open_dossier

if TYPE_CHECKING:
    from analysis.charts import Chart
    from analysis.display.markup import Block
    from analysis.summaries import Digest

_COUNTED = ("actors", "attributions", "positions", "meetings", "time_expressions")
_SHOWS = (
    ("text", "the articles, with the words that rows rest on marked"),
    ("actor_table, position_table, chronology_table", "the tables of the reports"),
    ("speakers, position_map, chronology", "their charts"),
    ("actors, attributions, positions, meetings, time_expressions, ...", "tables as DataFrames"),
)


class Workbench(Dossier):
    """Annotated articles, their tables as DataFrames, and what the reports show of them.

    Everything but the DataFrames shows itself in a notebook and is made when first asked for.
    """

    @cached_property
    def digest(self) -> Digest:
        """What :mod:`analysis.display` and :mod:`analysis.charts` take."""
        from analysis.summaries import digest

        return digest(self)

    @property
    def text(self) -> Block:
        """The articles, with the words that the tables rest on marked and numbered."""
        return self._block("annotated")

    @property
    def actor_table(self) -> Block:
        """The actors, each with side, part and office."""
        return self._block("actor_table")

    @property
    def position_table(self) -> Block:
        """The positions, each with who says so and its words."""
        return self._block("position_table")

    @property
    def chronology_table(self) -> Block:
        """The meetings in order of time."""
        return self._block("chronology_table")

    @property
    def speakers(self) -> Chart:
        """Chart: who speaks, and how much."""
        return self._chart("who_speaks")

    @property
    def position_map(self) -> Chart:
        """Chart: where the sides stand, issue by issue."""
        return self._chart("position_map")

    @property
    def chronology(self) -> Chart:
        """Chart: the meetings on a line of time."""
        return self._chart("chronology")

    def _block(self, name: str) -> Block:
        from analysis import display

        block: Block = getattr(display, name)(self.digest)
        return block

    def _chart(self, name: str) -> Chart:
        from analysis import charts

        chart: Chart = getattr(charts, name)(self.digest)
        return chart

    def __repr__(self) -> str:
        return super().__repr__().replace("<Dossier ", "<Workbench ", 1)

    def _repr_html_(self) -> str:
        """Show what the articles are about, as the report begins, and what is at hand."""
        glance = self._block("at_a_glance").text
        titles = "".join(
            f"<h3>{escape(one.article.title or one.article.id)}</h3>"
            f"<p>{escape(one.article.published or 'no date of publication')}"
            f"{escape(f' · {one.article.publisher}') if one.article.publisher else ''}</p>"
            for one in self.annotations
        )
        counts = " · ".join(
            f"{sum(len(getattr(one, name)) for one in self.annotations)} {name.replace('_', ' ')}"
            for name in _COUNTED
        )
        shows = "".join(
            f"<li><code>{escape(names)}</code>: {escape(meaning)}</li>" for names, meaning in _SHOWS
        )
        return (
            f"<div>{titles}<p>{escape(glance)}</p><p>{counts}</p>"
            f"<details><summary>At hand</summary><ul>{shows}</ul></details></div>"
        )


def open(
    articles: Names = (),
    *,
    published: str | date | None = None,
    model: str | None = None,
    corrections: str | PathLike[str] | None = None,
) -> Workbench:
    """Load and annotate articles; what was annotated before comes from the cache.

    Parameters
    ----------
    articles
        Path or name of an article, or several: a file (text, HTML, PDF, DOCX, ...), a folder of
        them, a pattern, or the name of an article in the project's data/articles. A file may hold
        several articles; FILE#KEY is one of them. Nothing stands for the default article.
    published
        Date of publication (ISO) for all of them, stronger than what their files say. None or ""
        leaves it to the files.
    model
        Name or path of the spaCy pipeline; None or "" means the default one.
    corrections
        What an analyst corrected: None or "" takes ``data/corrections/NAME.toml`` of the project,
        where there is one; "none" takes nothing; else a file, or a folder of files.

    Raises
    ------
    ArticleError
        If an article is not found or cannot be read, or two have the same name.
    CorrectionError
        If corrections that were named are not there, or a file of them has mistakes.
    ModelError
        If the pipeline cannot be loaded.
    ParameterError
        If a parameter has the wrong type, or `published` is not a date.
    """
    opened = open_dossier(articles, published=published, model=model, corrections=corrections)
    return Workbench(opened.annotations, opened.correction_files)
