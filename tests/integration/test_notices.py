"""Notices of trouble, told to servers of our own."""

import json
import socketserver
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import dagster as dg
import pytest

from assets import launch, notices, sensors
from assets.definitions import defs
from assets.resources import HomeResource, silent
from warehouse import configuration, publish
from warehouse.home import Home


class _Web(BaseHTTPRequestHandler):
    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.heard.append((self.path, self.headers.get("Authorization"), body))
        self.send_response(500 if self.path == "/broken" else 200)
        self.end_headers()

    def log_message(self, *_):
        pass


class _Mail(socketserver.StreamRequestHandler):
    """As much of SMTP as one message takes."""

    def handle(self):
        self.say("220 here")
        while line := self.rfile.readline().decode().strip():
            if line.upper() == "DATA":
                self.say("354 go on")
                message = []
                while (part := self.rfile.readline().decode().rstrip("\r\n")) != ".":
                    message.append(part)
                self.server.heard.append("\n".join(message))
            self.say("221 bye" if line.upper() == "QUIT" else "250 well")
            if line.upper() == "QUIT":
                return

    def say(self, text):
        self.wfile.write(f"{text}\r\n".encode())


@contextmanager
def serving(server):
    server.heard = []
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture
def web():
    with serving(ThreadingHTTPServer(("127.0.0.1", 0), _Web)) as server:
        yield server


@pytest.fixture
def mail():
    with serving(socketserver.TCPServer(("127.0.0.1", 0), _Mail)) as server:
        yield server


def known(**values):
    prefix = "NEWSWAREHOUSE_HOOKS_"
    return configuration.load({prefix + name: str(value) for name, value in values.items()})


def address(server, path):
    return f"http://127.0.0.1:{server.server_address[1]}{path}"


def test_nobody_is_told_unless_configured():
    assert notices.receivers(known()) == {}
    assert notices.send(known(), "failure", "a", "b") == []


def test_slack_and_a_web_address_hear_of_a_failure(web):
    told = known(SLACK_URL=address(web, "/slack"), WEBHOOK_URL=address(web, "/hook"), WEBHOOK_TOKEN="t0ken")  # noqa: S106
    assert notices.send(told, "failure", "step articles", "step articles: disk full") == []
    assert web.heard == [
        ("/slack", None, {"text": "*newswarehouse failure:* step articles\nstep articles: disk full"}),
        (
            "/hook",
            "Bearer t0ken",
            {"event": "failure", "subject": "step articles", "text": "step articles: disk full"},
        ),
    ]


def test_an_e_mail_is_sent(mail):
    told = known(EMAIL_HOST="127.0.0.1", EMAIL_PORT=mail.server_address[1], EMAIL_SECURITY="none", EMAIL_TO="a@b, c@d")
    assert notices.send(told, "stale", "nothing new for 40 hours", "Look at the landing folder.") == []
    (message,) = mail.heard
    assert "Subject: newswarehouse stale: nothing new for 40 hours" in message
    assert "To: a@b, c@d" in message
    assert "Look at the landing folder." in message


def test_an_event_that_nobody_asked_for_is_not_told(web):
    assert notices.send(known(SLACK_URL=address(web, "/slack"), ON="stale"), "failure", "a", "b") == []
    assert web.heard == []


def test_a_notice_that_can_not_be_delivered_stops_nothing_and_shows_no_secret(web):
    told = known(SLACK_URL=address(web, "/broken"), WEBHOOK_URL="http://127.0.0.1:1/s3cret")
    assert notices.send(told, "failure", "a", "b") == [
        "no notice by slack: HTTPError",
        "no notice by webhook: URLError",
    ]
    assert notices.send(known(WEBHOOK_URL="file:///etc/s3cret"), "failure", "a", "b") == [
        "no notice by webhook: ValueError"
    ]


def test_a_run_that_fails_is_told_once_and_so_is_a_warehouse_without_news(tmp_path, monkeypatch, web):
    home = Home(tmp_path / "home", tmp_path / "landing")
    home.landing.mkdir()
    monkeypatch.setenv("NEWSWAREHOUSE_HOOKS_SLACK_URL", address(web, "/slack"))
    for name, value in launch.environment(home).items():
        monkeypatch.setenv(name, value)

    def fails(*_, **__):
        raise RuntimeError("no such luck")

    with monkeypatch.context() as broken:
        broken.setattr(publish, "publish", fails)
        with pytest.raises(launch.RunFailed, match="no such luck"):
            launch.run(home, [], silent)
    assert len(web.heard) == 1
    assert "no such luck" in web.heard[0][2]["text"]
    launch.run(home, [], silent)
    resource = HomeResource(path=str(home.path), landing=str(home.landing))
    with dg.DagsterInstance.get() as instance:

        def look(cursor=None):
            given = {"instance": instance, "cursor": cursor, "resources": {"home": resource}}
            with dg.build_sensor_context(**given) as context:
                return sensors.no_news(context)

        assert defs.resolve_job_def("load")
        assert isinstance(look(), dg.SkipReason)
        monkeypatch.setenv("NEWSWAREHOUSE_SCHEDULE_FRESH_HOURS", "0.01")
        resource = HomeResource(path=str(home.path), landing=str(home.landing))
        event = instance.get_latest_materialization_event(dg.AssetKey("warehouse"))
        monkeypatch.setattr(sensors, "_now", lambda: event.timestamp + 3600)
        told = look()
        assert isinstance(told, dg.SensorResult)
        assert isinstance(look(told.cursor), dg.SkipReason)
    assert len(web.heard) == 2
    assert "nothing new for 1 hours" in web.heard[1][2]["text"]
