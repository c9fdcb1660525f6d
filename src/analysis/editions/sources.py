"""The files that an edition's articles stand for, at the moment of a run."""

from __future__ import annotations

import glob
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from analysis.articles import SUFFIXES, article_files
from analysis.editions.settings import Edition
from analysis.errors import ArticleError
from analysis.project import default_article
from analysis.report.run import find_notebook, notebook_schema

_ARTICLES = Path("data") / "articles"


@dataclass(frozen=True)
class Sources:
    """The files of a run, in order, and what of the edition's articles was not found.

    ``missing`` maps the words of editions.toml to the reason; ``empty`` names patterns and folders
    that hold nothing now; ``older`` counts the files that ``newest`` leaves out.
    """

    files: tuple[Path, ...] = ()
    missing: tuple[tuple[str, str], ...] = ()
    empty: tuple[str, ...] = ()
    older: int = 0


def find_sources(edition: Edition) -> Sources:
    """Return the article files of an edition as they lie there now.

    No articles at all stand for the project's default article; a notebook that takes no articles
    has none. Folders and patterns are read anew
    for every run; files that reports were written to are left out.

    Raises
    ------
    analysis.errors.ParameterError
        If the notebook is not there any more.
    analysis.errors.ArticleError
        If the edition names no articles and the project has no default article.
    """
    if "articles" not in notebook_schema(find_notebook(edition.notebook)).names():
        return Sources()
    if not edition.articles:
        return Sources((default_article(edition.base),))
    files: dict[Path, Path] = {}
    missing: list[tuple[str, str]] = []
    empty: list[str] = []
    for words in edition.articles:
        try:
            found = list(_files(edition.base, words))
        except (ArticleError, OSError) as error:
            missing.append((words, getattr(error, "message", None) or str(error)))
            continue
        found = [file for file in found if not file.resolve().is_relative_to(edition.output)]
        if not found:
            empty.append(words)
        outside = {file for file in found if _leads_out(edition.base, words, file)}
        missing += [
            (str(file), "it is a link that leads out of the folder") for file in sorted(outside)
        ]
        for file in found:
            if file not in outside:
                files.setdefault(file.resolve(), file)
    kept = _newest(files.values(), edition.newest)
    return Sources(tuple(kept), tuple(missing), tuple(empty), len(files) - len(kept))


def _leads_out(base: Path, words: str, file: Path) -> bool:
    """Whether a file that was not named, but found in a folder, really lies somewhere else.

    Whoever puts articles into a folder is not thereby to choose what else of the disk is reported.
    """
    fixed: list[str] = []
    for part in Path(words).parts:
        if glob.has_magic(part):
            break
        fixed.append(part)
    folder = base.joinpath(*fixed)
    return folder.is_dir() and not file.resolve().is_relative_to(folder.resolve())


def _files(base: Path, words: str) -> Iterator[Path]:
    path = base / words
    if path.is_dir():
        yield from _folder(path)
    elif glob.has_magic(words) and not path.exists():
        found = sorted(glob.glob(words, root_dir=base, recursive=True))
        yield from (base / name for name in found if _is_article(base / name))
    else:
        yield _named(base, words)


def _folder(folder: Path) -> list[Path]:
    try:
        return article_files(folder)
    except ArticleError:
        return []


def _is_article(path: Path) -> bool:
    return path.suffix.lower() in SUFFIXES and not path.name.startswith(".") and path.is_file()


def _named(base: Path, words: str) -> Path:
    """Return the file of a path, or of a name in data/articles."""
    articles = base / _ARTICLES
    candidates = [base / words, articles / words, *(articles / f"{words}{end}" for end in SUFFIXES)]
    for candidate in candidates:
        if candidate.is_file():
            return candidate
    raise ArticleError("there is no such article", where=words)


def _newest(files: Iterable[Path], number: int) -> list[Path]:
    """Return the files changed last, in their own order; all where the number is 0."""
    given = list(files)
    if not number or len(given) <= number:
        return given
    newest = sorted(given, key=lambda file: (-file.stat().st_mtime_ns, str(file)))[:number]
    return [file for file in given if file in set(newest)]
