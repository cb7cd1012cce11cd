// SPDX-License-Identifier: Apache-2.0
#include "lsp/semantic_tokens.h"

#include "base/words.h"
#include "lsp/declared_names.h"
#include "lsp/meaning.h"

#include "llvm/ADT/STLExtras.h"

namespace onus::lsp {

using syntax::Decl;
using syntax::RuleKind;
using syntax::Token;
using syntax::TokenClass;
using syntax::TokenKind;

namespace {

constexpr llvm::StringLiteral typeWords[] = {
#define ONUS_TOKEN_TYPE(NAME, WORD) WORD,
#include "lsp/semantic_tokens.def"
};
constexpr llvm::StringLiteral modifierWords[] = {
#define ONUS_TOKEN_MODIFIER(NAME, WORD) WORD,
#include "lsp/semantic_tokens.def"
};

/// `deny` has the modifier `deny`, and so has `require`, which is its other form.
uint32_t verdictOf(TokenKind kind) {
  llvm::StringRef word = syntax::spelling(kind == TokenKind::Require ? TokenKind::Deny : kind);
#define ONUS_VERDICT(NAME, WORD)                                                                                       \
  if (word == WORD)                                                                                                    \
    return bit(TokenModifier::NAME);
#include "base/words.def"
  return 0;
}

TokenType typeOf(const Decl &decl) {
  switch (decl.kind) {
  case Decl::Kind::Organization:
  case Decl::Kind::Person:
  case Decl::Kind::Team:
  case Decl::Kind::Vendor:
  case Decl::Kind::Sink:
    return TokenType::Struct;
  case Decl::Kind::Duties:
  case Decl::Kind::System:
  case Decl::Kind::Guardrail:
  case Decl::Kind::Pattern:
  case Decl::Kind::Exception:
  case Decl::Kind::Standard:
    return TokenType::Class;
  case Decl::Kind::Type:
    return TokenType::Type;
  case Decl::Kind::Let:
    return llvm::cast<syntax::LetDecl>(decl).function ? TokenType::Function : TokenType::Variable;
  case Decl::Kind::Effect:
    return TokenType::Interface;
  case Decl::Kind::Surface:
  case Decl::Kind::Framework:
    return TokenType::Namespace;
  case Decl::Kind::Detector:
    return TokenType::Function;
  case Decl::Kind::Context:
  case Decl::Kind::Test:
    break; // they have no names
  }
  return TokenType::Variable;
}

/// What a name is, but for local ones, of which the meaning alone does not tell whether they are parameters.
TokenType typeOf(const Meaning &meaning) {
  using Kind = Meaning::Kind;
  switch (meaning.kind) {
  case Kind::Declaration:
    return typeOf(*meaning.symbol->decl);
  case Kind::Package:
    return TokenType::Namespace;
  case Kind::Field:
  case Kind::Argument:
  case Kind::Label:
  case Kind::Attribute:
    return TokenType::Property;
  case Kind::Exception:
    return TokenType::Class;
  case Kind::Tool:
    return TokenType::Method;
  case Kind::Control:
  case Kind::Choice:
    return TokenType::EnumMember;
  case Kind::Root:
    return llvm::StringRef(meaning.path).contains('.') ? TokenType::Property : TokenType::Variable;
  case Kind::Function:
    return TokenType::Function;
  case Kind::Type:
    return TokenType::Type;
  case Kind::Keyword:
    return TokenType::Keyword;
  case Kind::Local:
    break;
  }
  return TokenType::Variable;
}

uint32_t modifiersOf(const Meaning &meaning) {
  using Kind = Meaning::Kind;
  uint32_t modifiers = 0;
  if (meaning.role == Meaning::Role::Declares)
    modifiers |= bit(TokenModifier::Declaration);
  bool standard =
      (meaning.symbol && meaning.symbol->package->standard) || (meaning.package && meaning.package->standard);
  if (standard || meaning.kind == Kind::Root || meaning.kind == Kind::Function || meaning.kind == Kind::Type ||
      meaning.kind == Kind::Attribute)
    modifiers |= bit(TokenModifier::DefaultLibrary);
  bool constant = meaning.symbol && typeOf(*meaning.symbol->decl) == TokenType::Variable;
  if (constant || meaning.kind == Kind::Local || meaning.kind == Kind::Root)
    modifiers |= bit(TokenModifier::Readonly);
  if (meaning.control && meaning.control->decl->withdrawn)
    modifiers |= bit(TokenModifier::Deprecated);
  return modifiers;
}

} // namespace

llvm::ArrayRef<llvm::StringLiteral> tokenTypeWords() { return typeWords; }
llvm::ArrayRef<llvm::StringLiteral> tokenModifierWords() { return modifierWords; }

namespace {

/// Tells the tokens of one document: what its words are by themselves, and over it what names in them mean.
class TokenTeller {
public:
  explicit TokenTeller(const Document &document) : document_(document), syntax_(document.syntax()) {}
  void names(const View &view, source::FileId file);
  std::vector<SemanticToken> run();

private:
  void words();
  void word(const Token &word, bool named, bool read);
  void comments();
  void allowances();
  std::vector<SemanticToken> merged();
  bool isParameter(const View &view, const syntax::Name &name);

  const Document &document_;
  const DocumentSyntax &syntax_;
  std::vector<SemanticToken> plain_, names_;
  std::map<const syntax::File *, DeclaredNames> declared_;
};

bool TokenTeller::isParameter(const View &view, const syntax::Name &name) {
  const syntax::File *file = view.tree(name.range.file);
  const DeclaredName *declared = file ? declared_.try_emplace(file, *file).first->second.find(&name) : nullptr;
  return declared && declared->kind == DeclaredName::Kind::Parameter;
}

/// Ranges of an older text are moved to what both texts end with; what lies between is not known.
void TokenTeller::names(const View &view, source::FileId file) {
  llvm::StringRef old = view.text(file), now = document_.text;
  size_t prefix = 0, most = std::min(old.size(), now.size()), suffix = 0;
  while (prefix < most && old[prefix] == now[prefix])
    ++prefix;
  while (suffix < most - prefix && old[old.size() - suffix - 1] == now[now.size() - suffix - 1])
    ++suffix;
  for (const Meaning &meaning : meanings(view, file)) {
    uint32_t shift = meaning.range.end <= prefix ? 0 : static_cast<uint32_t>(now.size() - old.size());
    bool known = meaning.range.end <= prefix || meaning.range.begin >= old.size() - suffix;
    SemanticToken token{meaning.range.begin + shift, meaning.range.end + shift, typeOf(meaning), modifiersOf(meaning)};
    if (!known || token.begin >= token.end || (!names_.empty() && token.begin < names_.back().end))
      continue;
    if (meaning.kind == Meaning::Kind::Local && isParameter(view, *meaning.declared))
      token.type = TokenType::Parameter;
    names_.push_back(token);
  }
}

/// In a declaration that cannot be read, a contextual word is a keyword or not: nobody knows.
void TokenTeller::words() {
  const syntax::Outline &outline = syntax_.outline();
  const auto &words = outline.tokens.words;
  std::vector<bool> named(words.size()), read(words.size());
  for (const syntax::OutlineNode &node : outline.nodes) {
    bool name = node.rule == RuleKind::Name || node.rule == RuleKind::MemberName || node.rule == RuleKind::LooseName ||
                node.rule == RuleKind::TypeName || node.rule == RuleKind::FreeWord || node.rule == RuleKind::StepWord;
    for (uint32_t at = node.first; at < node.end; ++at) {
      named[at] = named[at] || name;
      read[at] = true;
    }
  }
  for (size_t at = 0; at + 1 < words.size(); ++at)
    word(words[at], named[at], read[at]);
}

void TokenTeller::word(const Token &word, bool named, bool read) {
  auto add = [&](TokenType type, uint32_t modifiers = 0) { plain_.push_back({word.begin, word.end, type, modifiers}); };
  if (syntax::isWord(word.kind)) {
    bool keyword = read ? !named : syntax::isReserved(word.kind);
    if (keyword && word.kind == TokenKind::Sensitive)
      add(TokenType::Modifier);
    else if (keyword)
      add(TokenType::Keyword, verdictOf(word.kind));
    else if (named && onus::severity(document_.text.substr(word.begin, word.end - word.begin)))
      add(TokenType::EnumMember);
    return;
  }
  switch (word.kind) {
  case TokenKind::String:
  case TokenKind::UnclosedString:
    return add(TokenType::String);
  case TokenKind::Raw:
  case TokenKind::UnclosedRaw:
    return add(TokenType::Regexp);
  case TokenKind::Int:
  case TokenKind::Decimal:
  case TokenKind::Duration:
  case TokenKind::Date:
  case TokenKind::Instant:
    return add(TokenType::Number);
  default:
    if (word.kind >= TokenKind::Coalesce && word.kind <= TokenKind::Star)
      add(TokenType::Operator);
  }
}

void TokenTeller::comments() {
  for (const Token &comment : syntax_.tokens().comments)
    plain_.push_back({comment.begin, comment.end, TokenType::Comment,
                      comment.kind == TokenKind::DocComment ? bit(TokenModifier::Documentation) : 0});
}

/// The rules that a comment excuses.
void TokenTeller::allowances() {
  for (const lint::Allowance &allowance : syntax_.allowances())
    for (const lint::AllowedRule &rule : allowance.rules)
      names_.push_back({rule.range.begin, rule.range.end, TokenType::Decorator, 0});
}

/// A name takes the place of what its word would be; of a text or a comment the rest stays what it is.
std::vector<SemanticToken> TokenTeller::merged() {
  auto byPlace = [](const SemanticToken &left, const SemanticToken &right) { return left.begin < right.begin; };
  llvm::stable_sort(plain_, byPlace);
  llvm::stable_sort(names_, byPlace);
  std::vector<SemanticToken> all;
  auto name = names_.begin();
  for (SemanticToken &each : plain_) {
    for (; name != names_.end() && name->begin < each.end; ++name) {
      if (each.begin < name->begin && name->end <= each.end)
        all.push_back({each.begin, name->begin, each.type, each.modifiers});
      all.push_back(*name);
      each.begin = std::max(each.begin, name->end);
    }
    if (each.begin < each.end)
      all.push_back(each);
  }
  all.insert(all.end(), name, names_.end());
  return all;
}

std::vector<SemanticToken> TokenTeller::run() {
  words();
  comments();
  allowances();
  return merged();
}

} // namespace

std::vector<SemanticToken> tellTokens(const Document &document, const View *view, source::FileId file) {
  TokenTeller teller(document);
  if (view)
    teller.names(*view, file);
  return teller.run();
}

} // namespace onus::lsp
