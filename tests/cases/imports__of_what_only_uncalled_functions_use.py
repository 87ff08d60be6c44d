"""Modules that cannot work in a page, used in functions that nothing calls."""

import asyncio, random, socket
import subprocess as sp
import urllib.parse
import urllib.request
import sqlite3
from http.client import HTTPConnection, HTTPException
from concurrent.futures import ThreadPoolExecutor


class RealTransport:

    def __init__(self, host):
        self.sock = socket.create_connection((host, 80))

    def fetch(self, path):
        self.sock.sendall(path.encode())
        return self.sock.recv(10)


def fetch_with_urllib(url):
    with urllib.request.urlopen(url) as r:
        return r.read()


def run_ls():
    return sp.run(['ls'], stdout=sp.PIPE).stdout


def db():
    import requests
    with sqlite3.connect(':memory:') as c:
        return requests.get(c)


def http():
    try:
        HTTPConnection('x').request('GET', '/')
    except HTTPException:
        pass


class FakeTransport:

    async def fetch(self, path):
        await asyncio.sleep(0.01)
        return urllib.parse.quote(path)


async def main():
    t = FakeTransport()
    print(await asyncio.gather(*(t.fetch(p) for p in ('/a b', '/ü'))))


asyncio.run(main())
