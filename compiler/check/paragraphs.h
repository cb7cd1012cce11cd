// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "syntax/ast.h"

#include <optional>
#include <string>
#include <vector>

/// The paragraphs that a catalogue says a control has: numbered ones, those inserted between them later (`1a`), and
/// those that were withdrawn.
namespace onus::check {

/// No statute has more in one article; it bounds what a range may name, too.
inline constexpr int64_t maxParagraphs = 1000;

class Paragraphs {
public:
  explicit Paragraphs(const syntax::ControlDecl &control);

  /// Their labels in the order of the text: `1`, `1a`, `2`.
  const std::vector<std::string> &labels() const { return labels_; }
  std::optional<size_t> find(llvm::StringRef label) const;
  bool withdrawn(size_t index) const { return withdrawn_[index]; }

private:
  std::vector<std::string> labels_;
  std::vector<bool> withdrawn_;
};

} // namespace onus::check
