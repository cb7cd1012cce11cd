#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""usage: packages_test.py ONUS REPOSITORY

What the folders for Neovim, Helix and Zed and the grammar that they share say of each other and of the program: versions,
names, the command of the server. Where Helix is installed ($HELIX, else `hx` of the PATH), it must find everything.
"""
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
import unittest

onus = pathlib.Path(sys.argv.pop(1)).resolve()
root = pathlib.Path(sys.argv.pop(1)).resolve()
editors = root / "editors"


def toml(path):
    return tomllib.loads((editors / path).read_text(encoding="utf-8"))


def found(pattern, path):
    return re.search(pattern, (root / path).read_text(encoding="utf-8"))[1]


class Packages(unittest.TestCase):
    def test_are_of_the_version_of_the_program(self):
        version = found(r"project\(onus VERSION (\S+)", "CMakeLists.txt")
        self.assertEqual(version, toml("zed/extension.toml")["version"])
        self.assertEqual(version, toml("zed/Cargo.toml")["package"]["version"])
        self.assertEqual(version, json.loads((editors / "tree-sitter/package.json").read_text())["version"])
        self.assertEqual(version, json.loads((editors / "tree-sitter/tree-sitter.json").read_text())["metadata"]["version"])

    def test_start_the_server(self):
        helix = toml("helix/languages.toml")["language-server"]["onus"]
        self.assertEqual(["onus", "lsp"], [helix["command"], *helix["args"]])
        self.assertEqual("'onus', 'lsp'", found(r"cmd = \{ (.*) \}", "editors/neovim/lsp/onus.lua"))
        self.assertIn('which("onus")', (editors / "zed/src/lib.rs").read_text())
        self.assertIn('vec!["lsp".into()]', (editors / "zed/src/lib.rs").read_text())
        self.assertEqual(0, subprocess.run([onus, "lsp", "--help"], stdout=subprocess.DEVNULL).returncode)

    def test_name_the_grammar(self):
        grammar = found(r"name: '(\w+)'", "editors/tree-sitter/grammar.js")
        zed, helix = toml("zed/extension.toml"), toml("helix/languages.toml")
        self.assertIn(grammar, zed["grammars"])
        self.assertEqual(grammar, toml("zed/languages/onus/config.toml")["grammar"])
        self.assertEqual([grammar], [one["name"] for one in helix["grammar"]])
        for path in zed["grammars"][grammar]["path"], helix["grammar"][0]["source"]["subpath"]:
            self.assertTrue((root / path / "src/parser.c").is_file(), path)
        self.assertEqual(zed["language_servers"]["onus"]["languages"], [toml("zed/languages/onus/config.toml")["name"]])

    @unittest.skipUnless(shutil.which(os.environ.get("HELIX", "hx")), "there is no Helix")
    def test_are_found_by_helix(self):
        with tempfile.TemporaryDirectory() as home:
            folder = pathlib.Path(home, "helix")
            shutil.copytree(editors / "helix", folder)
            shutil.copytree(folder / "queries", folder / "runtime/queries")
            path = f"{onus.parent}{os.pathsep}{os.environ['PATH']}"
            health = subprocess.run([os.environ.get("HELIX", "hx"), "--health", "onus"], capture_output=True, text=True,
                                    env={**os.environ, "PATH": path, "XDG_CONFIG_HOME": home}).stdout
            plain = re.sub(r"\x1b\[[\d;]*m", "", health)
            self.assertRegex(plain, r"✓ onus: \S+")
            for queries in "Highlight", "Textobject", "Indent":
                self.assertIn(f"{queries} queries: ✓", plain)


if __name__ == "__main__":
    unittest.main()
