# SPDX-License-Identifier: Apache-2.0
"""Values of an event and how they fit a type (docs/policy-ir.md, section 4).

Numbers of a document keep their text (`Num`), since a binary float would lose what S27 asks for. Typed values are plain
Python values where the type says everything, and small subclasses of int where it does not.
"""
import datetime
import hashlib
import hmac
import ipaddress
import json
import re

INT64 = range(-(2**63), 2**63)
DEFAULT_ITEMS = 1024
DEFAULT_TEXT = 65536


class Failed(Exception):
    """An evaluation that gave no value. `cause` is `content` or `engine` (S3)."""

    def __init__(self, cause, why=""):
        super().__init__(why)
        self.cause = cause


def strictest(failures):
    """One failure for several: content wins."""
    return Failed("content" if any(f.cause == "content" for f in failures) else "engine", str(failures[0]))


class Absent:
    def __repr__(self):
        return "absent"


ABSENT = Absent()


class Num(str):
    """A number of a document, as written."""


class Dec(int):
    """Ten-thousandths."""


class Duration(int):
    """Milliseconds."""


class Instant(int):
    """Milliseconds since 1970."""


class Date(int):
    """Days since 1970."""


class Json:
    """A value of type json: the document's part as it is."""

    def __init__(self, value):
        self.value = value


# ---- Documents


def read_document(text, depth):
    """The value of a JSON text; ValueError for anything that S9 calls malformed."""

    def members(pairs):
        found = dict(pairs)
        if len(found) != len(pairs):
            raise ValueError("duplicate member")
        return found

    def no_constant(word):
        raise ValueError(word + " is no JSON")

    try:
        value = json.loads(text, object_pairs_hook=members, parse_float=Num, parse_int=Num, parse_constant=no_constant)
    except RecursionError as error:
        raise ValueError("too deep") from error
    check_document(value, depth)
    return value


def check_document(value, depth):
    if isinstance(value, str) and any(0xD800 <= ord(scalar) <= 0xDFFF for scalar in value):
        raise ValueError("lone surrogate")
    if not isinstance(value, (dict, list)):
        return
    if depth == 0:
        raise ValueError("too deep")
    if isinstance(value, dict):
        for name in value:
            check_document(name, depth)
    for part in value.values() if isinstance(value, dict) else value:
        check_document(part, depth - 1)


def number_text(text):
    """The double that is nearest, as RFC 8785 prints it."""
    number = float(text)
    if number == 0:
        return "0"
    if number == int(number) and abs(number) < 1e21:
        return str(int(number))
    shown = repr(number)
    mantissa, _, exponent = shown.partition("e")
    if not exponent:
        return shown
    power = int(exponent)
    sign, digits = ("-", mantissa[1:]) if mantissa.startswith("-") else ("", mantissa)
    if -7 < power < 0:
        return sign + "0." + "0" * (-power - 1) + digits.replace(".", "")
    return f"{sign}{digits}e{'+' if power > 0 else '-'}{abs(power)}"


def canonical(value):
    """RFC 8785."""
    if isinstance(value, dict):
        names = sorted(value, key=lambda name: name.encode("utf-16-be"))
        return "{" + ",".join(canonical(str(name)) + ":" + canonical(value[name]) for name in names) + "}"
    if isinstance(value, list):
        return "[" + ",".join(canonical(item) for item in value) + "]"
    if isinstance(value, Num):
        return number_text(value)
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def exact(value):
    """A number that no double holds as text, so that its neighbours have other digests (docs/records.md)."""
    if isinstance(value, dict):
        return {name: exact(part) for name, part in value.items()}
    if isinstance(value, list):
        return [exact(part) for part in value]
    if isinstance(value, Num) and not same_amount(value, number_text(value)):
        return str(value)
    return value


def same_amount(left, right):
    return amount(left) == amount(right)


def amount(text):
    """Digits without the zeros around them, and their power of ten."""
    mantissa, _, exponent = text.lower().partition("e")
    sign = mantissa.startswith("-")
    whole, _, fraction = mantissa.lstrip("-").partition(".")
    digits = (whole + fraction).rstrip("0")
    power = int(exponent or 0) - len(fraction) + len(whole + fraction) - len(digits)
    digits = digits.lstrip("0")
    return (sign, digits, power) if digits else (False, "", 0)


def digest(value, key):
    """`sha256:…`, or `hmac-sha256:ID:…` under the engine's key, of the canonical form."""
    text = canonical(value).encode("utf-8")
    if key is None:
        return "sha256:" + hashlib.sha256(text).hexdigest()
    return f"hmac-sha256:{key['id']}:" + hmac.new(key["secret"], text, hashlib.sha256).hexdigest()


# ---- Numbers, times, addresses


def parse_int(text):
    found = re.fullmatch(r"(-?(?:0|[1-9][0-9]*))(?:\.0+)?", text)
    return int(found[1]) if found and int(found[1]) in INT64 else None


def parse_decimal(text):
    found = re.fullmatch(r"(-?)(0|[1-9][0-9]*)(?:\.([0-9]+))?", text)
    if not found:
        return None
    fraction = (found[3] or "").rstrip("0")
    if len(fraction) > 4:
        return None
    scaled = int(found[2] + fraction.ljust(4, "0")) * (-1 if found[1] else 1)
    return Dec(scaled) if scaled in INT64 else None


def round_decimal(text):
    """A detector's answer, half to even."""
    sign, digits, power = amount(text)
    if power < -1000 or power > 1000:
        return None if power > 0 and digits else Dec(0)
    whole = int(digits or "0")
    shift = power + 4
    scaled = whole * 10**shift if shift >= 0 else half_even(whole, 10**-shift)
    return Dec(-scaled if sign else scaled) if scaled < 2**63 else None


def half_even(value, unit):
    low, rest = divmod(value, unit)
    up = 2 * rest > unit or (2 * rest == unit and low % 2)
    return low + (1 if up else 0)


EPOCH = datetime.date(1970, 1, 1).toordinal()
#: The instants of the years 1 to 9999: others cannot be written.
WRITABLE = range((1 - EPOCH) * 86_400_000, (datetime.date.max.toordinal() + 1 - EPOCH) * 86_400_000)


def parse_date(text):
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        return None
    try:
        return Date(datetime.date(int(text[:4]), int(text[5:7]), int(text[8:])).toordinal() - EPOCH)
    except ValueError:
        return None


def parse_instant(text):
    """RFC 3339 with `Z` or an offset, to the millisecond."""
    found = re.fullmatch(
        r"([0-9]{4}-[0-9]{2}-[0-9]{2})[Tt]([0-9]{2}):([0-9]{2}):([0-9]{2})(?:\.([0-9]+))?"
        r"([Zz]|([+-])([0-9]{2}):([0-9]{2}))", text)
    if not found:
        return None
    day = parse_date(found[1])
    hour, minute, second = int(found[2]), int(found[3]), int(found[4])
    fraction = (found[5] or "").rstrip("0")
    if day is None or hour > 23 or minute > 59 or second > 59 or len(fraction) > 3:
        return None
    offset = 0
    if found[7]:
        if int(found[8]) > 23 or int(found[9]) > 59:
            return None
        offset = (int(found[8]) * 60 + int(found[9])) * (1 if found[7] == "+" else -1)
    millis = ((hour * 60 + minute - offset) * 60 + second) * 1000 + int(fraction.ljust(3, "0") or 0)
    return Instant(int(day) * 86_400_000 + millis)


def format_date(days):
    return datetime.date.fromordinal(days + EPOCH).isoformat()


def format_instant(millis):
    days, rest = divmod(millis, 86_400_000)
    seconds, thousandths = divmod(rest, 1000)
    clock = f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"
    return f"{format_date(days)}T{clock}{'.%03d' % thousandths if thousandths else ''}Z"


UNITS = (("w", 604_800_000), ("d", 86_400_000), ("h", 3_600_000), ("m", 60_000), ("s", 1000), ("ms", 1))


def parse_duration(text):
    found = re.fullmatch(r"([0-9]+)(ms|s|m|h|d|w)", text)
    millis = int(found[1]) * dict(UNITS)[found[2]] if found else None
    return Duration(millis) if millis is not None and millis in INT64 else None


def parse_ip(text):
    """Dotted quad or RFC 4291 without a zone; a mapped IPv4 address has two spellings and so none."""
    if "%" in text or not text.isascii():
        return None
    try:
        found = ipaddress.ip_address(text)
    except ValueError:
        return None
    return None if found.version == 6 and found.ipv4_mapped else found


def parse_cidr(text):
    address, slash, length = text.partition("/")
    if not slash or not re.fullmatch(r"0|[1-9][0-9]{0,2}", length) or parse_ip(address) is None:
        return None
    try:
        return ipaddress.ip_network(text, strict=True)
    except ValueError:
        return None


# ---- Fitting


class Misfit(Exception):
    def __init__(self, path):
        super().__init__(path)
        self.path = path


def kind_of(type_):
    return type_ if isinstance(type_, str) else type_["kind"]


PARSED = {"duration": parse_duration, "date": parse_date, "instant": parse_instant, "ip": parse_ip, "cidr": parse_cidr}


def fit(value, type_, path=""):
    """The document's part as a value of the type; Misfit names the member that does not fit."""
    kind = kind_of(type_)
    details = type_ if isinstance(type_, dict) else {}
    result = None
    if kind in ("json", "content"):
        return Json(value)
    if kind == "optional":
        if value is None and details.get("nullable"):
            return ABSENT
        return fit(value, details["of"], path)
    if kind == "null":
        if value is None:
            return ABSENT
    elif kind == "bool":
        result = value if isinstance(value, bool) else None
    elif kind in ("int", "decimal"):
        if isinstance(value, Num):
            result = parse_int(value) if kind == "int" else parse_decimal(value)
    elif isinstance(value, Num):
        pass
    elif kind in PARSED:
        result = PARSED[kind](value) if isinstance(value, str) else None
    elif kind == "string":
        if isinstance(value, str) and ("max" not in details or len(value.encode()) <= details["max"]):
            result = value
    elif kind == "union":
        result = value if isinstance(value, str) and value in details["literals"] else None
    elif kind in ("list", "set"):
        if isinstance(value, list) and len(value) <= details.get("max", DEFAULT_ITEMS):
            return [fit(item, details["of"], f"{path}[{place}]") for place, item in enumerate(value)]
    elif kind == "map":
        if isinstance(value, dict) and len(value) <= DEFAULT_ITEMS:
            return {name: fit(item, details["of"], f"{path}.{name}") for name, item in value.items()}
    elif kind == "record" and isinstance(value, dict):
        return fit_record(value, details, path)
    if result is None:
        raise Misfit(path)
    return result


def fit_record(value, type_, path):
    fields = {field["name"]: field["type"] for field in type_["fields"]}
    record = {}
    for name, part in value.items():
        if name in fields:
            record[name] = fit(part, fields[name], f"{path}.{name}")
        elif type_.get("open"):
            record[name] = Json(part)
        else:
            raise Misfit(f"{path}.{name}")
    for name, field in fields.items():
        if name not in value and kind_of(field) != "optional":
            raise Misfit(f"{path}.{name}")
    return record


# ---- Comparing and printing


def is_number(value):
    return isinstance(value, int) and not isinstance(value, (bool, Duration, Instant, Date))


def scaled(value):
    return int(value) if isinstance(value, Dec) else int(value) * 10_000


def equal(left, right):
    if isinstance(left, Json) and isinstance(right, Json):
        return equal_documents(left.value, right.value)
    if is_number(left) and is_number(right):
        return scaled(left) == scaled(right)
    if isinstance(left, list) and isinstance(right, list):
        return len(left) == len(right) and all(equal(a, b) for a, b in zip(left, right))
    if isinstance(left, dict) and isinstance(right, dict):
        return all(equal(left.get(name, ABSENT), right.get(name, ABSENT)) for name in {*left, *right})
    if left is ABSENT or right is ABSENT:
        return left is right
    return type(left) is type(right) and left == right


def equal_documents(left, right):
    if isinstance(left, Num) and isinstance(right, Num):
        return same_amount(left, right)
    if type(left) is not type(right):
        return False
    if isinstance(left, list):
        return len(left) == len(right) and all(equal_documents(a, b) for a, b in zip(left, right))
    if isinstance(left, dict):
        return left.keys() == right.keys() and all(equal_documents(left[name], right[name]) for name in left)
    return left == right


def decimal_text(value):
    whole, fraction = divmod(abs(value), 10_000)
    return ("-" if value < 0 else "") + str(whole) + ("." + f"{fraction:04}".rstrip("0") if fraction else "")


def duration_text(millis):
    for unit, size in UNITS:
        if millis % size == 0 and millis:
            return f"{millis // size}{unit}"
    return "0ms"


def to_document(value):
    """The value as JSON, as records hold it."""
    if value is ABSENT:
        return None
    if isinstance(value, Json):
        return value.value
    if isinstance(value, bool) or isinstance(value, str):
        return value
    if isinstance(value, list):
        return [to_document(item) for item in value]
    if isinstance(value, dict):
        return {name: to_document(part) for name, part in value.items() if part is not ABSENT}
    return Num(text_of(value)) if is_number(value) else text_of(value)


def text_of(value):
    """S34."""
    if value is ABSENT or value is None:
        return ""
    if isinstance(value, Json):
        return text_of(value.value)
    if isinstance(value, Num):
        return number_text(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Dec):
        return decimal_text(value)
    if isinstance(value, Instant):
        return format_instant(value)
    if isinstance(value, Date):
        return format_date(value)
    if isinstance(value, Duration):
        return duration_text(value)
    if isinstance(value, list):
        return "\n".join(text_of(item) for item in value)
    if isinstance(value, dict):
        return "\n".join(part for name, item in value.items() if item is not ABSENT for part in (name, text_of(item)))
    return str(value)
