"""Listens to a page: whatever a browser complains of fails the test."""

from collections.abc import Callable
from dataclasses import dataclass, field

from playwright.async_api import ConsoleMessage, Page, Response

POLICY_LISTENER = """
addEventListener('securitypolicyviolation', (event) =>
  console.error(`policy: ${event.violatedDirective} refused ${event.blockedURI || 'inline'}`));
"""
NOISE = (
    "Failed to load resource",
)  # Chromium repeats in words what `_answered` sees with address and status


@dataclass(kw_only=True)  # playwright keeps its wrappers on the object: no slots
class Watch:
    """What went wrong on a page, and which statuses a test expects for itself."""

    complaints: list[str] = field(default_factory=list)
    expected: list[Callable[[Response], bool]] = field(default_factory=list)

    async def over(self, page: Page) -> None:
        """Listen from now on."""
        await page.add_init_script(POLICY_LISTENER)
        page.on("console", self._said)
        page.on("pageerror", lambda error: self.complaints.append(f"error: {error}"))
        page.on("response", self._answered)

    def allow(self, status: int, ending: str) -> None:
        """Expect answers with `status` from addresses that end so; everything else still fails."""
        self.expected.append(lambda response: response.status == status and response.url.endswith(ending))

    def _said(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and not message.text.startswith(NOISE):
            self.complaints.append(f"console {message.type}: {message.text}")

    def _answered(self, response: Response) -> None:
        if response.status >= 400 and not any(accepts(response) for accepts in self.expected):
            self.complaints.append(f"{response.status} {response.request.method} {response.url}")
