#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""usage: bundles_test.py REPOSITORY

What the folders for Sublime Text and the JetBrains editors hold is well-formed and agrees with the extension for Visual
Studio Code: the options of the server, the patterns of indentation, the findings that a build reads. Where `bat` is
installed, which reads Sublime's grammars, it must colour an example.
"""
import json
import os
import pathlib
import plistlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

root = pathlib.Path(sys.argv.pop(1)).resolve()
editors = root / "editors"


def read(path):
    return json.loads((editors / path).read_text(encoding="utf-8"))


def defaults():
    """What the server is told unless somebody changes a setting."""
    options = {}
    for name, setting in read("vscode/package.json")["contributes"]["configuration"]["properties"].items():
        if setting["type"] != "boolean":
            continue
        group = options
        *outer, last = name.split(".")[1:]
        for part in outer:
            group = group.setdefault(part, {})
        group[last] = setting["default"]
    return options


class JetBrains(unittest.TestCase):
    def test_starts_the_server_for_the_files_of_the_language(self):
        template = read("jetbrains/onus/template.json")
        self.assertEqual(template["programArgs"]["default"], "onus lsp")
        [mapping] = template["fileTypeMappings"]
        self.assertEqual((mapping["fileType"]["patterns"], mapping["languageId"]), (["*.onus"], "onus"))

    def test_tells_the_server_what_the_other_editors_tell(self):
        self.assertEqual(read("jetbrains/onus/initializationOptions.json"), defaults())
        self.assertEqual(read("jetbrains/onus/settings.json"), {"onus": defaults()})

    def test_finds_a_bundle(self):
        [language] = read("vscode/package.json")["contributes"]["languages"]
        self.assertEqual(language["extensions"], [".onus"])


class Sublime(unittest.TestCase):
    def contexts(self):
        """The rules of each context, as far as their lines tell: their keys and their values."""
        contexts, name = {}, None
        for line in (editors / "sublime/Onus.sublime-syntax").read_text(encoding="utf-8").splitlines():
            if match := re.fullmatch(r"  ([\w-]+):", line):
                name = match[1]
                contexts[name] = []
            elif name and (match := re.fullmatch(r"    (?:- |  )(\w+): (.+)", line)):
                contexts[name].append((match[1], json.loads(match[2])))
        return contexts

    def test_every_context_that_is_named_is_there(self):
        contexts = self.contexts()
        named = {value for rules in contexts.values() for key, value in rules if key in ("include", "push")}
        self.assertLessEqual(named, set(contexts))
        self.assertLessEqual(set(contexts) - named, {"main"})

    def test_what_is_pushed_is_left_again(self):
        contexts = self.contexts()
        for pushed in {value for rules in contexts.values() for key, value in rules if key == "push"}:
            self.assertIn(("pop", True), contexts[pushed], pushed)

    def test_tells_the_server_what_the_other_editors_tell(self):
        client = read("sublime/LSP.sublime-settings")["clients"]["onus"]
        self.assertEqual(client["initializationOptions"], defaults())
        self.assertEqual((client["command"], client["selector"]), (["onus", "lsp"], "source.onus"))

    def test_indents_as_the_other_editors_do(self):
        settings = plistlib.loads((editors / "sublime/Indentation.tmPreferences").read_bytes())["settings"]
        self.assertEqual(settings, read("vscode/language-configuration.json")["indentationRules"])

    def test_preferences_are_of_this_language(self):
        for path in (editors / "sublime").glob("*.tmPreferences"):
            self.assertTrue(plistlib.loads(path.read_bytes())["scope"].startswith("source.onus"), path)

    def test_a_build_reads_findings(self):
        build = read("sublime/Onus.sublime-build")
        line = "desk/mail.onus:3:10: warning: nothing uses `x` [unused-let]"
        self.assertEqual(re.match(build["file_regex"], line).groups(),
                         ("desk/mail.onus", "3", "10", "nothing uses `x` [unused-let]"))
        for pattern in read("vscode/package.json")["contributes"]["problemPatterns"]:
            if found := re.match(pattern["regexp"], line):
                self.assertEqual(found[pattern["file"]], "desk/mail.onus")

    @unittest.skipUnless(shutil.which("bat") or shutil.which("batcat"), "bat is not installed")
    def test_colours_an_example(self):
        bat = shutil.which("bat") or shutil.which("batcat")
        with tempfile.TemporaryDirectory() as folder:
            place = pathlib.Path(folder)
            (place / "syntaxes").mkdir()
            shutil.copy(editors / "sublime/Onus.sublime-syntax", place / "syntaxes")
            environment = os.environ | {"BAT_CONFIG_DIR": folder, "BAT_CACHE_PATH": str(place / "cache")}
            subprocess.run([bat, "cache", "--build"], env=environment, check=True, capture_output=True)
            command = [bat, "--color=always", "--plain", "--theme=ansi", root / "examples/refunds/refunds.onus"]
            shown = subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout
        words = ("guardrail", "large_refund", "500.00")
        colour = {word: re.search(rf"\x1b\[([\d;]+)m{word}\x1b", shown) for word in words}
        self.assertNotIn(None, colour.values())
        self.assertEqual(len({match[1] for match in colour.values()}), 3, colour)


if __name__ == "__main__":
    unittest.main()
