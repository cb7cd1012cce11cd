#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""usage: streams.py ONUS REPOSITORY SHARED OUT [POLICIES [EVENTS [FIRST_SEED]]]

Writes transcripts (tests/harness/transcript.h) of streams of events to OUT, with the policies as bytecode: of every
example and of the parts of SHARED that have events, and of random policies with events at their edges. What they were
decided is the plain evaluator's.
"""
import json
import pathlib
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "independent"))
import generate  # noqa: E402  pylint: disable=import-error,wrong-import-position
from compare import AS_OF, PROJECTS  # noqa: E402  pylint: disable=import-error,wrong-import-position


class Writer:
    """Compiles policies and writes what is decided by them."""

    def __init__(self, onus, out):
        self.onus, self.out = onus, pathlib.Path(out)

    def build(self, project, target, path):
        """Whether the project compiles."""
        command = [self.onus, "build", "-q", "--as-of", AS_OF, project, "--target", target, "-o", path]
        return subprocess.run(command, capture_output=True, check=False).returncode == 0

    def stream(self, name, project, lines):
        """Whether the project compiles; then its transcript is written."""
        bundle, artifact = self.out / f"stream.{name}.onusb", self.out / f"stream.{name}.json"
        if not self.build(project, "bytecode", bundle) or not self.build(project, "json", artifact):
            return False
        told = subprocess.run([self.onus, "eval", artifact], input=b"\n".join(lines), capture_output=True, check=True)
        artifact.unlink()
        (self.out / f"stream.{name}.records").write_bytes(told.stdout)
        steps = [json.dumps({"begin": None, "bundle": bundle.name, "settings": {}, "stop": {}, "keep": False})]
        for line, record in zip(lines, told.stdout.decode("utf-8").split("\n")[:-1], strict=True):
            steps.append(f'{{"event":{json.dumps(line.decode("utf-8"))},"record":{record}}}')
        (self.out / f"stream.{name}.jsonl").write_text("".join(f"{step}\n" for step in steps), encoding="utf-8")
        return True

    def random(self, seed, events):
        """The same of a random policy."""
        draw = generate.generator(seed)
        project = self.out / f"policy-{seed}"
        project.mkdir()
        (project / "policy.onus").write_text(generate.policy(draw), encoding="utf-8")
        return self.stream(f"seed-{seed}", project, list(generate.events(draw, events)))


def read_lines(path):
    return [line for line in path.read_bytes().split(b"\n") if line]


def main(onus, repository, shared, out, policies="40", events="50", first="1"):
    writer, repository, shared = Writer(onus, out), pathlib.Path(repository), pathlib.Path(shared)
    fixed = [(path.name, path, path / "events.jsonl") for path in sorted((repository / "examples").iterdir())]
    if (shared / "corpus").is_dir():
        fixed += [(part, shared / "design" / "examples" / project, shared / "corpus" / part / "onus" / "events.jsonl")
                  for part, project in PROJECTS.items()]
    for name, project, path in fixed:
        if path.exists() and not writer.stream(name, project, read_lines(path)):
            print(f"{project} does not compile")
            return 2
    seed, compiled = int(first), 0
    while compiled < int(policies) and seed < int(first) + 4 * int(policies):
        compiled += writer.random(seed, int(events))
        seed += 1
    if compiled < int(policies):
        print(f"of {seed - int(first)} policies only {compiled} compiled")
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
