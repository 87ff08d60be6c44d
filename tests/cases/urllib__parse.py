from urllib.parse import *
import html

for url in ("https://user:pw@Example.com:8080/a/b;p?q=1&r=2#frag", "/relative/path?x", "mailto:a@b.c", "//host/x", "",
            "http://[::1]:80/", "file:///etc/passwd", "HTTP://X.Y"):
    parts = urlparse(url)
    print(parts, parts.hostname, parts.port, parts.username, parts.password, parts.geturl())
    print(urlsplit(url).geturl())
for pair in (("http://a/b/c/d", "e"), ("http://a/b/c/d", "../e"), ("http://a/b/c/d", "/e?x"), ("http://a/b", "//c/d"),
             ("http://a/b/", "?q"), ("http://a/b/c", "#f"), ("http://a", "x"), ("http://a/b/c/d;p?q", "./../g/."),
             ("", "x"), ("http://a/b", ""), ("http://a/b", "https://c")):
    print(pair, urljoin(*pair))
print(quote("a b/c?ü&"), quote("a/b", safe=""), quote_plus("a b&c"), unquote("a%20b%C3%BC%zz"), unquote_plus("a+b%21"))
print(quote(b"\xff\x00"), unquote_to_bytes("a%FF"), unquote("%FF"))
print(urlencode({"a": 1, "b": "x y", "c": [1, 2]}), urlencode([("k", "v"), ("k", "ä")]), urlencode({"c": [1, 2]}, doseq=True))
print(parse_qs("a=1&a=2&b=&c"), parse_qs("b=&c=3", keep_blank_values=True), parse_qsl("x=%20y&z=a+b"))
print(urldefrag("http://x/y#z"), urlunparse(("http", "h", "p", "", "q", "f")), urlunsplit(("s", "n", "p", "", "")))
try:
    urlparse("http://h:99999").port
except ValueError as error:
    print(error)
try:
    urlparse("http://h:x").port
except ValueError as error:
    print(error)
print(html.escape("<a href=\"x\">'&'</a>"), html.escape("\"'", quote=False))
print(html.unescape("&lt;p&gt; &amp;amp; &copy &#233; &#x41; &nosuch; &eacute;&quot; &notit; &#0;"))
