#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""usage: sarif.py ONUS FOLDER

What `--format sarif` writes passes the schema of SARIF 2.1.0 and the rules of Microsoft's multitool, those for GitHub
among them. The tool and the schema are installed in FOLDER from npm, once; where they cannot be had, the test is
skipped (77).
"""
import json
import os
import pathlib
import platform
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
from run import Scratch, excused, projects

package = "@microsoft/sarif-multitool-linux@5.7.0"

# Warnings that are right, and that nothing can be done about: SARIF2005 asks for a home page, which Onus has not.
known = {"SARIF2005"}


def skip(why):
    print(f"{why}: skipped")
    sys.exit(77)


def installed(folder):
    place = folder / "node_modules/@microsoft/sarif-multitool-linux"
    if not (place / "sarif-2.1.0.json").is_file():
        folder.mkdir(parents=True, exist_ok=True)
        install = ["npm", "install", "--prefix", folder, "--no-audit", "--no-fund", "--ignore-scripts", package]
        try:
            done = subprocess.run(install, capture_output=True, timeout=240)
        except (FileNotFoundError, subprocess.TimeoutExpired):
            skip("npm is missing or slow")
        if done.returncode != 0:
            skip(f"{package} cannot be had from npm")
    tool = place / "Sarif.Multitool"
    tool.chmod(0o755)
    return tool, place / "sarif-2.1.0.json"


def complaints(tool, log, folder):
    """What the tool says of a log; it leaves with 0 whatever it finds."""
    out = folder / "multitool.sarif"
    out.unlink(missing_ok=True)
    environment = {**os.environ, "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1"}
    done = subprocess.run([tool, "validate", log, "--rule-kind", "Sarif;Ghas", "-o", out], env=environment,
                          capture_output=True, text=True, timeout=240)
    if not out.is_file():
        yield "error", "multitool", done.stdout[-400:] + done.stderr[-400:]
        return
    for run in json.loads(out.read_text(encoding="utf-8-sig"))["runs"]:
        levels = {rule["id"]: rule.get("defaultConfiguration", {}).get("level", "warning")
                  for rule in run["tool"]["driver"].get("rules", [])}
        for result in run.get("results", []):
            level = result.get("level", levels.get(result["ruleId"], "warning"))
            yield level, result["ruleId"], str(result["message"])[:300]
        for each in run.get("invocations", []):
            for note in each.get("toolExecutionNotifications", []) + each.get("toolConfigurationNotifications", []):
                if note.get("level") == "error":
                    yield "error", "multitool", str(note["message"])[:300]


def logs(scratch):
    """Findings, a clean project, and a run that is not complete."""
    yield "findings", scratch.lint(*projects, "--format", "sarif")
    yield "errors", scratch.run("check", "--format", "sarif", "broken", status=1)
    yield "excused", scratch.lint(excused(scratch), "--show-suppressed", "--format", "sarif")
    (scratch.folder / "laid.onus").write_text("package  desk\nlet a=1\n", encoding="utf-8")
    yield "layout", scratch.run("fmt", "--check", "--format", "sarif", "laid.onus", status=1)
    clean = scratch.folder / "clean"
    clean.mkdir()
    (clean / "a.onus").write_text("package desk\nlet limit = 5\n", encoding="utf-8")
    yield "clean", scratch.lint("clean", "--format", "sarif", status=0)
    (clean / "b.onus").symlink_to("nowhere.onus")
    yield "incomplete", scratch.lint("clean", "--format", "sarif", status=4)


def main(onus, folder):
    if platform.system() != "Linux" or platform.machine() != "x86_64":
        skip("the pinned package of the multitool is for Linux on x86_64")
    try:
        import jsonschema
    except ImportError:
        skip("python3-jsonschema is not installed")
    tool, schema_file = installed(pathlib.Path(folder).resolve())
    text = json.loads(schema_file.read_text(encoding="utf-8-sig"))
    schema = jsonschema.validators.validator_for(text)(text)
    failed = 0
    with tempfile.TemporaryDirectory() as work:
        scratch = Scratch(pathlib.Path(onus).resolve(), pathlib.Path(work))
        for name, said in logs(scratch):
            for error in schema.iter_errors(json.loads(said)):
                failed += 1
                print(f"{name}: schema: {error.json_path}: {error.message[:300]}")
            log = pathlib.Path(work) / f"{name}.sarif"
            log.write_text(said, encoding="utf-8")
            for level, rule, message in complaints(tool, log, pathlib.Path(work)):
                if level == "error" or (level == "warning" and rule not in known):
                    failed += 1
                    print(f"{name}: {level}: {rule}: {message}")
    print(f"{failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))
