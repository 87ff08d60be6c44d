"""Encodings that are not Unicode's."""

for enc in ['gbk', 'gb2312', 'GB18030', 'shift_jis', 'euc_kr', 'cp1251', 'windows-1251', 'cp1252', 'koi8-r', 'cp866', 'iso-8859-15', 'latin-1', 'utf-16', 'utf-8-sig']:
    for s in ['中文abc', 'Привет', '日本語', '한국어', 'naïve €', '😀', 'ascii']:
        for errors in ('strict', 'ignore', 'replace', 'backslashreplace', 'xmlcharrefreplace'):
            try:
                b = s.encode(enc, errors)
                print(enc, s, errors, b, b.decode(enc) == s)
            except UnicodeError as e:
                print(enc, s, errors, type(e).__name__, e)


for b, enc in [(b'\xd6\xd0\xff\xce\xc4', 'gbk'), (b'\xd6', 'gbk'), (b'abc\xff', 'big5'), (b'\x81', 'cp1252'), (b'\x98', 'cp1251'), (b'\xff\xfe', 'shift_jis'), (b'\x80A', 'euc-kr')]:
    for errors in ('strict', 'ignore', 'replace'):
        try:
            print(b, enc, errors, repr(b.decode(enc, errors)))
        except UnicodeError as e:
            print(b, enc, errors, e)


try:
    'x'.encode('nope')


except LookupError as e:
    print(e)
