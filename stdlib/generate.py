#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes one Onus module for each framework catalogue.

usage: generate.py CATALOGUES [OUT]

CATALOGUES is a directory of JSON files, each with id, name, version, publisher, license, source, complete and a flat
list of controls (id, title, parent, and where they apply withdrawn, replaced_by, paragraphs, inserted_paragraphs,
deleted_paragraphs). OUT is where the modules go (the frameworks folder beside this script by default). Only ids and
titles are taken over. Two runs over the same catalogues give the same bytes.
"""

import json
import sys
from pathlib import Path


def quoted(text):
    escapes = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"}
    return '"' + "".join(escapes.get(character, character) for character in text) + '"'


def children_of(controls):
    """Controls by the id of their parent (None at the top), each list in the catalogue's order."""
    known = {control["id"] for control in controls}
    children = {}
    for control in controls:
        parent = control.get("parent")
        if parent is not None and parent not in known:
            raise SystemExit(f"control {control['id']}: its parent {parent} is not in the catalogue")
        children.setdefault(parent, []).append(control)
    return children


def quoted_list(items):
    return ", ".join(quoted(str(item)) for item in items)


# Levels of statutes. What has no parts in the catalogue goes on in the law all the same.
STATUTORY = {"section", "article", "annex", "subdivision", "annex_point"}


def write_control(control, children, depth, lines):
    indent = "  " * depth
    line = f"{indent}control {quoted(control['id'])} {quoted(control['title'])}"
    if control.get("withdrawn"):
        line += " withdrawn"
    if control.get("replaced_by"):
        line += " replaced_by " + quoted_list(control["replaced_by"])
    if control.get("paragraphs"):
        line += f" paragraphs {control['paragraphs']}"
        if control.get("inserted_paragraphs"):
            line += " with " + quoted_list(control["inserted_paragraphs"])
        if control.get("deleted_paragraphs"):
            line += " withdrawn " + quoted_list(control["deleted_paragraphs"])
    below = children.get(control["id"], [])
    if control.get("level") in STATUTORY and not below:
        line += " incomplete"
    lines.append(line + (" {" if below else ""))
    for child in below:
        write_control(child, children, depth + 1, lines)
    if below:
        lines.append(indent + "}")


def module(catalogue):
    lines = [
        "// SPDX-License-Identifier: Apache-2.0",
        "// Written by stdlib/generate.py; ids and titles only. The licence of the catalogue itself is stated below.",
        "package std.frameworks",
        "",
        f"framework {catalogue['id']} {quoted(catalogue['name'])} {{",
    ]
    facts = {key: catalogue[key] for key in ("version", "publisher", "license", "source")}
    if catalogue.get("superseded_by"):
        facts["superseded_by"] = catalogue["superseded_by"].removesuffix(" (not included)")
    column = max(map(len, facts)) + 2  # as `onus fmt` lays them out
    lines += [f"  {key:<{column}}{quoted(value)}" for key, value in facts.items()]
    if not catalogue.get("complete"):
        lines.append("  incomplete")
    lines.append("")
    children = children_of(catalogue["controls"])
    for control in children.get(None, []):
        write_control(control, children, 1, lines)
    lines.append("}")
    return "\n".join(lines) + "\n"


def main(arguments):
    if len(arguments) not in (1, 2):
        raise SystemExit(__doc__.split("\n\n")[1])
    out = Path(arguments[1]) if len(arguments) == 2 else Path(__file__).resolve().parent / "frameworks"
    out.mkdir(parents=True, exist_ok=True)
    catalogues = sorted(Path(arguments[0]).glob("*.json"))
    if not catalogues:
        raise SystemExit(f"no catalogue in {arguments[0]}")
    for path in catalogues:
        catalogue = json.loads(path.read_text(encoding="utf-8"))
        (out / f"{catalogue['id']}.onus").write_text(module(catalogue), encoding="utf-8")
    print(f"{len(catalogues)} modules in {out}")


if __name__ == "__main__":
    main(sys.argv[1:])
