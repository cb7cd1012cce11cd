#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""usage: run.py ONUS REPOSITORY [--update]

What `onus lint` says of the two projects beside this file, in every format: as the files in golden/ have it (--update
writes them), and as the readers of each format need it. `broken` does not compile, `unwise` does.
"""
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import urllib.parse
import xml.etree.ElementTree as xml

try:
    import jsonschema
except ImportError:
    jsonschema = None

here = pathlib.Path(__file__).parent
projects = ["broken", "unwise"]
# A note, a warning with further places, and one with a fix; rules that come later change nothing here.
rules = "waiver-about-to-end,escalation-wakes-nobody,escalation-threshold-on-critical"
formats = {
    "full": "txt", "concise": "txt", "gnu": "txt", "json": "json", "jsonl": "jsonl", "sarif": "json", "github": "txt",
    "gitlab": "json", "junit": "xml", "rdjson": "json", "rdjsonl": "jsonl", "checkstyle": "xml",
}
failures = []


def expect(holds, what):
    if not holds:
        failures.append(what)
        print(f"FAILED: {what}")


class Scratch:
    """A repository that holds the projects in a folder of its own."""

    def __init__(self, onus, folder):
        self.onus, self.root = onus, folder / "repository"
        self.folder = self.root / "policies"
        (self.root / ".git").mkdir(parents=True)
        for each in projects:
            shutil.copytree(here / each, self.folder / each)
        self.summary = folder / "summary.md"

    def lint(self, *arguments, status=1):
        return self.run("lint", "--select", rules, "--as-of", "2026-11-22", *arguments, status=status)

    def run(self, *arguments, status):
        environment = {**os.environ, "GITHUB_STEP_SUMMARY": str(self.summary)}
        environment.pop("SOURCE_DATE_EPOCH", None)
        done = subprocess.run([self.onus, *arguments], cwd=self.folder, env=environment, capture_output=True,
                              timeout=60)
        said = done.stdout.decode() + done.stderr.decode()
        expect(done.returncode == status, f"{arguments} leaves with {done.returncode}, not {status}: {said[:400]}")
        return done.stdout.decode()

    def source(self, path):
        return (self.folder / path).read_text(encoding="utf-8")


def comparable(word, text):
    """What golden files keep of a text: neither pages, which have tests of their own, nor the program's version."""
    if word != "sarif":
        return text
    log = json.loads(text)
    driver = log["runs"][0]["tool"]["driver"]
    driver["version"] = driver["semanticVersion"] = "VERSION"
    for rule in driver["rules"]:
        expect(rule["help"]["markdown"].startswith("# " + rule["id"]), f"{rule['id']} has its page")
        rule["help"] = rule["fullDescription"] = rule["shortDescription"] = "PAGE"
    return json.dumps(log, indent=2, ensure_ascii=False) + "\n"


def golden(name, text, update):
    path = here / "golden" / name
    if update:
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    elif text != path.read_text(encoding="utf-8"):
        expect(False, f"golden/{name} (run.py --update writes it; then read what changed)")
        subprocess.run(["diff", "-u", path, "-"], input=text.encode(), check=False)


def schema(repository):
    text = json.loads((repository / "docs/schemas/diagnostics.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(text)
    return jsonschema.Draft202012Validator(text)


def conforms(document, repository):
    for error in schema(repository).iter_errors(document) if jsonschema else []:
        expect(False, f"json: {error.json_path}: {error.message[:300]}")


def check_json(scratch, said, repository):
    document = json.loads(said["json"])
    lines = [json.loads(line) for line in said["jsonl"].splitlines()]
    expect(lines == document["diagnostics"], "jsonl has the diagnostics of json")
    prints = [each["fingerprint"] for each in lines]
    expect(len(set(prints)) == len(prints) > 2, "fingerprints are unique")
    for each in lines:
        start, text = each["start"], scratch.source(each["file"]).split("\n")
        expect(start["column"] <= len(text[start["line"] - 1]) + 1, "columns are characters of the line")
    conforms(document, repository)
    if jsonschema:
        del document["notifications"]
        expect(list(schema(repository).iter_errors(document)), "the schema asks for every member")
    else:
        print("python3-jsonschema is not installed: the schema is not checked")


def check_gnu(scratch, said, repository):
    """What reads lines reads these: a pattern, the problem matcher of the action, and Vim as the page sets it up."""
    lines = said["gnu"].splitlines()
    pattern = re.compile(r"^(.+?):(\d+):(\d+): (error|warning|note): (.+) \[([A-Za-z0-9 -]+)\]$")
    matchers = json.loads((repository / "ci/problem-matcher.json").read_text(encoding="utf-8"))["problemMatcher"]
    for line in lines:
        expect(pattern.match(line), f"gnu: {line}")
        matching = [each for each in matchers if re.match(each["pattern"][0]["regexp"], line)]
        expect(len(matching) == 1, f"one problem matcher reads: {line}")
    if not shutil.which("vim"):
        print("vim is not installed: its errorformat is not tried")
        return
    page = (repository / "docs/outputs.md").read_text(encoding="utf-8")
    (scratch.folder / "lines").write_text(said["gnu"], encoding="utf-8")
    (scratch.folder / "read.vim").write_text(re.search("`(set errorformat=.*)`", page)[1] + """
cgetfile lines
call writefile(map(getqflist(), {i, e -> join([bufname(e.bufnr), e.lnum, e.col, e.type, e.text], ':')}), 'read')
qall!
""", encoding="utf-8")
    subprocess.run(["vim", "-es", "-u", "NONE", "-i", "NONE", "-S", "read.vim"], cwd=scratch.folder, timeout=60,
                   stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, env={**os.environ, "LC_ALL": "C.UTF-8"})
    read = (scratch.folder / "read").read_text(encoding="utf-8").splitlines()
    wanted = [f"{m[1]}:{m[2]}:{m[3]}:{m[4][0]}:{m[5]} [{m[6]}]" for m in map(pattern.match, lines)]
    expect(read == wanted, f"Vim reads {read[:2]}")


def check_xml(said):
    suites = xml.fromstring(said["junit"])
    files = {suite.get("name") for suite in suites}
    expect({f"{each}/desk.onus" for each in projects} <= files, "junit has a suite for each file, clean ones too")
    for suite in suites:
        cases = suite.findall("testcase")
        expect(len(cases) == int(suite.get("tests")) > 0, "junit counts its cases")
        expect(len(suite.findall("testcase/failure")) == int(suite.get("failures")), "junit counts its failures")
        expect(len({case.get("name") for case in cases}) == len(cases), "junit has one case for each rule of a file")
    files = xml.fromstring(said["checkstyle"])
    expect(len(files.findall("file/error")) == len(said["jsonl"].splitlines()), "checkstyle has every finding")


def check_review(scratch, said):
    """Columns are bytes, and a suggestion turns the file into what the fix makes of it."""
    document = json.loads(said["rdjson"])
    expect([json.loads(line) for line in said["rdjsonl"].splitlines()] == document["diagnostics"], "rdjsonl is rdjson")
    fixes = {each["message"]: each["fixes"] for each in map(json.loads, said["jsonl"].splitlines())}
    suggested = 0
    for each in document["diagnostics"]:
        text = scratch.source(each["location"]["path"])
        lines = text.encode().split(b"\n")
        for suggestion in each["suggestions"]:
            suggested += 1
            place = suggestion["range"]
            first, last = (lines[place[end]["line"] - 1][:place[end]["column"] - 1] for end in ("start", "end"))
            expect(first.decode(errors="strict") is not None and last.decode() is not None, "columns end characters")
            wanted = fixes[each["message"].split("\n")[0]]
            expect(any(edit["text"] == suggestion["text"] for fix in wanted for edit in fix["edits"]),
                   "a suggestion is a fix")
    expect(suggested > 0, "fixes are suggested")


def check_paths(scratch, said):
    for each in json.loads(said["gitlab"]):
        expect((scratch.root / each["location"]["path"]).is_file(), f"gitlab: {each['location']['path']} is a file")
        expect(not each["location"]["path"].startswith("./"), "gitlab: paths begin with a name")
        expect(each["description"].startswith(each["check_name"]), "gitlab: the rule stands in the description")
    for line in said["github"].splitlines():
        match = re.match(r"::(error|warning|notice) title=[^:,]+,file=([^:,]+),line=\d+,endLine=\d+"
                         r"(,col=\d+,endColumn=\d+)?::", line)
        expect(match, f"github: {line}")
        if match:
            path = match[2].replace("%2C", ",").replace("%3A", ":").replace("%25", "%")
            expect((scratch.root / path).is_file(), f"github: {path} is a file")
    log = json.loads(said["sarif"])
    for result in log["runs"][0]["results"]:
        place = result["locations"][0]["physicalLocation"]["artifactLocation"]
        path = urllib.parse.unquote(place["uri"])
        expect((scratch.root / path).is_file(), f"sarif: {path} is a file")
        listed = log["runs"][0]["artifacts"][place["index"]]["location"]["uri"]
        expect(listed == place["uri"], "sarif: the index names the same file")
        expect(log["runs"][0]["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"],
               "sarif: the index names the same rule")


def check_outputs(scratch, said):
    """Several formats at once say what each says alone."""
    (scratch.folder / "old.json").write_text("old", encoding="utf-8")
    out = scratch.lint(*projects, "--output", "sarif=a=b.sarif", "--output", "json=old.json", "--output", "gnu=-")
    expect(out == said["gnu"], "--output gnu=- is --format gnu")
    expect((scratch.folder / "a=b.sarif").read_text(encoding="utf-8") == said["sarif"], "--output sarif=FILE")
    expect((scratch.folder / "old.json").read_text(encoding="utf-8") == said["json"], "--output takes a file's place")
    out = scratch.lint(*projects, "--format", "text", "--output", "junit=out.xml")
    expect(out == said["full"], "--format says what goes to standard output beside --output")
    expect(scratch.lint(*projects, "--output", "junit=out.xml") == "", "with --output alone nothing goes elsewhere")
    out = scratch.lint(*projects, "--output", "sarif=no/where.sarif", "--output", "gnu=-", status=2)
    expect(out == said["gnu"], "an output that cannot be written keeps no other from being told")
    expect(not list(scratch.folder.glob("*.XXXXXX")) and not (scratch.folder / "no").exists(), "nothing is left over")
    for wrong in (["--output", "sarif"], ["--output", "sarif="], ["--output", "xml=a"], ["--format", "xml"],
                  ["--format", "gnu", "--output", "json=-"], ["--output", "json=a", "--output", "gnu=a"]):
        expect(scratch.lint("unwise", *wrong, status=2) == "", f"{wrong} is refused")


def check_clean(scratch):
    """Formats say of a clean project that it was looked at, and of an incomplete run that it is none."""
    clean = scratch.folder / "clean"
    clean.mkdir()
    (clean / "a.onus").write_text("package desk\nlet limit = 5\n", encoding="utf-8")
    for word in formats:
        said = scratch.lint("clean", "--format", word, status=0)
        if formats[word] in ("txt", "jsonl"):
            expect(said == "", f"{word} says nothing of a clean project")
        elif word == "junit":
            expect(len(xml.fromstring(said).findall("testsuite/testcase")) == 1, "a clean file passes")
    (clean / "b.onus").symlink_to("nowhere.onus")
    unread = {word: scratch.lint("clean", "--format", word, status=4) for word in formats}
    for word in ("gnu", "json", "sarif", "github", "gitlab", "junit", "rdjson", "rdjsonl", "checkstyle"):
        expect("b.onus" in unread[word], f"{word} tells of a file that could not be read")
    expect(json.loads(unread["sarif"])["runs"][0]["invocations"][0]["executionSuccessful"] is False,
           "sarif says that the run is not complete")


def excused(scratch):
    """A project in which a comment excuses one of the findings."""
    shutil.copytree(here / "unwise", scratch.folder / "excused")
    (file,) = (scratch.folder / "excused").glob("*/*.onus")
    comment = '    // onus: allow(waiver-about-to-end, reason = "L’exercice finit", until = 2026-12-01)\n    until'
    file.write_text(file.read_text(encoding="utf-8").replace("    until", comment, 1), encoding="utf-8")
    return "excused"


def check_excused(scratch, repository):
    project = excused(scratch)

    def results(*arguments):
        return json.loads(scratch.lint(project, "--format", "sarif", *arguments))["runs"][0]["results"]

    told = [each for each in results("--show-suppressed") if "suppressions" in each]
    expect([each["ruleId"] for each in told] == ["waiver-about-to-end"], "sarif tells what is excused when asked to")
    expect(told and told[0]["suppressions"][0]["justification"] == "L’exercice finit", "sarif tells why")
    expect(all(each["ruleId"] != "waiver-about-to-end" for each in results()), "sarif leaves out what is excused")
    document = json.loads(scratch.lint(project, "--format", "json"))
    expect([each["code"] for each in document["suppressed"]] == ["waiver-about-to-end"], "json has it apart")
    conforms(document, repository)


def applied(text, suggestions):
    """The text with reviewdog's suggestions made in it."""
    lines = text.split(b"\n")
    starts = [sum(len(line) + 1 for line in lines[:number]) for number in range(len(lines) + 1)]
    for each in reversed(suggestions):
        places = (each["range"]["start"], each["range"]["end"])
        begin, end = (starts[place["line"] - 1] + place["column"] - 1 for place in places)
        text = text[:begin] + each["text"].encode() + text[end:]
    return text


def check_layout(scratch):
    """`onus fmt --check` tells what is laid out otherwise; its suggestions lay it out."""
    file = scratch.folder / "laid.onus"
    untidy = "package  desk\nlet a=1 // é\n\nlet b = 2\nlet  c='x'\n".replace("'", '"').encode()
    file.write_bytes(untidy)
    said = scratch.run("fmt", "--check", "--format", "rdjson", "laid.onus", status=1)
    found = json.loads(said)["diagnostics"]
    gnu = scratch.run("fmt", "--check", "--format", "gnu", "laid.onus", status=1)
    expect(len(found) == len(gnu.splitlines()) > 1, "fmt --check tells each run of lines")
    scratch.run("fmt", "--check", "--output", "sarif=laid.sarif", "laid.onus", status=1)
    log = json.loads((scratch.folder / "laid.sarif").read_text(encoding="utf-8"))
    expect(log["runs"][0]["automationDetails"]["id"] == "onus/fmt/", "sarif of fmt is told from that of lint")
    expect(file.read_bytes() == untidy, "fmt --check writes nothing")
    scratch.run("fmt", "laid.onus", status=0)
    suggestions = [suggestion for each in found for suggestion in each["suggestions"]]
    expect(applied(untidy, suggestions) == file.read_bytes(), "what fmt --check suggests is what fmt makes")
    expect(scratch.run("fmt", "--check", "--format", "gnu", "laid.onus", status=0) == "", "a tidy file has no findings")


def check_tests(scratch, repository):
    """`onus test --format junit` has a case for each test, and says which failed."""
    shutil.copytree(repository / "examples/refunds", scratch.folder / "refunds")
    dated = ("--as-of", "2026-11-22", "--format", "junit", "refunds")
    suites = xml.fromstring(scratch.run("test", *dated, status=0))
    passed = len(suites.findall("testsuite/testcase"))
    expect(passed > 5 and not suites.findall("testsuite/testcase/failure"), "junit has the tests that pass")
    for file in (scratch.folder / "refunds").glob("*.test.onus"):
        file.write_text(file.read_text(encoding="utf-8").replace("expect allow", "expect deny", 1), encoding="utf-8")
    suites = xml.fromstring(scratch.run("test", *dated, status=1))
    failed = suites.findall("testsuite/testcase/failure")
    expect(len(suites.findall("testsuite/testcase")) == passed and len(failed) == 1, "junit has the test that fails")
    expect("expected deny" in failed[0].get("message"), "junit says why it fails")
    broken = xml.fromstring(scratch.run("test", "--format", "junit", "broken", status=1))
    expect(broken.findall("testsuite/testcase/failure"), "junit says why nothing could be tested")


def main(onus, repository, update):
    with tempfile.TemporaryDirectory() as folder:
        scratch = Scratch(pathlib.Path(onus).resolve(), pathlib.Path(folder))
        said = {word: scratch.lint(*projects, "--format", word, "--color", "never") for word in formats}
        for word, suffix in formats.items():
            golden(f"{word}.{suffix}", comparable(word, said[word]), update)
            expect("\033" not in said[word], f"{word} has no colours")
        golden("summary.md", scratch.summary.read_text(encoding="utf-8"), update)
        check_json(scratch, said, pathlib.Path(repository))
        check_gnu(scratch, said, pathlib.Path(repository))
        check_xml(said)
        check_review(scratch, said)
        check_paths(scratch, said)
        check_outputs(scratch, said)
        check_clean(scratch)
        check_excused(scratch, pathlib.Path(repository))
        check_layout(scratch)
        check_tests(scratch, pathlib.Path(repository))
    print(f"{len(failures)} failed")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2], "--update" in sys.argv[3:]))
