#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""usage: transcripts.py FOLDER-OF-THE-MODULE LIBRARY TRANSCRIPTS

The Python wrapper decides what the plain evaluator was asked: its records must be the same bytes. A transcript ends
where a policy test goes on with an event that no engine could be sent (`skip_arguments`).
"""
import json
import pathlib
import sys

sys.path.insert(0, sys.argv[1])
import onus_runtime  # noqa: E402  pylint: disable=import-error,wrong-import-position

onus_runtime.load_library(sys.argv[2])


def engine_for(bundle, settings, stop):
    settings = dict(settings)
    key = settings.pop("key", None)
    if key:
        settings.update(key=key["secret"], key_id=key["id"])
    return onus_runtime.Engine(bundle, stop=stop, **settings)


def replaced(value):
    return "[redacted]" if isinstance(value, str) else [replaced(item) for item in value]


def is_carried_out(event, expected, redacted):
    """Whether `redacted` is the event with exactly that taken out which the record says. Which parts of a text a pattern
    matches is not looked at, and it may match nothing but the empty text."""
    if not expected["redact"] or expected["decision"] not in ("allow", "flag", "redact"):
        return redacted == ""
    wanted, got = json.loads(event), json.loads(redacted)
    for target in expected["redact"]:
        *holders, last = target["pointer"].split("/")[1:]
        before, after = wanted, got
        for name in holders:
            before, after = before[name], after[name]
        if "matching" in target:
            if before[last] != after[last] and "[redacted]" not in json.dumps(after[last]):
                return False
            before[last] = after[last]
        else:
            before[last] = replaced(before[last])
    return wanted == got


class Comparison:
    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.decided = self.differences = self.left_out = 0

    def transcript(self, path):
        bundle = engine = None
        lines = path.read_text(encoding="utf-8").split("\n")[:-1]
        for number, line in enumerate(lines):
            step = json.loads(line)
            if "begin" in step:
                state = engine.save() if engine and step["keep"] else None
                if bundle:
                    bundle.close()
                bundle = onus_runtime.Bundle.open((self.folder / step["bundle"]).read_bytes())
                engine = engine_for(bundle, step["settings"], step["stop"])
                if state is not None:
                    engine.load(state)
                continue
            if step.get("skip_arguments"):
                self.left_out += sum('"event"' in line for line in lines[number:])
                break
            record = line[line.index(',"record":') + len(',"record":'):-1]
            self.compare(path.stem, step["event"], engine.decide(step["event"]), record,
                         {system.name: system.worst_cost for system in bundle.systems})
        bundle.close()

    def compare(self, name, event, decision, record, costs):
        self.decided += 1
        expected = json.loads(record)
        cost = costs.get((expected.get("bundle") or {}).get("system"), 0)
        agrees = (decision.record == record and decision.verdict.name.lower() == expected["decision"]
                  and decision.reason == (expected.get("reason") or "")
                  and decision.detail == (expected.get("detail") or "")
                  and decision.goes_ahead == (expected["decision"] in ("allow", "flag", "redact"))
                  and is_carried_out(event, expected, decision.redacted)
                  and decision.steps <= max(cost, 0))
        if not agrees:
            self.differences += 1
            print(f"{name}: {event}\n  expected {record}\n  got      {decision}")


def main():
    comparison = Comparison(sys.argv[3])
    for path in sorted(comparison.folder.glob("*.jsonl")):
        comparison.transcript(path)
    print(f"{comparison.decided} decisions compared, {comparison.differences} differ, "
          f"{comparison.left_out} left out")
    return 1 if comparison.differences or comparison.decided < 100 else 0


if __name__ == "__main__":
    sys.exit(main())
