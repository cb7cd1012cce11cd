# SPDX-License-Identifier: Apache-2.0
"""A PEP 517 back end that puts the program `onus` into a wheel.

Where ONUS_BINARY names a program, that one is wrapped; it must be of this tree's version. Otherwise CMake builds it in
build/release. An `onus` on PATH is never taken: who pins a revision of this repository must get that revision.

Wheels and source archives of the same program and tree are the same byte for byte.
"""
import base64
import gzip
import hashlib
import io
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import time
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
NAME = "onus"


class BuildError(Exception):
    """What keeps the program from being built; the text is for the person who installs it."""


def fail(text):
    # pip shows what the back end wrote, and a traceback would bury it.
    print(f"\nonus cannot be installed: {text}\n", file=sys.stderr)
    raise SystemExit(1)


# ---- The program


def version():
    text = (ROOT / "CMakeLists.txt").read_text(encoding="utf-8")
    return re.search(r"^project\(onus VERSION ([0-9.]+)", text, re.M).group(1)


def given_binary(path):
    """The program that ONUS_BINARY names, once it said that it is of this version."""
    try:
        said = subprocess.run([path, "--version"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=60)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise BuildError(f"ONUS_BINARY names {path}, which does not run: {error}") from error
    words = said.stdout.decode("utf-8", "replace").strip()
    if said.returncode != 0 or words != f"onus {version()}":
        raise BuildError(
            f"ONUS_BINARY names {path}, which says `{words[:200]}` when asked for its version;"
            f" this tree is onus {version()}"
        )
    return Path(path)


def missing_packages():
    """What `./dev missing` lists: the Debian packages that building needs and that are not there."""
    try:
        said = subprocess.run(["bash", str(ROOT / "dev"), "missing"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    except OSError:
        return []
    return said.stdout.decode("utf-8", "replace").split() if said.returncode == 0 else []


def advice():
    packages = missing_packages()
    if packages:
        what = f"these packages are missing: {' '.join(packages)}\n  apt-get install --no-install-recommends {' '.join(packages)}"
    else:
        what = "README.md (Dependencies) lists what building needs"
    return f"{what}\nor set ONUS_BINARY to a program `onus` {version()} that is built already"


def run_step(what, command):
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    if done.returncode != 0:
        tail = done.stdout.decode("utf-8", "replace")[-4000:]
        raise BuildError(f"{what} failed:\n{tail}\n{advice()}")


def built_binary():
    needed = [tool for tool in ("cmake", "ninja") if not shutil.which(tool)]
    if needed:
        raise BuildError(f"it is built from source, and there is no {' and no '.join(needed)}; {advice()}")
    run_step("configuring", ["cmake", "--preset", "release", "--log-level=WARNING"])
    run_step("building", ["cmake", "--build", "build/release", "--target", "onus"])
    return ROOT / "build" / "release" / "bin" / "onus"


def binary():
    given = os.environ.get("ONUS_BINARY")
    return given_binary(given) if given else built_binary()


# ---- The wheel


def tag():
    return "py3-none-" + re.sub(r"[^A-Za-z0-9]", "_", sysconfig.get_platform())


def info_files():
    """The files of the .dist-info folder but RECORD, as (name, bytes)."""
    metadata = (
        "Metadata-Version: 2.1\n"
        f"Name: {NAME}\n"
        f"Version: {version()}\n"
        "Summary: Accountable guardrails for AI agents: the compiler and linter\n"
        "License: Apache-2.0\n"
        "Requires-Python: >=3.8\n"
    )
    wheel = f"Wheel-Version: 1.0\nGenerator: onus_backend\nRoot-Is-Purelib: false\nTag: {tag()}\n"
    return [
        ("METADATA", metadata.encode()),
        ("WHEEL", wheel.encode()),
        ("licenses/LICENSE", (ROOT / "LICENSE").read_bytes()),
    ]


def record_line(name, content):
    digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
    return f"{name},sha256={digest},{len(content)}\n"


def build_date():
    """Seconds since 1970: SOURCE_DATE_EPOCH, or the first day that a zip archive can hold."""
    earliest = 315532800
    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    return max(int(given), earliest) if given.isdigit() else earliest


def write_wheel(path, program):
    stem = f"{NAME}-{version()}"
    files = [(f"{stem}.data/scripts/onus", program, 0o755)]
    files += [(f"{stem}.dist-info/{name}", content, 0o644) for name, content in info_files()]
    record = "".join(record_line(name, content) for name, content, _ in files)
    name = f"{stem}.dist-info/RECORD"
    files.append((name, f"{record}{name},,\n".encode(), 0o644))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name, content, mode in files:
            entry = zipfile.ZipInfo(name, time.gmtime(build_date())[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3  # Unix, so that the mode counts
            entry.external_attr = (0o100000 | mode) << 16
            archive.writestr(entry, content)


# ---- What pip calls (PEP 517)


def get_requires_for_build_wheel(config_settings=None):
    return []


def get_requires_for_build_sdist(config_settings=None):
    return []


def prepare_metadata_for_build_wheel(metadata_directory, config_settings=None):
    folder = f"{NAME}-{version()}.dist-info"
    for name, content in info_files():
        path = Path(metadata_directory, folder, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder


def build_wheel(wheel_directory, config_settings=None, metadata_directory=None):
    try:
        program = binary().read_bytes()
    except BuildError as error:
        fail(error)
    name = f"{NAME}-{version()}-{tag()}.whl"
    write_wheel(Path(wheel_directory, name), program)
    return name


def tracked_files():
    """The files that git knows, as paths below ROOT, sorted."""
    listed = subprocess.run(["git", "-C", str(ROOT), "ls-files", "-z"], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    if listed.returncode != 0:
        fail("a source archive is made from a git checkout: " + listed.stderr.decode("utf-8", "replace").strip())
    return sorted(os.fsdecode(name) for name in listed.stdout.split(b"\0") if name)


def build_sdist(sdist_directory, config_settings=None):
    stem = f"{NAME}-{version()}"
    metadata = dict(info_files())["METADATA"]
    files = [(name, (ROOT / name).read_bytes(), os.access(ROOT / name, os.X_OK)) for name in tracked_files()]
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w", format=tarfile.PAX_FORMAT) as archive:
        for name, content, runs in [*files, ("PKG-INFO", metadata, False)]:
            entry = tarfile.TarInfo(f"{stem}/{name}")
            entry.size, entry.mtime, entry.mode = len(content), build_date(), 0o755 if runs else 0o644
            archive.addfile(entry, io.BytesIO(content))
    with open(Path(sdist_directory, f"{stem}.tar.gz"), "wb") as out:
        with gzip.GzipFile(filename="", fileobj=out, mode="wb", mtime=build_date()) as squeezed:
            squeezed.write(packed.getvalue())
    return f"{stem}.tar.gz"
