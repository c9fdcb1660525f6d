"""Annotating many files in one go, where one bad file must not cost the others."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from os import PathLike
from pathlib import Path

from analysis.articles import check_length, load_articles
from analysis.errors import ArticleError, ParleyError
from analysis.model import Annotation, Article
from analysis.project import default_article, find_article

Problem = Callable[[ParleyError], None]
"""Called with the error of each file that is left out."""


@dataclass
class Outcome:
    """How many articles were annotated, and the errors of those left out, in order."""

    done: int = 0
    errors: list[ParleyError] = field(default_factory=list)


def annotate_files(
    names: Sequence[str | PathLike[str]],
    *,
    write: Callable[[Annotation], None],
    published: str | None = None,
    model: str | None = None,
    problem: Problem | None = None,
) -> Outcome:
    """Annotate files, one after the other in one process, and hand on each annotation.

    Parameters
    ----------
    names
        Files, folders, patterns, or names of articles of the project; none means the default
        article. A file may hold several articles.
    write
        Called with each annotation, in the order of the files; sorted within a folder.
    published
        Date of publication (ISO) of all of them, over what their files say.
    model
        Name or path of the spaCy pipeline.
    problem
        Called with the error of each file that is left out, as soon as it is known.

    Raises
    ------
    ModelError
        If the pipeline cannot be loaded.
    ParameterError
        If `published` is not a date.
    """
    outcome = Outcome()

    def leave_out(error: ParleyError) -> None:
        outcome.errors.append(error)
        if problem is not None:
            problem(error)

    files = list(_files(names, leave_out))
    if files:
        from analysis.annotate import annotate_all  # spaCy only if there is something to do

        for annotation in annotate_all(_articles(files, published, leave_out), model=model):
            write(annotation)
            outcome.done += 1
    return outcome


def _files(names: Iterable[str | PathLike[str]], leave_out: Problem) -> Iterator[Path]:
    """Yield the files that the names stand for, each once."""
    given = list(names) or [default_article()]
    seen: set[Path] = set()
    for name in given:
        try:
            found = find_article(name)
        except ArticleError as error:
            leave_out(error)
            continue
        for file in found:
            if file.resolve() not in seen:
                seen.add(file.resolve())
                yield file


def _articles(
    files: Iterable[Path], published: str | None, leave_out: Problem
) -> Iterator[Article]:
    """Yield the articles that can be loaded; nothing of the others is kept but the error."""
    ids: dict[str, Path] = {}
    for file in files:
        try:
            loaded = load_articles(file, published=published)
        except ArticleError as error:
            leave_out(error)
            continue
        for problem in loaded.errors:
            leave_out(problem)
        for article in loaded.articles:
            try:
                if article.id in ids:
                    raise ArticleError(
                        "another article has the same name",
                        where=file,
                        found=str(ids[article.id]),
                        allowed="files whose names differ, their endings and folders aside",
                    )
                check_length(article)
            except ArticleError as error:
                leave_out(error)
                continue
            ids[article.id] = file
            yield article
