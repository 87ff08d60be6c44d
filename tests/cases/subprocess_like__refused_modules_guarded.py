import asyncio

try:
    import aiohttp
except ImportError as e:
    print(type(e).__name__, e)
    aiohttp = None
try:
    import numpy as np
    HAVE = True
except ImportError:
    HAVE = False
print(HAVE, aiohttp)
try:
    from nowhere.at.all import thing
except ModuleNotFoundError as e:
    print(e, e.name)
try:
    from asyncio import nonexistent
except ImportError as e:
    print(str(e).split(" (")[0])
