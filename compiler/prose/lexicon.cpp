// SPDX-License-Identifier: Apache-2.0
#include "prose/lexicon.h"

namespace onus::prose {

std::optional<std::string> relation(ir::ExprKind kind, bool negated, bool ofTime) {
#define ONUS_RELATION(KIND, PLAIN, NEGATED, TIME, NOT_TIME)                                                            \
  if (kind == ir::ExprKind::KIND)                                                                                      \
    return ofTime ? (negated ? NOT_TIME : TIME) : negated ? NEGATED : PLAIN;
#include "prose/lexicon.def"
  return std::nullopt;
}

std::optional<BuiltinPhrase> builtinPhrase(llvm::StringRef name) {
#define ONUS_PREDICATE(NAME, PLAIN, NEGATED)                                                                           \
  if (name == #NAME)                                                                                                   \
    return BuiltinPhrase{PLAIN, NEGATED};
#define ONUS_NOUN(NAME, TEXT)                                                                                          \
  if (name == #NAME)                                                                                                   \
    return BuiltinPhrase{TEXT, ""};
#include "prose/lexicon.def"
  return std::nullopt;
}

std::string filled(llvm::StringRef phrase, llvm::ArrayRef<std::string> arguments) {
  std::string out;
  for (size_t at = 0; at < phrase.size(); ++at) {
    bool hole = phrase[at] == '{' && at + 2 < phrase.size() && phrase[at + 2] == '}';
    if (!hole) {
      out += phrase[at];
      continue;
    }
    auto index = static_cast<size_t>(phrase[at + 1] - '0');
    out += index < arguments.size() ? arguments[index] : "";
    at += 2;
  }
  return out;
}

std::string one(ir::EventKind kind) {
  switch (kind) {
#define ONUS_EVENT(KIND, ONE, MANY)                                                                                    \
  case ir::EventKind::KIND:                                                                                            \
    return ONE;
#include "prose/lexicon.def"
  }
  return {};
}

std::string many(ir::EventKind kind) {
  switch (kind) {
#define ONUS_EVENT(KIND, ONE, MANY)                                                                                    \
  case ir::EventKind::KIND:                                                                                            \
    return MANY;
#include "prose/lexicon.def"
  }
  return {};
}

std::string current(ir::EventKind kind) {
  llvm::StringRef text = "";
  std::string with = one(kind);
  text = with;
  if (!text.consume_front("an "))
    text.consume_front("a ");
  text.consume_front("the ");
  return "the " + text.str();
}

} // namespace onus::prose
