"""The hook's own exception is shown, and then the one that it was called for."""
import sys


def hook(kind, error, where):
    return {}[kind.__name__]


sys.excepthook = hook
raise ValueError("the original")
