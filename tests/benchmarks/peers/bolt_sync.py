"""A stock sync Bolt app: `python -m … builtin|threads|socket PORT API_URL`.

builtin: its own server, as `app.start()` gives it. threads: Bolt's WSGI adapter behind a server
with a thread for each connection. socket: its own Socket Mode handler.
"""

import re
import socketserver
import sys
from threading import Event
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer

from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_bolt.adapter.wsgi import SlackRequestHandler
from slack_sdk import WebClient

from tests.benchmarks.processes import APP_TOKEN, BOT_TOKEN, SECRET


def build(api_url):
    app = App(client=WebClient(token=BOT_TOKEN, base_url=api_url), signing_secret=SECRET)

    @app.command("/action")
    def command(ack):
        ack()

    @app.action(re.compile("dialogue.rsvp"))
    def press(ack, respond):
        ack()
        respond("You are going.")

    return app


class _Threads(socketserver.ThreadingMixIn, WSGIServer):
    daemon_threads = True
    request_queue_size = 1024


class _Quiet(WSGIRequestHandler):
    def log_message(self, *_):
        pass


if __name__ == "__main__":
    kind, port, api_url = sys.argv[1:4]
    app = build(api_url)
    if kind == "builtin":
        app.start(port=int(port), http_server_logger_enabled=False)
    elif kind == "threads":
        server = _Threads(("127.0.0.1", int(port)), _Quiet)
        server.set_app(SlackRequestHandler(app))
        server.serve_forever()
    else:
        SocketModeHandler(app, APP_TOKEN).connect()
        print("connected", flush=True)
        Event().wait()
