"""Notices of trouble by e-mail, to Slack, to a web address: each only where it is configured.

A notice that can't be delivered stops nothing; what is said of it never holds a secret.
"""

from __future__ import annotations

import json
import smtplib
import ssl
import urllib.request
from email.message import EmailMessage
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from warehouse.configuration import Configuration


def receivers(known: Configuration) -> dict[str, Callable[[Configuration, str, str, str], None]]:
    """Who is told: name to what sends."""
    ways = {
        "email": (_mail, known["hooks.email.host"] and known["hooks.email.to"]),
        "slack": (_slack, known["hooks.slack.url"]),
        "webhook": (_webhook, known["hooks.webhook.url"]),
    }
    return {name: way for name, (way, configured) in ways.items() if configured}


def send(known: Configuration, event: str, subject: str, text: str) -> list[str]:
    """Tell everybody who is configured.

    Args:
        known: who, and of which events.
        event: failure or stale.
        subject: it in a line.
        text: all of it.

    Returns:
        A line for each notice that could not be delivered.
    """
    if event not in known["hooks.on"]:
        return []
    undelivered = []
    for name, way in receivers(known).items():
        try:
            way(known, event, subject, text)
        except (OSError, smtplib.SMTPException, ValueError) as error:
            # The error of a web request may quote its address, which is a secret.
            undelivered.append(f"no notice by {name}: {type(error).__name__}")
    return undelivered


def _mail(known: Configuration, event: str, subject: str, text: str) -> None:
    message = EmailMessage()
    message["Subject"] = f"newswarehouse {event}: {subject}"
    message["From"] = known["hooks.email.sender"] or known["hooks.email.user"] or "newswarehouse@localhost"
    message["To"] = ", ".join(known["hooks.email.to"])
    message.set_content(text)
    security, timeout = known["hooks.email.security"], known["hooks.timeout_seconds"]
    host, port = known["hooks.email.host"], known["hooks.email.port"]
    secure = ssl.create_default_context()
    with (
        smtplib.SMTP_SSL(host, port, timeout=timeout, context=secure)
        if security == "tls"
        else smtplib.SMTP(host, port, timeout=timeout)
    ) as server:
        if security == "starttls":
            server.starttls(context=secure)
        if known["hooks.email.user"] and known["hooks.email.password"]:
            server.login(known["hooks.email.user"], known["hooks.email.password"].reveal())
        server.send_message(message)


def _slack(known: Configuration, event: str, subject: str, text: str) -> None:
    _post(known["hooks.slack.url"].reveal(), {"text": f"*newswarehouse {event}:* {subject}\n{text}"}, {}, known)


def _webhook(known: Configuration, event: str, subject: str, text: str) -> None:
    token = known["hooks.webhook.token"]
    headers = {"Authorization": f"Bearer {token.reveal()}"} if token else {}
    _post(known["hooks.webhook.url"].reveal(), {"event": event, "subject": subject, "text": text}, headers, known)


def _post(url: str, body: dict[str, str], headers: dict[str, str], known: Configuration) -> None:
    if not url.startswith(("http://", "https://")):
        raise ValueError("only web addresses can be told")
    request = urllib.request.Request(url, json.dumps(body).encode(), headers | {"Content-Type": "application/json"})  # noqa: S310 - checked above
    with urllib.request.urlopen(request, timeout=known["hooks.timeout_seconds"]):  # noqa: S310 - checked above
        pass
