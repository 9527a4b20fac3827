"""`otoku`: one function per verb, loaded only when it is called, so that `otoku check` answers at once."""

from importlib import import_module
from keyword import iskeyword
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from engine.dsl.grammar import Grammar

VERBS = {
    "analyze": "analyze",
    "apply": "plan",
    "audit": "shop",
    "backtest": "backtest",
    "catalog": "shop",
    "check": "rules",
    "check-invariants": "operate",
    "demo": "demo",
    "describe": "rules",
    "diff": "plan",
    "docs": "docs",
    "doctor": "operate",
    "drift": "plan",
    "edit": "edit",
    "explain": "words",
    "explain-defaults": "defaults",
    "fix": "edit",
    "fmt": "rules",
    "hash": "plan",
    "import": "import_codes",
    "init": "start",
    "lsp": "lsp",
    "person": "person",
    "plan": "plan",
    "publish": "shop",
    "refund-bulk": "refund_bulk",
    "replay": "replay",
    "rollback": "shop",
    "sample": "sample",
    "serve": "operate",
    "sign-in": "shop",
    "staff": "staff",
    "test": "play",
    "token": "shop",
    "try": "trial",
    "words": "words",
    "work": "operate",
}
"""Each verb and the module of this package that it lives in."""


class Verbs(click.Group):
    """Finds a verb by name without importing the others."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """All verbs, in alphabetical order."""
        return sorted(VERBS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:  # noqa: ARG002 - as above
        """The command called `name`, or None."""
        if name not in VERBS:
            return None
        module = import_module(f"engine.cli.{VERBS[name]}")
        # `try` is a word of Python: its function is called `try_`.
        attribute = f"{name}_" if iskeyword(name) else name.replace("-", "_")
        command: click.Command = getattr(module, attribute)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Like click's, with the nearest verb in the message when there is none of that name."""
        if args and args[0] not in VERBS and not args[0].startswith("-"):
            from difflib import get_close_matches  # noqa: PLC0415 - only on a mistake

            near = get_close_matches(args[0], VERBS, n=1)
            hint = f" Did you mean `{near[0]}`?" if near else " `otoku --help` lists the verbs."
            ctx.fail(f"there is no verb `{args[0]}`.{hint}")
        return super().resolve_command(ctx, args)


@click.group(cls=Verbs, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option("0.1.0", prog_name="otoku")
def main() -> None:
    """Promotion rules that merchants program themselves."""
    from engine.dsl.grammar import make_with  # noqa: PLC0415 - `otoku --help` starts faster without it

    make_with(_kept_grammar)


def _kept_grammar() -> "Grammar":
    from engine.cli.kept_grammar import kept_grammar  # noqa: PLC0415 - only verbs that read rules

    return kept_grammar()
