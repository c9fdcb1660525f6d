"""What notebooks work with: annotated articles and their tables.

``analysis.open(articles)`` gives a :class:`Dossier`; its tables are checked DataFrames.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cached_property
from html import escape
from os import PathLike, fspath
from pathlib import Path
from typing import TYPE_CHECKING

from analysis import cache
from analysis.articles import check_length, load_articles
from analysis.articles.metadata import iso_date
from analysis.corrections import CorrectionFile, apply, load_all
from analysis.errors import ArticleError, ParameterError, ParleyError
from analysis.model import Annotation, Article
from analysis.project import find_articles

if TYPE_CHECKING:
    import pandas as pd

Names = str | PathLike[str] | Iterable[str | PathLike[str]]

_ARTICLES_ALLOWED = "a path or name as text, or a list of them"


class Dossier:
    """Annotated articles, and the tables made from them.

    Parameters
    ----------
    annotations
        One annotation for each article; no two articles may have the same id.
    correction_files
        The files of an analyst's corrections that the annotations follow.

    Raises
    ------
    ArticleError
        If two articles have the same id: rows of a table could not be told apart.
    """

    def __init__(
        self,
        annotations: Iterable[Annotation],
        correction_files: Iterable[CorrectionFile] = (),
    ) -> None:
        self.annotations = tuple(annotations)
        self.correction_files = tuple(correction_files)
        _check_ids(annotation.article.id for annotation in self.annotations)

    @property
    def article_id(self) -> str:
        """The id of the article; of several, their ids joined by " + "."""
        return " + ".join(annotation.article.id for annotation in self.annotations)

    @cached_property
    def articles(self) -> pd.DataFrame:
        """One row for each article."""
        return self._table("articles")

    @cached_property
    def actors(self) -> pd.DataFrame:
        """One row for each actor of each article."""
        return self._table("actors")

    @cached_property
    def attributions(self) -> pd.DataFrame:
        """One row for each statement attributed to a source."""
        return self._table("attributions")

    @cached_property
    def positions(self) -> pd.DataFrame:
        """One row for each demand, offer, rejection, threat, ... of an actor."""
        return self._table("positions")

    @cached_property
    def meetings(self) -> pd.DataFrame:
        """One row for each meeting or round of talks."""
        return self._table("meetings")

    @cached_property
    def time_expressions(self) -> pd.DataFrame:
        """One row for each expression of time."""
        return self._table("time_expressions")

    @cached_property
    def sentences(self) -> pd.DataFrame:
        """One row for each sentence."""
        return self._table("sentences")

    @cached_property
    def corrections(self) -> pd.DataFrame:
        """One row for each correction of an analyst, carried out or not."""
        return self._table("corrections")

    @cached_property
    def reconciled_actors(self) -> pd.DataFrame:
        """One row for each actor of all articles together."""
        return self._reconciled("reconciled_actors")

    @cached_property
    def reconciled_meetings(self) -> pd.DataFrame:
        """One row for each meeting of all articles together, in order of time."""
        return self._reconciled("reconciled_meetings")

    @cached_property
    def reconciled_positions(self) -> pd.DataFrame:
        """One row for what each actor holds on each matter, in all articles together."""
        return self._reconciled("reconciled_positions")

    def _reconciled(self, name: str) -> pd.DataFrame:
        from analysis import reconcile  # pandas only when a table is asked for

        made: pd.DataFrame = getattr(reconcile, name)(self.annotations)
        return made

    def _table(self, name: str) -> pd.DataFrame:
        from analysis import tables  # pandas only when a table is asked for

        return tables.TABLES[name](self.annotations)

    def __repr__(self) -> str:
        counts = ", ".join(f"{number} {name}" for name, number in self._counts())
        return f"<Dossier {self.article_id}: {counts}>"

    def _repr_html_(self) -> str:
        """Show titles, dates and counts, with everything from the articles escaped."""
        rows = "".join(
            f"<li>{escape(article.title or article.id)}, "
            f"{escape(article.published or 'no date of publication')}</li>"
            for article in (annotation.article for annotation in self.annotations)
        )
        counts = ", ".join(f"{number} {escape(name)}" for name, number in self._counts())
        return f"<div><ul>{rows}</ul><p>{counts}</p></div>"

    def _counts(self) -> list[tuple[str, int]]:
        names = ("actors", "attributions", "positions", "meetings", "time_expressions")
        return [
            (name.replace("_", " "), sum(len(getattr(one, name)) for one in self.annotations))
            for name in names
        ]


def open(
    articles: Names = (),
    *,
    published: str | date | None = None,
    model: str | None = None,
    corrections: str | PathLike[str] | None = None,
) -> Dossier:
    """Load and annotate articles; what was annotated before comes from the cache.

    Parameters
    ----------
    articles
        Path or name of an article, or several, which are put in the order of publication: a file
        (text, HTML, PDF, DOCX, ...), a folder of them, a pattern, or the name of an article in the
        project's data/articles. A file may hold several articles; FILE#KEY is one of them. Nothing
        stands for the default article.
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
    names = _names(articles)
    day = iso_date(published, where="published", error=ParameterError)
    if model is not None and not isinstance(model, str):
        raise ParameterError(
            "wrong type", where="model", found=model, allowed="the name of a spaCy pipeline"
        )
    loaded: list[Article] = []
    places: list[tuple[str, Path]] = []
    for file in find_articles(names):
        found = _loaded(file, day)
        loaded += found
        places += ((article.id, Path(file)) for article in found)
    _check_ids(article.id for article in loaded)
    files = load_all(places, _given_corrections(corrections))
    # After the cache, which holds what the program found and nothing else.
    annotations = [
        apply(annotation, files[annotation.article.id].corrections).annotation
        if annotation.article.id in files
        else annotation
        for annotation in cache.annotated(_in_order(loaded), model or None)
    ]
    return Dossier(annotations, files.values())


def _in_order(articles: Iterable[Article]) -> list[Article]:
    """Return articles in the order of publication; those of one day, or of none, as given."""
    return sorted(articles, key=lambda article: article.published or "~")


def _loaded(file: Path, day: str | None) -> list[Article]:
    """Load the articles of a file; one of many that cannot be read does not cost the others.

    What is left out is said in the notes of the file's first article, and so in every report.
    """
    found = load_articles(file, published=day)
    errors = list(found.errors)
    articles = []
    for article in found.articles:
        try:
            check_length(article)
        except ArticleError as error:
            if len(found.articles) == 1 and not errors:
                raise
            errors.append(error)
            continue
        articles.append(article)
    if not articles:
        raise errors[0]
    if errors:
        first = articles[0]
        notes = (*first.notes, *(_left_out(file, error) for error in errors))
        articles[0] = first.model_copy(update={"notes": notes})
    return articles


def _left_out(file: Path, error: ParleyError) -> str:
    """Say what is left out of a file, without the folders that lead to it."""
    place = (error.where or file.name).replace(str(file), file.name)
    return f"Left out of this report: {place}: {error.message}."


def _given_corrections(corrections: object) -> str:
    if corrections is None or isinstance(corrections, str | PathLike):
        return str(fspath(corrections)) if corrections else ""
    raise ParameterError(
        "wrong type",
        where="corrections",
        found=corrections,
        allowed='the path of a file or folder, or "none"',
    )


def _names(articles: object) -> list[str]:
    """Return the names given as a list of text, leaving out empty ones."""
    given = [articles] if isinstance(articles, str | PathLike) else articles
    if given is None:
        return []
    if isinstance(given, bytes | dict) or not isinstance(given, Iterable):
        raise ParameterError(
            "wrong type", where="articles", found=articles, allowed=_ARTICLES_ALLOWED
        )
    names = []
    for name in given:
        if not isinstance(name, str | PathLike):
            raise ParameterError(
                "wrong type", where="articles", found=name, allowed=_ARTICLES_ALLOWED
            )
        names.append(str(fspath(name)))
    return [name for name in names if name.strip()]


def _check_ids(ids: Iterable[str]) -> None:
    seen: set[str] = set()
    for one in ids:
        if one in seen:
            raise ArticleError(
                "two articles have the same name",
                found=one,
                allowed="files whose names differ, their endings and folders aside",
            )
        seen.add(one)
