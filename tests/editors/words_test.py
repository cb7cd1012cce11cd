#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""usage: words_test.py REPOSITORY

editors/generate.py: no file of the editors is stale, one that misses a word is noticed, and the words are those of the
compiler.
"""
import pathlib
import re
import subprocess
import sys
import unittest
from unittest import mock

sys.dont_write_bytecode = True
root = pathlib.Path(sys.argv.pop(1)).resolve()
sys.path.insert(0, str(root / "editors"))
import generate

lists = generate.lists


class Words(unittest.TestCase):
    def test_are_those_of_the_lexer(self):
        table = (root / "compiler/syntax/tokens.def").read_text(encoding="utf-8")
        self.assertEqual(lists["reserved words"], re.findall(r'^ONUS_RESERVED\(\w+, "(\w+)"\)', table, re.MULTILINE))
        self.assertEqual(lists["contextual words"], re.findall(r'^ONUS_WORD\(\w+, "(\w+)"\)', table, re.MULTILINE))

    def test_are_told_apart_by_the_grammar(self):
        self.assertIn("guardrail", lists["declaration words"])
        self.assertNotIn("deny", lists["declaration words"])
        self.assertLessEqual({"deny", "owner", "lifts", "until", "control", "replaced_by"}, set(lists["clause words"]))
        self.assertLessEqual({"at", "after", "expect", "signal"}, set(lists["step words"]))
        self.assertEqual(lists["operator words"], ["or", "and", "in", "matches", "like", "not", "any", "all"])
        self.assertEqual(lists["function words"], ["seen", "total", "latest", "mentioned", "count", "sum", "has"])
        self.assertLessEqual({"within", "by", "closed"}, set(lists["inner words"]))

    def test_every_keyword_has_a_place(self):
        placed = {word for name in ("header words", "declaration words", "clause words", "step words", "inner words",
                                    "reserved words") for word in lists[name]}
        self.assertEqual(placed, set(lists["keywords"]))


class Files(unittest.TestCase):
    def test_are_fresh(self):
        done = subprocess.run([sys.executable, root / "editors/generate.py", "--check"], capture_output=True, text=True)
        self.assertEqual((done.returncode, done.stdout), (0, ""), done.stderr)

    def test_are_stale_once_a_list_changes(self):
        fewer = {name: words[:-1] for name, words in lists.items()}
        for path, style in generate.files.items():
            text = (root / path).read_text(encoding="utf-8")
            with self.subTest(path), mock.patch.object(generate, "lists", fewer):
                self.assertNotEqual(generate.filled(path, text, style), text)


class Regions(unittest.TestCase):
    def fill(self, style, before):
        return generate.filled_text("a file", before, style)

    def test_take_the_indentation_and_the_words_of_their_list(self):
        self.assertEqual(self.fill(generate.quoted(", "), "x = [\n  // BEGIN generated: constants\n  // END generated\n]\n"),
                         'x = [\n  // BEGIN generated: constants\n  "true", "false"\n  // END generated\n]\n')
        self.assertEqual(self.fill(generate.plain, "<!-- BEGIN generated: lint levels - constants -->\nold\n<!-- END generated -->\n"),
                         "<!-- BEGIN generated: lint levels - constants -->\noff info warn error forbid\n<!-- END generated -->\n")
        self.assertEqual(self.fill(generate.vim_list, '  "\\ BEGIN generated: constants\n  "\\ END generated\n'),
                         '  "\\ BEGIN generated: constants\n  \\ \'true\', \'false\',\n  "\\ END generated\n')

    def test_of_an_unknown_list_or_without_an_end_are_refused(self):
        for text in ("# BEGIN generated: no such words\n# END generated\n", "# BEGIN generated: constants\n", "nothing\n"):
            with self.subTest(text), self.assertRaises(SystemExit):
                self.fill(generate.plain, text)


if __name__ == "__main__":
    unittest.main()
