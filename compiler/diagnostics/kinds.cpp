// SPDX-License-Identifier: Apache-2.0
#include "diagnostics/diagnostic.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringRef.h"

namespace onus::diagnostics {

namespace {

/// `OwnerMissing` as `owner-missing`, made while the compiler is built; longer names do not compile.
struct KebabCase {
  char text[64] = {};
  size_t length = 0;

  constexpr explicit KebabCase(std::string_view name) {
    for (char c : name) {
      bool upper = c >= 'A' && c <= 'Z';
      if (upper && length > 0)
        text[length++] = '-';
      text[length++] = upper ? static_cast<char>(c - 'A' + 'a') : c;
    }
  }
};

template <Kind kind>
struct Name;
#define ONUS_DIAGNOSTIC(CODE, NAME, SEVERITY, TEXT)                                                                    \
  template <>                                                                                                          \
  struct Name<Kind::NAME> {                                                                                            \
    static constexpr KebabCase value{#NAME};                                                                           \
  };
#include "diagnostics/kinds.def"

std::string_view view(const KebabCase &name) { return {name.text, name.length}; }

/// A row may write its code with or without quotes.
constexpr std::string_view bare(std::string_view code) {
  if (code.size() >= 2 && code.front() == '"')
    return code.substr(1, code.size() - 2);
  return code;
}

} // namespace

const std::vector<KindInfo> &allKinds() {
  static const std::vector<KindInfo> rows = {
#define ONUS_DIAGNOSTIC(CODE, NAME, SEVERITY, TEXT)                                                                    \
  {Kind::NAME, bare(#CODE), view(Name<Kind::NAME>::value), Severity::SEVERITY, TEXT},
#include "diagnostics/kinds.def"
  };
  return rows;
}

const KindInfo &info(Kind kind) { return allKinds()[static_cast<size_t>(kind)]; }

const KindInfo &info(const Diagnostic &diagnostic) {
  return diagnostic.rule ? *diagnostic.rule : info(diagnostic.kind);
}

const KindInfo *find(std::string_view codeOrName) {
  for (const KindInfo &row : allKinds())
    if (llvm::StringRef(row.code).equals_insensitive(codeOrName) || row.name == codeOrName)
      return &row;
  return nullptr;
}

} // namespace onus::diagnostics
