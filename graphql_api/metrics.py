"""Figures about the server itself, for Prometheus: requests by door, field and code; never a shop, code or address."""

from datetime import datetime

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from starlette.responses import Response

from engine.model.backlog import Backlog

SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0)


class Metrics:
    """The counters of one application, in a registry of its own."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self._requests = Counter(
            "otoku_graphql_requests", "GraphQL requests", ["door", "outcome"], registry=self._registry
        )
        self._seconds = Histogram(
            "otoku_graphql_seconds", "Time to answer", ["door"], buckets=SECONDS, registry=self._registry
        )
        self._fields = Counter(
            "otoku_graphql_fields", "Root fields executed", ["door", "field"], registry=self._registry
        )
        self._ready = Gauge("otoku_ready", "1 when the database answered last time", registry=self._registry)

        self._sockets = Gauge("otoku_sockets", "Open WebSocket connections", registry=self._registry)
        self._gauges = {
            name: Gauge(f"otoku_{name}", said, registry=self._registry)
            for name, said in (
                ("timer_overdue_seconds", "How long the earliest waiting timer is overdue; 0: none is"),
                ("message_overdue_seconds", "How long the earliest waiting message is overdue; 0: none is"),
                (
                    "messages_unknown",
                    "Messages that may or may not have been sent, which a person must settle",
                ),
            )
        }

    def waiting(self, backlog: Backlog, now: datetime) -> None:
        """Show what waits."""
        for name, due in (("timer", backlog.timer), ("message", backlog.message)):
            overdue = 0.0 if due is None else max(0.0, (now - due).total_seconds())
            self._gauges[f"{name}_overdue_seconds"].set(overdue)
        self._gauges["messages_unknown"].set(backlog.unknown)

    def answered(self, door: str, outcome: str, seconds: float) -> None:
        """Count a request; `outcome` is OK or the code of the first error."""
        self._requests.labels(door, outcome).inc()
        self._seconds.labels(door).observe(seconds)

    def resolved(self, door: str, field: str) -> None:
        """Count a root field of a valid document, so the names are those of the schema."""
        self._fields.labels(door, field).inc()

    def sockets(self, count: int) -> None:
        """Remember how many WebSocket connections are open."""
        self._sockets.set(count)

    def ready(self, *, is_ready: bool) -> None:
        """Remember what the last look at the database gave."""
        self._ready.set(1 if is_ready else 0)

    def show(self) -> Response:
        """All of them, as Prometheus reads them."""
        return Response(generate_latest(self._registry), headers={"Content-Type": CONTENT_TYPE_LATEST})
