import csv
import io

text = 'name,age,"city, state"\r\n"O\'Neil",30,"New\nYork"\r\n,,\r\n"say ""hi""",5,x\r\n'
for row in csv.reader(io.StringIO(text, newline="")):
    print(row)
print(list(csv.reader(["a;b;'c;d'", "1;2;3"], delimiter=";", quotechar="'")))
print(list(csv.reader(["a, b, c", "1, 'x', 2"], skipinitialspace=True)))
print(list(csv.reader(["a,b,", ",", "", "x"])))
print(list(csv.reader(['1,"a",2.5'], quoting=csv.QUOTE_NONNUMERIC)))
print(list(csv.reader(["a\\,b,c"], escapechar="\\")), list(csv.reader(['a"b,c'])), list(csv.reader(['"a"b,c'])))
print(list(csv.reader(["a\tb", "c\td"], "excel-tab")), list(csv.reader(['"a",b'], quoting=csv.QUOTE_NONE)))


def written(rows, **options):
    out = io.StringIO(newline="")
    writer = csv.writer(out, **options)
    writer.writerows(rows)
    return out.getvalue()


rows = [["plain", 1, 2.5, None, True], ["with,comma", 'with "quotes"', "with\nnewline", "", " space "]]
print(repr(written(rows)))
print(repr(written(rows, quoting=csv.QUOTE_ALL)))
print(repr(written(rows, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\n")))
print(repr(written([["a,b", 'c"d']], quoting=csv.QUOTE_NONE, escapechar="\\", quotechar=None)))
print(repr(written([['a"b', "c"]], doublequote=False, escapechar="\\")))
print(repr(written([[""], []], dialect="unix")))
print(repr(written([["a b", "c"]], delimiter=" ")))
out = io.StringIO()
writer = csv.DictWriter(out, fieldnames=["name", "score"], restval="?", extrasaction="ignore")
writer.writeheader()
writer.writerow({"name": "Ada", "score": 10})
writer.writerows([{"name": "Bob"}, {"name": "Cyd", "score": 1.5, "more": 2}])
print(out.getvalue().splitlines())
out.seek(0)
reader = csv.DictReader(out)
for row in reader:
    print(row, reader.line_num)
print(reader.fieldnames)
print(list(csv.DictReader(["1,2,3", "4"], fieldnames=["a", "b"], restkey="rest", restval="-")))
try:
    csv.DictWriter(out, ["a"]).writerow({"a": 1, "b": 2})
except ValueError as error:
    print(error)
try:
    csv.reader([], delimiter="ab")
except TypeError as error:
    print(error)
try:
    csv.get_dialect("nobody's")
except csv.Error as error:
    print(type(error), error)
try:
    csv.writer(out).writerow(5)
except csv.Error as error:
    print(error)
csv.register_dialect("pipes", delimiter="|", quoting=csv.QUOTE_ALL)
print(sorted(csv.list_dialects()), list(csv.reader(['a|"b"'], "pipes")), repr(written([[1]], dialect="pipes")))
csv.unregister_dialect("pipes")
print(csv.Sniffer().sniff("a;b;c\n1;2;3\n").delimiter, csv.Sniffer().has_header("name,age\nx,1\ny,2\n"))
