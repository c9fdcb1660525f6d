"""Who is told of what, and by which way."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from analysis.errors import NotificationError
from analysis.notify import mail, webhook
from analysis.notify.message import Told
from analysis.notify.secrets import secret


class Notice(Protocol):
    """One way of telling people; an edition's ``notify`` tables are read into such."""

    @property
    def on(self) -> Sequence[str]: ...
    @property
    def mail(self) -> Sequence[str]: ...
    @property
    def webhook(self) -> str: ...
    @property
    def webhook_env(self) -> str: ...
    @property
    def attach(self) -> bool: ...


def events_of(told: Told) -> frozenset[str]:
    """Return the events that a run is: "success", "change", "failure"."""
    if not told.good:
        return frozenset({"failure"})
    return frozenset({"success", "change"} if told.changed else {"success"})


def tell(
    notices: Iterable[Notice], told: Told, environment: Mapping[str, str] | None = None
) -> list[str]:
    """Tell everyone whom the run concerns; return what went wrong, in words.

    One way that fails does not keep the message from the others.

    Parameters
    ----------
    notices
        Who wants to know of what.
    told
        What came of the run.
    environment
        Where secrets come from; None means that of the process.
    """
    events = events_of(told)
    given = os.environ if environment is None else environment
    remarks = []
    for number, notice in enumerate(notices, start=1):
        if not events & set(notice.on):
            continue
        try:
            remark = _send(notice, told, given)
        except NotificationError as error:
            remark = " ".join(str(error).split())
        if remark:
            way = "mail" if notice.mail else "webhook"
            remarks.append(f"notice {number} ({way}): {remark}")
    return remarks


def _send(notice: Notice, told: Told, environment: Mapping[str, str]) -> str:
    if notice.mail:
        server = mail.server_of(environment)
        return mail.send(server, notice.mail, told, attach=notice.attach)
    address = notice.webhook or secret(notice.webhook_env, environment)
    if not address:
        raise NotificationError("its address is not set", where=notice.webhook_env)
    webhook.post(address, told)
    return ""
