"""From articles and a notebook to a folder of reports, whole or not at all."""

from __future__ import annotations

import json
import shutil
import signal
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from os import PathLike, fspath
from pathlib import Path
from typing import Any, Literal, NoReturn

from analysis.errors import ParameterError, ReportError
from analysis.model import Annotation
from analysis.project import notebooks_folder
from analysis.report.content import compose
from analysis.report.execution import Execution, execute, start_kernel, stop_kernel
from analysis.report.folder import folder_name, remove, written_aside
from analysis.report.light import without_slow_validators
from analysis.report.markup import Element
from analysis.report.pages import information, prepare, write_notebook, write_pages
from analysis.report.parameters import JsonValue, Schema, read_schema
from analysis.report.record import run_record

Format = Literal["html", "pdf"]
FORMATS: tuple[Format, ...] = ("html", "pdf")

Progress = Callable[[str], None]
"""Called with a short line ("reading", "executing briefing", ...) as each stage begins."""

Additions = Callable[[Sequence[Annotation], Path], Sequence[Element]]
"""Given the annotations and the report's folder, returns blocks for the head of the report."""


@dataclass(frozen=True)
class ReportResult:
    """Where a report was written, and what a user should know of it.

    ``folder`` is the report's folder; ``files`` maps the name of each product ("html", "pdf",
    "notebook", "annotation", "record", "tables/actors.csv", ...) to its path. ``warnings`` are for
    people: glyphs that no font has, a PDF standard that had to be given up, remarks on the text.
    ``seconds`` holds the wall time of each stage.
    """

    folder: Path
    files: dict[str, Path]
    warnings: tuple[str, ...] = ()
    seconds: dict[str, float] = field(default_factory=dict)


def report(
    articles: str | PathLike[str] | Sequence[str | PathLike[str]] = (),
    *,
    notebook: str | PathLike[str] = "briefing",
    published: str | None = None,
    model: str | None = None,
    corrections: str | PathLike[str] | None = None,
    parameters: Mapping[str, object] | None = None,
    formats: Sequence[str] = FORMATS,
    output: str | PathLike[str] = "reports",
    progress: Progress | None = None,
    timeout: float = 600.0,
    additions: Additions | None = None,
) -> ReportResult:
    """Run `notebook` on `articles` and write one folder of reports under `output`.

    Parameters
    ----------
    articles
        Paths, or names in data/articles; none means the project's default article.
    notebook
        The name of a notebook of Parley ("briefing", "actors", "positions", "chronology"), or the
        path of one of your own.
    published
        Date of publication (ISO), over that of the article's metadata.
    model
        Name of the spaCy pipeline to use.
    corrections
        A file or folder of an analyst's corrections, or "none"; None takes those of the project.
    parameters
        Values for the notebook's parameters cell. Text (as ``-p NAME VALUE`` gives it) is read by
        the declared type of the parameter; other values must have that type.
    formats
        Any of "html", "pdf".
    output
        Folder of reports. The report itself goes into ``output/ARTICLE/`` (one article),
        written aside and then put in place as a whole.
    progress
        Called with a line as each stage begins.
    timeout
        Deadline of the whole execution, in seconds.
    additions
        Called with the annotations and the folder being written, when the notebook has run to its
        end; returns what the report says before the notebook's own content, and may write files.

    Raises
    ------
    analysis.errors.ParameterError
        If a parameter is unknown or of the wrong type, or the notebook or format is unknown.
    analysis.errors.ArticleError
        If an article cannot be read.
    analysis.errors.CorrectionError
        If corrections have mistakes.
    analysis.errors.ReportError
        If a cell fails (the notebook up to it and an HTML that shows it are kept in a folder
        ``NAME.failed`` beside the last good report), or the report cannot be written.
    """
    stages = _Stages(progress)
    stages.begin("reading the notebook")
    given = _given(articles, published, model, corrections)
    job = _job(notebook, given, parameters or {}, formats)
    with _ended_by_signals():
        stages.begin("starting the kernel")
        manager = start_kernel(warm="articles" in job.schema.names())
        try:
            stages.begin("annotating")
            read = _annotated(job)
            made = _made(job, read, manager, Path(output), stages, timeout, additions)
        finally:
            stop_kernel(manager)
    return made


@dataclass(frozen=True)
class _Job:
    """What was asked for, checked."""

    notebook: Path
    name: str
    source: bytes
    schema: Schema
    values: dict[str, JsonValue]
    formats: tuple[str, ...]

    def value(self, name: str) -> JsonValue:
        """Return the value of a parameter: the one given, or the notebook's default."""
        defaults = {parameter.name: parameter.default for parameter in self.schema.parameters}
        return self.values.get(name, defaults.get(name))


class _Stages:
    """The stages of a run: said as they begin, timed as they end."""

    def __init__(self, progress: Progress | None) -> None:
        self._progress = progress
        self._started = time.monotonic()
        self._current: tuple[str, float] | None = None
        self._seconds: dict[str, float] = {}
        self.started = datetime.now(UTC).isoformat(timespec="seconds")

    def begin(self, stage: str) -> None:
        """End the current stage and begin another."""
        now = time.monotonic()
        if self._current is not None:
            name, since = self._current
            self._seconds[name] = now - since
        self._current = (stage, now)
        if self._progress is not None:
            self._progress(stage)

    def seconds(self) -> dict[str, float]:
        """Return the seconds of each stage so far, and of all."""
        now = time.monotonic()
        current = {} if self._current is None else {self._current[0]: now - self._current[1]}
        return {**self._seconds, **current, "total": now - self._started}


def _given(
    articles: str | PathLike[str] | Sequence[str | PathLike[str]],
    published: str | None,
    model: str | None,
    corrections: str | PathLike[str] | None,
) -> dict[str, object]:
    """Return the arguments that are parameters of every notebook of Parley."""
    named = [articles] if isinstance(articles, (str, PathLike)) else list(articles)
    given = {
        "articles": [str(fspath(name)) for name in named],
        "published": published,
        "model": model,
        "corrections": str(fspath(corrections)) if corrections else "",
    }
    return {name: value for name, value in given.items() if value}


def _job(
    notebook: str | PathLike[str],
    given: Mapping[str, object],
    parameters: Mapping[str, object],
    formats: Sequence[str],
) -> _Job:
    for name in formats:
        if name not in FORMATS:
            raise ParameterError("unknown format", where="format", found=name, allowed=FORMATS)
    twice = sorted(given.keys() & parameters.keys())
    if twice:
        raise ParameterError(
            f"{twice[0]!r} is given twice, as an argument and as a parameter",
            found=parameters[twice[0]],
            allowed="one of the two",
        )
    path = find_notebook(notebook)
    source = _source(path)
    schema = read_schema(_cells(path, source), path.stem)
    values = schema.check({**given, **parameters})
    return _Job(path, path.stem, source, schema, values, tuple(dict.fromkeys(formats)))


def find_notebook(notebook: str | PathLike[str]) -> Path:
    """Return the file of a notebook, named as one of Parley's or by its path.

    Raises
    ------
    analysis.errors.ParameterError
        If there is no such notebook; the error lists Parley's own.
    """
    named = Path(notebook)
    folder = notebooks_folder()
    own = folder / f"{named}.ipynb"
    if named.name == str(notebook) and own.is_file():
        return own
    if named.suffix == ".ipynb" and named.is_file():
        return named
    names = sorted(path.stem for path in folder.glob("*.ipynb"))
    raise ParameterError(
        "there is no such notebook",
        where="notebook",
        found=str(notebook),
        allowed=f"{', '.join(names)}; or the path of an .ipynb file",
    )


def notebook_schema(notebook: Path) -> Schema:
    """Return the parameters that the notebook in this file takes.

    Raises
    ------
    analysis.errors.ParameterError
        If the file is no notebook, or its parameters cell cannot be read.
    """
    return read_schema(_cells(notebook, _source(notebook)), notebook.stem)


def _source(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise ParameterError(f"cannot be read: {error.strerror}", where=path) from error


def _cells(path: Path, source: bytes) -> list[dict[str, Any]]:
    try:
        read = json.loads(source)
        cells = read["cells"]
        if read["nbformat"] != 4 or not isinstance(cells, list):
            raise ValueError
    except (ValueError, KeyError, TypeError):
        raise ParameterError(
            "this is not a notebook", where=path, allowed="a Jupyter notebook (nbformat 4)"
        ) from None
    return cells


@dataclass(frozen=True)
class _Read:
    """The articles as annotated and corrected, and the files of corrections."""

    annotations: tuple[Annotation, ...] = ()
    correction_files: tuple[dict[str, str], ...] = ()

    def notes(self) -> Iterator[str]:
        """Yield what a user should know of the annotation and its corrections."""
        for annotation in self.annotations:
            of = f"{annotation.article.id}: " if len(self.annotations) > 1 else ""
            yield from (f"{of}{note}" for note in annotation.notes)
            for one in annotation.corrections:
                if one.status not in ("applied", "needless"):
                    line = f" of line {one.line}" if one.line else ""
                    yield f"{of}the correction{line} was not carried out: {one.detail}"


def _annotated(job: _Job) -> _Read:
    """Annotate before the notebook does: it then finds everything in the cache."""
    if "articles" not in job.schema.names():
        return _Read()
    # Deferred: pandas and spaCy are imported below it, only when they are needed.
    from analysis.dossier import open as open_articles

    names = job.value("articles")
    published, model = job.value("published"), job.value("model")
    corrections = job.value("corrections")
    dossier = open_articles(
        [str(name) for name in names] if isinstance(names, list) else str(names or ""),
        published=str(published) if published else None,
        model=str(model) if model else None,
        corrections=str(corrections) if corrections else None,
    )
    files = tuple(
        {"article": file.article, "file": file.path.name, "sha256": file.sha256}
        for file in dossier.correction_files
    )
    return _Read(dossier.annotations, files)


def _made(
    job: _Job,
    read: _Read,
    manager: Any,
    output: Path,
    stages: _Stages,
    timeout: float,
    additions: Additions | None,
) -> ReportResult:
    annotations = read.annotations
    target = output / folder_name([one.article.id for one in annotations], job.name)
    stages.begin(f"executing {job.name}")
    # The pool ends first: nothing of it may write into a folder that is being removed.
    with written_aside(target) as aside, ThreadPoolExecutor(max_workers=2) as pool:
        # While the kernel works this process has nothing else to do.
        beside = pool.submit(_write_beside, annotations, aside, job.formats)
        execution = execute(_notebook(job.source), job.values, manager, timeout=timeout)
        stop_kernel(manager)
        beside.result()
        write_notebook(execution.notebook, aside / f"{job.name}.ipynb")
        if execution.failure is not None:
            _keep_failed(job, read, execution, aside, target, stages)
        stages.begin(f"writing {' and '.join(name.upper() for name in job.formats) or 'files'}")
        about = information(annotations, job.name)
        added = additions(annotations, aside) if additions is not None else ()
        document = compose(execution.notebook, about, additions=added)
        pages = write_pages(document, job.formats, aside, job.name, pool)
        warnings = (*read.notes(), *pages.warnings)
        record = run_record(
            status="complete",
            notebook=job.notebook,
            parameters=job.values,
            annotations=annotations,
            started=stages.started,
            seconds=stages.seconds(),
            warnings=warnings,
            folder=aside,
            corrections=list(read.correction_files),
            pdf_standards=list(pages.standards),
        )
        (aside / "run.json").write_text(record, "utf-8")
        names = sorted(path.relative_to(aside) for path in aside.rglob("*") if path.is_file())
    remove(_failed(target))
    files = {_product(name, job.name): target / name for name in names}
    return ReportResult(target, files, warnings, stages.seconds())


def _product(name: Path, notebook: str) -> str:
    """Return what a file of the report is called in the result."""
    known = {
        f"{notebook}.html": "html",
        f"{notebook}.pdf": "pdf",
        f"{notebook}.ipynb": "notebook",
        "annotation.jsonl": "annotation",
        "run.json": "record",
    }
    return known.get(name.as_posix(), name.as_posix())


def _notebook(source: bytes) -> Any:
    without_slow_validators()
    import nbformat

    return nbformat.reads(source.decode("utf-8"), as_version=4)  # type: ignore[no-untyped-call]


def _write_beside(annotations: Sequence[Annotation], folder: Path, formats: Sequence[str]) -> None:
    """Write annotation and tables, and import what writes HTML and PDF."""
    if annotations:
        lines = "".join(f"{annotation.to_json()}\n" for annotation in annotations)
        (folder / "annotation.jsonl").write_text(lines, "utf-8", newline="\n")
        from analysis.table_files import write_tables

        write_tables(annotations, folder / "tables", format="csv")
    prepare(formats)


def _failed(target: Path) -> Path:
    return target.with_name(f"{target.name}.failed")


def _keep_failed(
    job: _Job,
    read: _Read,
    execution: Execution,
    aside: Path,
    target: Path,
    stages: _Stages,
) -> NoReturn:
    """Keep what there is of a failed run beside the last good report, and say so."""
    failure, annotations = execution.failure, read.annotations
    assert failure is not None
    failed = _failed(target)
    stages.begin("keeping what there is of the failed run")
    with written_aside(failed) as kept:
        shutil.copytree(aside, kept, dirs_exist_ok=True)
        about = information(annotations, job.name, failed=True)
        document = compose(execution.notebook, about, failure)
        write_pages(document, ("html",), kept, f"{job.name}.failed")
        record = run_record(
            status="failed",
            notebook=job.notebook,
            parameters=job.values,
            annotations=annotations,
            started=stages.started,
            seconds=stages.seconds(),
            warnings=(),
            folder=kept,
            corrections=list(read.correction_files),
            failure=asdict(failure),
        )
        (kept / "run.json").write_text(record, "utf-8")
    raise ReportError(
        f"the notebook did not run to its end. {failure.reason}\n"
        f"  kept:    {failed} (the notebook up to the cell, and an HTML that shows it)",
        where=job.name,
    )


@contextmanager
def _ended_by_signals() -> Iterator[None]:
    """Let a signal that ends the process end the kernel too, and leave nothing half-written."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def leave(number: int, frame: object) -> NoReturn:
        raise SystemExit(128 + number)

    before = {
        number: signal.signal(number, leave)
        for number in (signal.SIGTERM, getattr(signal, "SIGHUP", signal.SIGTERM))
    }
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
