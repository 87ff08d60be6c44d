import asyncio
import contextvars

user = contextvars.ContextVar("user", default="nobody")


async def show(name):
    user.set(name)
    await asyncio.sleep(0.1)
    print(name, user.get())


async def main():
    print(user.get())
    token = user.set("main")
    await asyncio.gather(show("ann"), show("bob"))
    print(user.get())
    asyncio.get_running_loop().call_soon(lambda: print("callback sees", user.get()))
    user.reset(token)
    await asyncio.sleep(0)
    print(user.get())
    context = contextvars.copy_context()
    context.run(user.set, "copied")
    print(user.get(), context[user])


asyncio.run(main())
