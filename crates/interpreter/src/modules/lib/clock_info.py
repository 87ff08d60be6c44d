from types import SimpleNamespace

_implementations = {"time": "CLOCK_REALTIME", "monotonic": "CLOCK_MONOTONIC", "perf_counter": "CLOCK_MONOTONIC",
                    "process_time": "CLOCK_PROCESS_CPUTIME_ID", "thread_time": "CLOCK_THREAD_CPUTIME_ID"}


def get_clock_info(name):
    if name not in _implementations:
        raise ValueError("unknown clock")
    is_adjustable = name == "time"
    implementation = f"clock_gettime({_implementations[name]})"
    return _Info(implementation=implementation, monotonic=not is_adjustable, adjustable=is_adjustable, resolution=1e-09)


class _Info(SimpleNamespace):
    def __repr__(self):
        return "namespace" + super().__repr__().removeprefix("_Info")
