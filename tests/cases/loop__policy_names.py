"""The classes of policies, as programs print them."""
import asyncio

policy = asyncio.get_event_loop_policy()
print(type(policy), isinstance(policy, asyncio.DefaultEventLoopPolicy), asyncio.DefaultEventLoopPolicy.__name__)
print(asyncio.AbstractEventLoopPolicy)


class Policy(asyncio.DefaultEventLoopPolicy):
    def new_event_loop(self):
        print("new loop")
        return super().new_event_loop()


asyncio.set_event_loop_policy(Policy())
asyncio.run(asyncio.sleep(0))
print(type(asyncio.get_event_loop_policy()))
