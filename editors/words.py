# SPDX-License-Identifier: Apache-2.0
"""The words of Onus by what they are, as the tables of the compiler have them: nothing is listed here."""

import json
import re
from pathlib import Path

root = Path(__file__).resolve().parent.parent


def text(path):
    return (root / path).read_text(encoding="utf-8")


def found(pattern, path, flags=re.MULTILINE):
    """Every match in a file, in its order; none is an error: the table has moved."""
    matches = re.findall(pattern, text(path), flags)
    if not matches:
        raise SystemExit(f"editors/words.py: {path} holds nothing like {pattern}")
    return matches


def strings_behind(start, path):
    """The strings of the C++ list that begins behind `start`."""
    return re.findall(r'"([^"]+)"', found(re.escape(start) + r"\s*\{(.*?)\};", path, re.DOTALL)[0])


def spellings():
    """Reserved and contextual words: the name of each in the grammar, and how it is written."""
    sections = text("grammar/OnusLexer.g4").split("// ---- ")
    kinds = {}
    for title in ("Reserved words", "Contextual words"):
        section = next(each for each in sections if each.startswith(title))
        kinds[title] = dict(re.findall(r"^(\w+)\s*: '(\w+)' ;", section, re.MULTILINE))
    return kinds["Reserved words"], kinds["Contextual words"]


class Grammar:
    """The rules of OnusParser.g4, and with which words each begins."""

    def __init__(self):
        source = re.sub(r"//[^\n]*|#\s*\w+", "", text("grammar/OnusParser.g4"))
        source = re.sub(r"^.*?options \{.*?\}", "", source, flags=re.DOTALL)
        self.rules = {}
        for name, body in re.findall(r"(\w+)\s*:(.*?);", source, re.DOTALL):
            self.rules[name] = re.findall(r"\w+\s*\+?=|\w+|~?\(|[)|?*+]", body)

    def first(self, name):
        """The tokens that a sentence of this rule may begin with. What a rule excludes (`~`) is a name, and no word."""
        if name not in self.rules:
            return [name]
        tokens = [token for token in self.rules[name] if not token.endswith("=")]
        return list(dict.fromkeys(self._choice(tokens, 0, True)[0]))

    def operators(self):
        """The tokens that stand between two operands."""
        rule = self.rules["expr"]
        begin = rule.index("operators+=") + 2
        return [token for token in rule[begin:rule.index(")", begin)] if token != "|"]

    def before(self, rule):
        """The keywords behind which a sentence of this rule stands."""
        source = re.findall(rf"([A-Z]\w*|\([A-Z][\w |]*\)) \w+\+?={rule}\b", text("grammar/OnusParser.g4"))
        return dict.fromkeys(token for group in source for token in re.findall(r"\w+", group))

    def _choice(self, tokens, at, wanted):
        """What alternatives begin with (where that is wanted), whether they may be empty, and where they end."""
        begins, empty = [], False
        while True:
            words, may_be_empty, at = self._sequence(tokens, at, wanted)
            begins += words
            empty = empty or may_be_empty
            if at >= len(tokens) or tokens[at] == ")":
                return begins, empty, at
            at += 1

    def _sequence(self, tokens, at, wanted):
        begins, empty = [], True
        while at < len(tokens) and tokens[at] not in ("|", ")"):
            here = wanted and empty
            if tokens[at] in ("(", "~("):
                words, optional, end = self._choice(tokens, at + 1, here and tokens[at] == "(")
                at = end
            else:
                words, optional = self.first(tokens[at]) if here else [], False
            at += 1
            if at < len(tokens) and tokens[at] in ("?", "*", "+"):
                optional = optional or tokens[at] != "+"
                at += 1
            begins += words
            empty = empty and optional
        return begins, empty, at


def sentence_words(reserved, contextual):
    """The words that begin declarations, clauses and steps, and those that lie within them."""
    grammar = Grammar()
    spelled = reserved | contextual

    def beginning(*rules):
        tokens = dict.fromkeys(token for rule in rules for token in grammar.first(rule))
        return [spelled[token] for token in tokens if token in spelled]

    constants = [spelled["True"], spelled["False"]]
    headers = ("packageClause", "useClause")
    parts = [rule for rule in grammar.rules if rule.endswith(("Clause", "Fact")) and rule not in headers]
    result = {
        "header words": beginning(*headers),
        "declaration words": beginning("declaration"),
        "clause words": beginning(*parts, "guardrailMember", "waiverTerm"),
        "rule words": beginning("ruleBody"),
        "step words": beginning("testStep"),
        "selector words": beginning("selector"),
        "operator words": [spelled[each] for each in grammar.operators() + grammar.first("prefix") if each in spelled],
        "constants": constants,
        "expression words": beginning("expr"),
        "function words": [word for word in beginning("atom") if word not in constants],
        "failure modes": beginning("failMode"),
        "rollback actions": beginning("rollbackAction"),
        "path words": [spelled[token] for token in grammar.before("path") if token in spelled],
        "outcomes": beginning("outcome"),
    }
    elsewhere = {word for name in ("header words", "declaration words", "clause words", "step words")
                 for word in result[name]}
    result["inner words"] = [word for word in contextual.values() if word not in elsewhere]
    return result


def declared(kind, path):
    return found(rf"^{kind} (\w+)", path)


def lint_editions():
    """Every year from the first to the last that the program knows."""
    first, last = (found(rf"unsigned {name}Edition = (\d+);", "compiler/lint/rule.h")[0] for name in ("first", "last"))
    return [str(year) for year in range(int(first), int(last) + 1)]


def descriptions():
    """What a lint rule finds, and why one would want a category: one line each."""
    rules = {}
    for category, name in found(r"^ONUS_LINT_RULE\((\w+), (\w+)\)", "compiler/lint/rules.def"):
        path = f"compiler/lint/rules/{category}/{name}.cpp"
        literals = found(r'\.summary =((?:\s*"(?:\\.|[^"\\])*")+)', path)[0]
        rules[name.replace("_", "-")] = "".join(map(json.loads, re.findall(r'"(?:\\.|[^"\\])*"', literals)))
    categories = found(r"enum class Category \{(.*?)\};", "compiler/lint/rule.h", re.DOTALL)[0]
    return rules | {name.lower(): about for name, about in re.findall(r"(\w+), +///< (.+)", categories)}


def all_words():
    """Every list by its name."""
    reserved, contextual = spellings()
    types = strings_behind("constexpr llvm::StringLiteral types[] =", "compiler/check/reserved_names.cpp")
    lists = {
        "reserved words": list(reserved.values()),
        "contextual words": list(contextual.values()),
        "keywords": [*reserved.values(), *contextual.values()],
        "types": types,
        "built-in functions": found(r"^ONUS_BUILTIN\((\w+)", "compiler/ir/builtins.def"),
        "roots": strings_behind("allRoots[] =", "compiler/check/elaborate_roots.cpp"),
        "event kinds": found(r'^ONUS_EVENT_KIND\(\w+, "(\w+)"', "compiler/base/words.def"),
        "verdicts": found(r'^ONUS_VERDICT\(\w+, "(\w+)"', "compiler/base/words.def"),
        "severities": found(r'^ONUS_SEVERITY\(\w+, "(\w+)"', "compiler/base/words.def"),
        "effects": declared("effect", "stdlib/effects.onus"),
        "standard subjects": [subject.lower() for subject in dict.fromkeys(
            found(r"^ONUS_ATTRIBUTE\(\w+, (\w+),", "compiler/check/standards/attributes.def"))],
        "lint rules": [name.replace("_", "-")
                       for name in found(r"^ONUS_LINT_RULE\(\w+, (\w+)\)", "compiler/lint/rules.def")],
        "lint categories": found(r'\{Category::\w+, "(\w+)"\}', "compiler/lint/rule.cpp"),
        "lint editions": lint_editions(),
        "lint levels": found(r'\{Level::\w+, "(\w+)"\}', "compiler/lint/rule.cpp"),
    }
    return lists | sentence_words(reserved, contextual)
