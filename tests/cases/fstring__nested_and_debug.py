import datetime
name, value, width, places = "pi", 3.14159265, 10, 3
print(f"{name}={value:.2f}", f"{value:{width}.{places}f}|", f"{name!r:>{width}}|", f"{value=}", f"{value = :.1f}", f"{name=!s}", f"{{{name}}}", f"{'a' 'b'}", f"{name.upper()[0]}")
print(f"{[x * 2 for x in range(3)]}", f"{ {'k': 1}['k'] }", f"{(lambda x: x + 1)(2)}", f"{'yes' if value > 3 else 'no'}", f"{datetime.date(2024, 1, 5):%d.%m.%y}", f"{1_000_000:,}", f"{0.5:%}", f"{255:#x} {255:08b}")
print(f"{'quotes'!r}", f'{"double"}', f"""{
    name
    + '!'
}""", f"a{''}b", f"{1}{2}{3}", f"{value:>+12.4e}|", f"{-5:05d}", f"{True:d} {None}", f"\t{name}\n".strip(), rf"\n{name}", f"{name:*^{width + 2}}", f"{3:c}" == "\x03")
for spec in ("q", ".2d", ",s"):
    try:
        print(f"{5:{spec}}")
    except ValueError as e:
        print(e)
print(f"{name!a} {'é'!a}", f"{value:.{places}}", f"{'x':{'>'}{4}}", f"{ 5 }", f"{5!r:^{5}}|", f"{(1, 2)}", f"{1,}", f"{'{'}")
