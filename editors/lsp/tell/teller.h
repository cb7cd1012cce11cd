// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "check/surfaces/manifest.h"
#include "lsp/meaning.h"
#include "lsp/session.h"
#include "lsp/tell/markup.h"
#include "prose/words.h"

namespace onus::lsp {

/// Says what things are, for people who read a policy: what they are written as, what is said of them where they are
/// declared, and what they inherit, serve, select and rest on. Its parts stand in the files tell_*.cpp, by what they
/// are about. Everything is borrowed.
class Teller {
public:
  Teller(const Session &session, const View &view, Markup &out) : session_(session), view_(view), out_(out) {}

  void thing(const Meaning &meaning);
  void test(const syntax::TestDecl &decl);
  /// The tools that a selector selects, in each system where that is known.
  void selector(const syntax::File &file, const syntax::Selector &selector);
  /// What is left of a page about a diagnostic or a lint rule for somebody who met its name; nothing for another word.
  void finding(llvm::StringRef word);
  /// A number, a date, a span of time. Nothing for other words.
  void literal(syntax::TokenKind kind, llvm::StringRef word);

private:
  // teller.cpp
  void declaration(const resolve::Symbol &symbol);
  void details(const resolve::Symbol &symbol);
  void table(const resolve::Symbol &symbol);
  void package(const resolve::Package &package);
  void declaredName(const Meaning &meaning);
  void documented(llvm::StringRef documentation);
  void label(const Meaning &meaning);
  /// The declaration's own words as far as they say what it is.
  std::string head(const syntax::Decl &decl) const;
  std::string written(source::Range range) const;
  std::string uri(source::Range range) const;
  std::string linked(llvm::StringRef prose, source::Range range) const { return out_.link(prose, uri(range)); }
  /// The name of a declaration, with a link to it.
  std::string name(const resolve::Symbol &symbol) const;
  std::string name(llvm::StringRef qualified) const;
  std::string named(const check::Party *party) const;
  void fact(llvm::StringRef label, const std::string &pieces, source::Range clause = {});
  Day asOf() const { return program().options.asOf; }
  const check::Program &program() const { return view_.program(); }

  // tell_guardrail.cpp
  void guardrail(const check::Guardrail &guardrail);
  void rules(const check::Guardrail &guardrail);
  void rule(const syntax::Rule &rule);
  void owed(const check::Guardrail &guardrail);
  void systems(const check::Guardrail &guardrail);
  void controls(const check::Guardrail &guardrail);
  void exceptions(const check::Guardrail &guardrail);
  void exception(const check::Exception &exception);
  void guarded(const Meaning &meaning);
  void shared(const resolve::Symbol &symbol, const syntax::Clauses &clauses);
  std::string origin(check::Origin origin, const resolve::Symbol *from, const resolve::Package &package) const;
  template <typename Clause>
  void clause(llvm::StringRef label, const check::Guardrail &guardrail, const check::Inherited<Clause> &inherited,
              const std::string &more = {});
  std::string signedBy(const check::Waiver &waiver) const;
  std::string ends(const syntax::DateLit &until) const;

  // tell_tool.cpp
  void tool(const check::Tool &tool);
  std::string approved(const syntax::Approval &approval, const check::Party *by) const;
  void effects(const check::Tool &tool);
  void cover(const check::Tool &tool);
  void argument(const check::Tool &tool, llvm::StringRef path);
  void surface(const check::Surface &surface);
  void effect(const check::Effect &effect);
  std::string tools(llvm::ArrayRef<const check::Tool *> tools) const;

  // tell_people.cpp
  void party(const check::Party &party);
  void system(const check::System &system);
  void sink(const check::Sink &sink);
  void detector(const check::Detector &detector);
  void framework(const check::Framework &framework);
  void standard(const resolve::Symbol &symbol);
  void control(const check::Framework &framework, const check::Control *control, llvm::StringRef written);

  // tell_language.cpp
  void word(llvm::StringRef word);
  /// Where the reference says more.
  void more(llvm::StringRef page, llvm::StringRef heading);
  void function(llvm::StringRef name);
  void attribute(const check::standards::Attribute &attribute);

  const Session &session_;
  const View &view_;
  Markup &out_;
};

/// A tool as the document of its surface describes it; nothing where it has none, or where that cannot be read now.
std::optional<check::surfaces::ManifestTool> describedTool(const View &view, const check::Tool &tool);
/// What such a document says of an argument or a part of the result: `args.amount`, `result.items[].id`. Empty where it
/// says nothing.
std::string describedPart(const check::surfaces::ManifestTool &tool, llvm::StringRef path);

} // namespace onus::lsp
