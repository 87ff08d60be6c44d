def find_spec(name, package=None):
    """Only whether there is such a module can be seen of it."""
    import types
    try:
        __import__(name)
    except ImportError:
        return None
    return types.SimpleNamespace(name=name, loader=None, origin="built-in", submodule_search_locations=None)
