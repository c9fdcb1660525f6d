"""Signals that end a run: heard at once, but not in the middle of a step that must be whole."""

from __future__ import annotations

import contextlib
import signal
import threading
from collections.abc import Iterator
from types import FrameType

ENDING = tuple(
    getattr(signal, name) for name in ("SIGTERM", "SIGHUP", "SIGINT") if hasattr(signal, name)
)


class Interrupted(BaseException):
    """A signal asked this process to end."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.name = signal.Signals(number).name
        super().__init__(self.name)


class Signals:
    """Turns ending signals into :class:`Interrupted`, raised outside of :meth:`held` blocks."""

    def __init__(self) -> None:
        self._held = 0
        self._pending: int | None = None
        self._raised = False

    @contextlib.contextmanager
    def heeded(self) -> Iterator[None]:
        """Listen within the block; a no-op outside the main thread."""
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        self._pending, self._raised = None, False
        before = {number: signal.signal(number, self._heard) for number in ENDING}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    @contextlib.contextmanager
    def held(self) -> Iterator[None]:
        """Let the block end before a signal is raised."""
        self._held += 1
        try:
            yield
        finally:
            self._held -= 1
        if not self._held and self._pending is not None:
            self._raise(self._pending)

    def _heard(self, number: int, frame: FrameType | None) -> None:
        if self._held:
            self._pending = number
        else:
            self._raise(number)

    def _raise(self, number: int) -> None:
        """Raise once: who ends a run twice does not stop the work of ending it."""
        self._pending = None
        if not self._raised:
            self._raised = True
            raise Interrupted(number)
