import asyncio
from dataclasses import dataclass, field


@dataclass
class Stats:
    ok: list[str] = field(default_factory=list)
    failed: dict[str, str] = field(default_factory=dict)
    peak: int = 0
    active: int = 0


async def download(url: str, sem: asyncio.Semaphore, stats: Stats) -> None:
    async with sem:
        stats.active += 1
        stats.peak = max(stats.peak, stats.active)
        try:
            await asyncio.sleep(len(url) / 100)
            if url.endswith("404"):
                raise FileNotFoundError(f"404: {url}")
            stats.ok.append(url)
        except FileNotFoundError as error:
            stats.failed[url] = str(error)
        finally:
            stats.active -= 1


async def main() -> None:
    urls = [f"https://example.org/{page}" for page in ("index", "about", "404", "a/very/long/page", "x", "img/404")]
    stats = Stats()
    sem = asyncio.Semaphore(2)
    await asyncio.gather(*(download(u, sem, stats) for u in urls))
    print(stats)
    print(sem.locked(), sem)


asyncio.run(main())
