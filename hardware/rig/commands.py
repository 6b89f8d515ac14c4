"""Commands to a rig's process: one JSON object a line on its standard input."""

import asyncio
import json
import sys
from collections.abc import Callable
from typing import Any


async def take_commands(take: Callable[[dict[str, Any]], None]) -> None:
    """Hand every command to `take` until standard input ends."""
    reader = asyncio.StreamReader()
    await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    while line := await reader.readline():
        take(json.loads(line))
