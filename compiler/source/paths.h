// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "llvm/ADT/StringRef.h"

#include <string>

namespace onus::source {

/// The path made absolute, with `.` and `..` taken out of its text; symbolic links are not followed.
std::string absolutePath(llvm::StringRef path);

/// How people see a path: relative to the working directory where it lies below it, else as given. Bytes that are not
/// UTF-8 are replaced.
std::string shownPath(llvm::StringRef path);

/// An absolute path as it is reached from the working directory, with `..` where it lies elsewhere.
std::string nearPath(llvm::StringRef path);

/// `path` relative to `directory`, with `/`; the path itself where it does not lie below. Both absolute.
std::string relativePath(llvm::StringRef path, llvm::StringRef directory);

/// The absolute path `path` as it is reached from the absolute `directory`, with `..` where it lies elsewhere. The path
/// itself where the two share nothing.
std::string pathFrom(llvm::StringRef path, llvm::StringRef directory);

/// True where the absolute path `path` is `directory` or lies below it.
bool isWithin(llvm::StringRef path, llvm::StringRef directory);

/// The path with every symbolic link followed, or nothing where it does not exist.
std::string realPath(llvm::StringRef path);

} // namespace onus::source
