"""`otoku lsp`: the language server that editors start."""

import click


@click.command()
@click.option(
    "--tcp",
    type=click.IntRange(1, 65535),
    help="Listen on this port of the loopback instead of standard input.",
)
def lsp(tcp: int | None) -> None:
    """Serve an editor: findings, completion, explanations, formatting, renaming. Editors start it themselves."""
    from engine.lsp.features import make_server  # noqa: PLC0415 - no other verb pays for it

    server = make_server()
    if tcp is None:
        server.start_io()
    else:
        server.start_tcp("127.0.0.1", tcp)
