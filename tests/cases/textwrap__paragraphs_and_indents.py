"""Wrapping, filling, shortening, dedenting and indenting text, with the options that change where lines break."""
import textwrap

TEXT = (
    "Loops run callbacks one after another;  nothing else happens in between. A well-known, self-contained\n"
    "explanation (see https://example.org/a-very-long-address/without-any-blank) says:\tone thing at a time."
)
print(textwrap.fill(TEXT, 40))
print("-" * 20)
print(
    textwrap.fill(TEXT, 30, initial_indent="* ", subsequent_indent="  ", break_long_words=False, break_on_hyphens=False)
)
print("-" * 20)
print(
    textwrap.wrap("word " * 8, 12, max_lines=2, placeholder=" …"), textwrap.wrap("", 10),
    textwrap.wrap("abcdefgh", 3)
)
print(
    textwrap.wrap("one.  two.\tthree", 80, fix_sentence_endings=True, tabsize=4),
    textwrap.wrap("a\n b", 5, replace_whitespace=False)
)
print(textwrap.wrap("  lead  trail  ", 6, drop_whitespace=False), textwrap.wrap("semi-automatic pre-2024", 9))
print(
    textwrap.shorten("Hello   wide world!", 12), textwrap.shorten("Hello wide world", 11, placeholder="..."),
    textwrap.shorten("x" * 9, 5)
)
code = """
        def f():
            if x:

                return 1
          # less
    """
print(repr(textwrap.dedent(code)))
print(repr(textwrap.dedent("\tone\n\t  two\n")), repr(textwrap.dedent("  a\n\tb\n")))
print(textwrap.indent("one\n\ntwo\n", "> "), end="")
print(textwrap.indent("one\n\ntwo", "| ", predicate=lambda line: True))
wrapper = textwrap.TextWrapper(width=16, initial_indent="- ")
for item in ("a short one", "an item that is a good deal longer"):
    wrapper.subsequent_indent = " " * 4
    print(wrapper.fill(item))
for wrong in (
    lambda: textwrap.wrap("text", 0), lambda: textwrap.shorten("long text", 3),
    lambda: textwrap.fill("ab cd", 3, max_lines=1)
):
    try:
        print(wrong())
    except ValueError as error:
        print(error)
