// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "format/document.h"
#include "format/source.h"

/// The style: from a declaration to a document. A layout goes through the words from left to right and hands each to
/// the document once, with what stands between it and the one before: it can neither lose nor move one. Comments go
/// along with the words that they stand between.
namespace onus::format {

/// How a declaration stands in a table with its neighbours.
struct Columns {
  bool row = false;     ///< its clause stands on its line, in braces
  uint32_t title = 0;   ///< where the `=` behind the name begins, or the caption; 0 where nothing is aligned
  uint32_t caption = 0; ///< where the brace behind the caption begins; 0 where nothing is aligned
};

class Layout {
public:
  /// Lays out what begins with the word `first`; the comments before it on lines of their own come along.
  Layout(const Source &source, Document &document, uint32_t first);

  /// The package clause, a `use` clause or a declaration.
  void top(Node node, Columns columns);
  /// The comments at the end of the file.
  void rest() { leadingComments(); }

private:
  // ---- Words and what stands between them (layout_words.cpp)
  enum class Gap {
    Plain,     ///< a blank, or nothing
    Fill,      ///< may end the line
    Group,     ///< ends the line where the group does not fit
    Hard,      ///< ends the line
    Statement, ///< ends the line, and keeps an empty line of the source
    Close,     ///< as Group, before a closing bracket
  };
  /// Writes what stands before the next word: its comments, and the gap. False where a comment ended the line.
  bool gap(Gap kind, uint32_t flat = 1);
  /// Writes the comments before the next word where they are to be indented as what stands before them.
  void comments(bool keepBlanks);
  void leadingComments();
  /// Writes the next word, with a plain gap where none was asked for.
  void word();
  void ownLine(const syntax::Token &comment, bool blank);
  bool blankUpTo(uint32_t offset) const;
  TokenKind nextKind() const { return source_.kind(next_); }

  // ---- What has no rules of its own (layout_words.cpp)
  void node(Node node);
  void part(const Part &part);
  /// Parts one after the other. A line may end after a comma, what is in parentheses is aligned.
  /// With `terms`, it may also end before `where`, `last` and `per`.
  void flow(llvm::ArrayRef<Part> parts, bool terms = false);
  void flow(Node node) { flow(source_.parts(node)); }
  void flowWord(const Part &part, bool last);
  /// All words on one line, whatever its length.
  void plain(Node node);

  // ---- Expressions and types (layout_exprs.cpp)
  void expr(Node node);
  void conditional(llvm::ArrayRef<Part> parts);
  void chain(llvm::ArrayRef<Part> parts, int level, bool nested);
  void chunk(llvm::ArrayRef<Part> parts);
  void operators(llvm::ArrayRef<Part> parts);
  void atom(Node node);
  struct Item {
    Part part;
    bool comma = false; ///< a comma follows
  };
  std::vector<Item> items(Node node) const;
  /// Items between brackets: on one line, or indented between the lines of the brackets, as many to a line as fit or
  /// with `oneEach` one. When `forced`, never on one line.
  void bracketed(Node node, bool oneEach, bool forced);
  void field(Node node, uint32_t column);
  void typeAtom(Node node);
  bool hugs(Node expr) const;

  // ---- Declarations (layout_declarations.cpp)
  void block(Node node, Columns columns);
  void head(llvm::ArrayRef<Part> parts, Columns columns, bool breaks);
  void members(RuleKind rule, llvm::ArrayRef<Part> parts, bool oneLine);
  void let(Node node, Columns columns);
  void typeDecl(Node node, Columns columns);
  void control(Node node);
  void step(Node node);
  uint32_t column(llvm::ArrayRef<Part> members) const;
  bool inColumn(Node member) const;
  void clause(Node node, uint32_t column);
  void every(Node node);

  // ---- Guardrails (layout_guardrails.cpp)
  void guardrailMembers(llvm::ArrayRef<Part> members);
  void rule(llvm::ArrayRef<Part> parts, bool labelled);
  void ruleBody(llvm::ArrayRef<Part> parts);
  void clauseValue(Node clause, llvm::ArrayRef<Part> parts);
  void log(llvm::ArrayRef<Part> parts);
  void rollback(llvm::ArrayRef<Part> parts);
  void terms(llvm::ArrayRef<Part> parts);
  /// The gap before a term of a waiver: an `until` stays with the approval or the review that it ends.
  void gapBeforeTerm(TokenKind before, TokenKind now);
  void maps(llvm::ArrayRef<Part> parts);

  // ---- Surfaces (layout_surfaces.cpp)
  struct Tool;
  void surfaceMembers(llvm::ArrayRef<Part> members);
  void tool(const Tool &tool, uint32_t column);
  void unguarded(llvm::ArrayRef<Part> clauses);
  std::vector<Tool> tools(llvm::ArrayRef<Part> members) const;
  bool namesTools(Node unguarded, bool inTool) const;
  std::vector<uint32_t> toolColumns(llvm::ArrayRef<Tool> tools) const;

  const Source &source_;
  Document &document_;
  uint32_t next_;          ///< the word to be written next
  size_t comment_;         ///< the comment to be written next
  uint32_t at_;            ///< where in the source the last word or comment ended
  bool gapDone_ = false;   ///< what stands before the next word is written
  bool forced_ = false;    ///< a comment was written: the line must end
  bool afterOpen_ = false; ///< the last word opened a bracket: no empty line follows
};

} // namespace onus::format
