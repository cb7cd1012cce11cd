#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""usage: generate.py [--check | --list]

Fills the lists of words in the files of the editors from the tables of the compiler (words.py). `--check` changes
nothing: it names every file that is stale, and fails. `--list` shows the lists and their words.

A file takes part by a line in `files` below. In a text file the words stand between two comments,

    BEGIN generated: reserved words
    END generated

indented as the first of them, in the way that the file's line says. Several lists are joined with `+`, and the words of a
list are taken away with `-`. In a JSON file an object says by its member "comment" or "$comment" which of its other
members is filled:

    "comment": "generated match: \\\\b(?:{reserved words})\\\\b"     a text, in which {…} becomes the words between `|`
    "$comment": "generated enum: [lint rules]"                      a list of the words
    "$comment": "generated properties: {lint rules}: VALUE"         an object that has VALUE (JSON) at each word,
                                                                    with what is known about the word for "ABOUT"
"""

import json
import re
import sys
import textwrap

import sublime_syntax
import words as tables

width = 120


def wrapped(pieces, separator, indent):
    """The pieces in as few lines as they fit into."""
    text = separator.join(piece.replace(" ", "\0") for piece in pieces)
    lines = textwrap.wrap(text, width - len(indent), break_long_words=False, break_on_hyphens=False)
    return [indent + line.replace("\0", " ") for line in lines]


def quoted(separator):
    """`"all", "any"`: for a list whose brackets stand around the region."""
    return lambda title, words, indent: wrapped([f'"{word}"' for word in words], separator, indent)


def plain(title, words, indent):
    """`all any`: the words themselves."""
    return wrapped(words, " ", indent)


def vim_list(title, words, indent):
    """`\\ 'all', 'any',`: the items of a list, on lines that go on."""
    return [f"{indent}\\ {line.strip()}" for line in wrapped([f"'{word}'," for word in words], " ", indent + "  ")]


json_file = object()
grammar = "editors/vscode/syntaxes/onus.tmLanguage.json"

# The files, and how they have their words: one line for each.
files = {
    "editors/emacs/onus-indent.el": quoted(" "),
    "editors/emacs/onus-mode.el": quoted(" "),
    "editors/emacs/onus-ts-mode.el": quoted(" "),
    "editors/tree-sitter/grammar.js": quoted(", "),
    "editors/tree-sitter/queries/highlights.scm": quoted(" "),
    "editors/vim/autoload/onus/indent.vim": vim_list,
    "editors/vim/ftplugin/onus.vim": vim_list,
    "editors/vim/syntax/onus.vim": vim_list,
    grammar: json_file,
    "docs/schemas/onus-toml.schema.json": json_file,
}

# Files that are made of another as a whole.
made = {
    "editors/sublime/Onus.sublime-syntax": (grammar, sublime_syntax.made_from),
}


def chosen(title):
    """The words of `a list + another - a third`."""
    words = []
    first, *others = re.split(r" ([+-]) ", title)
    for sign, name in zip(["+", *others[::2]], [first, *others[1::2]]):
        if name not in lists:
            raise SystemExit(f"editors/generate.py: there is no list `{name}`; --list shows them")
        words = [word for word in words if word not in lists[name]] + (lists[name] if sign == "+" else [])
    return words


def filled_text(path, text, style):
    def region(match):
        lines = style(match["title"], chosen(match["title"]), match["indent"])
        return match["begin"] + "".join(line + "\n" for line in lines) + match["end"]

    pattern = (r"(?P<begin>^(?P<indent>[ \t]*)[^\n]*BEGIN generated: (?P<title>[a-z][\w +-]*\w)[^\n]*\n)"
               r"(?:(?![^\n]*BEGIN generated).*\n)*?(?P<end>^[^\n]*END generated)")
    text, regions = re.subn(pattern, region, text, flags=re.MULTILINE)
    if regions == 0 or regions != text.count("BEGIN generated:"):
        raise SystemExit(f"{path}: {regions} regions were read, of {text.count('BEGIN generated:')}")
    return text


def filled_value(template):
    if match := re.fullmatch(r"\[(.+)\]", template):
        return chosen(match[1])
    if match := re.fullmatch(r"\{([^}]+)\}: (.+)", template):
        about = tables.descriptions()
        filled_in = lambda word: match[2].replace('"ABOUT"', json.dumps(about.get(word, word)))
        return {word: json.loads(filled_in(word)) for word in chosen(match[1])}
    return re.sub(r"\{([a-z][\w +-]+)\}", lambda match: "|".join(chosen(match[1])), template)


def fill_json(node):
    if isinstance(node, dict):
        comment = node.get("comment", node.get("$comment", ""))
        if match := re.match(r"generated (\w+): (.*)", comment):
            node[match[1]] = filled_value(match[2])
    for child in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        fill_json(child)


def filled(path, text, style):
    if style is not json_file:
        return filled_text(path, text, style)
    document = json.loads(text)
    fill_json(document)
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


def read(path):
    place = tables.root / path
    return place.read_text(encoding="utf-8") if place.exists() else ""


def refresh(path, text, only_check):
    """The path, where its text differs; then it is written, unless that is only checked."""
    if text == read(path):
        return []
    if not only_check:
        (tables.root / path).write_text(text, encoding="utf-8")
    return [path]


def main(arguments):
    if arguments == ["--list"]:
        for name, words in lists.items():
            print(f"{name}: {' '.join(words)}")
        return 0
    if arguments not in ([], ["--check"]):
        raise SystemExit(__doc__)
    stale = []
    for path, style in files.items():
        stale += refresh(path, filled(path, read(path), style), bool(arguments))
    for path, (source, make) in made.items():
        stale += refresh(path, make(read(source)), bool(arguments))
    for path in stale:
        print(f"{path} is stale: run editors/generate.py" if arguments else path)
    return 1 if stale and arguments else 0


lists = tables.all_words()

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
