"""Messages made, shown and read."""

import asyncio, re
from email.message import EmailMessage
from email.mime.text import MIMEText
from email.mime.multipart import MIMEMultipart
from email.mime.application import MIMEApplication
from email.utils import formataddr, parseaddr, formatdate, getaddresses, parsedate_to_datetime, format_datetime
from email.header import Header, decode_header, make_header
from email import message_from_string, policy
import email, datetime


def show(m):
    s = m.as_string()
    b = [p.get_boundary() for p in m.walk() if p.get_boundary()]
    for i, x in enumerate(b):
        s = s.replace(x, f'B{i}')
    print(s)


m = EmailMessage()
m['Subject'] = 'Async report'
m['From'] = 'a@example.com'
m['To'] = ['b@example.com', 'c@example.com']
m.set_content('Hello\nworld')
show(m)
print(m['to'], m.get('cc'), m.get('cc', 'none'), 'subject' in m, m.keys(), m.items())
print(m.get_content_type(), m.is_multipart(), repr(m.get_content()), len(m))
m.add_alternative('<b>Hello</b>', subtype='html')
m.add_attachment(b'\x00\x01data', maintype='application', subtype='octet-stream', filename='x.bin')
show(m)
print([p.get_content_type() for p in m.walk()], m.get_body(('plain',)).get_content())
print([a.get_filename() for a in m.iter_attachments()], m.get_payload()[1].get_content())
try:
    m['Subject'] = 'again'


except ValueError as e:
    print(e)


del m['subject']
m['Subject'] = 'Привет, мир'
m.replace_header('From', 'Zed <z@e.com>')
print(m['subject'], m['From'])
u = EmailMessage()
u['Subject'] = 'Тест письма'
u['From'] = 'x@y'
u.set_content('текст здесь\n')
show(u)
t = MIMEText('plain text')
t['Subject'] = 's'
t['From'] = formataddr(('Ann, B.', 'ann@x.org'))
show(t)
t2 = MIMEText('<p>мир</p>', 'html', 'utf-8')
t2['Subject'] = Header('Мир', 'utf-8')
show(t2)
print(t2.get_payload(decode=True).decode(), str(t2['Subject']))
mp = MIMEMultipart('alternative')
mp['To'] = 'q@w'
mp.attach(MIMEText('one'))
mp.attach(MIMEText('<i>2</i>', 'html'))
att = MIMEApplication(b'pdf!', Name='f.pdf')
att['Content-Disposition'] = 'attachment; filename="f.pdf"'
mp.attach(att)
show(mp)
r = message_from_string('From: A <a@b>\nSubject: =?utf-8?b?0JzQuNGA?=\nX-Long: one\n two\nContent-Type: text/plain; charset=utf-8\n\nbody line 1\nbody line 2\n')
print(r['From'], r['subject'], decode_header(r['subject']))
print(str(make_header(decode_header(r['subject']))), repr(r['x-long']), r.get_payload())
print(r.get_content_charset(), type(r).__name__)
r2 = email.message_from_string(mp.as_string())
print(r2.is_multipart())
print([p.get_payload(decode=True) for p in r2.walk() if not p.is_multipart()])
print(r2.get_content_subtype())
print(parseaddr('Bob <bob@x.com>'), getaddresses(['a@b, C D <c@d>', '"E, F" <e@f>']))
print(formatdate(0), formatdate(86400 * 365, usegmt=True), formataddr(('', 'q@w')))
d = parsedate_to_datetime('Tue, 14 Nov 2023 22:13:20 +0200')
print(d, format_datetime(d), d.utcoffset())


class FakeSMTP:

    async def __aenter__(self):
        return self

    async def __aexit__(self, *a):
        pass

    async def send_message(self, msg):
        await asyncio.sleep(0.01)
        print('sent', msg['Subject'], '->', msg['To'])
        return {}


async def main():
    async with FakeSMTP() as s:
        msgs = []
        for i in range(3):
            e = EmailMessage()
            e['Subject'] = f'#{i}'
            e['To'] = f'u{i}@x'
            e.set_content(f'body {i}')
            msgs.append(e)
        await asyncio.gather(*(s.send_message(e) for e in msgs))


asyncio.run(main())
