"""Notebooks run by papermill in this process, in a kernel started beforehand.

A run counts as whole only if the kernel itself answered "ok" for every code cell: the metadata that
papermill leaves say "completed" even of cells that never ran. A run has a deadline as a whole.
"""

from __future__ import annotations

import contextlib
import logging
import os
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from analysis.errors import ReportError
from analysis.report.content import Failure
from analysis.report.light import without_slow_validators

if TYPE_CHECKING:
    from jupyter_client.manager import KernelManager

KERNEL = "python3"
_QUIET = ("--HistoryManager.enabled=False", "--log-level=ERROR")
# Imported by the kernel while this process annotates. No name is bound: the notebook sees the same
# namespace.
_WARM_UP = "__import__('analysis.report.warm')"


@dataclass
class Execution:
    """What became of a run: the notebook as it stands, and why it stopped if it did."""

    notebook: Any
    failure: Failure | None = None
    done: set[int] = field(default_factory=set)


def start_kernel(
    folder: str | os.PathLike[str] | None = None, *, warm: bool = True
) -> KernelManager:
    """Start a Python kernel of this environment and do not wait for it.

    Parameters
    ----------
    folder
        Its working folder; None means that of this process.
    warm
        Whether it imports what notebooks on articles use before it is asked to.

    Raises
    ------
    analysis.errors.ReportError
        If it cannot be started.
    """
    from jupyter_client.kernelspec import KernelSpec
    from jupyter_client.manager import KernelManager

    manager = KernelManager(kernel_name=KERNEL)
    # Never another environment's kernel of the same name.
    command = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
    manager._kernel_spec = KernelSpec(
        argv=[*command, *_QUIET, *([f"--IPKernelApp.exec_lines={_WARM_UP}"] if warm else [])],
        display_name="Python 3 (ipykernel)",
        language="python",
    )
    manager.client_class = "jupyter_client.asynchronous.AsyncKernelClient"
    environment = os.environ | {"PYDEVD_DISABLE_FILE_VALIDATION": "1"}
    try:
        manager.start_kernel(cwd=os.fspath(folder) if folder else os.getcwd(), env=environment)
    except (OSError, RuntimeError) as error:
        raise ReportError(f"the kernel cannot be started: {error}") from error
    return manager


def stop_kernel(manager: KernelManager) -> None:
    """Kill a kernel and everything that it started; nothing in it is needed any more."""
    with contextlib.suppress(Exception):
        manager.shutdown_kernel(now=True)


def execute(
    notebook: Any,
    parameters: Mapping[str, object],
    manager: KernelManager,
    *,
    timeout: float,
    progress: Callable[[int, int], None] | None = None,
) -> Execution:
    """Run a notebook with parameters in the kernel of `manager`.

    Parameters
    ----------
    notebook
        The notebook in nbformat 4; it is not changed.
    parameters
        Checked values (see :mod:`analysis.report.parameters`).
    manager
        A started kernel.
    timeout
        Seconds that the whole run may take from now.
    progress
        Called with the number of cells done and of all code cells.
    """
    without_slow_validators()
    import papermill

    # papermill reports each cell on its own logger; the run's record says it once.
    logging.getLogger("papermill").setLevel(logging.CRITICAL + 1)
    engine = _engine()
    run = _Run(time.monotonic() + timeout, timeout, manager, progress)
    try:
        papermill.execute_notebook(
            notebook,
            None,
            parameters=dict(parameters),
            engine_name=engine,
            kernel_name=KERNEL,
            language="python",
            progress_bar=False,
            log_output=False,
            autosave_cell_every=0,
            request_save_on_cell_execute=False,
            start_timeout=min(60, max(1, int(timeout))),
            parley_run=run,
        )
    except KeyboardInterrupt:
        raise
    except Exception as error:
        run.error = error
    executed = run.notebook if run.notebook is not None else notebook
    # papermill puts cells with notices of its own before the one that failed; ours says the same.
    executed["cells"] = [
        cell
        for cell in executed["cells"]
        if "papermill-error-cell-tag" not in cell["metadata"].get("tags", [])
    ]
    return Execution(executed, _verdict(run, executed), run.done)


@dataclass
class _Run:
    """One run as the engine sees it."""

    deadline: float
    timeout: float
    manager: Any
    progress: Callable[[int, int], None] | None
    notebook: Any = None
    done: set[int] = field(default_factory=set)
    error: Exception | None = None

    def left(self) -> float:
        """Return the seconds left until the deadline; at least a little, for an error to come."""
        return max(self.deadline - time.monotonic(), 0.05)


def _engine() -> str:
    """Register the engine with papermill and return its name."""
    from papermill.clientwrap import PapermillNotebookClient
    from papermill.engines import NBClientEngine, papermill_engines

    class ParleyEngine(NBClientEngine):  # type: ignore[misc]
        @classmethod
        def execute_managed_notebook(
            cls, nb_man: Any, kernel_name: str, parley_run: Any = None, **options: Any
        ) -> None:
            run: _Run = parley_run
            run.notebook = nb_man.nb
            total = len(_code_cells(nb_man.nb))

            def executed(cell: Any, cell_index: int, execute_reply: Any) -> None:
                if execute_reply["content"]["status"] == "ok":
                    run.done.add(cell_index)
                    if run.progress is not None:
                        run.progress(len(run.done), total)

            PapermillNotebookClient(
                nb_man,
                km=run.manager,
                kernel_name=kernel_name,
                startup_timeout=int(options.get("start_timeout") or 60),
                timeout_func=lambda cell: run.left(),
                error_on_timeout=None,
                allow_errors=False,
                record_timing=False,
                on_cell_executed=executed,
                log=logging.getLogger("papermill"),
            ).execute()

    papermill_engines.register("parley", ParleyEngine)
    return "parley"


def _code_cells(notebook: Any) -> list[int]:
    """Return the indices of the cells that a whole run executes."""
    return [
        index
        for index, cell in enumerate(notebook["cells"])
        if cell["cell_type"] == "code"
        and "".join(cell["source"]).strip()
        and "skip-execution" not in cell["metadata"].get("tags", [])
    ]


def _verdict(run: _Run, notebook: Any) -> Failure | None:
    """Return where and why a run stopped short, or None if every code cell was answered "ok"."""
    open_cells = [index for index in _code_cells(notebook) if index not in run.done]
    if not open_cells:
        return None
    first = open_cells[0]
    kind, exception, reason = _reason(run, notebook["cells"][first])
    said = f"Cell {first + 1} of {len(notebook['cells'])} {reason}"
    return Failure(first + 1, said, kind, exception)


def _reason(run: _Run, cell: Any) -> tuple[str, str, str]:
    """Return the kind of the failure, the exception's name, and the reason in words."""
    for output in cell.get("outputs", []):
        if output["output_type"] == "error":
            if output["ename"] == "SystemExit":
                return "left", "SystemExit", "left the kernel; the cells after it were not run."
            name = str(output["ename"])
            return "error", name, f"failed with {name}: {output['evalue']}"
    if time.monotonic() >= run.deadline:
        return "timeout", "", f"was not done when the run's {run.timeout:g} seconds were over."
    name = type(run.error).__name__ if run.error is not None else ""
    if name == "DeadKernelError" or (run.error is not None and not _alive(run.manager)):
        return "kernel", "", "ended the kernel (killed, or out of memory)."
    return "open", "", f"was not run to its end{f': {run.error}' if run.error else ''}."


def _alive(manager: Any) -> bool:
    try:
        return bool(manager.is_alive())
    except Exception:
        return False
