"""Handlers, filters, formatters and loggers of the program's own."""

import asyncio, logging, logging.handlers, io, sys, collections, time


class ListHandler(logging.Handler):

    def __init__(self, level=0):
        super().__init__(level)
        self.records = []

    def emit(self, record):
        self.records.append(self.format(record))

    def flush(self):
        print('flush', len(self.records))

    def close(self):
        print('close')
        super().close()


class Dedup(logging.Filter):

    def __init__(self):
        self.seen = collections.Counter()

    def filter(self, r):
        self.seen[r.msg] += 1
        return self.seen[r.msg] == 1


class ColorFormatter(logging.Formatter):
    COLORS = {logging.DEBUG: 36, logging.INFO: 32, logging.WARNING: 33, logging.ERROR: 31, logging.CRITICAL: 41}

    def format(self, record):
        s = super().format(record)
        return f'\x1b[{self.COLORS.get(record.levelno, 0)}m{s}\x1b[0m'

    def formatException(self, ei):
        return '|'.join(super().formatException(ei).splitlines()[-1:])

    def formatTime(self, record, datefmt=None):
        return 'T'


log = logging.getLogger(__name__)
log.setLevel(1)
lh = ListHandler()
lh.setFormatter(logging.Formatter('%(levelname).1s %(message)s %(funcName)s:%(lineno)d %(taskName)s' if sys.version_info >= (3, 12) else '%(levelname).1s %(message)s %(funcName)s:%(lineno)d'))
sh = logging.StreamHandler(sys.stdout)
sh.setFormatter(ColorFormatter('%(asctime)s %(name)s %(threadName)s %(processName)s %(module)s %(filename)s %(message)s'))
sh.addFilter(Dedup())
sh.setLevel('INFO')
log.addHandler(lh)
log.addHandler(sh)


class MyLogger(logging.Logger):

    def trace(self, msg, *a, **k):
        self.log(5, msg, *a, **k)


logging.setLoggerClass(MyLogger)
logging.addLevelName(5, 'TRACE')
t = logging.getLogger('t')
t.setLevel(5)
t.addHandler(lh)
t.trace('tr %s', 1)


async def work(n):
    log.info('working')
    log.debug('n=%d', n)
    try:
        1 / (n - 1)
    except ZeroDivisionError:
        log.exception('bad')
    await asyncio.sleep(0.01)
    log.info('done %s', n, extra={'n': n})
    log.warning('stack', stack_info=False)


async def main():
    await asyncio.gather(*map(work, range(3)))
    buf = io.StringIO()
    h = logging.StreamHandler(buf)
    log.addHandler(h)
    log.critical('x=%(x)s', {'x': 1})
    log.removeHandler(h)
    print(repr(buf.getvalue()))
    old = logging.getLogRecordFactory()

    def factory(*a, **k):
        r = old(*a, **k)
        r.custom = 'C'
        return r
    logging.setLogRecordFactory(factory)
    lh.setFormatter(logging.Formatter('%(custom)s %(message)s', defaults={'zz': 1}))
    log.info('made')
    logging.setLogRecordFactory(old)
    lh.setFormatter(logging.Formatter("%(levelname)s"))
    print(lh.records)
    print(log, lh, sh, logging.getLogger(), logging.getLogger('a.b').getChild('c'))
    print(logging.getLogger('a.b').name)
    try:
        logging.Formatter('%(x', validate=True)
    except ValueError as e:
        print(e)
    try:
        logging.Formatter('{x', style='{')
    except ValueError as e:
        print(e)
    try:
        log.setLevel('NOPE')
    except ValueError as e:
        print(e)
    try:
        logging.basicConfig(foo=1)
    except ValueError as e:
        print(e)
    logging.disable(logging.ERROR)
    log.error('hidden')
    log.critical('seen')
    logging.disable(logging.NOTSET)
    log.error('bad args %d', 'x')
    print(log.handlers == [lh, sh], log.findCaller()[2], logging.WARN)
    print(logging.getLevelName('INFO'))
    print(logging.Formatter('${message}', style='$').format(logging.LogRecord('n', 20, 'p', 1, 'm %s', ('a',), None)))
    r = logging.makeLogRecord({'msg': 'made', 'levelno': 30, 'levelname': 'WARNING'})
    print(r, r.getMessage(), r.args)
    logging.captureWarnings(True)
    import warnings
    logging.getLogger('py.warnings').addHandler(lh)
    warnings.warn('careful')
    logging.captureWarnings(False)
    print(len(lh.records))


asyncio.run(main())
