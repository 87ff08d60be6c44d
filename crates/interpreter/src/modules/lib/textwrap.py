__all__ = ["TextWrapper", "wrap", "fill", "dedent", "indent", "shorten"]
_white = "\t\n\v\f\r "
_blanks = str.maketrans(_white, " " * len(_white))


class TextWrapper:
    def __init__(self, width=70, initial_indent="", subsequent_indent="", expand_tabs=True, replace_whitespace=True,
                 fix_sentence_endings=False, break_long_words=True, drop_whitespace=True, break_on_hyphens=True,
                 tabsize=8, *, max_lines=None, placeholder=" [...]"):
        self.width, self.initial_indent, self.subsequent_indent = width, initial_indent, subsequent_indent
        self.expand_tabs, self.replace_whitespace, self.tabsize = expand_tabs, replace_whitespace, tabsize
        self.fix_sentence_endings, self.break_long_words = fix_sentence_endings, break_long_words
        self.drop_whitespace, self.break_on_hyphens = drop_whitespace, break_on_hyphens
        self.max_lines, self.placeholder = max_lines, placeholder

    def _words(self, word):
        # A word may end after a hyphen between letters, and before and after a dash.
        at = start = 0
        size = len(word)
        while at < size:
            if word[at] != "-":
                at += 1
                continue
            end = at
            while end < size and word[end] == "-":
                end += 1
            before, after = word[start:at], word[end:]
            if end - at > 1:
                if before[-1:].isalnum() or before[-1:] in ("!", '"', "'", "&", ".", ",", "?") and before:
                    if after[:1].isalnum() or after[:1] == "_":
                        yield before
                        yield word[at:end]
                        start = end
            elif (before[-2:].isalnum() and len(before) > 1 and before[-2:].isidentifier()
                  or before[-2:-1] == "-" and before[-1:].isalpha()) and (
                    after[:2].isalpha() and len(after) > 1 or after[:1].isalpha() and after[1:2] == "-"):
                yield word[start:end]
                start = end
            at = end
        if start < size:
            yield word[start:]

    def _split(self, text):
        chunks = []
        at, size = 0, len(text)
        while at < size:
            end, blank = at, text[at] in _white
            while end < size and (text[end] in _white) == blank:
                end += 1
            if blank or not self.break_on_hyphens:
                chunks.append(text[at:end])
            else:
                chunks.extend(self._words(text[at:end]))
            at = end
        return chunks

    def _chunks(self, text):
        if self.expand_tabs:
            text = text.expandtabs(self.tabsize)
        if self.replace_whitespace:
            text = text.translate(_blanks)
        chunks = self._split(text)
        if self.fix_sentence_endings:
            for i in range(len(chunks) - 1):
                word = chunks[i].rstrip("\"'")
                if chunks[i + 1] == " " and word[-1:] in (".", "!", "?") and word[-2:-1].islower():
                    chunks[i + 1] = "  "
        return chunks

    def wrap(self, text):
        chunks = self._chunks(text)
        if self.width <= 0:
            raise ValueError(f"invalid width {self.width!r} (must be > 0)")
        if self.max_lines is not None:
            indent = self.subsequent_indent if self.max_lines > 1 else self.initial_indent
            if len(indent) + len(self.placeholder.lstrip()) > self.width:
                raise ValueError("placeholder too large for max width")
        lines = []
        chunks.reverse()
        while chunks:
            indent = self.subsequent_indent if lines else self.initial_indent
            room = self.width - len(indent)
            if self.drop_whitespace and lines and not chunks[-1].strip():
                chunks.pop()
            line, length = [], 0
            while chunks and length + len(chunks[-1]) <= room:
                length += len(chunks[-1])
                line.append(chunks.pop())
            if chunks and len(chunks[-1]) > room:
                long = chunks[-1]
                if self.break_long_words:
                    cut = left = max(room, 1) - length if room >= 1 else 1
                    hyphen = long.rfind("-", 0, left) if self.break_on_hyphens and len(long) > left else -1
                    if hyphen > 0 and long[:hyphen].strip("-"):
                        cut = hyphen + 1
                    line.append(long[:cut])
                    chunks[-1] = long[cut:]
                elif not line:
                    line.append(chunks.pop())
                length = sum(map(len, line))
            if self.drop_whitespace and line and not line[-1].strip():
                length -= len(line.pop())
            if not line:
                continue
            if (self.max_lines is None or len(lines) + 1 < self.max_lines or length <= room and (
                    not chunks or self.drop_whitespace and len(chunks) == 1 and not chunks[0].strip())):
                lines.append(indent + "".join(line))
                continue
            while line:
                if line[-1].strip() and length + len(self.placeholder) <= room:
                    lines.append(indent + "".join(line) + self.placeholder)
                    break
                length -= len(line.pop())
            else:
                if lines and len(lines[-1].rstrip()) + len(self.placeholder) <= self.width:
                    lines[-1] = lines[-1].rstrip() + self.placeholder
                else:
                    lines.append(indent + self.placeholder.lstrip())
            break
        return lines

    def fill(self, text):
        return "\n".join(self.wrap(text))


def wrap(text, width=70, **kwargs):
    return TextWrapper(width=width, **kwargs).wrap(text)


def fill(text, width=70, **kwargs):
    return TextWrapper(width=width, **kwargs).fill(text)


def shorten(text, width, **kwargs):
    return TextWrapper(width=width, max_lines=1, **kwargs).fill(" ".join(text.strip().split()))


def dedent(text):
    lines = ["" if not line.strip(" \t") else line for line in text.split("\n")]
    margin = None
    for line in lines:
        if line:
            own = line[:len(line) - len(line.lstrip(" \t"))]
            if margin is None:
                margin = own
            while not own.startswith(margin):
                margin = margin[:-1]
    return "\n".join([line[len(margin):] if line else "" for line in lines]) if margin else "\n".join(lines)


def indent(text, prefix, predicate=None):
    if predicate is None:
        predicate = str.strip
    return "".join([prefix + line if predicate(line) else line for line in text.splitlines(True)])
