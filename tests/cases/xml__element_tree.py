"""Trees of elements: read, searched, changed, written."""

import asyncio, io
import xml.etree.ElementTree as ET
from xml.sax.saxutils import escape, quoteattr, unescape
DOC = '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE data [<!ENTITY hi "Hello">]>\n<!-- comment -->\n<data xmlns:x="http://example.com/x">\n    <country name="Liechtenstein" id="1"><rank updated="yes">2</rank><year>2008</year><gdppc>141100</gdppc>\n        <neighbor name="Austria" direction="E"/><neighbor name="Switzerland" direction="W"/></country>\n    <country name="Singapore" id="2"><rank updated="yes">5</rank><year>2011</year><neighbor name="Malaysia" direction="N"/>tail &amp; &#65;&#x42; &hi;</country>\n    <country name="Panama"><rank>69</rank><x:note x:lang="en">n<![CDATA[<raw>&]]></x:note></country><empty/>\n</data>'
root = ET.fromstring(DOC)
print(root.tag, root.attrib, len(root), root[0].attrib, [c.tag for c in root])
for c in root.findall('country'):
    print(c.get('name'), c.find('rank').text, c.findtext('year'), c.findtext('nope', 'dflt'))
    print(c.find('nope'))


for p in ['country', './country/neighbor', './/neighbor', "country[@name='Panama']", 'country[year]', "country[year='2011']/rank", './/rank[@updated]', 'country[2]', 'country[last()]', '*', '*/rank', ".//*[@direction='N']", 'country/..', '{http://example.com/x}note', './/{http://example.com/x}note', './/{*}note', "country[rank='69']", './/year/..', "country[@id!='1']", './/neighbor[2]', 'country/neighbor[last()]', '.']:
    print(p, [(e.tag, e.get('name') or (e.text and e.text.strip())) for e in root.findall(p)])


print(root.find('country/x:note', {'x': 'http://example.com/x'}).attrib)
print(''.join(root[2].itertext()), repr(root[1].find('neighbor').tail))
print([n.attrib['direction'] for n in root.iter('neighbor')], sum((1 for _ in root.iter())))
print(ET.tostring(root, encoding='unicode'))
for r in root.iter('rank'):
    r.text = str(int(r.text) + 1)
    r.set('updated', 'no')


for c in list(root.findall('country')):
    if int(c.find('rank').text) > 50:
        root.remove(c)


print(ET.tostring(root))
print(ET.tostring(root[0], encoding='utf-8', xml_declaration=True))
a = ET.Element('a', {'k': 'v <"\'&>'}, z='1')
b = ET.SubElement(a, 'b')
b.text = 'x < y & é'
c = ET.SubElement(a, 'c', n='2')
c.tail = 't'
d = ET.SubElement(c, 'd')
a.append(ET.Comment('hey'))
a.insert(0, ET.ProcessingInstruction('pi', 'x'))
ET.dump(a)
print(ET.tostring(a, 'us-ascii'), ET.tostring(a, 'utf-8').decode())
print(ET.tostring(a, method='text', encoding='unicode'), ET.tostring(a, method='html'))
print(ET.tostring(a, 'unicode', short_empty_elements=False))
ET.indent(a)
print(ET.tostring(a, 'unicode'))
ET.indent(root, '\t')
print(ET.tostring(root, 'unicode'))
tree = ET.ElementTree(a)
out = io.BytesIO()
tree.write(out, encoding='utf-8', xml_declaration=True)
print(out.getvalue())
print(tree.getroot() is a, tree.find('b').text)
print([e.tag for e in tree.iter() if isinstance(e.tag, str)])
print(ET.parse(io.StringIO('<q><w>1</w></q>')).findtext('w'))
ns = ET.Element('{http://e.com/1}r')
ET.SubElement(ns, '{http://e.com/2}s', {'{http://e.com/1}q': '1'})
print(ET.tostring(ns))
ET.register_namespace('one', 'http://e.com/1')
print(ET.tostring(ns), ET.tostring(ns, default_namespace=None))
for bad in ['<a><b></a>', '<a>', '', '<a></a><b/>', 'text', '<a b=1/>', '<a>&nope;</a>', "<a b='1' b='2'/>", '<a><b>x</b', '<a>&</a>', '<x:a/>', '<a>\n<b>\n</c>\n</a>', "<a b='<'/>", '<1a/>', '<a', "  <?xml version='1.0'?><a/>", '<a/>junk', '<a>]]></a', '<a b></a>']:
    try:
        print(ET.fromstring(bad))
    except ET.ParseError as e:
        print(repr(bad), e, e.position, e.code)


for ev, e in ET.iterparse(io.BytesIO(b'<r><i>1</i><i>2</i></r>'), events=('start', 'end')):
    print(ev, e.tag, e.text)


print(escape('<a & b>'), quoteattr('say "hi"'), unescape('&lt;x&amp;'), ET.iselement(a))
print(a.keys(), list(a.items()), a[1:3][0].tag, bool(len(d)), ET.QName('u', 't').text)
try:
    ET.tostring(ET.Element('a', n=1))


except TypeError as e:
    print(e)


try:
    a.append('x')


except TypeError as e:
    print(e)


async def parse_all(docs):
    return [e.text for e in await asyncio.gather(*(asyncio.to_thread(ET.fromstring, d) for d in docs))]


print(asyncio.run(parse_all(['<a>1</a>', '<b>2</b>'])))
import copy
k = copy.deepcopy(root)
k.clear()
print(len(k), len(root), copy.copy(a).attrib is a.attrib)
