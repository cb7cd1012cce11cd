#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# usage: run.sh ONUS REPOSITORY BUILD [CMAKE-OPTION...]
# What an engine's authors do: build the runtime alone, install it, compile the C program of docs/embedding.md against it
# with cc, by pkg-config and by find_package, and decide events. The records must be those of the compiler's evaluator.
# BUILD is the whole project's build, whose component `runtime` must be the same files.
set -euo pipefail
onus=$1 repository=$2 build=$3
shift 3
here=$repository/tests/install
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0
export CMAKE_GENERATOR=Ninja

fail() {
  echo "FAILED: $*" >&2
  failed=1
}

cmake -S "$repository/runtime" -B "$work/build" -DONUS_WERROR=ON "$@" --log-level=WARNING >/dev/null
cmake --build "$work/build" -j 2 >"$work/log" 2>&1 || { tail -30 "$work/log"; exit 1; }
cmake --install "$work/build" --component runtime --prefix "$work/before" >/dev/null
cmake --install "$build" --component runtime --prefix "$work/whole" >/dev/null
diff <(cd "$work/before" && find . | sort) <(cd "$work/whole" && find . | sort) ||
  fail "built alone, other files are installed than with the compiler"
mv "$work/before" "$work/prefix" # a prefix may be moved
prefix=$work/prefix
archive=$(find "$prefix" -name libonus_runtime.a) library=$(find "$prefix" -name libonus_runtime.so)
export LD_LIBRARY_PATH=${library%/*} PKG_CONFIG_PATH=${library%/*}/pkgconfig

# ---- What the libraries hold

# What the archive takes from elsewhere: nothing of C++.
nm --undefined-only --format=posix "$archive" | awk 'NF > 1 { print $1 }' | sort -u >"$work/undefined"
nm --defined-only --format=posix "$archive" | awk 'NF > 1 { print $1 }' | sort -u >"$work/defined"
comm -23 "$work/undefined" "$work/defined" | grep -E '^(_Z|__cxa_|__gxx_|_Unwind|__dynamic_cast|__cxxabi)' &&
  fail "libonus_runtime.a needs the symbols above of the C++ library"

grep -o 'ONUS_API [^(]*[ *]onus_[a-z_]*(' "$prefix/include/onus/onus.h" | grep -o 'onus_[a-z_]*(' | tr -d '(' | sort >"$work/declared"
nm -D --defined-only --format=posix "$library" | awk '{ print $1 }' | sort >"$work/exported"
[[ $(wc -l <"$work/declared") -gt 20 ]] || fail "the functions of onus.h were not found"
diff "$work/declared" "$work/exported" || fail "libonus_runtime.so exports (>) other functions than onus.h has (<)"
readelf -d "$library" | grep -q 'SONAME.*\[libonus_runtime\.so\.1\]' || fail "the name that programs are linked with"
readelf -d "$library" | grep NEEDED | grep -v '\[libc\.\|\[ld-linux' && fail "libonus_runtime.so needs other libraries"

strip -o "$work/stripped.so" "$library"
size=$(stat -c %s "$work/stripped.so")
echo "libonus_runtime.so, stripped: $size bytes"
((size <= 300 * 1024)) || fail "that is more than 300 KiB"

# ---- A program

"$onus" build --as-of 2026-11-22 "$repository/examples/refunds" --target bytecode -o "$work/refunds.onusb"
"$onus" build --as-of 2026-11-22 "$repository/examples/refunds" --target json -o "$work/refunds.json"
"$onus" eval "$work/refunds.json" <"$repository/examples/refunds/events.jsonl" >"$work/expected"
mkdir "$work/program"
cp "$here/CMakeLists.txt" "$work/program"
cd "$work/program"
sed -n '/^```c$/,/^```$/{/^```/!p}' "$repository/docs/embedding.md" >decide.c

# decides PROGRAM: the program must decide the example's events as the compiler does.
decides() {
  "$1" "$work/refunds.onusb" <"$repository/examples/refunds/events.jsonl" >"$work/records" || fail "$1: exit status $?"
  diff "$work/expected" "$work/records" || fail "$1: other records (>)"
}

strict=(-std=c99 -pedantic -Wall -Wextra -Werror)
read -ra flags <<<"$(pkg-config --cflags --libs onus_runtime)"
cc "${strict[@]}" decide.c "${flags[@]}" -o by_pkg_config
decides ./by_pkg_config
cc "${strict[@]}" -I"$prefix/include" decide.c "$archive" -o by_hand
decides ./by_hand
cmake -S . -B build -DCMAKE_PREFIX_PATH="$prefix" --log-level=WARNING >/dev/null
cmake --build build >"$work/log" 2>&1 || { cat "$work/log"; exit 1; }
decides build/with_runtime
decides build/with_runtime_shared

# What goes wrong is said, and is no crash.
./by_hand "$work/nowhere" 2>"$work/said" && fail "a bundle that is not there was opened"
[[ -s $work/said ]] || fail "nothing was said of a bundle that is not there"
head -c 1000 "$work/refunds.onusb" >"$work/cut.onusb"
./by_hand "$work/cut.onusb" 2>"$work/said" && fail "half a bundle was opened"
[[ -s $work/said ]] || fail "nothing was said of half a bundle"
exit "$failed"
