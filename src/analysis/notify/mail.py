"""Mail by SMTP, encrypted unless the user says otherwise."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import make_msgid

from analysis.errors import NotificationError
from analysis.notify.message import Told
from analysis.notify.secrets import secret

SECONDS = 20.0
_LARGEST_PDF = 20_000_000
_SECURITY = ("starttls", "tls", "none")
_PORTS = {"starttls": 587, "tls": 465, "none": 25}


@dataclass(frozen=True)
class Server:
    """A mail server; the password shows in no representation."""

    host: str
    port: int
    sender: str
    security: str = "starttls"
    user: str = ""
    password: str = field(default="", repr=False)


def server_of(environment: Mapping[str, str]) -> Server:
    """Read the mail server from PARLEY_SMTP_HOST, _PORT, _SECURITY, _USER, _PASSWORD and _FROM.

    Any of them may come from a file: PARLEY_SMTP_PASSWORD_FILE names it.

    Raises
    ------
    NotificationError
        If there is no host or sender, or a value is not allowed.
    """
    given = {
        name: secret(f"PARLEY_SMTP_{name}", environment)
        for name in ("HOST", "PORT", "SECURITY", "USER", "PASSWORD", "FROM")
    }
    security = given["SECURITY"].lower() or "starttls"
    if security not in _SECURITY:
        raise NotificationError(
            "unknown", where="PARLEY_SMTP_SECURITY", found=given["SECURITY"], allowed=_SECURITY
        )
    for name in ("HOST", "FROM"):
        if not given[name]:
            raise NotificationError(
                "mail was asked for, but this is not set",
                where=f"PARLEY_SMTP_{name}",
                allowed="the mail server" if name == "HOST" else "the sender's address",
            )
    port = given["PORT"] or str(_PORTS[security])
    if not port.isdigit() or not 0 < int(port) < 65536:
        raise NotificationError(
            "no port", where="PARLEY_SMTP_PORT", found=given["PORT"], allowed="1 to 65535"
        )
    return Server(
        given["HOST"], int(port), given["FROM"], security, given["USER"], given["PASSWORD"]
    )


def send(server: Server, addresses: Sequence[str], told: Told, *, attach: bool) -> str:
    """Send a message to each address by itself, so that none sees the others.

    Returns
    -------
    A remark in words, or an empty text.

    Raises
    ------
    NotificationError
        If the server cannot be reached, is not what it says, or refuses; secrets are left out.
    """
    message, remark = _message(server, told, attach=attach)
    refused = []
    try:
        with _connected(server) as connection:
            _sign_in(connection, server)
            for address in addresses:
                del message["To"]
                message["To"] = _address(address)
                try:
                    connection.send_message(message)
                except smtplib.SMTPRecipientsRefused:
                    refused.append(address)
    except smtplib.SMTPAuthenticationError as error:
        raise NotificationError(f"user or password refused ({error.smtp_code})") from None
    except smtplib.SMTPResponseException as error:
        raise NotificationError(f"the mail server refused ({error.smtp_code})") from None
    except (smtplib.SMTPException, OSError) as error:
        raise NotificationError(f"not sent: {_plain(error)}") from None
    if refused:
        raise NotificationError("the mail server refused these addresses", found=refused)
    return remark


def _sign_in(connection: smtplib.SMTP, server: Server) -> None:
    if not server.user:
        return
    try:
        connection.login(server.user, server.password)
    except smtplib.SMTPServerDisconnected:
        # Some servers hang up after a wrong password instead of answering.
        raise NotificationError("the mail server hung up when user and password came") from None


def _connected(server: Server) -> smtplib.SMTP:
    context = ssl.create_default_context()
    if server.security == "tls":
        return smtplib.SMTP_SSL(server.host, server.port, timeout=SECONDS, context=context)
    connection = smtplib.SMTP(server.host, server.port, timeout=SECONDS)
    if server.security == "starttls":
        try:
            connection.starttls(context=context)
        except BaseException:
            connection.close()
            raise
    return connection


def _message(server: Server, told: Told, *, attach: bool) -> tuple[EmailMessage, str]:
    message = EmailMessage()
    message["Subject"] = told.subject()
    message["From"] = _address(server.sender)
    message["Message-ID"] = make_msgid(domain=_domain(server.sender))
    message["Auto-Submitted"] = "auto-generated"  # RFC 3834: no out-of-office answers
    message.set_content(told.text())
    if not attach or told.pdf is None:
        return message, ""
    try:
        content = told.pdf.read_bytes()
    except OSError as error:
        return message, f"the PDF was not attached: {error.strerror}"
    if len(content) > _LARGEST_PDF:
        return message, f"the PDF was not attached: {len(content) / 1e6:.0f} MB is too much"
    message.add_attachment(content, maintype="application", subtype="pdf", filename=told.pdf.name)
    return message, ""


def _address(address: str) -> str | Address:
    try:
        return Address(addr_spec=address)
    except (ValueError, IndexError):
        return " ".join(address.split())  # "Desk <desk@example.org>"


def _domain(address: str) -> str:
    return address.rpartition("@")[2].strip("<> ") or "localhost"


def _plain(error: Exception) -> str:
    if isinstance(error, ssl.SSLError):
        return "the server's certificate or encryption was not accepted"
    if isinstance(error, TimeoutError):
        return f"no answer within {SECONDS:.0f} s"
    return (error.strerror if isinstance(error, OSError) else None) or type(error).__name__
