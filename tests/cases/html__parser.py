"""Pages that link to each other are fetched side by side, and their links found with html.parser."""

import asyncio
from html.parser import HTMLParser

PAGES = {
    "/": "<!DOCTYPE html>\n<html lang=en><head><title>Home &amp; more</title></head>\n<body class='a b' id=\"x\" hidden>"
         "<a href='/a'>A</a><a href=\"/b?x=1&amp;y=2\">B</a><br/><hr /><!-- note --></body></html>",
    "/a": "<p>1 &lt; 2 &#62; 0 &nbsp;&unknown; <b>bold</b></P ><script>if (a < b) { go('</p>') }</script>",
    "/b?x=1&y=2": "<a href=/>back<img src=i.png alt='x > y'><input disabled>5 < 6 <3 & <?php x ?><![CDATA[d]]>",
}


class Links(HTMLParser):
    def __init__(self, **options):
        super().__init__(**options)
        self.links = []

    def handle_starttag(self, tag, attrs):
        print("  start", tag, attrs, self.getpos())
        if tag == "a":
            self.links.append(dict(attrs)["href"])

    def handle_startendtag(self, tag, attrs):
        print("  empty", tag, attrs)

    def handle_endtag(self, tag):
        print("  end", tag)

    def handle_data(self, data):
        print("  data", repr(data))

    def handle_comment(self, data):
        print("  comment", repr(data))

    def handle_decl(self, decl):
        print("  declaration", decl)

    def handle_entityref(self, name):
        print("  entity", name)

    def handle_charref(self, name):
        print("  character", name)

    def handle_pi(self, data):
        print("  instruction", data)

    def unknown_decl(self, data):
        print("  unknown", data)


async def fetch(address):
    await asyncio.sleep(len(address) / 10)
    return PAGES[address]


async def crawl(address, seen):
    seen.add(address)
    page = await fetch(address)
    print(address)
    parser = Links()
    parser.feed(page[:20])
    parser.feed(page[20:])
    parser.close()
    new = [link for link in parser.links if link not in seen]
    seen.update(new)
    await asyncio.gather(*(crawl(link, seen) for link in new))
    return seen


print(sorted(asyncio.run(crawl("/", set()))))
plain = Links(convert_charrefs=False)
plain.feed(PAGES["/a"])
plain.close()
