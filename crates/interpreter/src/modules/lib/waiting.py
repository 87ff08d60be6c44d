"""What `zip`, `enumerate`, `map` and `filter` do, as generators: threads can wait in them."""


def enumerated(iterator, count):
    for item in iterator:
        yield count, item
        count += 1


def _row(iterators):
    row = []
    for iterator in iterators:
        for item in iterator:
            row.append(item)
            break
        else:
            return None
    return row


def zipped(*iterators):
    while (row := _row(iterators)) is not None:
        yield tuple(row)


def mapped(function, *iterators):
    while (row := _row(iterators)) is not None:
        yield function(*row)


def filtered(function, iterator):
    for item in iterator:
        if function(item) if function is not None else item:
            yield item
