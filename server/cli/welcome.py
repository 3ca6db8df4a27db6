"""What `nobat up` does once the server answers: the demo hall, the agent's token, the welcome."""

from pathlib import Path

from server.cli.common import branch_id_of, lines_of_retired, open_database
from server.clock import utc_now
from server.config import Config
from server.domain.hall import DeviceKind
from server.operations.apply_setup import apply_setup
from server.operations.pair_device import offer_pairing, pair_device
from server.operations.setup_file import read_setup
from server.operations.setup_parts import SetupFile
from server.security.tokens import token_hash, write_secret
from server.store.accounts import Device
from server.store.database import Database

DEMO = Path(__file__).parents[2] / "halls" / "demo.yaml"


def prepare(config: Config, *, demo: bool) -> tuple[bool, list[str]]:
    """Return whether this machine's agent has a token now, and the lines to show."""
    db = open_database(config)
    lines: list[str] = []
    setup = None
    if demo:
        setup, lines = _apply_demo(db)
    trouble = _give_agent_token(db, config)
    lines += _lines(db, config, setup, prints=trouble is None)
    if trouble is not None:
        lines.append(f"This machine does not print: {trouble}")
    if not config.public_url:
        lines.append("Tickets carry no QR code: NOBAT_PUBLIC_URL is not set (docs/settings.md).")
    db.close()
    return trouble is None, lines


def _apply_demo(db: Database) -> tuple[SetupFile, list[str]]:
    setup = read_setup(DEMO.read_text(encoding="utf-8"), str(DEMO))
    applied = apply_setup(db, setup, now=utc_now())
    return setup, lines_of_retired(applied)


def _give_agent_token(db: Database, config: Config) -> str | None:
    """Return why this machine does not print, or None: it holds a token, or gets the only agent's.

    An agent that is paired elsewhere keeps its token: its kiosk prints there.
    """
    path = config.var / "agent.token"
    with db.reader() as reader:
        if path.exists() and reader.devices.by_token(token_hash(path.read_text().strip())):
            return None
    agents = _agents(db)
    if len(agents) != 1 or agents[0].paired:
        return _why_not_ours(agents, path)
    code = _pairing(db, agents[0].branch_id, agents[0].code)
    _, token = pair_device(db, code=code, now=utc_now())
    write_secret(path, token)
    return None


def _why_not_ours(agents: list[Device], path: Path) -> str:
    names = ", ".join(device.code for device in agents)
    if not agents:
        return "the set-up names no agent."
    if len(agents) > 1:
        why = f"there are several agents ({names}), and none of them is known by {path}."
    else:
        why = f"{names} is paired already, and {path} is not its token."
    return f"{why} To print here: nobat pair {agents[0].code}, nobat agent --code CODE."


def _agents(db: Database) -> list[Device]:
    with db.reader() as reader:
        return [
            device
            for branch_id in reader.setup.branches().values()
            for device in reader.devices.of_branch(branch_id)
            if device.kind is DeviceKind.AGENT
        ]


def _lines(db: Database, config: Config, setup: SetupFile | None, *, prints: bool) -> list[str]:
    address = f"http://{config.bind}"
    lines = [
        f"Nobat is up at {address}",
        f"  counter  {address}/counter",
        f"  console  {address}/admin",
    ]
    if setup is None:
        return [*lines, "  pair a screen with: nobat pair DEVICE"]
    branch_id = branch_id_of(db, setup.branch.code)
    for device in setup.devices:
        if device.kind is not DeviceKind.AGENT:
            code = _pairing(db, branch_id, device.code)
            lines.append(f"  {device.kind.value:8} {address}/{device.kind.value}?code={code}")
    if prints:
        lines.append(f"  paper    {config.var / 'printed'}/")
    lines.append("Log-ins:")
    lines += [f"  {user.username:12} {user.password:16} {user.role.value}" for user in setup.users]
    return [*lines, "Each link pairs one browser, once; nobat pair DEVICE makes another."]


def _pairing(db: Database, branch_id: int, device_code: str) -> str:
    return offer_pairing(db, branch_id=branch_id, device_code=device_code, now=utc_now())
