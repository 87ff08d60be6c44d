"""What handlers keep is written when the program ends."""

import logging, logging.config, sys


class Ending(logging.Handler):

    def emit(self, record):
        print('emit', record.getMessage())

    def flush(self):
        print('flush', self.name)

    def close(self):
        print('close', self.name)
        super().close()


CONFIG = {'version': 1, 'disable_existing_loggers': False, 'formatters': {'plain': {'format': '{levelname:<7} {name}: {message}', 'style': '{'}}, 'handlers': {'out': {'class': 'logging.StreamHandler', 'stream': 'ext://sys.stdout', 'formatter': 'plain'}, 'a_memory': {'class': 'logging.handlers.MemoryHandler', 'capacity': 3, 'target': 'out', 'flushLevel': 40}, 'end': {'()': Ending}}, 'loggers': {'mem': {'handlers': ['a_memory'], 'level': 'DEBUG', 'propagate': False}}, 'root': {'level': 'WARNING', 'handlers': ['out', 'end']}}
logging.config.dictConfig(CONFIG)
memory = logging.getLogger('mem')
memory.debug('one')
memory.debug('two')
print('nothing yet')
memory.error('three')
memory.info('kept until the end')
logging.warning('to the root')
