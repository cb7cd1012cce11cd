// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"

#include <string>
#include <utility>
#include <vector>

namespace onus::diagnostics::render {

/// Writes XML: elements open, hold others or text, and close. What XML cannot hold is replaced.
class Xml {
public:
  using Attributes = std::vector<std::pair<llvm::StringRef, std::string>>;

  Xml() : out_("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n") {}
  void open(llvm::StringRef element, const Attributes &attributes);
  void close();
  /// An element without content.
  void empty(llvm::StringRef element, const Attributes &attributes);
  /// An element that holds text only.
  void text(llvm::StringRef element, const Attributes &attributes, llvm::StringRef content);
  std::string take() { return std::move(out_); }

private:
  void begin(llvm::StringRef element, const Attributes &attributes);
  std::string out_;
  std::vector<std::string> open_;
};

} // namespace onus::diagnostics::render
