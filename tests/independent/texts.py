# SPDX-License-Identifier: Apache-2.0
"""What is asked of texts: hosts, domains, paths, globs, words, patterns (docs/policy-ir.md, sections 5 and 6)."""
import re

import values

LABEL = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?")
ATOM = re.compile(r"[A-Za-z0-9!#$%&'*+\-/=?^_`{|}~]+")


def ascii_lower(text):
    return "".join(chr(ord(scalar) + 32) if "A" <= scalar <= "Z" else scalar for scalar in text)


def is_numeric(label):
    return label[:2] in ("0x", "0X") or re.fullmatch("[0-9]*", label) is not None


def host_name(host):
    labels = host.split(".")
    if not host or len(host) > 253 or not all(LABEL.fullmatch(label) for label in labels):
        return None
    if is_numeric(labels[-1]):
        address = values.parse_ip(host)
        return str(address) if address is not None else None
    return ascii_lower(host)


def host(url):
    found = re.match(r"([^/?#]*)://", url, re.DOTALL)
    rest = url
    if found:
        if not re.fullmatch(r"[A-Za-z][A-Za-z0-9+.-]*", found[1]):
            return None
        rest = url[found.end():]
    authority = re.match(r"[^/?#]*", rest, re.DOTALL)[0]
    if authority.startswith("["):
        inside, bracket, port = authority[1:].partition("]")
        address = values.parse_ip(inside)
        if not bracket or address is None or address.version != 6 or not is_port(port):
            return None
        return f"[{address}]"
    name, colon, port = authority.partition(":")
    return host_name(name) if is_port(colon + port) else None


def is_port(text):
    return not text or (re.fullmatch(":[0-9]{1,5}", text) is not None and int(text[1:]) <= 65535)


def domain(address):
    local, at, rest = address.partition("@")
    if not at or not rest or len(local) > 64 or not all(ATOM.fullmatch(atom) for atom in local.split(".")):
        return None
    return None if is_numeric(rest.split(".")[-1]) else host_name(rest)


def resolve_path(path):
    if not path or path[0] == "~" or re.search("[\x00-\x1f\x7f\\\\]", path):
        return None
    absolute = path[0] == "/"
    parts = path.split("/")
    if not absolute and ":" in parts[0]:
        return None
    steps = []
    for part in parts:
        if part in ("", "."):
            continue
        if part != "..":
            steps.append(part)
        elif steps:
            steps.pop()
        elif not absolute:
            return None
    return absolute, steps


def under(path, base):
    low, high = resolve_path(path), resolve_path(base)
    if low is None or high is None or low[0] != high[0]:
        return None
    return low[1][:len(high[1])] == high[1]


def like(text, glob):
    return re.fullmatch(".*".join(re.escape(part) for part in glob.split("*")), text, re.DOTALL) is not None


def is_word(scalar):
    return scalar.isascii() and scalar.isalnum()


def mentions(text, value):
    """S25."""
    if not value:
        return False
    inside, wanted = ascii_lower(text), ascii_lower(value)
    at = inside.find(wanted)
    while at >= 0:
        end = at + len(wanted)
        before = is_word(value[0]) and at > 0 and is_word(text[at - 1])
        after = is_word(value[-1]) and end < len(text) and is_word(text[end])
        if not before and not after:
            return True
        at = inside.find(wanted, at + 1)
    return False


def pattern(source):
    """The dialect of section 6 in Python's: ASCII classes, `.` for every scalar, folding of A to Z alone."""
    flags = re.DOTALL | re.ASCII
    if source.startswith("(?i)"):
        flags |= re.IGNORECASE
        source = source[4:]
    source = re.sub(r"\\x\{([0-9A-Fa-f]+)\}", lambda found: re.escape(chr(int(found[1], 16))), source)
    return re.compile(source, flags)
