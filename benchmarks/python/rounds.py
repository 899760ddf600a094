"""What every rival in Python does: say what it is, then work when told to, and tell what it took.

Each line of standard input is a number of calls; each line of standard output a JSON object.
"""
import json
import sys
import time


def serve(work, check=lambda: None, **facts):
    """Answers until standard input ends. `work` is one call; `check` gives a number to compare with ours."""
    print(json.dumps({"python": sys.version.split()[0], **facts}), flush=True)
    for line in sys.stdin:
        calls = int(line)
        wall, cpu = time.perf_counter(), time.process_time()
        for _ in range(calls):
            work()
        cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
        print(json.dumps({"cpu": cpu, "wall": wall, "check": check()}), flush=True)
