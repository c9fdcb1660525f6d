"""``parley editions``, ``run``, ``schedule``, ``install-schedule``, ``runs`` and ``rerun``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from analysis.cli.base import app, say
from analysis.errors import EditionError, HistoryError, ParameterError, ParleyError

if TYPE_CHECKING:
    from analysis.editions import Editions
    from analysis.schedule.history import Run
    from analysis.schedule.runner import Runner
    from analysis.schedule.service import Done

File = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE",
        help="The editions.",
        show_default="editions.toml, here or in a folder above",
    ),
]
Json = Annotated[bool, typer.Option("--json", help="Write JSON.")]


def find_file(named: Path | None) -> Path:
    """Return the editions.toml that commands use: the one named, or the nearest, upwards."""
    from analysis.editions import FILE

    if named is not None:
        return (named / FILE if named.is_dir() else named).absolute()
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / FILE).is_file():
            return folder / FILE
    return here / FILE


@app.command()
def editions(
    action: Annotated[
        str,
        typer.Argument(
            metavar="[check|list]", help="Say every mistake in the file, or list the editions."
        ),
    ] = "list",
    file: File = None,
) -> None:
    """Check editions.toml, or list its editions: schedule, next run, last run.

    `check` looks at everything at once: each mistake with its line and what is allowed, parameters
    against the notebooks' own, articles that are not there, folders that cannot be written.
    """
    if action not in ("check", "list"):
        raise ParameterError("unknown action", found=action, allowed="check, list")
    from analysis.schedule import listing

    read = _read(file)
    if action == "check":
        problems = listing.problems(read)
        for problem in problems:
            say(problem)
        if problems:
            raise typer.Exit(EditionError.exit_status)
        number = len(read.editions)
        print(f"{read.file}: {number} edition{'s' * (number != 1)}, no mistakes")
        return
    with _runner(read.file) as runner:
        print(listing.editions_table(read, runner), end="")
    for mistake in read.mistakes:
        say(mistake.in_words(str(read.file)))
    if read.mistakes:
        raise typer.Exit(EditionError.exit_status)


@app.command()
def run(
    names: Annotated[
        list[str] | None,
        typer.Argument(metavar="[NAME]...", help="Editions to run.", show_default=False),
    ] = None,
    due: Annotated[
        bool,
        typer.Option(
            "--due", help="Run what the schedules ask for now, and nothing else; of NAMEs, or all."
        ),
    ] = False,
    wait: Annotated[
        float,
        typer.Option(
            metavar="MINUTES", min=0, help="Wait so long for another run of the edition to end."
        ),
    ] = 0.0,
    no_wait: Annotated[
        bool, typer.Option("--no-wait", help="With --due: leave retries to the next call.")
    ] = False,
    file: File = None,
) -> None:
    """Run editions now, or those that are due.

    Each is published whole or not at all, below its output folder: `latest` leads to the newest
    report. What happened is in `parley runs`. With --due, call it every few minutes.
    """
    from analysis.schedule.service import PATIENCE, Done, run_due, run_named

    if not names and not due:
        raise ParameterError("nothing to run", allowed="the names of editions, or --due")
    read = _read(file)
    done = Done()
    error: ParleyError | None = None
    with _runner(read.file) as runner:
        if due:
            chosen = [read.edition(name) for name in names] if names else list(read.editions)
            done = run_due(runner, chosen, patience=0.0 if no_wait else PATIENCE)
        else:
            for name in names or []:
                try:
                    done.runs += run_named(runner, read.edition(name), wait=60 * wait).runs
                except ParleyError as failed:
                    say(str(failed))
                    error = error or failed
    _told(done)
    mistakes = [] if names else list(read.mistakes)
    for mistake in mistakes:
        say(mistake.in_words(str(read.file)))
    _leave(error.exit_status if error else done.exit_status(), mistakes)


@app.command()
def schedule(
    jobs: Annotated[
        int, typer.Option(metavar="N", min=1, max=64, help="Editions to run at the same time.")
    ] = 2,
    file: File = None,
) -> None:
    """Run editions at their times, in the foreground, until ended (Ctrl-C, SIGTERM).

    For places without systemd, cron or the like; see `parley install-schedule`.
    """
    from analysis.schedule.service import Daemon

    read = _read(file)
    Daemon(read.file, jobs=jobs, say=say).run()


@app.command()
def install_schedule(
    systemd: Annotated[
        bool, typer.Option("--systemd", help="A service and a timer of systemd.")
    ] = False,
    cron: Annotated[bool, typer.Option("--cron", help="A line for crontab.")] = False,
    github_actions: Annotated[
        bool, typer.Option("--github-actions", help="A workflow of GitHub Actions.")
    ] = False,
    every: Annotated[
        int, typer.Option(metavar="MINUTES", min=1, max=60, help="How often to look.")
    ] = 5,
    write: Annotated[
        bool, typer.Option("--write", help="Write the files where they belong, not to the screen.")
    ] = False,
    file: File = None,
) -> None:
    """Print what calls `parley run --due` every few minutes, or write it where it belongs."""
    from analysis.schedule import install

    kinds = {"systemd": systemd, "cron": cron, "github-actions": github_actions}
    chosen = [name for name, wanted in kinds.items() if wanted]
    if len(chosen) != 1:
        options = ", ".join(f"--{name}" for name in kinds)
        raise ParameterError("where to?", found=chosen or None, allowed=f"one of {options}")
    made = install.files(chosen[0], _read(file).whole().file, every=every)
    if not write:
        print(install.shown(made), end="")
        return
    for path in install.write(made):
        print(path)
    print(made.then, end="")


@app.command()
def runs(
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[NAME | show ID]",
            help="Only runs of this edition; or everything about one run.",
            show_default=False,
        ),
    ] = None,
    failed: Annotated[
        bool, typer.Option("--failed", help="Only runs that ended without a report.")
    ] = False,
    limit: Annotated[int, typer.Option(metavar="N", min=1, help="At most so many.")] = 30,
    json: Json = False,
    file: File = None,
) -> None:
    """List the runs of editions, the newest first, or show one: what it read, made, and why."""
    from analysis.schedule import listing

    given = list(words or [])
    with _runner(find_file(file)) as runner:
        if given[:1] == ["show"] and len(given) == 2:
            one = runner.store.run(_number(given[1]))
            print(listing.run_as_json(one) if json else listing.run_in_full(one), end="")
            return
        if len(given) > 1:
            raise ParameterError("too many words", found=given, allowed="NAME, or show ID")
        name = given[0] if given else None
        if name is not None and name not in runner.store.editions():
            known = ", ".join(runner.store.editions()) or "no edition has run yet"
            raise HistoryError("no run of this edition", found=name, allowed=known)
        found = runner.store.runs(name, failed=failed, limit=limit)
        if json:
            print(listing.runs_as_json(found), end="")
            return
        # As far back as the runs that are shown.
        since = found[-1].started if len(found) == limit else None
        passed = [
            one
            for one in ([] if failed else runner.store.passed_over(name))
            if since is None or one[1].decided >= since
        ]
        print(listing.runs_table(found, passed), end="")


@app.command()
def rerun(
    number: Annotated[str, typer.Argument(metavar="ID", help="A number that `parley runs` lists.")],
    file: File = None,
) -> None:
    """Run again what was run before: with the same notebook, parameters and articles as then.

    What has changed since (the files, the version of Parley) is said.
    """
    from analysis.schedule import listing
    from analysis.schedule.service import run_named

    read = _read(file)
    with _runner(read.file) as runner:
        earlier = runner.store.run(_number(number))
        for difference in listing.changed_since(earlier):
            say(difference)
        done = run_named(runner, read.edition(earlier.edition), rerun=earlier)
    _told(done)
    _leave(done.exit_status(), [])


def _read(file: Path | None) -> Editions:
    from analysis.editions import read_editions

    return read_editions(find_file(file))


class _runner:  # noqa: N801 -- used as a function
    """Open the history of a project for one command."""

    def __init__(self, file: Path) -> None:
        from analysis.schedule.runner import Runner

        self._runner = Runner(file.parent, say=say)

    def __enter__(self) -> Runner:
        return self._runner

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        from analysis.schedule.signals import Interrupted

        self._runner.store.close()
        if isinstance(error, Interrupted):
            say(f"ended by {error.name}")
            raise typer.Exit(128 + error.number) from error


def _number(text: str) -> int:
    if not text.isdigit() or len(text) > 15:
        raise ParameterError("this is no run", found=text, allowed="a number, as 17")
    return int(text)


def _told(done: Done) -> None:
    """Say what came of each run: the report's folder on standard output, the rest beside it."""
    for run in done.runs:
        _tell(run)


def _tell(run: Run) -> None:
    for one in run.left_out:
        say(f"{run.edition}: left out: {one['article']}: {one['reason']}")
    for warning in run.warnings:
        say(f"{run.edition}: note: {warning}")
    if run.good:
        print(run.folder)
        return
    again = "" if run.settles else " (to be tried again)"
    say(f"{run.edition}: run {run.id} {run.state}: {run.cause}: {run.message}{again}")
    if run.folder:
        say(f"{run.edition}: kept: {run.folder}")


def _leave(status: int, mistakes: list[Any]) -> None:
    if status or mistakes:
        sys.stdout.flush()
        raise typer.Exit(status or EditionError.exit_status)
