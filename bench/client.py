"""One client over one connection, and the server process that it asks."""

import contextlib
import http.client
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench.memory import resident_bytes
from bench.shop import PRICES, SHARED_CODE
from tests.support.servers import free_port

ROOT = Path(__file__).resolve().parents[1]
TICKS = os.sysconf("SC_CLK_TCK")
QUOTE = """
query Quote($cart: CartInput!, $codes: [CouponCode!]) {
  quote(cart: $cart, codes: $codes) {
    quote {
      total { amount currency } subtotal { amount } discount { amount } gatewayTotal { amount } shipping { amount }
      displayDiscount couponEntry
      lines { sku quantity unitPrice { amount } subtotal { amount } discount { amount } total { amount } }
      discounts { rule code amount { amount } perLine displayDiscount }
      refusals { code rule reason }
    }
    errors { code field message }
  }
}
"""
LINES = [{"sku": sku, "quantity": 1} for sku in PRICES]
VARIABLES = {"cart": {"lines": LINES, "buyer": {"email": "buyer-0@example.com"}}, "codes": [SHARED_CODE]}
BODY = json.dumps({"query": QUOTE, "variables": VARIABLES}).encode()


class ServerError(Exception):
    """The server did not start, or answered something else than a price."""


@dataclass(kw_only=True)
class Server:
    """A server process and a connection to it; `token` is that of the shop's back end."""

    process: subprocess.Popen[bytes]
    port: int
    token: str = ""
    _connection: http.client.HTTPConnection | None = field(default=None, init=False)

    def quote(self) -> dict[str, Any]:
        """Ask for the price of the cart. Raises ServerError, OSError while the server is not there yet."""
        try:
            status, text = self._post()
        except ConnectionError:
            status, text = self._post()  # the server closes connections that are idle for long
        if status != 200:
            raise ServerError(f"{status}: {text[:300].decode(errors='replace')}")
        answer: dict[str, Any] = json.loads(text)
        if "errors" in answer or not answer["data"]["quote"]["quote"]:
            raise ServerError(text[:300].decode(errors="replace"))
        return answer

    def _post(self) -> tuple[int, bytes]:
        if self._connection is None:
            self._connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        headers = {"Content-Type": "application/json", "Authorization": f"Bearer {self.token}"}
        try:
            self._connection.request("POST", "/storefront/graphql", BODY, headers)
            response = self._connection.getresponse()
            return response.status, response.read()
        except OSError:
            self._connection.close()
            self._connection = None
            raise

    def wait(self, seconds: float) -> float:
        """Ask until there is a price; seconds it took. Raises ServerError when there is none in time."""
        began = time.perf_counter()
        last: Exception
        while True:
            try:
                self.quote()
            except (OSError, ServerError) as error:
                last = error
            else:
                return time.perf_counter() - began
            if self.process.poll() is not None or time.perf_counter() - began > seconds:
                raise ServerError(f"no price in {time.perf_counter() - began:.0f} s: {last}")
            time.sleep(0.005)

    def cpu_seconds(self) -> float:
        """CPU time of the server so far, in user and kernel mode."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICKS

    def memory(self) -> int:
        """Resident bytes."""
        return resident_bytes(self.process.pid)


@contextlib.contextmanager
def running(
    command: Sequence[str], port: int, token: str = "", environment: Mapping[str, str] | None = None
) -> Iterator[Server]:
    """A server process, from its start to its orderly end."""
    process = subprocess.Popen(
        [sys.executable, *command],
        cwd=ROOT,
        env=os.environ | dict(environment or {}),
        stdout=subprocess.DEVNULL,
    )
    try:
        yield Server(process=process, port=port, token=token)
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def new_port() -> int:
    """A loopback port that is free now."""
    return free_port()
