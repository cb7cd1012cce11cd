#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""usage: settings.py ONUS REPOSITORY

docs/schemas/onus-toml.schema.json takes what `onus lint` takes as onus.toml, and nothing else: tried on every onus.toml
of the repository, of the file tests, the unit tests and the pages, and on one that has every key, with one of its keys
or values changed.
Exits with 77 (skipped) where python3-jsonschema is not installed.
"""
import concurrent.futures
import itertools
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import tomllib

try:
    import jsonschema
except ImportError:
    print("python3-jsonschema is not installed: skipped")
    sys.exit(77)

# What is wrong with the folders around a file, and not with the file: no schema can know.
around = re.compile(r"there is no such (folder|file)|it lies in this very project")

# In place of a value: of each type, and what is nearly right.
others = [1, 0, -1, 1.5, True, "", "x", "!x", "warn", "2026", "2031", [], ["a"], [1], {}, {"path": "a"}, {"path": 1},
          [{"path": "a", "levels": {"style": "off"}}], [{"path": "a"}], {"style": "loud"}, {"style": "info"}]

# Every key at least once.
rich = """
project = { name = "refunds", exclude = ["drafts/"], members = ["team"] }
dependencies = { people = { path = "../people" }, "house-rules_2" = { path = "../house" } }
limits = { cost = 1_000 }
lint = { lint-edition = "2026", baseline = "b.json", levels = { style = "info", unused-import = "forbid" }, paths = [
  { path = "old/", levels = { testing = "off", unused-let = "error" } } ] }
"""


def documents(root):
    """The text of every onus.toml that there is."""
    yield rich
    for path in root.rglob("onus.toml"):
        if "build" not in path.relative_to(root).parts:
            yield path.read_text(encoding="utf-8")
    for path in (root / "tests/files").rglob("*.onus"):
        parts = re.split(r"^// --- (.*)\n", path.read_text(encoding="utf-8", errors="replace"), flags=re.MULTILINE)
        for name, text in zip(parts[1::2], parts[2::2]):
            if name.endswith("onus.toml"):
                yield text
    for page in (root / "docs").glob("*.md"):
        yield from re.findall(r"^```toml\n(.*?)^```", page.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    unit = (root / "tests/unit/source/settings_test.cpp").read_text(encoding="utf-8")
    for literals in re.findall(r'(?:problem|parseSettings)\(\s*((?:"(?:\\.|[^"\\])*"\s*)+)\)', unit):
        yield "".join(json.loads(literal) for literal in re.findall(r'"(?:\\.|[^"\\])*"', literals))


def variants(node):
    """The value with one key or one value below it changed."""
    if isinstance(node, dict):
        for key, value in node.items():
            rest = {each: node[each] for each in node if each != key}
            yield rest
            yield rest | {key + "x": value}
            yield rest | {key + " x": value}
            yield from (rest | {key: changed} for changed in itertools.chain(others, variants(value)))
    elif isinstance(node, list):
        for index, value in enumerate(node):
            for changed in itertools.chain(others, variants(value)):
                yield node[:index] + [changed] + node[index + 1:]


def inline(value):
    if isinstance(value, dict):
        return "{" + ", ".join(f"{json.dumps(key)} = {inline(each)}" for key, each in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(inline, value)) + "]"
    return json.dumps(value)


def toml(document):
    return "".join(f"{json.dumps(key)} = {inline(value)}\n" for key, value in document.items())


def parsed(text):
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return None


def furnish(project, document):
    """Makes the folders that the settings name, so that what is wrong is the settings."""
    members = document.get("project", {}).get("members", []) if isinstance(document.get("project"), dict) else []
    dependencies = document.get("dependencies")
    entries = dependencies.values() if isinstance(dependencies, dict) else []
    named = [*members] if isinstance(members, list) else []
    named += [each.get("path") for each in entries if isinstance(each, dict)]
    for index, name in enumerate(name.replace("*", "x") for name in named if isinstance(name, str)):
        folder = (project / name).resolve()
        if project.parent in folder.parents:
            folder.mkdir(parents=True, exist_ok=True)
            (folder / "a.onus").write_text(f"package p{index}\n", encoding="utf-8")


def complaints(onus, text):
    """What the program has against the text of an onus.toml itself."""
    with tempfile.TemporaryDirectory() as folder:
        project = pathlib.Path(folder).resolve() / "around/project"
        project.mkdir(parents=True)
        (project / "a.onus").write_text("package a\n", encoding="utf-8")
        furnish(project, parsed(text) or {})
        (project / "onus.toml").write_text(text, encoding="utf-8")
        done = subprocess.run([onus, "lint", "--no-cache", project], capture_output=True, text=True, timeout=60)
    if done.returncode not in (0, 1, 2, 4):
        raise SystemExit(f"onus ends with {done.returncode}: {done.stderr}\n{text}")
    errors = [line for line in done.stderr.splitlines() if line.startswith("error: ")]
    assert errors or done.returncode != 2, f"no error is said: {done.stderr}"
    return [line for line in errors if not around.search(line)]


def main(onus, repository):
    root = pathlib.Path(repository)
    schema = json.loads((root / "docs/schemas/onus-toml.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft7Validator.check_schema(schema)
    validator = jsonschema.Draft7Validator(schema)

    texts = list(dict.fromkeys(documents(root)))
    changed = dict.fromkeys(toml(variant) for variant in variants(tomllib.loads(rich)))
    texts += [text for text in changed if text not in texts]
    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        verdicts = list(pool.map(lambda text: complaints(onus, text), texts))

    failed = taken = 0
    for text, said in zip(texts, verdicts):
        document = parsed(text)
        found = ["no TOML"] if document is None else [error.message for error in validator.iter_errors(document)]
        taken += not said
        if bool(found) != bool(said):
            failed += 1
            print(f"the program says {said or 'nothing'}, the schema {found or 'nothing'}, of:\n{text}")
    print(f"{len(texts)} documents, {taken} of them taken; {failed} about which the schema and the program disagree")
    return 1 if failed or taken < 20 or taken > len(texts) - 100 else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
