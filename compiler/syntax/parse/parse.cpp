// SPDX-License-Identifier: Apache-2.0
#include "syntax/parse/parse.h"

#include "syntax/parse/builder.h"
#include "syntax/parse/declarations.h"
#include "syntax/parse/explain.h"
#include "syntax/parse/first_error.h"
#include "syntax/parse/record_outline.h"
#include "syntax/parse/words.h"

namespace onus::syntax {
namespace {

using diagnostics::Kind;

// The grammar numbers its tokens as tokens.def does.
#define ONUS_SAME(NAME, TEXT)                                                                                          \
  static_assert(static_cast<size_t>(TokenKind::NAME) == static_cast<size_t>(OnusParser::NAME),                         \
                "tokens.def and grammar/OnusLexer.g4 list different words, or in another order");
#define ONUS_RESERVED ONUS_SAME
#define ONUS_WORD ONUS_SAME
#define ONUS_SYMBOL ONUS_SAME
#define ONUS_LITERAL ONUS_SAME
#define ONUS_MISTAKE ONUS_SAME
#define ONUS_TRIVIA ONUS_SAME
#include "syntax/tokens.def"
#undef ONUS_SAME

/// Reads the declarations of one file, one after the other.
class FileParser {
public:
  FileParser(llvm::StringRef text, source::FileId id, const Words &words, Arena &arena, diagnostics::Reporter &reporter,
             const Limits &limits, Outline *outline)
      : id_(id), words_(words), layout_{text, words.tokens.words}, file_(arena.make<File>()), arena_(arena),
        reporter_(reporter), limits_(limits), outline_(outline), builder_(text, id, words, arena, reporter, limits) {
    file_->id = id;
    file_->range = {id, 0, static_cast<uint32_t>(text.size())};
    parser_.setBuildParseTree(outline != nullptr);
    parser_.removeErrorListeners();
    parser_.setErrorHandler(strategy_);
  }

  File *run();

private:
  size_t readPart(size_t first);
  bool readOne(size_t first);
  bool readPackage(size_t first);
  bool readUse(size_t first);
  template <typename Context>
  Context *attempt(size_t first, Context *(OnusParser::*rule)());
  template <typename Context>
  Context *pass(size_t first, Context *(OnusParser::*rule)(), bool full);
  size_t consumed() { return partFirst_ + stream_.index(); }
  size_t failedAt(size_t first, size_t end);
  bool tooManyErrors(size_t at);
  Range rangeOf(size_t index) const { return {id_, layout_.words[index].begin, layout_.words[index].end}; }

  source::FileId id_;
  const Words &words_;
  Layout layout_;
  File *file_;
  Arena &arena_;
  diagnostics::Reporter &reporter_;
  Limits limits_;
  Outline *outline_; ///< null where nobody asked for one
  TreeBuilder builder_;
  WordStream stream_;
  OnusParser parser_{&stream_};
  std::shared_ptr<FirstError> strategy_ = std::make_shared<FirstError>();
  size_t partFirst_ = 0; ///< the word that the stream begins with
  size_t errorAt_ = 0;   ///< the word for which the last error was reported
  std::optional<size_t> deep_;
  uint32_t column_ = UINT32_MAX; ///< how far the last declaration was indented
  size_t errorsBefore_ = 0;
  std::vector<Use> uses_;
  std::vector<Decl *> decls_;
};

File *FileParser::run() {
  errorsBefore_ = reporter_.errorCount();
  deep_ = tooDeep(layout_.words, limits_.depth);
  size_t at = 0;
  while (layout_.words[at].kind != TokenKind::End && !tooManyErrors(at))
    at = readPart(at);
  std::vector<Comment> comments;
  for (const Token &comment : words_.tokens.comments)
    comments.push_back({{id_, comment.begin, comment.end}, comment.kind == TokenKind::DocComment});
  file_->uses = arena_.copy(uses_);
  file_->decls = arena_.copy(decls_);
  file_->comments = arena_.copy(comments);
  return file_;
}

bool FileParser::tooManyErrors(size_t at) {
  if (reporter_.errorCount() - errorsBefore_ < limits_.errors)
    return false;
  reporter_.report<Kind::TooManySyntaxErrors>(rangeOf(at), limits_.errors);
  return true;
}

/// Reads what stands up to the next declaration in the first column; gives the word to go on with.
size_t FileParser::readPart(size_t first) {
  size_t end = layout_.endOfPart(first);
  if (deep_ && *deep_ < end) {
    reporter_.report<Kind::NestedTooDeep>(rangeOf(*deep_), limits_.depth).help("name parts of it with `let` or `type`");
    return failedAt(first, *deep_);
  }
  stream_.load(layout_.words, first, end);
  partFirst_ = first;
  for (size_t at = first; at < end; at = consumed()) {
    if (tooManyErrors(at))
      return at;
    if (readOne(at))
      continue;
    return failedAt(at, errorAt_);
  }
  return end;
}

/// Gives the word to go on with after an error at `error` in what begins at `first`.
size_t FileParser::failedAt(size_t first, size_t error) {
  size_t next = layout_.nextDeclaration(first, error, column_);
  llvm::ArrayRef<Token> rest = layout_.words.drop_front(next);
  deep_ = tooDeep(rest, limits_.depth);
  if (deep_)
    *deep_ += next;
  return next;
}

/// Reads one declaration, `use` or `package`; false after a report.
bool FileParser::readOne(size_t first) {
  TokenKind kind = layout_.words[first].kind;
  if (kind == TokenKind::Package)
    return readPackage(first);
  if (kind == TokenKind::Use)
    return readUse(first);
  if (layout_.declarationAt(first))
    column_ = layout_.indentation(first);
  auto *context = attempt(first, &OnusParser::declaration);
  if (context == nullptr)
    return false;
  decls_.push_back(builder_.declaration(context));
  return true;
}

bool FileParser::readPackage(size_t first) {
  auto *context = attempt(first, &OnusParser::packageClause);
  if (context == nullptr)
    return false;
  bool again = static_cast<bool>(file_->package);
  if (again || !uses_.empty() || !decls_.empty())
    reporter_.report<Kind::ClauseMisplaced>(rangeOf(first), again ? "this file says its package already"
                                                                  : "`package` stands first in its file");
  if (!again)
    builder_.package(context, *file_);
  return true;
}

bool FileParser::readUse(size_t first) {
  auto *context = attempt(first, &OnusParser::useClause);
  if (context == nullptr)
    return false;
  if (!decls_.empty())
    reporter_.report<Kind::ClauseMisplaced>(rangeOf(first), "`use` stands above the declarations of its file");
  uses_.push_back(builder_.use(context));
  return true;
}

/// Tries the fast prediction first: it reads every right text, and where it fails the full one decides what is wrong.
template <typename Context>
Context *FileParser::attempt(size_t first, Context *(OnusParser::*rule)()) {
  if (Context *context = pass(first, rule, false))
    return context;
  if (Context *context = pass(first, rule, true))
    return context;
  SyntaxError error = strategy_->error();
  errorAt_ = partFirst_ + error.at;
  // A mistake inside this declaration was reported already; what it did to the rest is no second one.
  if (!words_.mistakeIn(first, layout_.nextDeclaration(first, errorAt_, column_)))
    errorAt_ = Explainer(layout_, id_, parser_.getATN(), reporter_, partFirst_, partFirst_ + stream_.size() - 1, first)
                   .explain(error);
  return nullptr;
}

template <typename Context>
Context *FileParser::pass(size_t first, Context *(OnusParser::*rule)(), bool full) {
  size_t failed = full ? strategy_->error().start : SIZE_MAX;
  parser_.reset();
  stream_.seek(first - partFirst_);
  parser_.getInterpreter<antlr4::atn::ParserATNSimulator>()->setPredictionMode(full ? antlr4::atn::PredictionMode::LL
                                                                                    : antlr4::atn::PredictionMode::SLL);
  strategy_->describeFrom(failed);
  try {
    Context *context = (parser_.*rule)();
    if (outline_ != nullptr)
      recordOutline(context, *outline_);
    return context;
  } catch (const ParseStopped &) {
    return nullptr;
  }
}

} // namespace

File *parse(const source::SourceManager &sources, source::FileId file, Arena &arena, diagnostics::Reporter &reporter,
            const Limits &limits, Outline *outline) {
  llvm::StringRef text = sources.text(file);
  size_t errors = reporter.errorCount();
  Words words;
  if (readable(text, file, reporter, limits))
    words = readWords(text, file, reporter, limits);
  File *tree = nullptr;
  if (words.tokens.words.empty() || words.givenUp) {
    tree = arena.make<File>();
    tree->id = file;
    tree->range = {file, 0, 0};
  } else {
    tree = FileParser(text, file, words, arena, reporter, limits, outline).run();
    if (outline != nullptr)
      outline->tokens = std::move(words.tokens);
  }
  tree->broken = reporter.errorCount() > errors;
  return tree;
}

} // namespace onus::syntax
