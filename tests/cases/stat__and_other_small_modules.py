"""Small modules that programs use beside asyncio."""

import asyncio
import colorsys
import mimetypes
import os
import stat
import tempfile


async def served(name):
    await asyncio.sleep(0)
    return name, mimetypes.guess_type(name)


async def main():
    names = "a.html b.png c.json d.nope e.tar.gz f.tgz /x/y.jpeg README k.py m.mp3 n.mp4 o.svg p.csv q.pdf r.zip t.css u.txt z.gz"
    for name, kind in await asyncio.gather(*map(served, names.split())):
        print(name, kind)


asyncio.run(main())
print(mimetypes.guess_extension("text/html"), mimetypes.guess_extension("image/png"), mimetypes.guess_extension("a/b"))
print(stat.filemode(0o100644), stat.filemode(0o40755), stat.filemode(0o104755), oct(stat.S_IMODE(0o100644)))
with tempfile.TemporaryDirectory() as folder:
    print(stat.S_ISDIR(os.stat(folder).st_mode), stat.S_ISREG(os.stat(folder).st_mode), stat.S_IRUSR | stat.S_IXOTH)
for color in (0.2, 0.4, 0.6), (1, 0, 0), (0.5, 0.5, 0.5), (0, 0, 0), (0.9, 0.8, 0.1):
    print(colorsys.rgb_to_hsv(*color), colorsys.rgb_to_hls(*color), colorsys.rgb_to_yiq(*color))
    print(colorsys.hsv_to_rgb(*color), colorsys.hls_to_rgb(*color), colorsys.yiq_to_rgb(*color))
