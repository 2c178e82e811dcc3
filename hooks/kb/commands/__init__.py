"""What the command line offers; one file is one command."""

from pathlib import Path

import click

ROOT = Path(__file__).resolve().parents[3]
"""The project that this code belongs to."""

root_option = click.option(
    "--root", type=click.Path(path_type=Path, resolve_path=True), default=ROOT, hidden=True
)
"""The project's folder, for tests of commands."""
