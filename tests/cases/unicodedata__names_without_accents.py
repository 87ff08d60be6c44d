"""Names are made plain side by side, and laid out by their width."""

import asyncio
import unicodedata as ud


async def plain(text):
    await asyncio.sleep(len(text) / 100)
    return "".join(c for c in ud.normalize("NFKD", text) if not ud.combining(c))


def width(text):
    return sum(2 if ud.east_asian_width(c) in "WF" else 1 for c in text)


async def main():
    names = ["Ångström", "naïve café", "ﬁne ½", "Dvořák", "ｆｕｌｌ", "Ωmega", "中文 text", "안녕"]
    for name, made in zip(names, await asyncio.gather(*map(plain, names))):
        print(name + " " * (14 - width(name)) + "|", made, [ud.category(c) for c in name[:6]])


asyncio.run(main())
for form in "NFC", "NFD", "NFKC", "NFKD":
    print(form, ascii(ud.normalize(form, "é ﬁ Å ½ ㌔ e\u0301")), ud.is_normalized(form, "é"))
CHARACTERS = "aZé1½Ⅷ _-–(«»)+$€^`|°©☃😀中カアㅎ\t\n\x00\u200b\u00ad\u0301\u0903\u2028ǅʰªßﬀ٣௧\U0001d7d8"
print([(ascii(c), ud.category(c), ud.east_asian_width(c), ud.combining(c)) for c in CHARACTERS])
print([ud.numeric(c, None) for c in "1½Ⅷ²٣a"], [ud.digit(c, -1) for c in "1²٣a½"], [ud.decimal(c, -1) for c in "1²٣a"])
print([ud.name(c) for c in "aZ0é €–中ñ"], ud.name("\0", "none"), ud.lookup("EURO SIGN"))
for wrong in (lambda: ud.normalize("NF", "a"), lambda: ud.decimal("a"), lambda: ud.lookup("NO SUCH THING"), lambda: ud.name("\0")):
    try:
        wrong()
    except (ValueError, KeyError) as error:
        print(type(error).__name__, error)
