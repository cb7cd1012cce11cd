// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/words.h"
#include "runtime/format/bundle.h"

#include "llvm/ADT/StringRef.h"

#include <string>

namespace onus::backends::bytecode {

/// The text of a listing while it is made: indented lines, and the short forms of what rows refer to.
class ListingPage {
public:
  explicit ListingPage(const rt::Bundle &bundle) : bundle_(bundle) {}

  template <typename... Parts>
  void line(const Parts &...parts) {
    out_.append(2 * depth_, ' ');
    (out_.append(llvm::StringRef(parts).data(), llvm::StringRef(parts).size()), ...);
    out_.resize(llvm::StringRef(out_).rtrim(' ').size());
    out_ += '\n';
  }
  /// `word text`; nothing where there is no text.
  void clause(llvm::StringRef word, rt::TextRef text);
  void in() { ++depth_; }
  void out() { --depth_; }
  std::string take() { return std::move(out_); }

  const rt::Bundle &bundle() const { return bundle_; }
  llvm::StringRef text(rt::TextRef ref) const;
  std::string quoted(rt::TextRef ref) const;
  /// `name "title"`.
  std::string titled(rt::TextRef name, rt::TextRef title) const;
  std::string texts(rt::Range range) const;   ///< `a, b`
  std::string indexes(rt::Range range) const; ///< `1, 2`
  std::string codes(rt::Range range) const;   ///< of Operands: `@1 @2`
  std::string code(uint32_t index) const;     ///< `@1`; `-` for none
  std::string type(uint32_t index) const;     ///< as a person writes it
  std::string span(const rt::SpanRow &row) const;
  std::string waiver(uint32_t index) const;

private:
  const rt::Bundle &bundle_;
  std::string out_;
  size_t depth_ = 0;
};

/// Every instruction, a line each.
void listCodes(ListingPage &page);
/// One system with its tools, its dispatch and its guardrails.
void listSystem(ListingPage &page, const rt::SystemRow &system);

} // namespace onus::backends::bytecode
