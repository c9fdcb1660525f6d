"""Webhooks: the message as JSON, posted to an address."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from typing import Any
from urllib.parse import urlsplit

from analysis.errors import NotificationError
from analysis.notify.message import Told

SECONDS = 10.0
_LARGEST_ANSWER = 65_536


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    """A webhook answers; one that leads elsewhere would be told what was meant for another."""

    def redirect_request(self, *_: Any, **__: Any) -> None:
        return None


def post(address: str, told: Told) -> None:
    """Post a message.

    Raises
    ------
    NotificationError
        If it is not taken. The address, which often is a secret, is left out.
    """
    if urlsplit(address).scheme not in ("http", "https"):
        raise NotificationError("a webhook's address begins with https:// or http://")
    body = json.dumps(told.payload(), ensure_ascii=False).encode("utf-8", "replace")
    request = urllib.request.Request(
        address,
        data=body,
        method="POST",
        headers={"Content-Type": "application/json; charset=utf-8", "User-Agent": "Parley"},
    )
    opener = urllib.request.build_opener(_NoRedirects)
    try:
        with opener.open(request, timeout=SECONDS) as answer:
            answer.read(_LARGEST_ANSWER)
    except urllib.error.HTTPError as error:
        error.close()
        raise NotificationError(f"the webhook answered {error.code}") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "reason", error)
        if isinstance(reason, TimeoutError):
            said = f"no answer within {SECONDS:.0f} s"
        else:
            said = getattr(reason, "strerror", None) or type(reason).__name__
        raise NotificationError(f"the webhook cannot be reached: {said}") from None
