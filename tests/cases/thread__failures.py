import sys
import threading
import time


def fails():
    time.sleep(0.01)
    raise ValueError("in a thread")


t = threading.Thread(target=fails, name="failing")
t.start()
t.join()
print("the program goes on", t.is_alive())


def leaves():
    print("leaves silently")
    sys.exit(3)


t = threading.Thread(target=leaves)
t.start()
t.join()


def hook(args):
    print("hook:", args.exc_type.__name__, args.exc_value, args.thread.name)


threading.excepthook = hook
t = threading.Thread(target=fails, name="hooked")
t.start()
t.join()
threading.excepthook = threading.__excepthook__


def late():
    time.sleep(0.05)
    print("a thread that is no daemon is waited for")


threading.Thread(target=late).start()
threading.Thread(target=lambda: (time.sleep(5), print("never")), daemon=True).start()
print("main ends")
