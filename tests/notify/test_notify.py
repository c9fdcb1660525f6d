"""Messages about runs, sent to a real mail server and a real web server on this machine."""

from __future__ import annotations

import email
import json
import socket
import ssl
import subprocess
import threading
from collections.abc import Iterator
from dataclasses import dataclass, replace
from email import policy
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword

from analysis.errors import NotificationError
from analysis.notify import Told, events_of, tell
from analysis.notify.mail import server_of
from analysis.notify.secrets import secret

PASSWORD = "a secret; of 20 characters"
TOLD = Told(
    edition="ferries",
    title="The ferry talks",
    run=12,
    good=True,
    started="2031-04-17 07:00 UTC",
    headline="1 new position",
    sentences=("New: Norrland demands “a quota”.",),
    folder="/reports/ferries",
)


@dataclass
class Notice:
    on: tuple[str, ...] = ("success", "change", "failure")
    mail: tuple[str, ...] = ()
    webhook: str = ""
    webhook_env: str = ""
    attach: bool = False


class Inbox:
    """What a mail server took, and whom it refuses."""

    def __init__(self) -> None:
        self.taken: list[tuple[list[str], EmailMessage]] = []

    async def handle_RCPT(  # noqa: N802 -- aiosmtpd's name
        self, server: Any, session: Any, envelope: Any, address: str, options: Any
    ) -> str:
        if address.startswith("nobody@"):
            return "550 no such user"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        message = email.message_from_bytes(envelope.content, policy=policy.default)
        assert isinstance(message, EmailMessage)
        self.taken.append((envelope.rcpt_tos, message))
        return "250 OK"


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@pytest.fixture
def inbox() -> Iterator[tuple[Inbox, dict[str, str]]]:
    """A plain mail server, and the environment that leads to it."""
    taken = Inbox()
    port = free_port()
    controller = Controller(taken, hostname="127.0.0.1", port=port)
    controller.start()
    yield (
        taken,
        {
            "PARLEY_SMTP_HOST": "127.0.0.1",
            "PARLEY_SMTP_PORT": str(port),
            "PARLEY_SMTP_SECURITY": "none",
            "PARLEY_SMTP_FROM": "parley@example.org",
        },
    )
    controller.stop()


@pytest.fixture
def web() -> Iterator[tuple[list[Any], str]]:
    """A web server that keeps what it is told; /fail and /moved do not take it."""
    got: list[Any] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            path = self.path.partition("?")[0]
            if path == "/moved":
                self.send_response(302)
                self.send_header("Location", "/elsewhere")
            else:
                self.send_response(500 if path == "/fail" else 204)
                got.append((self.path, self.headers["Content-Type"], json.loads(body)))
            self.end_headers()

        def do_GET(self) -> None:
            got.append((self.path, "GET", None))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield got, f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


# --- events -----------------------------------------------------------------------------------


def test_events_of_a_run() -> None:
    assert events_of(TOLD) == {"success", "change"}
    assert events_of(replace(TOLD, headline="", sentences=())) == {"success"}
    assert events_of(replace(TOLD, headline="", sentences=(), first=True)) == {"success", "change"}
    assert events_of(replace(TOLD, good=False, reason="kernel: died")) == {"failure"}


def test_only_those_are_told_who_want_to_know(web: tuple[list[Any], str]) -> None:
    got, address = web
    notices = [
        Notice(on=("failure",), webhook=f"{address}/failure"),
        Notice(on=("change",), webhook=f"{address}/change"),
    ]
    assert tell(notices, TOLD, {}) == []
    assert tell(notices, replace(TOLD, sentences=()), {}) == []
    assert tell(notices, replace(TOLD, good=False), {}) == []
    assert [path for path, _, _ in got] == ["/change", "/failure"]


# --- webhook ----------------------------------------------------------------------------------


def test_a_webhook_gets_json_with_a_text_for_people(web: tuple[list[Any], str]) -> None:
    got, address = web
    notice = Notice(webhook_env="HOOK")
    told = replace(
        TOLD, left_out=(("broken.txt", "not a text file"),), facts={"state": "incomplete"}
    )
    assert tell([notice], told, {"HOOK": f"{address}/x"}) == []
    ((_, kind, payload),) = got
    assert kind == "application/json; charset=utf-8"
    assert payload["event"] == "success"
    assert payload["changed"] is True
    assert payload["state"] == "incomplete"
    assert payload["left_out"] == [{"article": "broken.txt", "reason": "not a text file"}]
    assert payload["text"].startswith("The ferry talks: report of 2031-04-17 07:00 UTC.")
    assert "- New: Norrland demands “a quota”." in payload["text"]


@pytest.mark.parametrize(
    ("path", "said"),
    [("/fail", "the webhook answered 500"), ("/moved", "the webhook answered 302")],
)
def test_a_webhook_that_does_not_take_it_is_a_remark(
    web: tuple[list[Any], str], path: str, said: str
) -> None:
    got, address = web
    (remark,) = tell([Notice(webhook=f"{address}{path}?token=hush")], TOLD, {})
    assert remark == f"notice 1 (webhook): {said}"
    assert "hush" not in remark
    assert not any(kind == "GET" for _, kind, _ in got)


def test_a_webhook_that_nobody_answers_keeps_its_address_to_itself() -> None:
    remarks = tell(
        [Notice(webhook="http://127.0.0.1:9/hush"), Notice(webhook_env="HUSH"), Notice(webhook="file:///etc/passwd")],
        TOLD,
        {},
    )  # fmt: skip
    assert remarks == [
        "notice 1 (webhook): the webhook cannot be reached: Connection refused",
        "notice 2 (webhook): HUSH: its address is not set",
        "notice 3 (webhook): a webhook's address begins with https:// or http://",
    ]


# --- mail -------------------------------------------------------------------------------------


def test_mail_goes_to_each_address_by_itself_with_the_pdf(
    inbox: tuple[Inbox, dict[str, str]], tmp_path: Path
) -> None:
    taken, environment = inbox
    pdf = tmp_path / "briefing.pdf"
    pdf.write_bytes(b"%PDF-1.7 not really")
    notice = Notice(mail=("one@example.org", "two@example.org"), attach=True)
    assert tell([notice], replace(TOLD, pdf=pdf), environment) == []
    assert [addresses for addresses, _ in taken.taken] == [["one@example.org"], ["two@example.org"]]
    _, message = taken.taken[1]
    assert message["To"] == "two@example.org"
    assert message["Subject"] == "The ferry talks: 1 new position"
    assert message["Auto-Submitted"] == "auto-generated"
    body = message.get_body(("plain",))
    assert body is not None
    assert "New: Norrland demands “a quota”." in body.get_content()
    assert "parley runs show 12" in body.get_content()
    (attached,) = message.iter_attachments()
    assert attached.get_filename() == "briefing.pdf"
    assert attached.get_content() == b"%PDF-1.7 not really"


def test_a_failure_says_why_and_that_the_last_report_stays(
    inbox: tuple[Inbox, dict[str, str]],
) -> None:
    taken, environment = inbox
    told = replace(
        TOLD, good=False, title="Talks\r\nBcc: all@example.org", reason="kernel: it died"
    )
    assert tell([Notice(mail=("one@example.org",))], told, environment) == []
    ((_, message),) = taken.taken
    assert message["Subject"] == "Talks Bcc: all@example.org: no report"
    assert message["Bcc"] is None
    body = message.get_body(("plain",))
    assert body is not None
    assert "kernel: it died" in body.get_content()
    assert "The last good report stays" in body.get_content()


def test_one_refused_address_does_not_keep_it_from_the_others(
    inbox: tuple[Inbox, dict[str, str]],
) -> None:
    taken, environment = inbox
    notice = Notice(mail=("nobody@example.org", "one@example.org"))
    (remark,) = tell([notice], TOLD, environment)
    assert remark.startswith("notice 1 (mail): the mail server refused these addresses")
    assert "nobody@example.org" in remark
    assert [addresses for addresses, _ in taken.taken] == [["one@example.org"]]


def test_a_missing_pdf_is_said_and_the_mail_goes_out(
    inbox: tuple[Inbox, dict[str, str]], tmp_path: Path
) -> None:
    taken, environment = inbox
    told = replace(TOLD, pdf=tmp_path / "gone.pdf")
    (remark,) = tell([Notice(mail=("one@example.org",), attach=True)], told, environment)
    assert remark == "notice 1 (mail): the PDF was not attached: No such file or directory"
    assert len(taken.taken) == 1


@pytest.fixture
def secured(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[tuple[Inbox, dict[str, str]]]:
    """A mail server that wants STARTTLS and a password, with a certificate that is trusted here."""
    key, certificate = tmp_path / "key.pem", tmp_path / "cert.pem"
    made = subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost",
         "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1", "-keyout", key, "-out", certificate],
        check=False, capture_output=True,
    )  # fmt: skip
    if made.returncode:
        pytest.skip("no openssl to make a certificate with")
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)

    def check(server: Any, session: Any, envelope: Any, mechanism: str, data: Any) -> AuthResult:
        good = isinstance(data, LoginPassword) and data.password == PASSWORD.encode()
        return AuthResult(success=good)

    taken = Inbox()
    port = free_port()
    controller = Controller(
        taken, hostname="127.0.0.1", port=port, tls_context=context, require_starttls=True,
        authenticator=check, auth_required=True,
    )  # fmt: skip
    controller.start()
    (tmp_path / "password").write_text(f"{PASSWORD}\n", "utf-8")
    yield (
        taken,
        {
            "PARLEY_SMTP_HOST": "127.0.0.1",
            "PARLEY_SMTP_PORT": str(port),
            "PARLEY_SMTP_USER": "desk",
            "PARLEY_SMTP_PASSWORD_FILE": str(tmp_path / "password"),
            "PARLEY_SMTP_FROM": "Parley <parley@example.org>",
        },
    )
    controller.stop()


def test_mail_is_encrypted_with_a_password_from_a_file(
    secured: tuple[Inbox, dict[str, str]],
) -> None:
    taken, environment = secured
    assert tell([Notice(mail=("one@example.org",))], TOLD, environment) == []
    assert len(taken.taken) == 1


def test_a_wrong_password_is_said_without_it(
    secured: tuple[Inbox, dict[str, str]],
) -> None:
    taken, environment = secured
    wrong = {**environment, "PARLEY_SMTP_PASSWORD": "hush hush"}
    (remark,) = tell([Notice(mail=("one@example.org",))], TOLD, wrong)
    assert "user" in remark
    assert "password" in remark
    assert "hush" not in remark
    assert taken.taken == []


def test_a_certificate_that_is_not_trusted_ends_it(
    secured: tuple[Inbox, dict[str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    taken, environment = secured
    monkeypatch.delenv("SSL_CERT_FILE")
    (remark,) = tell([Notice(mail=("one@example.org",))], TOLD, environment)
    assert "certificate or encryption was not accepted" in remark
    assert taken.taken == []


def test_a_server_without_encryption_gets_nothing_unless_it_was_said(
    inbox: tuple[Inbox, dict[str, str]],
) -> None:
    taken, environment = inbox
    del environment["PARLEY_SMTP_SECURITY"]
    (remark,) = tell([Notice(mail=("one@example.org",))], TOLD, environment)
    assert remark.startswith("notice 1 (mail): ")
    assert taken.taken == []


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, "PARLEY_SMTP_HOST"),
        ({"PARLEY_SMTP_HOST": "x"}, "PARLEY_SMTP_FROM"),
        ({"PARLEY_SMTP_HOST": "x", "PARLEY_SMTP_FROM": "a@b", "PARLEY_SMTP_PORT": "smtp"}, "1 to 65535"),
        ({"PARLEY_SMTP_HOST": "x", "PARLEY_SMTP_FROM": "a@b", "PARLEY_SMTP_SECURITY": "ssl"}, "starttls, tls, none"),
        ({"PARLEY_SMTP_HOST_FILE": "/no/such/file"}, "/no/such/file"),
    ],
)  # fmt: skip
def test_settings_that_are_wrong_are_named(given: dict[str, str], said: str) -> None:
    with pytest.raises(NotificationError, match=said):
        server_of(given)


def test_the_password_shows_in_no_representation() -> None:
    server = server_of(
        {"PARLEY_SMTP_HOST": "x", "PARLEY_SMTP_FROM": "a@b", "PARLEY_SMTP_PASSWORD": "hush"}
    )
    assert "hush" not in repr(server)
    assert secret("X", {"X": " a ", "X_FILE": "/nowhere"}) == "a"
