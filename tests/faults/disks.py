"""A real small disk: an ext4 file system in a file, to be filled up or made read-only."""

import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

DISK_BYTES = 12_000_000
BLOCK_BYTES = 4_096
TRIES = 100
BETWEEN_TRIES_SECONDS = 0.1


@contextmanager
def small_disk(folder: Path) -> Iterator[Path]:
    """Mount a small disk for the block. What cannot mount says so, and fails under CI=true."""
    image, place = folder / "disk.img", folder / "disk"
    place.mkdir()
    with image.open("wb") as file:
        file.truncate(DISK_BYTES)
    try:
        run("mkfs.ext4", "-q", "-m", "0", image)
        run("mount", "-o", "loop", image, place)
    except (OSError, subprocess.CalledProcessError) as error:
        cannot(f"a disk of our own needs root, mkfs.ext4 and loop devices: {error}")
    try:
        yield place
    finally:
        # Lazy: it is gone from here at once, and for good when the last who looks at it is gone.
        run("umount", "--lazy", place)


def fill(disk: Path) -> Path:
    """Write until nothing goes on the disk any more; return the file to delete."""
    path = disk / "somebody-elses-film"
    with path.open("wb", buffering=0) as film:
        try:
            while True:
                film.write(b"x" * BLOCK_BYTES)
        except OSError:
            return path


def make_immutable(paths: list[Path], immutable: bool) -> None:
    """Refuse every write, root's too, also through files that are open already."""
    run("chattr", "+i" if immutable else "-i", *paths)


def remount(disk: Path, how: str) -> None:
    """Mount the disk again as `ro` or `rw`; for `ro` nobody may have a file open for writing."""
    for _ in range(TRIES):  # a killed process lets go of its files a moment later
        try:
            return run("mount", "-o", f"remount,{how}", disk)
        except subprocess.CalledProcessError:
            time.sleep(BETWEEN_TRIES_SECONDS)
    raise TimeoutError(f"{disk} cannot be mounted again as {how}")


def run(*words: str | Path) -> None:
    subprocess.run([str(word) for word in words], check=True, capture_output=True)


def cannot(reason: str) -> None:
    """Leave a test out, or fail it where everything must run."""
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)
