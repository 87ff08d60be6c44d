__all__ = ["escape", "unescape", "quoteattr"]


def escape(data, entities={}):
    data = data.replace("&", "&amp;").replace(">", "&gt;").replace("<", "&lt;")
    for text, entity in entities.items():
        data = data.replace(text, entity)
    return data


def unescape(data, entities={}):
    data = data.replace("&lt;", "<").replace("&gt;", ">")
    for entity, text in entities.items():
        data = data.replace(entity, text)
    return data.replace("&amp;", "&")


def quoteattr(data, entities={}):
    data = escape(data, {**entities, "\n": "&#10;", "\r": "&#13;", "\t": "&#9;"})
    if '"' not in data:
        return f'"{data}"'
    return f"'{data}'" if "'" not in data else '"' + data.replace('"', "&quot;") + '"'
