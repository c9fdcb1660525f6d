"""Telling people what came of a run: by mail, and by webhook for programs and chat rooms.

``tell(notices, told)`` sends a message to whom it concerns and returns, in words, what could not be
sent. Secrets (the mail server's password, a webhook's address) come from the environment or from a
file that it names, and are in no message, record or remark.
"""

from analysis.notify.message import Told
from analysis.notify.sending import Notice, events_of, tell

__all__ = ["Notice", "Told", "events_of", "tell"]
