"""A district's gateway to its registers at the far end of an HTTP line (docs/registers.md). Answers made-up values.

Written from the protocol page, and shares no code with the centre's side.
"""

import contextlib
import json
import threading
from enum import StrEnum
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

TOKEN = "a-token-of-the-bench"


class GatewayFault(StrEnum):
    DOWN = "down"
    """503."""
    REFUSES = "refuses"
    """401."""
    SILENT = "silent"
    DRIPS = "drips"
    NO_JSON = "no_json"
    ENDLESS = "endless"
    OTHER_QUESTION = "other_question"
    ODD_STATE = "odd_state"
    EMPTY_ANSWER = "empty_answer"
    MOVES = "moves"
    """A redirect: a person's number is not carried elsewhere."""


class RegisterGatewayEmulator:
    def __init__(self) -> None:
        self.questions: list[dict[str, Any]] = []
        self.fault: GatewayFault | None = None
        self.holds = True
        """False: the register holds nothing about anybody."""
        emulator = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                emulator._serve(self)

            def log_message(self, format: str, *args: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)
        self._thread.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}/answer"

    def close(self) -> None:
        self._ended.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join(5)

    def _serve(self, call: BaseHTTPRequestHandler) -> None:
        asked = json.loads(call.rfile.read(min(int(call.headers["Content-Length"]), 65536)))
        allowed = call.headers["Authorization"] == f"Bearer {TOKEN}"
        self.questions.append(asked)
        said: dict[str, Any] = {"question_id": asked["question_id"], "source": "示例登记部门", "is_simulated": True}
        if self.holds:
            who = (asked["subject"] or {"number": ""})["number"]
            lines = [{"label": "登记状态", "value": "示例：正常"}, {"label": "号码末四位", "value": who[-4:] or "无"}]
            said |= {"state": "answered", "lines": lines, "document_number": f"SIM{len(who):04d}"}
        else:
            said |= {"state": "nothing_found"}
        with contextlib.suppress(OSError):  # the centre may have hung up
            self._send(call, 200 if allowed else 401, said)

    def _send(self, call: BaseHTTPRequestHandler, status: int, said: dict[str, Any]) -> None:
        match self.fault:
            case GatewayFault.DOWN:
                status = 503
            case GatewayFault.REFUSES:
                status = 401
            case GatewayFault.SILENT:
                self._ended.wait(5)
            case GatewayFault.OTHER_QUESTION:
                said["question_id"] = "0" * 32
            case GatewayFault.ODD_STATE:
                said["state"] = "perhaps"
            case GatewayFault.EMPTY_ANSWER:
                said["lines"] = []
            case GatewayFault.MOVES:
                status = 302
            case _:
                pass
        body = json.dumps(said, ensure_ascii=False).encode()
        if self.fault is GatewayFault.NO_JSON:
            body = b"<html>not an answer</html>"
        if self.fault is GatewayFault.ENDLESS:
            body = b" " * 1_000_000
        call.send_response(status)
        if status == 302:
            call.send_header("Location", self.url)
        call.send_header("Content-Length", str(len(body)))
        call.end_headers()
        if self.fault is GatewayFault.DRIPS:
            for byte in body:
                call.wfile.write(bytes([byte]))
                if self._ended.wait(0.05):
                    return
            return
        call.wfile.write(body)
