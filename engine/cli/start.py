"""`otoku init`: a first rule folder to edit."""

import shutil
from pathlib import Path

import click

from engine.service.example_shops import THANK_YOU


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
def init(folder: Path) -> None:
    """Make FOLDER with a first rule file, its mail templates and a catalogue, all ready to edit."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise click.ClickException(
            f"{folder} exists and is not empty; name a new folder, nothing was written"
        )
    shutil.copytree(THANK_YOU, folder, dirs_exist_ok=True)
    click.echo(f"Made {folder}. Next: otoku check {folder} && otoku test {folder}")
