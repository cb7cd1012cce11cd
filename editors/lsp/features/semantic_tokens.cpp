// SPDX-License-Identifier: Apache-2.0
#include "lsp/semantic_tokens.h"

#include "lsp/feature.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/xxhash.h"

/// Colours that come from what words mean.
namespace onus::lsp {

namespace {

/// The legend, in which the words stand that the client knows; those of ours it takes from the legend.
class Legend {
public:
  explicit Legend(const Client &client);
  /// The number of a type, or nothing where the client does not know it.
  std::optional<uint32_t> type(TokenType type) const { return types_[static_cast<size_t>(type)]; }
  uint32_t modifiers(uint32_t bits) const;
  json::Value toJson() const { return json::Object{{"tokenTypes", typeWords_}, {"tokenModifiers", modifierWords_}}; }

private:
  std::vector<std::optional<uint32_t>> types_, modifiers_;
  json::Array typeWords_, modifierWords_;
};

/// The protocol's own modifiers are the first ones of the list.
constexpr auto firstOfOurs = static_cast<size_t>(TokenModifier::DefaultLibrary) + 1;

Legend::Legend(const Client &client) {
  const json::Value *types = client.capability({"textDocument", "semanticTokens", "tokenTypes"});
  const json::Value *modifiers = client.capability({"textDocument", "semanticTokens", "tokenModifiers"});
  auto put = [](bool known, llvm::StringRef word, auto &numbers, json::Array &words) {
    numbers.push_back(known ? std::optional<uint32_t>(static_cast<uint32_t>(words.size())) : std::nullopt);
    if (known)
      words.push_back(word.str());
  };
  for (llvm::StringRef word : tokenTypeWords())
    put(!types || lists(types, word), word, types_, typeWords_);
  for (llvm::StringRef word : tokenModifierWords())
    put(!modifiers || modifiers_.size() >= firstOfOurs || lists(modifiers, word), word, modifiers_, modifierWords_);
}

uint32_t Legend::modifiers(uint32_t bits) const {
  uint32_t found = 0;
  for (size_t at = 0; at < modifiers_.size(); ++at)
    if ((bits >> at & 1) && modifiers_[at])
      found |= 1u << *modifiers_[at];
  return found;
}

/// What the editor's own grammar colours as well.
bool isPlain(TokenType type) {
  return type == TokenType::Comment || type == TokenType::String || type == TokenType::Number ||
         type == TokenType::Regexp || type == TokenType::Operator;
}

using Numbers = std::vector<uint32_t>;

/// Five numbers for each token, places relative to the one before.
Numbers encode(const Document &document, const std::vector<SemanticToken> &tokens, const Client &client) {
  Legend legend(client);
  bool augments = client.supports({"textDocument", "semanticTokens", "augmentsSyntaxTokens"});
  Numbers numbers;
  Position last;
  for (const SemanticToken &token : tokens) {
    std::optional<uint32_t> type = legend.type(token.type);
    if (!type || (augments && isPlain(token.type)))
      continue;
    Span span = document.lines.span(token.begin, token.end);
    uint32_t column = span.start.character - (span.start.line == last.line ? last.character : 0);
    for (uint32_t number : {span.start.line - last.line, column, span.end.character - span.start.character, *type,
                            legend.modifiers(token.modifiers)})
      numbers.push_back(number);
    last = span.start;
  }
  return numbers;
}

json::Value toJson(llvm::ArrayRef<uint32_t> numbers) {
  json::Array array;
  array.reserve(numbers.size());
  for (uint32_t number : numbers)
    array.push_back(json::Value::integer(number));
  return array;
}

std::vector<SemanticToken> tokensOf(Session &session, const Document &document) {
  ViewPtr view = session.workspace.view(document);
  auto file = view ? session.workspace.fileOf(*view, document) : std::nullopt;
  return tellTokens(document, file ? view.get() : nullptr, file.value_or(source::FileId()));
}

/// Keeps what is answered, for the next difference.
const TokenAnswer &answerFor(Session &session, const Document &document) {
  Numbers numbers = encode(document, tokensOf(session, document), session.client);
  llvm::StringRef bytes(reinterpret_cast<const char *>(numbers.data()), numbers.size() * sizeof(uint32_t));
  return session.documents.keep(document, {std::to_string(llvm::xxHash64(bytes)), std::move(numbers)});
}

json::Value whole(const TokenAnswer &answer) {
  return json::Object{{"resultId", answer.id}, {"data", toJson(answer.numbers)}};
}

json::Value full(Session &session, const json::Value &params) {
  auto document = documentOf(session, params);
  return whole(answerFor(session, *document));
}

/// One edit: what is between what both begin and end with.
json::Value difference(const Numbers &before, const TokenAnswer &answer) {
  const Numbers &after = answer.numbers;
  size_t most = std::min(before.size(), after.size()), prefix = 0, suffix = 0;
  while (prefix < most && before[prefix] == after[prefix])
    ++prefix;
  while (suffix < most - prefix && before[before.size() - suffix - 1] == after[after.size() - suffix - 1])
    ++suffix;
  json::Array edits;
  if (prefix + suffix < std::max(before.size(), after.size()))
    edits.push_back(
        json::Object{{"start", json::Value::integer(static_cast<int64_t>(prefix))},
                     {"deleteCount", json::Value::integer(static_cast<int64_t>(before.size() - prefix - suffix))},
                     {"data", toJson(llvm::makeArrayRef(after).slice(prefix, after.size() - prefix - suffix))}});
  return json::Object{{"resultId", answer.id}, {"edits", std::move(edits)}};
}

json::Value delta(Session &session, const json::Value &params) {
  auto document = documentOf(session, params);
  const TokenAnswer *kept = session.documents.kept(*document);
  if (!kept || kept->id != params.string("previousResultId"))
    return whole(answerFor(session, *document));
  Numbers before = kept->numbers;
  return difference(before, answerFor(session, *document));
}

json::Value range(Session &session, const json::Value &params) {
  auto document = documentOf(session, params);
  Span span = readSpan(required(params, "range"));
  uint32_t begin = document->lines.offset(span.start), end = document->lines.offset(span.end);
  std::vector<SemanticToken> tokens = tokensOf(session, *document);
  llvm::erase_if(tokens, [&](const SemanticToken &token) { return token.end <= begin || end <= token.begin; });
  return json::Object{{"data", toJson(encode(*document, tokens, session.client))}};
}

void offer(json::Object &capabilities, const Client &client) {
  if (!client.capability({"textDocument", "semanticTokens"}))
    return;
  capabilities.emplace_back(
      "semanticTokensProvider",
      json::Object{{"legend", Legend(client).toJson()}, {"range", true}, {"full", json::Object{{"delta", true}}}});
}

} // namespace

const Feature semanticTokens = {
    .offer = offer,
    .methods = {{"textDocument/semanticTokens/full", full},
                {"textDocument/semanticTokens/full/delta", delta},
                {"textDocument/semanticTokens/range", range}},
};

} // namespace onus::lsp
