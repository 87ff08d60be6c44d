__all__ = ["getpass", "getuser", "GetPassWarning"]


class GetPassWarning(UserWarning):
    pass


def getpass(prompt="Password: ", stream=None):
    return input(prompt)


def getuser():
    import os
    return os.environ.get("LOGNAME") or os.environ.get("USER") or "web_user"
