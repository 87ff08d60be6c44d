"""The warning goes through the filters of `warnings`, as others do."""
import asyncio
import warnings


async def fetch():
    return 1


async def main():
    warnings.simplefilter("always")
    for _ in range(2):
        fetch()
    with warnings.catch_warnings(record=True) as caught:
        fetch()
        print([(warning.category.__name__, str(warning.message), warning.lineno) for warning in caught])
    warnings.filterwarnings("ignore", message=".*never awaited", category=RuntimeWarning)
    fetch()
    print("ignored")


asyncio.run(main())
