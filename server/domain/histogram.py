"""Histograms of seconds whose buckets grow by 3 %: small, mergeable, never 2 % wrong (rule R2)."""

from collections.abc import Iterable, Mapping
from math import ceil, exp, log

GROWTH = 1.03
BUCKETS = 384  # the last one begins at 23 hours; nothing that counts lasts longer (rule T4)
MICROS = 1_000_000
LOG_GROWTH = log(GROWTH)
DIGITS = "0123456789abcdefghijklmnopqrstuv"
TOKENS = [DIGITS[at >> 5] + DIGITS[at & 31] for at in range(BUCKETS)]
BUCKET_OF = {each: at for at, each in enumerate(TOKENS)}
TAKEN_OUT = "-"


def bucket_of(micros: int) -> int:
    """Return the bucket of a time: 0 below a second, then one for each further 3 %."""
    if micros < MICROS:
        return 0
    return min(BUCKETS - 1, 1 + int(log(micros / MICROS) / LOG_GROWTH))


def seconds_of(bucket: int) -> float:
    """Return the time that stands for a bucket: the one that is wrong by as much both ways."""
    return 0.0 if bucket == 0 else exp((bucket - 0.5) * LOG_GROWTH)


def token(micros: int, *, taken_out: bool = False) -> str:
    """Return one time as an hour keeps it: two signs for its bucket, a minus when it goes again."""
    sign = TAKEN_OUT if taken_out else ""
    return sign + TOKENS[bucket_of(micros)]


def buckets_in(tokens: str) -> dict[int, int]:
    """Return how many times stand in each bucket of an hour's tokens."""
    found: dict[int, int] = {}
    kept, *taken_out = tokens.split(TAKEN_OUT)
    for part in taken_out:
        bucket = BUCKET_OF[part[:2]]
        found[bucket] = found.get(bucket, 0) - 1
        kept += part[2:]
    for at in range(0, len(kept), 2):
        bucket = BUCKET_OF[kept[at : at + 2]]
        found[bucket] = found.get(bucket, 0) + 1
    return {bucket: count for bucket, count in found.items() if count}


def tokens_of(buckets: Mapping[int, int]) -> str:
    """Return buckets as an hour keeps them."""
    return "".join(TOKENS[bucket] * count for bucket, count in sorted(buckets.items()))


def median_of(counts: Iterable[tuple[int, int]], n: int) -> float:
    """Return the median of n times in (bucket, count) pairs, by rising bucket."""
    pairs = list(counts)
    return (at_rank(pairs, (n + 1) // 2) + at_rank(pairs, n // 2 + 1)) / 2


def quantile_of(counts: Iterable[tuple[int, int]], n: int, share: float) -> float:
    """Return the nearest-rank quantile of n times (rule T5)."""
    return at_rank(counts, max(1, ceil(share * n - 1e-9)))


def at_rank(counts: Iterable[tuple[int, int]], rank: int) -> float:
    """Return the time at a rank from 1 up; beyond the last, the last."""
    seen, last = 0, 0
    for bucket, count in counts:
        seen, last = seen + count, bucket
        if seen >= rank:
            break
    return seconds_of(last)
