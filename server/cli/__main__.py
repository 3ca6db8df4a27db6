"""`python -m server.cli` is `nobat`."""

from server.cli import main

main(prog_name="nobat")
