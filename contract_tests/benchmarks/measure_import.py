"""Times the statements given as its one argument in this fresh interpreter, and says how much memory there is then.

Prints CPU seconds and bytes. It imports nothing that is not in every interpreter anyway.
"""

import sys
import time


def peak_memory() -> int:
    """Return the most bytes that this process ever had in memory.

    Linux tells it of the program alone; `resource` also counts what the parent had in memory when it started this one.
    """
    try:
        with open("/proc/self/status") as status:
            return next(int(line.split()[1]) * 1024 for line in status if line.startswith("VmHWM"))
    except (OSError, StopIteration):
        import resource

        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return peak if sys.platform == "darwin" else peak * 1024


def main() -> None:
    """Compiles first, so that the clock sees the imports alone. httpx's command line, an extra, is not loaded."""
    sys.modules["click"] = None  # type: ignore[assignment]
    statements = compile(sys.argv[1], "statements", "exec")
    begin = time.process_time()
    exec(statements, {})
    spent = time.process_time() - begin
    print(spent, peak_memory())


if __name__ == "__main__":
    main()
