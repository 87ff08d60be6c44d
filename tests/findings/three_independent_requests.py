# finds: sequence:13
import asyncio
async def get_user(i):
    await asyncio.sleep(0.5)
    return {"id": i}
async def get_orders(i):
    await asyncio.sleep(0.7)
    return [1, 2]
async def get_reviews(i):
    await asyncio.sleep(0.4)
    return []
async def main():
    user = await get_user(1)
    orders = await get_orders(1)
    reviews = await get_reviews(1)
    print(user, orders, reviews)
asyncio.run(main())
