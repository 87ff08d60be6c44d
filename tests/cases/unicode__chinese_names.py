import asyncio
from dataclasses import dataclass, field
from enum import Enum


class 状态(Enum):
    等待 = "waiting"
    完成 = "done"


@dataclass
class 任务:
    名称: str
    耗时: float
    状态: 状态 = 状态.等待
    标签: list = field(default_factory=list)

    async def 执行(self):
        print(f"【{self.名称}】开始，预计 {self.耗时:.1f} 秒")
        await asyncio.sleep(self.耗时)
        self.状态 = 状态.完成
        return f"{self.名称}→完成"


async def 主函数():
    列表 = [任务("下载", 0.3), 任务("解析", 0.1, 标签=["快"]), 任务("存储", 0.2)]
    结果 = await asyncio.gather(*(t.执行() for t in 列表))
    for i, r in enumerate(结果, 1):
        print(f"{i:>2}. {r:　<10}|")
    print(列表[1])
    print("总耗时：%s 秒" % sum(t.耗时 for t in 列表))
    print("{0:^12}|{名:*>6}".format("居中", 名="右"))
    print(len("你好，世界"), "你好"[::-1], "你好".encode(), "你好".encode("gbk", "replace") if False else "")
    print("，".join(["甲", "乙", "丙"]), "世" in "世界", "世界".find("界"), ascii("é世"), repr("a\u3000b"))
    print({"键": "值", "数": [1, 2]})


asyncio.run(主函数())
try:
    未定义
except NameError as e:
    print(e)
print("🎉 emoji 🚀".upper(), len("🎉"), "naïve".title(), "ß".upper(), "İ".lower(), "ǅ".swapcase())
raise ValueError("中文错误：失败了")
