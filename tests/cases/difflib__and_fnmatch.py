import difflib
import fnmatch

a = "one two three four five".split()
b = "zero one tree four six".split()
m = difflib.SequenceMatcher(None, a, b)
print(m.ratio(), m.quick_ratio(), m.real_quick_ratio())
print(m.get_matching_blocks())
for code in m.get_opcodes():
    print(code)
print(difflib.SequenceMatcher(None, "private Thread currentThread;", "private volatile Thread currentThread;").ratio())
print(difflib.SequenceMatcher(lambda x: x == " ", " abcd", "abcd abcd").find_longest_match(0, 5, 0, 9))
print(difflib.get_close_matches("appel", ["ape", "apple", "peach", "puppy"]))
print(difflib.get_close_matches("wheel", ["while", "wheels", "reel", "heal"], n=2, cutoff=0.5))
text1 = "one\ntwo\nthree\nfour\nfive\nsix\nseven\neight\nnine\nten\n".splitlines(keepends=True)
text2 = "one\ntoo\nthree\nfour\nfive\nsix\nseven\neight\nnine\nnine and a half\nten\n".splitlines(keepends=True)
print("".join(difflib.unified_diff(text1, text2, "before", "after")))
print("".join(difflib.context_diff(text1, text2, "before", "after", n=1)))
diff = list(difflib.ndiff(text1, text2))
print("".join(diff))
print("".join(difflib.restore(diff, 1)) == "".join(text1), "".join(difflib.restore(diff, 2)) == "".join(text2))
print("".join(difflib.ndiff(["\tabc def\n", "same\n", "x\n"], ["\tabC dEf\n", "same\n", "entirely different\n"])))
print("".join(difflib.unified_diff(["a\n"] * 30 + ["b\n"], ["a\n"] * 30 + ["c\n"], lineterm="")))
popular = difflib.SequenceMatcher(None, "ab" * 150, "ab" * 149 + "cd")
print(round(popular.ratio(), 4), sorted(popular.bpopular))
print(list(difflib.unified_diff("abc", "abc")), list(difflib.ndiff([], ["x"])))
for name, pattern in (("file.py", "*.py"), ("file.pyc", "*.py"), ("a1", "a[0-9]"), ("ab", "a[!0-9]"), ("a]", "a[]]"),
                      ("x.y", "?.?"), ("a[b", "a[b"), ("A", "a")):
    print(name, pattern, fnmatch.fnmatch(name, pattern))
print(fnmatch.filter(["a.py", "b.txt", "c.py"], "*.py"), bool(fnmatch.translate("*.py")))
