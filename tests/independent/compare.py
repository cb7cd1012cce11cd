#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""usage: compare.py ONUS_FILE_TESTS ONUS REPOSITORY [SHARED]

Two engines that share no code must decide alike: the compiler's evaluator and the one of this folder, which was written
from the pages in docs. They are compared on every program test, on the policy tests and events of every example, and on
those that SHARED holds; on those events the bytecode in the runtime must give the same records, too. A difference is
shown with its event; the exit status is then 1.
"""
import json
import os
import pathlib
import subprocess
import sys
import tempfile

from engine import Engine
import values

AS_OF = "2026-11-22"
# The project that a part of the corpus is decided by.
PROJECTS = {"agentdojo": "agentdojo", "tau": "retail"}


def read(text):
    return json.loads(text, parse_float=values.Num, parse_int=values.Num)


def without(entry, *names):
    return {name: part for name, part in entry.items() if name not in names}


def rules(part):
    """Without the texts that engines word for themselves."""
    fired = [{**one, "failed_exceptions": [without(each, "why") for each in one["failed_exceptions"]]}
             if "failed_exceptions" in one else one for one in part["fired"]]
    return {**part, "fired": fired, "failures": [without(one, "why") for one in part["failures"]]}


def comparable(record):
    """A record of the compiler's evaluator, as the other engine makes it."""
    record = rules(without(record, "detail", "prev"))
    if "shadow" in record:
        record["shadow"] = rules(record["shadow"])
    record["redact"] = [without(one, "path") for one in record["redact"]]
    for log in record["log"]:
        log["values"] = [{**one, "failed": True} if "failed" in one else one for one in log["values"]]
    record["log"] = [without(log, "terms", "tests") for log in record["log"]]
    return json.loads(values.canonical(record))


class Comparison:
    """Counts decisions and what differs. `others` are commands that decide the lines of their standard input by the
    bytecode that is named last: their records must be the compiler's, byte for byte."""

    def __init__(self, others=()):
        self.decisions = self.differences = 0
        self.others = others

    def add(self, name, line, got, record):
        self.decisions += 1
        got, wanted = json.loads(values.canonical(got)), comparable(record)
        if got == wanted:
            return
        self.differences += 1
        print(f"{name}: {line.decode('utf-8', 'replace')}")
        for member in sorted({*got, *wanted}):
            if got.get(member) != wanted.get(member):
                print(f"  {member}: {json.dumps(got.get(member))}, the compiler has {json.dumps(wanted.get(member))}")

    def transcript(self, path):
        engine = None
        for text in path.read_text(encoding="utf-8").split("\n")[:-1]:
            step = read(text)
            if "begin" in step:
                settings = {name: int(part) if isinstance(part, values.Num) else part
                            for name, part in step["settings"].items()}
                if "key" in settings:
                    settings["key"] = {**settings["key"], "secret": settings["key"]["secret"].encode()}
                before, engine = engine, Engine(plain(step["begin"]), settings, step["stop"])
                if step["keep"]:
                    engine.take_over(before)
                continue
            line = step["event"].encode("utf-8")
            got = engine.decide(line, skip_arguments="skip_arguments" in step)
            self.add(path.stem, line, got, step["record"])

    def events(self, onus, project, lines, work):
        """The decisions on lines of events; False where the project does not compile."""
        artifact = work / "artifact.json"
        built = subprocess.run([onus, "build", "--as-of", AS_OF, project, "--target", "json", "-o", artifact],
                               capture_output=True, check=False)
        if built.returncode:
            return False
        told = subprocess.run([onus, "eval", artifact], input=b"\n".join(lines), capture_output=True, check=True)
        engine = Engine(json.loads(artifact.read_text(encoding="utf-8")))
        for line, record in zip(lines, told.stdout.decode("utf-8").split("\n")[:-1], strict=True):
            self.add(project.name, line, engine.decide(line), read(record))
        bundle = work / "artifact.onusb"
        subprocess.run([onus, "build", "--as-of", AS_OF, project, "--target", "bytecode", "-o", bundle],
                       capture_output=True, check=True)
        for command in self.others:
            self.alike(project.name, lines, told.stdout, [*command, bundle])
        return True

    def alike(self, name, lines, wanted, command):
        """The records of another engine of the same bytes."""
        got = subprocess.run(command, input=b"\n".join(lines), capture_output=True, check=False)
        if got.stdout == wanted and got.returncode == 0:
            return
        self.differences += 1
        print(f"{name}: {command[0]} decides otherwise (status {got.returncode})", got.stderr.decode("utf-8", "replace"))
        for line, one, other in zip(lines, wanted.split(b"\n"), got.stdout.split(b"\n")):
            if one != other:
                print("  event:", line.decode("utf-8", "replace"))
                print("  plain:", one.decode("utf-8", "replace"))
                print("  other:", other.decode("utf-8", "replace"))
                return

    def tell(self):
        print(f"{self.decisions} decisions compared, {self.differences} differ")
        return 1 if self.differences or not self.decisions else 0


def plain(value):
    """Numbers as Python's own, as an artifact is read."""
    if isinstance(value, values.Num):
        return json.loads(value)
    if isinstance(value, list):
        return [plain(part) for part in value]
    return {name: plain(part) for name, part in value.items()} if isinstance(value, dict) else value


def main(harness, onus, repository, shared=None):
    repository, comparison = pathlib.Path(repository), Comparison([[onus, "eval"]])
    examples = sorted(path for path in (repository / "examples").iterdir() if path.is_dir())
    corpus = []
    if shared and pathlib.Path(shared, "corpus").is_dir():
        designs = pathlib.Path(shared, "design", "examples")
        examples += sorted(path for path in designs.iterdir() if path.is_dir())
        corpus = [(designs / project, pathlib.Path(shared, "corpus", part, "onus", "events.jsonl"))
                  for part, project in PROJECTS.items()]
    corpus += [(project, project / "events.jsonl") for project in examples if (project / "events.jsonl").exists()]
    with tempfile.TemporaryDirectory() as folder:
        work = pathlib.Path(folder)
        command = [harness, "--transcripts", work, repository / "tests" / "programs", *examples]
        if subprocess.run([os.fspath(part) for part in command], check=False).returncode:
            return 2
        for path in sorted(work.glob("*.jsonl")):
            comparison.transcript(path)
        for project, events in corpus:
            lines = [line for line in events.read_bytes().split(b"\n") if line]
            if not comparison.events(onus, project, lines, work):
                return 2
    return comparison.tell()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
