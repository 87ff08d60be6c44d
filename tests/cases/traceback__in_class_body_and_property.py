class Config:
    @property
    def timeout(self):
        return self.settings["timeout"]

    def __init__(self):
        self.settings = {}

    def __enter__(self):
        return self.timeout

    def __exit__(self, *exc):
        return False


def use(config):
    with config as timeout:
        return timeout


use(Config())
