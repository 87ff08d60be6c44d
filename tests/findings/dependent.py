# finds: nothing
import asyncio
async def login():
    await asyncio.sleep(0.5)
    return "token"
async def profile(token):
    await asyncio.sleep(0.5)
    return token + "!"
async def main():
    token = await login()
    me = await profile(token)
    print(me)
asyncio.run(main())
