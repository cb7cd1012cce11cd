// SPDX-License-Identifier: Apache-2.0
#include "editors/tree_sitter/verdict.h"

#include "syntax/parse/parse.h"

#include <stdexcept>

extern "C" const TSLanguage *tree_sitter_onus();

namespace onus::tests {

using diagnostics::Kind;

const TSLanguage *editorLanguage() { return tree_sitter_onus(); }

EditorParser::EditorParser() : parser_(ts_parser_new(), ts_parser_delete) {
  if (!ts_parser_set_language(parser_.get(), editorLanguage()))
    throw std::runtime_error("this libtree-sitter does not read the ABI of src/parser.c");
}

namespace {

/// Where the first ERROR or MISSING stands at or below a node that has one.
uint32_t errorBelow(TSNode node) {
  for (uint32_t i = 0, end = ts_node_child_count(node); i < end; ++i) {
    TSNode child = ts_node_child(node, i);
    if (ts_node_has_error(child) || ts_node_is_missing(child))
      return errorBelow(child);
  }
  return ts_node_start_byte(node);
}

enum class Reach {
  Syntax,  ///< both refuse it
  Meaning, ///< the grammar accepts it
  Unknown, ///< nothing is said of it
};

/// How far the grammar goes. What is an error of syntax to the compiler is one to editors too, but for these.
Reach reach(Kind kind) {
  switch (kind) {
  case Kind::LiteralOutOfRange:   // needs arithmetic
  case Kind::NoSuchDay:           // needs the calendar
  case Kind::ExpressionTooLong:   // a limit
  case Kind::ClauseTwice:         // needs a memory of the clauses before
  case Kind::ClauseMisplaced:     // the grammar of the compiler has it too; the tree builder knows where it belongs
  case Kind::UnknownSeverity:     // a name
  case Kind::TooManySyntaxErrors: // there are others
    return Reach::Meaning;
  case Kind::NestedTooDeep:       // a limit; what stands around it is not read
  case Kind::FileTooLarge:        // a limit; nothing of the file is read
  case Kind::HiddenCharacter:     // in a text or a comment the grammar takes any character, elsewhere none of these
  case Kind::ConfusableCharacter: // the same
  case Kind::NotUtf8:             // editors have decoded what they show
    return Reach::Unknown;
  default:
    return Reach::Syntax;
  }
}

} // namespace

SyntaxTree EditorParser::parse(llvm::StringRef text) {
  TSTree *tree = ts_parser_parse_string(parser_.get(), nullptr, text.data(), static_cast<uint32_t>(text.size()));
  return {tree, ts_tree_delete};
}

std::optional<uint32_t> EditorParser::firstError(llvm::StringRef text) {
  SyntaxTree tree = parse(text);
  TSNode root = ts_tree_root_node(tree.get());
  if (!ts_node_has_error(root))
    return std::nullopt;
  return errorBelow(root);
}

std::string EditorParser::tree(llvm::StringRef text) {
  SyntaxTree tree = parse(text);
  std::unique_ptr<char, void (*)(void *)> written(ts_node_string(ts_tree_root_node(tree.get())), std::free);
  return written.get();
}

Verdict compilerVerdict(llvm::StringRef text) {
  source::SourceManager sources;
  Arena arena;
  diagnostics::Reporter reporter;
  syntax::parse(sources, sources.add("main.onus", text.str()), arena, reporter);
  Verdict verdict;
  for (const auto &diagnostic : reporter.all()) {
    Reach found = reach(diagnostic->kind);
    if (diagnostic->severity != diagnostics::Severity::Error || found == Reach::Meaning)
      continue;
    verdict.answer = found == Reach::Syntax && verdict.answer != Answer::Either ? Answer::Refused : Answer::Either;
    if (verdict.because.empty())
      verdict.because = fmt::format("{} at {}: {}", diagnostics::info(*diagnostic).code, diagnostic->range.begin,
                                    diagnostic->message);
  }
  return verdict;
}

std::optional<std::string> disagreement(EditorParser &editor, llvm::StringRef text) {
  Verdict verdict = compilerVerdict(text);
  std::optional<uint32_t> error = editor.firstError(text);
  if (verdict.answer == Answer::Either || error.has_value() == (verdict.answer == Answer::Refused))
    return std::nullopt;
  if (!error)
    return "only the compiler refuses it: " + verdict.because;
  size_t line = text.take_front(*error).count('\n') + 1;
  return fmt::format("only the grammar for editors refuses it, at byte {}, line {}", *error, line);
}

} // namespace onus::tests
