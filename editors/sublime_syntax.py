# SPDX-License-Identifier: Apache-2.0
"""Sublime Text's form of the TextMate grammar. Both have the same rules; Sublime's captures have scopes only, so what a
capture would look into keeps the scope of the words there."""

import json

header = """%YAML 1.2
# SPDX-License-Identifier: Apache-2.0
# Made by editors/generate.py from editors/vscode/syntaxes/onus.tmLanguage.json: change that one.
---
version: 2
"""


class Syntax:
    def __init__(self, grammar):
        self.grammar = grammar
        self.contexts = {"main": self.items(grammar["patterns"], "main")}
        for name, rule in grammar["repository"].items():
            patterns = rule["patterns"] if set(rule) <= {"patterns", "comment"} else [rule]
            self.contexts[name] = self.items(patterns, name)

    def reachable(self):
        """The contexts that Sublime uses: what only captures look into is left out."""
        found, waiting = {}, ["main"]
        while waiting:
            name = waiting.pop()
            if name not in found:
                found[name] = self.contexts[name]
                waiting += [rule[key] for rule in found[name] for key in ("include", "push") if key in rule]
        return {name: rules for name, rules in self.contexts.items() if name in found}

    def items(self, patterns, context):
        return [self.item(rule, f"{context}-{index}") for index, rule in enumerate(patterns)]

    def item(self, rule, name):
        if "include" in rule:
            included = rule["include"]
            return {"include": "main" if included == "$self" else included.lstrip("#")}
        if "match" in rule:
            return {"match": rule["match"]} | self.scopes(rule)
        self.contexts[name] = self.inside(rule, name)
        return {"match": rule["begin"]} | self.captured(rule.get("beginCaptures", {})) | {"push": name}

    def inside(self, rule, name):
        """What holds between the beginning and the end of a rule."""
        end = {"match": rule["end"]} | self.captured(rule.get("endCaptures", {})) | {"pop": True}
        meta = [{"meta_scope": rule["name"]}] if "name" in rule else []
        return meta + [end] + self.items(rule.get("patterns", []), name)

    def scopes(self, rule):
        return ({"scope": rule["name"]} if "name" in rule else {}) | self.captured(rule.get("captures", {}))

    def captured(self, captures):
        named = {int(number): self.scope_of(capture) for number, capture in captures.items()}
        if set(named) == {0}:
            return {"scope": named[0]}
        return {"captures": {number: scope for number, scope in named.items() if scope}} if named else {}

    def scope_of(self, capture):
        """A capture's own scope, or the last one that its patterns give to a word."""
        if "name" in capture:
            return capture["name"]
        last = capture["patterns"][-1]
        return self.scope_of(self.grammar["repository"][last["include"][1:]] if "include" in last else last)


def yaml(value, indent=""):
    """The text of maps, lists and scalars; JSON's texts are YAML's too."""
    if isinstance(value, dict):
        for key, each in value.items():
            yield from entry(f"{indent}{key}:", each, indent + "  ")
    elif isinstance(value, list):
        for each in value:
            lines = list(yaml(each, indent + "  "))
            yield f"{indent}- {lines[0].lstrip()}"
            yield from lines[1:]
    else:
        yield json.dumps(value, ensure_ascii=False)


def entry(head, value, indent):
    if isinstance(value, (dict, list)):
        yield head
        yield from yaml(value, indent)
    else:
        yield f"{head} {json.dumps(value, ensure_ascii=False)}"


def made_from(text):
    """The text of the .sublime-syntax for the text of a .tmLanguage.json."""
    grammar = json.loads(text)
    document = {"name": grammar["name"], "file_extensions": grammar["fileTypes"], "scope": grammar["scopeName"],
                "contexts": Syntax(grammar).reachable()}
    return header + "\n".join(yaml(document)) + "\n"
