#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""usage: copies.py [--check]

Writes the queries that an editor shares with editors/tree-sitter/queries, under the names that the editor has for what is
captured. `--check` changes nothing: it names the copies that are stale, and fails.
"""

import pathlib
import re
import sys

editors = pathlib.Path(__file__).parent

neovim = {}

helix = {
    "boolean": "constant.builtin.boolean",
    "comment": "comment.line",
    "comment.documentation": "comment.line.documentation",
    "function.call": "function",
    "function.method.call": "function.method",
    "keyword.import": "keyword.control.import",
    "keyword.modifier": "keyword.storage.modifier",
    "keyword.return": "keyword.control.return",
    "module": "namespace",
    "number": "constant.numeric",
    "number.float": "constant.numeric.float",
    "property": "variable.other.member",
    "string.escape": "constant.character.escape",
    "variable.member": "variable.other.member",
}

zed = {
    "comment.documentation": "comment.doc",
    "constant.builtin": "constant",
    "function.builtin": "function",
    "function.call": "function",
    "function.method": "function",
    "function.method.call": "function",
    "module": "namespace",
    "number.float": "number",
    "string.regexp": "string.regex",
    "type.builtin": "type",
    "variable.builtin": "variable.special",
    "variable.member": "property",
    "variable.parameter": "variable",
}

copies = {
    "neovim/queries/onus": (neovim, ["highlights", "locals", "injections", "folds", "indents", "textobjects"]),
    "helix/queries/onus": (helix, ["highlights", "locals", "injections"]),
    "zed/languages/onus": (zed, ["highlights", "injections", "brackets"]),
}


def translated(text, names):
    """The query with its captures renamed. A copy is not filled by generate.py, so it says whence it comes instead."""
    text = re.sub(r"^ *; (BEGIN|END) generated.*\n", "", text, flags=re.MULTILINE)
    text = re.sub(r"@([a-z_][\w.]*)", lambda match: "@" + names.get(match[1], match[1]), text)
    return text.replace("\n", "\n; A copy, by editors/copies.py, of what editors/tree-sitter/queries has.\n", 1)


def main(arguments):
    if arguments not in ([], ["--check"]):
        raise SystemExit(__doc__)
    stale = 0
    for folder, (names, queries) in copies.items():
        for query in queries:
            source = editors / "tree-sitter/queries" / f"{query}.scm"
            target = editors / folder / f"{query}.scm"
            text = translated(source.read_text(encoding="utf-8"), names)
            if target.exists() and target.read_text(encoding="utf-8") == text:
                continue
            stale += 1
            print(f"{target.relative_to(editors.parent)} is stale: run editors/copies.py" if arguments else target)
            if not arguments:
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_text(text, encoding="utf-8")
    return 1 if stale and arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
