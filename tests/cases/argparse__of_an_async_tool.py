import argparse
import asyncio


def parse(argv):
    parser = argparse.ArgumentParser(prog="tool", description="Fetches things.")
    parser.add_argument("urls", nargs="*", default=["a", "b"], help="what to fetch")
    parser.add_argument("-c", "--concurrency", type=int, default=2, metavar="N")
    parser.add_argument("-v", "--verbose", action="store_true")
    parser.add_argument("--mode", choices=["fast", "slow"], default="fast")
    return parser.parse_args(argv)


async def fetch(url, sem, verbose):
    async with sem:
        if verbose:
            print("fetching", url)
        await asyncio.sleep(0.1)
        return url.upper()


async def main(args):
    sem = asyncio.Semaphore(args.concurrency)
    print(await asyncio.gather(*(fetch(u, sem, args.verbose) for u in args.urls)))


for argv in ([], ["x", "y", "-v"], ["-c", "1", "--mode", "slow"]):
    args = parse(argv)
    print(args)
    asyncio.run(main(args))
