#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""usage: measure.py RUNS WHAT COMMAND...: runs a command several times and prints the median of its time, the processor
time of that run, the shortest and the longest, and the most memory that a run held."""
import os
import subprocess
import sys
import time


def once(command):
    began = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    took = time.monotonic() - began
    return took, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, os.waitstatus_to_exitcode(status)


def main():
    count, what, command = int(sys.argv[1]), sys.argv[2], sys.argv[3:]
    runs = sorted(once(command) for _ in range(count))
    median = runs[len(runs) // 2]
    print(
        f"{what}: {median[0]:.2f} s (processors {median[1]:.2f} s; {runs[0][0]:.2f} to {runs[-1][0]:.2f} s),"
        f" {max(run[2] for run in runs):.0f} MiB, exit status {median[3]}"
    )


if __name__ == "__main__":
    main()
