#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""usage: differential.py ONUS WASM [PROGRAMS [EVENTS [FIRST_SEED]]]

Random policies and events at their edges (generate.py), decided by the compiler's evaluator, by the engine of this
folder, by the runtime over bytecode, and by the same runtime as WebAssembly under Node. WASM is the command that does the
last, or empty where it cannot be had. A difference is shown with the seed of its policy, and then the exit status is 1.
Policies that the compiler refuses, since a condition of theirs can be proved never or always to hold, are drawn anew.
"""
import pathlib
import shlex
import sys
import tempfile

from compare import Comparison
import generate


def main(onus, wasm, programs="40", events="50", first="1"):
    others = [[onus, "eval"], *([shlex.split(wasm)] if wasm else [])]
    comparison, seed, compiled = Comparison(others), int(first), 0
    last = seed + 4 * int(programs)
    with tempfile.TemporaryDirectory() as folder:
        work = pathlib.Path(folder)
        while compiled < int(programs) and seed < last:
            draw = generate.generator(seed)
            project = work / f"seed-{seed}"
            project.mkdir()
            (project / "policy.onus").write_text(generate.policy(draw), encoding="utf-8")
            compiled += comparison.events(onus, project, list(generate.events(draw, int(events))), work)
            seed += 1
    if compiled < int(programs):
        print(f"of {4 * int(programs)} policies only {compiled} compiled")
        return 2
    return comparison.tell()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
