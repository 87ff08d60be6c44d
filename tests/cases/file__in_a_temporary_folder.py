import csv
import glob
import io
import json
import logging
import os
import pathlib
import shutil
import tempfile

with tempfile.TemporaryDirectory() as folder:
    os.chdir(folder)
    with open("one.txt", "w") as file:
        print(file.write("first line\nsecond line\n"), file.mode, file.closed, file.name)
        print("third", file=file)
        file.writelines(["fourth\n", "fifth"])
    print(file.closed, os.path.exists("one.txt"), os.path.getsize("one.txt"))
    with open("one.txt") as file:
        print(repr(file.readline()), file.readlines(), repr(file.read()))
        file.seek(0)
        print(file.read(5), file.tell(), [line.strip() for line in file])
    with open("one.txt", "a", encoding="utf-8") as file:
        file.write("\nünïcode €")
    with open("one.txt", "rb") as file:
        data = file.read()
        print(data[-12:], len(data), file.seek(-3, 2), file.read(), file.tell())
        print(repr(file)[:30], file.readable(), file.writable(), file.seekable())
    with open("both", "w+") as file:
        file.write("hello world")
        file.seek(6)
        file.write("W")
        file.seek(0)
        print(file.read())
        file.truncate(5)
        file.seek(0)
        print(file.read())
    with open("windows.txt", "w", newline="\r\n") as file:
        file.write("a\nb\n")
    print(open("windows.txt", "rb").read(), open("windows.txt").read().split("\n"), open("windows.txt", newline="").read())
    for mode, name in (("r", "missing"), ("x", "both"), ("r", "."), ("w", "no/such/folder"), ("q", "both"), ("rw", "both")):
        try:
            open(name, mode)
        except (OSError, ValueError) as error:
            print(type(error).__name__, error)
    with open("both") as file:
        try:
            file.write("x")
        except io.UnsupportedOperation as error:
            print(error)
    try:
        file.read()
    except ValueError as error:
        print(error)
    with open("data.json", "w") as file:
        json.dump({"a": [1, 2], "b": None}, file, indent=1)
    with open("data.json") as file:
        print(json.load(file))
    with open("table.csv", "w", newline="") as file:
        csv.writer(file).writerows([["a", "b"], [1, "x, y"]])
    with open("table.csv", newline="") as file:
        print(list(csv.DictReader(file)))

    os.makedirs("deep/er/est")
    os.makedirs("deep/er", exist_ok=True)
    for call in (lambda: os.mkdir("deep"), lambda: os.rmdir("deep"), lambda: os.remove("nothing"), lambda: os.listdir("both"),
                 lambda: os.rename("nothing", "something"), lambda: os.makedirs("deep/er"), lambda: os.stat("nothing")):
        try:
            call()
        except OSError as error:
            print(type(error).__name__, error, error.errno, error.filename)
    shutil.copy("one.txt", "deep/copy.txt")
    os.rename("both", "deep/er/moved")
    print(sorted(os.listdir()), sorted(os.listdir("deep")), os.path.isdir("deep"), os.path.isfile("deep/copy.txt"))
    for where, folders, files in sorted(os.walk("deep")):
        print(where, sorted(folders), sorted(files))
    print(sorted(glob.glob("*.txt")), sorted(glob.glob("deep/**", recursive=True)), glob.glob("*/copy*"))
    print(sorted((entry.name, entry.is_dir()) for entry in os.scandir(".")))
    shutil.copytree("deep", "deep2")
    shutil.rmtree("deep")
    print(os.path.exists("deep"), os.path.exists("deep2/er/moved"), shutil.move("deep2/copy.txt", "back.txt"))

    path = pathlib.Path("notes") / "today.md"
    path.parent.mkdir()
    print(path.write_text("some text\nmore"), path.read_text().splitlines(), path.exists(), path.is_file(), path.stat().st_size)
    path.write_bytes(b"\x00\x01")
    print(path.read_bytes(), path.resolve() == pathlib.Path.cwd() / path, path.absolute().is_absolute())
    path.touch()
    (path.parent / "sub").mkdir(parents=True, exist_ok=True)
    (path.parent / "sub" / "x.md").write_text("x")
    print(sorted(p.as_posix() for p in pathlib.Path("notes").iterdir()))
    print(sorted(p.as_posix() for p in pathlib.Path(".").glob("notes/*.md")), sorted(p.name for p in pathlib.Path().rglob("*.md")))
    print(sorted(map(str, pathlib.Path("notes").glob("**/*"))))
    with path.open("a") as file:
        file.write("!")
    path.rename("notes/renamed.md")
    path.unlink(missing_ok=True)
    try:
        path.unlink()
    except FileNotFoundError as error:
        print(error)
    try:
        pathlib.Path("notes").mkdir()
    except FileExistsError as error:
        print(error)

    logging.basicConfig(filename="log.txt", level=logging.INFO, format="%(levelname)s %(message)s", filemode="w")
    logging.info("to a file")
    logging.shutdown()
    print(open("log.txt").read())
    with tempfile.NamedTemporaryFile("w", suffix=".tmp", delete=False) as file:
        file.write("kept")
    print(open(file.name).read(), file.name.endswith(".tmp"))
    os.unlink(file.name)
    with tempfile.TemporaryFile() as file:
        file.write(b"abc")
        file.seek(0)
        print(file.read())
    os.chdir("/")
print(os.path.exists(folder), tempfile.gettempdir())
