"""Installs what the tests need from Debian's packages, where it may; says what it could not."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

# Command that must be there, and the package that brings it.
NEEDS = {
    "chromium": "chromium",
    "node": "nodejs",
    "postgres": "postgresql",
    "espeak-ng": "espeak-ng",
}
# Debian keeps PostgreSQL's own programs out of PATH, a folder for each version.
BESIDE_PATH = Path("/usr/lib/postgresql")
QUIET = {"stdout": subprocess.DEVNULL, "stderr": subprocess.STDOUT}


def find(command: str) -> str | None:
    """Return where a command is, the newest version of it, or None."""
    versions = sorted(BESIDE_PATH.glob("*/bin"), key=lambda folder: float(folder.parent.name))
    folders = [*map(str, reversed(versions)), os.environ.get("PATH", os.defpath)]
    return shutil.which(command, path=os.pathsep.join(folders))


def missing() -> dict[str, str]:
    """Return the commands that are not on this machine, with their packages."""
    return {command: package for command, package in NEEDS.items() if not find(command)}


def install(packages: list[str]) -> None:
    """Install Debian packages, if this machine has them and we may."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", "update"], check=False, env=environment, **QUIET)
    subprocess.run(
        ["apt-get", "install", "-y", "--no-install-recommends", *packages],
        check=False,
        env=environment,
        **QUIET,
    )


def main() -> int:
    """Return 0 when all is there; under CI=true anything missing fails the run."""
    if absent := missing():
        print("installing:", ", ".join(absent.values()), flush=True)
        install(list(absent.values()))
    for command, package in missing().items():
        print(f"missing: {command} (Debian package {package}); its tests cannot run")
    return 1 if missing() and os.environ.get("CI") == "true" else 0


if __name__ == "__main__":
    sys.exit(main())
