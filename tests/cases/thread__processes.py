"""The same work in sequence, in threads, in processes and in coroutines, as programs compare them."""

import asyncio
import multiprocessing
import time
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing.pool import ThreadPool


def square(n):
    time.sleep(0.05)
    return n * n


def put(n, results):
    results.put((n, square(n)))


def count(total):
    for _ in range(10):
        with total.get_lock():
            total.value += 1


def talk(connection):
    connection.send([42, None, "hello"])
    print("child got", connection.recv())
    connection.close()


def change(shared, own):
    shared["changed"] = True
    own.append("in the child")


async def co_square(n):
    await asyncio.sleep(0.05)
    return n * n


def start_all(processes):
    for process in processes:
        process.start()
    for process in processes:
        process.join()


async def main():
    loop = asyncio.get_running_loop()
    print(await asyncio.gather(*(co_square(n) for n in range(3))))
    with ProcessPoolExecutor(2, mp_context=multiprocessing.get_context("fork")) as pool:
        print(await asyncio.gather(*(loop.run_in_executor(pool, square, n) for n in range(3))))


if __name__ == "__main__":
    multiprocessing.freeze_support()
    with ThreadPoolExecutor(3) as pool:
        print(list(pool.map(square, range(3))))
    with multiprocessing.Pool(3) as pool:
        print(pool.map(square, range(3)), pool.starmap(pow, [(2, 3), (3, 2)]), pool.apply(square, (4,)))
        waiting = pool.map_async(square, range(4), callback=lambda found: print("callback", found))
        print(waiting.get(timeout=5), waiting.successful(), list(pool.imap(square, range(3))))
        try:
            pool.apply(int, ("x",))
        except ValueError as error:
            print(error)
    with ThreadPool(2) as pool:
        print(sorted(pool.imap_unordered(square, range(3))))
    results = multiprocessing.Queue()
    workers = [multiprocessing.Process(target=put, args=(n, results), name=f"worker {n}") for n in range(3)]
    for worker in workers:
        worker.start()
    print(sorted(results.get() for _ in workers))
    for worker in workers:
        worker.join()
    print([(worker.name, worker.exitcode, worker.is_alive(), worker.pid is not None) for worker in workers])
    total = multiprocessing.Value("i", 0)
    start_all([multiprocessing.Process(target=count, args=(total,)) for _ in range(3)])
    print(total.value, list(multiprocessing.Array("d", [1, 2])), multiprocessing.current_process().name)
    here, there = multiprocessing.Pipe()
    child = multiprocessing.Process(target=talk, args=(there,))
    child.start()
    got = here.recv()
    here.send("bye")
    child.join()
    print(got, child.exitcode, multiprocessing.active_children())
    with multiprocessing.Manager() as manager:
        shared, own = manager.dict(), []
        start_all([multiprocessing.Process(target=change, args=(shared, own))])
        print(dict(shared), own)
    asyncio.run(main())
