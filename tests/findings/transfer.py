# finds: nothing
import asyncio
balance = 100
async def withdraw(amount):
    global balance
    current = balance
    await asyncio.sleep(0.1)
    balance = current - amount
async def main():
    await asyncio.gather(withdraw(30), withdraw(50))
    print(balance)
asyncio.run(main())
