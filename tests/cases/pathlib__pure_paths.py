from pathlib import Path, PurePath, PurePosixPath

p = PurePosixPath("/usr/lib/python3.11/site.tar.gz")
print(p, repr(p), p.name, p.stem, p.suffix, p.suffixes, p.parent, p.parts, p.root, p.anchor, p.drive)
print(list(p.parents), len(p.parents), p.parents[0], p.parents[-1])
for text in ("a/b/../c", "./x", "", ".", "/", "//double", "///triple", "a//b/", ".hidden", "name.", "a.b.c", "..", "x/.y.z"):
    q = PurePath(text)
    print(repr(text), str(q), q.parts, q.name, q.stem, q.suffix, q.suffixes, q.parent, q.is_absolute())
print(PurePath("a") / "b" / PurePath("c"), "x" / PurePath("y"), PurePath("a", "b/c", "d"), PurePath("a") / "/b", PurePath("a").joinpath("b", "c"))
print(p.with_name("x.txt"), p.with_suffix(".zip"), p.with_stem("new"), p.with_suffix(""))
print(p.relative_to("/usr"), p.is_relative_to("/usr/lib"), p.is_relative_to("/etc"), p.as_posix(), p.as_uri())
print(PurePath("a/b.py").match("*.py"), PurePath("/a/b/c.py").match("b/*.py"), PurePath("/a/b/c.py").match("/a/*.py"))
print(PurePath("a") == PurePath("a/"), PurePath("a") < PurePath("b"), hash(PurePath("a")) == hash(PurePath("./a")), PurePath("a") == "a")
print(sorted([PurePath("b"), PurePath("a/c"), PurePath("a")]), {PurePath("x"): 1}[PurePath("x")])
print(type(Path("x")).__name__, isinstance(Path("x"), PurePath), f"{Path('x/y')}", Path("~/x") == Path("~") / "x")
for call in (lambda: p.relative_to("/etc"), lambda: PurePath("/").with_name("x"), lambda: p.with_suffix("bad"),
             lambda: PurePath(5), lambda: PurePath("a") / 5, lambda: PurePath("x").as_uri(), lambda: p.with_name("a/b"),
             lambda: p.parents[9]):
    try:
        call()
    except Exception as error:
        print(type(error).__name__, error)
