// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "llvm/ADT/StringRef.h"

#include <string>

namespace onus::driver {

enum class ColorMode { Auto, Always, Never };

/// Standard output and standard error. What a command was asked for goes to the first; everything else to the second.
/// Writing never throws; whether everything arrived is asked at the end.
class Console {
public:
  /// Marks descriptors that the caller closed, so that no file opened later takes their place.
  static void guardDescriptors();

  void setColor(ColorMode mode);
  bool colorOut() const { return colorOut_; }
  bool colorErr() const { return colorErr_; }

  void out(llvm::StringRef text);
  void err(llvm::StringRef text);
  /// `error: MESSAGE`, and `help: HELP` on a line of its own where there is one; on standard error.
  void error(llvm::StringRef message, llvm::StringRef help = {});
  void warning(llvm::StringRef message, llvm::StringRef help = {});
  void note(llvm::StringRef message);

  /// Writes what is waiting; false where standard output did not take everything. The reason was told on standard
  /// error.
  bool flush();

private:
  void message(llvm::StringRef tag, bool strong, llvm::StringRef text, llvm::StringRef help);
  std::string waiting_;
  bool colorOut_ = false, colorErr_ = false;
  bool broken_ = false;
};

/// Writes all of a text to a descriptor; 0, or the number of the error.
int writeAll(int descriptor, llvm::StringRef text);

/// Writes a file whole or not at all: to a temporary name beside it, then renamed. The reason of a failure, or nothing.
std::string writeFileAtomically(llvm::StringRef path, llvm::StringRef text);

} // namespace onus::driver
