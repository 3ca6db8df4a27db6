"""Services that share counters: what is staffed together, and from which kinds of counters."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from server.domain.hall import Offer
from server.simulation.scene import SimulatedCounter

Offers = tuple[Offer, ...]


@dataclass(frozen=True)
class Group:
    """Services connected by counters that give several; kinds: what their counters give."""

    service_ids: tuple[int, ...]
    kinds: tuple[Offers, ...]


def groups_of(service_ids: Iterable[int], counters: Iterable[SimulatedCounter]) -> list[Group]:
    """Return the groups; a service that no counter gives gets a kind of its own."""
    kinds = list(dict.fromkeys(each.offers for each in counters if each.offers))
    group_of = {service_id: {service_id} for service_id in service_ids}
    for kind in kinds:
        together = set[int]().union(
            *(group_of.get(each.service_id, {each.service_id}) for each in kind)
        )
        group_of |= dict.fromkeys(together, together)
    found = {tuple(sorted(together)) for together in group_of.values()}
    return [Group(each, _kinds_of(each, kinds)) for each in sorted(found)]


def start_by_load(group: Group, loads: Mapping[int, float], counters: int) -> dict[Offers, int]:
    """Return so many counters, shared out to the kinds by the load of what they give."""
    weights = dict.fromkeys(group.kinds, 0.0)
    for service_id, load in loads.items():
        giving = [kind for kind in group.kinds if service_id in _ids(kind)]
        for kind in giving:
            weights[kind] += load / len(giving)
    whole = sum(weights.values())
    if not whole:
        return dict.fromkeys(group.kinds, 0)
    exact = {kind: counters * weight / whole for kind, weight in weights.items()}
    shared = {kind: int(value) for kind, value in exact.items()}
    by_rest = sorted(exact, key=lambda kind: shared[kind] - exact[kind])
    for kind in by_rest[: counters - sum(shared.values())]:
        shared[kind] += 1
    return shared


def _kinds_of(service_ids: tuple[int, ...], kinds: Iterable[Offers]) -> tuple[Offers, ...]:
    own = tuple(kind for kind in kinds if _ids(kind) <= set(service_ids))
    given = {service_id for kind in own for service_id in _ids(kind)}
    return own + tuple((Offer(each),) for each in service_ids if each not in given)


def _ids(kind: Offers) -> set[int]:
    return {offer.service_id for offer in kind}
