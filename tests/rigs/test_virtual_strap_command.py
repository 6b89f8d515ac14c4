"""`python -m hardware.virtual_strap` as a process of its own, over each transport that needs no dongle."""

import asyncio
import json
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from bumble.transport import open_transport
from bumble.transport.common import Transport
from bumble.transport.tcp_server import open_tcp_server_transport_with_socket

from coreg.sensors.ble import BleSensor
from coreg.sensors.ble_radio import Backends, Radio
from coreg.sensors.clock import RealClock
from hardware.rig.l1 import VirtualAir
from hardware.virtual_strap.__main__ import main
from hardware.virtual_strap.ground_truth import read_truth, sent_rr
from tests.rigs.listening import Listener
from tests.rigs.sockets import free_port, listening_socket

STRAP = "C0:DE:00:00:00:01"
RunHere = Callable[..., None]
COMMAND = (sys.executable, "-m", "hardware.virtual_strap")


@asynccontextmanager
async def playing(*words: str) -> AsyncIterator[asyncio.subprocess.Process]:
    process = await asyncio.create_subprocess_exec(*COMMAND, *words)
    try:
        yield process
    finally:
        if process.returncode is None:
            process.terminate()
        await process.wait()


async def meet(open_it: Callable[[], Awaitable[Transport]], truth: Path) -> None:
    """Give the process a controller, listen to its strap, and hold that against its truth."""
    async with VirtualAir({"straps": []}) as air, await open_it() as transport:
        air.plug(transport)
        radio = Radio(Backends(client=air.client(), scanner=air.scanner(), adapter=air.adapter()))
        async with Listener(BleSensor(STRAP, RealClock(), radio)) as client:
            await client.until(lambda: len(client.packets) >= 10, limit_s=20)
    sent = sent_rr(read_truth(truth), STRAP)
    assert client.rr_ticks == sent[: len(client.rr_ticks)]
    assert len(client.rr_ticks) >= 8


@pytest.fixture
def run_here(monkeypatch: pytest.MonkeyPatch) -> RunHere:
    """Run the command within this process: starting one takes seconds."""

    def run(*words: str) -> None:
        monkeypatch.setattr(sys, "argv", ["virtual_strap", *words])
        main()

    return run


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    scenario = tmp_path / "scenario.json"
    scenario.write_text(json.dumps({"speed": 10, "straps": [{}]}))
    return ["--scenario", str(scenario), "--truth", str(tmp_path / "truth.jsonl")]


async def test_a_strap_in_one_process_is_heard_in_another_that_serves_a_controller(
    files: list[str], tmp_path: Path
) -> None:
    listening, port = listening_socket()
    server = await open_tcp_server_transport_with_socket(listening)

    async def serve() -> Transport:
        return server

    async with playing(f"tcp-client:127.0.0.1:{port}", *files):
        await meet(serve, tmp_path / "truth.jsonl")
    server.server.close()  # type: ignore[attr-defined]  # bumble leaves it open


async def test_a_strap_may_serve_and_wait_for_its_controller(files: list[str], tmp_path: Path) -> None:
    port = free_port()

    async def call() -> Transport:
        async with asyncio.timeout(20):
            while True:
                try:
                    return await open_transport(f"tcp-client:127.0.0.1:{port}")
                except ConnectionRefusedError:
                    await asyncio.sleep(0.05)

    async with playing(f"tcp-server:127.0.0.1:{port}", *files):
        await meet(call, tmp_path / "truth.jsonl")


def test_loopback_prints_what_it_hears_and_writes_the_truth(
    files: list[str], tmp_path: Path, run_here: RunHere, capsys: pytest.CaptureFixture[str]
) -> None:
    run_here("loopback", *files, "--seconds", "3")
    payloads = [line.split(") ", 1)[1].replace(" ", "") for line in capsys.readouterr().out.splitlines()[1:]]
    sent = [line["payload"] for line in read_truth(tmp_path / "truth.jsonl") if line["is"] == "sent"]
    assert len(payloads) >= 3
    assert payloads == sent[: len(payloads)]


@pytest.mark.parametrize("transport", ["usb:77", "carrier-pigeon", "tcp-client:127.0.0.1:9", "tcp-client:nonsense"])
def test_a_transport_that_is_not_there_is_one_sentence(
    transport: str, run_here: RunHere, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        run_here(transport, "--seconds", "1")
    said = capsys.readouterr().err
    assert ended.value.code == 2
    assert said.startswith(f"{transport}: ")
    assert said.count("\n") == 1
