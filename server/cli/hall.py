"""`nobat apply`, `nobat pair`, `nobat user`: setting up a hall, its devices, its people."""

from pathlib import Path

import click

from server.cli.common import branch_id_of, lines_of_retired, open_database
from server.cli.options import branch_option, config_with, database_option
from server.clock import utc_now
from server.operations.apply_setup import apply_setup
from server.operations.pair_device import offer_pairing
from server.operations.passwords import set_password
from server.operations.setup_file import read_setup
from server.operations.setup_parts import PASSWORD_LENGTH


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@database_option
def apply(file: Path, database: str | None) -> None:
    """Make a hall what FILE says. Applying it again, or a wrong file, changes nothing."""
    try:
        setup = read_setup(file.read_text(encoding="utf-8"), str(file))
    except UnicodeDecodeError as error:
        raise click.ClickException(f"{file}: is not UTF-8 text") from error
    db = open_database(config_with(database))
    applied = apply_setup(db, setup, now=utc_now())
    code = setup.branch.code
    if applied.changes:
        click.echo(f"{code}: {applied.changes} changes applied")
    else:
        click.echo(f"{code}: nothing to change")
    for line in lines_of_retired(applied):
        click.echo(line)


@click.command()
@click.argument("device")
@branch_option
@database_option
def pair(device: str, branch: str | None, database: str | None) -> None:
    """Make a code with which DEVICE (a code of the set-up file) pairs, once, within the hour."""
    config = config_with(database)
    db = open_database(config)
    code = offer_pairing(db, branch_id=branch_id_of(db, branch), device_code=device, now=utc_now())
    click.echo(code)


@click.group()
def user() -> None:
    """Look after the people of a hall."""


@user.command()
@click.argument("username")
@database_option
@click.password_option(help="Asked for when not given.")
def password(username: str, database: str | None, password: str) -> None:
    """Give USERNAME another password."""
    if len(password) < PASSWORD_LENGTH:
        raise click.UsageError(f"a password has at least {PASSWORD_LENGTH} characters")
    set_password(open_database(config_with(database)), username=username, password=password)
    click.echo(f"{username}: password changed")
