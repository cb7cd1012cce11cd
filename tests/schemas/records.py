#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""usage: records.py ONUS REPOSITORY

Events and decision records keep to docs/schemas: those of examples/refunds, and the records of every program test.
Exits with 77 (skipped) where python3-jsonschema is not installed.
"""
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile

try:
    import jsonschema
except ImportError:
    print("python3-jsonschema is not installed: skipped")
    sys.exit(77)


def validator(path):
    schema = json.loads(path.read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def records(onus, project, events, key):
    """Builds the project and decides the events, each a line."""
    with tempfile.TemporaryDirectory() as folder:
        bundle = pathlib.Path(folder) / "bundle.json"
        secret = pathlib.Path(folder) / "k1.key"
        secret.write_text("0123456789abcdef", encoding="utf-8")
        subprocess.run([onus, "build", project, "--as-of", "2026-11-22", "--target", "json", "-o", bundle, "-q"], check=True)
        command = [onus, "eval", bundle] + (["--key", secret] if key else [])
        done = subprocess.run(command, input="\n".join(events) + "\n", capture_output=True, text=True, check=True)
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(lines) == len(events), f"{project}: {len(events)} events gave {len(lines)} records"
    return lines


def main(onus, repository):
    root = pathlib.Path(repository)
    event_schema = validator(root / "docs/schemas/event.schema.json")
    record_schema = validator(root / "docs/schemas/decision-record.schema.json")
    failed = checked = 0

    def check(schema, document, what):
        nonlocal failed, checked
        checked += 1
        for error in schema.iter_errors(document):
            failed += 1
            print(f"{what}: {error.json_path}: {error.message[:300]}")

    example = (root / "examples/refunds/events.jsonl").read_text(encoding="utf-8").splitlines()
    for line in example:
        check(event_schema, json.loads(line), "examples/refunds, event")
    for record in records(onus, root / "examples/refunds", example, False):
        check(record_schema, record, "examples/refunds, record")
    for program in sorted((root / "tests/programs").iterdir()):
        if not (program / "events.jsonl").exists():
            continue
        lines = (program / "events.jsonl").read_text(encoding="utf-8").splitlines()
        events = [line for line in lines if line and not line.startswith("//")]
        with tempfile.TemporaryDirectory() as folder:
            shutil.copy(root / "tests/programs/prelude.onus", folder)
            for source in program.glob("*.onus"):
                shutil.copy(source, folder)
            for key in (False, True):
                for record in records(onus, folder, events, key):
                    check(record_schema, record, f"{program.name}, record {record['event_id']}")
    print(f"{checked} documents checked, {failed} findings")
    return 1 if failed else 0


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
