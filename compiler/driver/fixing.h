// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "driver/pipeline.h"

#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

/// Makes the fixes of findings, in memory, until there is none left to make. What is called safe (MachineApplicable) is
/// checked first: compiled with the fix in place, the program must decide the same as before (lint/fixes); a fix of
/// what does not compile has no such before, and must only take errors away. Whoever asks writes the files.
namespace onus::driver {

/// Compiles and lints a project with overlays in place of its files; diagnostics are sorted.
using CompileWith = std::function<std::unique_ptr<Compilation>(llvm::ArrayRef<source::Overlay>)>;

struct FixOptions {
  Day asOf = 0;
  bool unsafe = false;  ///< make those, too, that are probably what was meant, unchecked but for that it compiles
  std::string onlyFile; ///< absolute: no other file is changed; empty: any of the project's own
};

/// A fix that was made.
struct FixMade {
  std::string place; ///< `path:line:column`, in the text of its round
  std::string code;  ///< `E0115`, or the name of a lint rule
  std::string title;
  std::string how; ///< why it is safe; empty where it is not
};

struct Fixing {
  std::unique_ptr<Compilation> compilation; ///< of the texts as they are afterwards
  std::vector<FixMade> made;
  std::map<std::string, std::string> before, after; ///< texts of the files that change, by absolute path
  size_t unsafeLeft = 0;                            ///< findings that `unsafe` would mend
  bool unfinished = false;                          ///< the last round was not enough
};

/// Makes fixes round after round: those of a round do not overlap, and are checked together as long as that goes well.
/// Safe fixes that do not stand the check are said to be none in the diagnostics that are left.
Fixing makeFixes(const CompileWith &compile, const FixOptions &options);

} // namespace onus::driver
