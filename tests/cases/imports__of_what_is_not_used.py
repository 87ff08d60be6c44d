"""Modules that cannot work in a page, in programs that import them and never use them."""

from __future__ import annotations

import asyncio
import socket
import ssl as _ssl
import subprocess
from multiprocessing import Process, Queue


def never_called(connection: socket.socket) -> None:
    import sqlite3


async def main():
    await asyncio.sleep(0.1)
    print("no connection was needed")


asyncio.run(main())
