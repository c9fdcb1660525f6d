"""Where a project's files are: its articles, its notebooks, and the article used by default.

The project folder is the nearest folder, from the working folder upwards, that holds
``data/articles``. Outside any project, articles are named by their paths.
"""

from __future__ import annotations

from collections.abc import Iterable
from os import PathLike
from pathlib import Path

from analysis.articles import SUFFIXES, article_files, split_name
from analysis.articles.metadata import read_metadata
from analysis.errors import ArticleError, ReportError

ARTICLES = Path("data") / "articles"


def project_folder(start: str | PathLike[str] | None = None) -> Path | None:
    """Return the nearest folder from `start` (the working folder) upwards with data/articles."""
    here = Path(start) if start is not None else Path.cwd()
    for folder in (here.resolve(), *here.resolve().parents):
        if (folder / ARTICLES).is_dir():
            return folder
    return None


def notebooks_folder() -> Path:
    """Return the folder of the notebooks: packaged ones, or those of a checkout.

    Raises
    ------
    ReportError
        If the installation holds no notebooks.
    """
    package = Path(__file__).resolve().parent
    packaged = package / "_notebooks"
    if packaged.is_dir():
        return packaged
    checkout = package.parent.parent / "notebooks"
    if checkout.is_dir():
        return checkout
    raise ReportError("this installation holds no notebooks", where=packaged)


def default_article(start: str | PathLike[str] | None = None) -> Path:
    """Return the article that commands use when none is named.

    It is the only article of the project, or the one whose TOML says ``default = true``.

    Raises
    ------
    ArticleError
        If there is no project or no article, or if it is not clear which one is meant.
    """
    project = project_folder(start)
    if project is None:
        raise ArticleError(
            "no article is named, and no project folder was found",
            where=Path(start) if start is not None else Path.cwd(),
            allowed="the path of an article; or a folder, here or above, with data/articles",
        )
    files = article_files(project / ARTICLES)
    marked = [file for file in files if read_metadata(file.with_suffix(".toml")).default]
    candidates = marked or files
    if len(candidates) == 1:
        return candidates[0]
    said = "several articles are marked as default" if marked else "no article is named"
    raise ArticleError(
        said,
        where=project / ARTICLES,
        found=", ".join(file.stem for file in candidates),
        allowed="one article's name or path; or default = true in the TOML of exactly one",
    )


def find_article(name: str | PathLike[str]) -> list[Path]:
    """Return the files that a name given by the user stands for.

    Tried in this order: the path as given; the same path from the project folder; a name, with or
    without its ending, in the project's data/articles; and a pattern with ``*``, ``?`` or ``[…]``,
    from here or from the project folder. A folder stands for the articles in it. ``FILE#KEY``
    stands for one article of a file with several, and is returned as such a path.

    Raises
    ------
    ArticleError
        If nothing fits; the error lists the project's articles.
    """
    path = Path(name)
    if _exists(path):
        return article_files(path)
    project = project_folder()
    if project is not None:
        for candidate in _inside(project, path):
            if _exists(candidate):
                return article_files(candidate)
    matching = _matching(path, project)
    if matching:
        return matching
    raise ArticleError("there is no such article", where=path, allowed=_known(project))


def find_articles(names: Iterable[str | PathLike[str]]) -> list[Path]:
    """Return the files that several names stand for, in order, each file once.

    No name at all stands for the default article.

    Raises
    ------
    ArticleError
        As :func:`find_article` and :func:`default_article` do.
    """
    files = [file for name in names for file in find_article(name)] or [default_article()]
    unique: dict[Path, Path] = {}
    for file in files:
        unique.setdefault(file.resolve(), file)
    return list(unique.values())


def _inside(project: Path, path: Path) -> list[Path]:
    if path.is_absolute():
        return []
    folder = project / ARTICLES
    named = [folder / f"{path}{suffix}" for suffix in SUFFIXES] if path.name == str(path) else []
    return [project / path, folder / path, *named]


def _matching(pattern: Path, project: Path | None) -> list[Path]:
    """Return the articles whose paths match a pattern, sorted; from here, or from the project."""
    if not any(mark in str(pattern) for mark in "*?["):
        return []
    for folder in (Path(), *([project] if project is not None else [])):
        anchor = Path(pattern.anchor) if pattern.is_absolute() else folder
        words = str(pattern.relative_to(pattern.anchor))
        try:
            found = sorted(anchor.glob(words))
        except (OSError, ValueError, NotImplementedError):
            continue
        articles = [
            path
            for path in found
            if path.suffix.lower() in SUFFIXES and not path.name.startswith(".") and path.is_file()
        ]
        if articles:
            return articles
    return []


def _exists(path: Path) -> bool:
    """Tell whether there is such a file or folder, or an article's place in a file (FILE#KEY)."""
    try:
        return path.exists() or split_name(path)[1] is not None
    except (OSError, ValueError):  # a name too long, or with a NUL in it
        return False


def _known(project: Path | None) -> str:
    here = "the path of an article's file, of a folder with such files, or a pattern"
    if project is None:
        return here
    try:
        names = [file.stem for file in article_files(project / ARTICLES)]
    except ArticleError:
        return here
    return f"{here}; or one of {', '.join(names[:12])}"
