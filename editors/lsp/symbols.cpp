// SPDX-License-Identifier: Apache-2.0
#include "lsp/symbols.h"

#include "llvm/ADT/STLExtras.h"

namespace onus::lsp {

using llvm::dyn_cast;
using syntax::Decl;

namespace {

/// Longer pieces of a text say nothing beside a name.
constexpr size_t longestDetail = 60;

SymbolKind kindOf(const Decl &decl) {
  switch (decl.kind) {
  case Decl::Kind::Organization:
  case Decl::Kind::Framework:
    return SymbolKind::Namespace;
  case Decl::Kind::Person:
  case Decl::Kind::Team:
  case Decl::Kind::Vendor:
  case Decl::Kind::Sink:
    return SymbolKind::Object;
  case Decl::Kind::Duties:
  case Decl::Kind::Pattern:
  case Decl::Kind::Standard:
    return SymbolKind::Interface;
  case Decl::Kind::Type:
  case Decl::Kind::Context:
    return SymbolKind::Struct;
  case Decl::Kind::Let:
    return llvm::cast<syntax::LetDecl>(decl).function ? SymbolKind::Function : SymbolKind::Constant;
  case Decl::Kind::Effect:
    return SymbolKind::Event;
  case Decl::Kind::Surface:
    return SymbolKind::Module;
  case Decl::Kind::Detector:
    return SymbolKind::Function;
  case Decl::Kind::System:
    return SymbolKind::Package;
  case Decl::Kind::Guardrail:
    return SymbolKind::Class;
  case Decl::Kind::Exception:
  case Decl::Kind::Test:
    return SymbolKind::Method;
  }
  return SymbolKind::Variable;
}

/// The kinds that clients before 3.0 of the protocol do not know.
SymbolKind olderKind(SymbolKind kind) {
  switch (kind) {
  case SymbolKind::Object:
  case SymbolKind::Key:
    return SymbolKind::Variable;
  case SymbolKind::Struct:
    return SymbolKind::Class;
  case SymbolKind::Event:
    return SymbolKind::Interface;
  default:
    return kind;
  }
}

class Lines {
public:
  explicit Lines(llvm::StringRef text) : text_(text) {}

  SymbolLine declaration(const Decl &decl) const {
    SymbolLine line;
    auto *test = dyn_cast<syntax::TestDecl>(&decl);
    line.kind = kindOf(decl);
    line.detail = detail(decl);
    line.whole = decl.range;
    line.range = test && test->what ? test->what.range : decl.name ? decl.name.range : decl.keyword;
    line.name = test ? test->what.value.str() : decl.name.text.str();
    if (line.name.empty())
      line.name = syntax::word(decl.kind).str();
    children(decl, line.children);
    return line;
  }

private:
  /// A piece of the text on one line.
  std::string written(source::Range range) const {
    llvm::StringRef piece = text_.slice(range.begin, range.end);
    return piece.size() > longestDetail || piece.contains('\n') ? std::string() : piece.str();
  }

  std::string detail(const Decl &decl) const {
    if (auto *let = dyn_cast<syntax::LetDecl>(&decl))
      return let->type ? written(let->type->range) : let->value ? written(let->value->range) : "";
    if (auto *type = dyn_cast<syntax::TypeDecl>(&decl))
      return type->type ? written(type->type->range) : "";
    if (auto *test = dyn_cast<syntax::TestDecl>(&decl))
      return "of " + test->of.text();
    return decl.title.value.str();
  }

  static void add(std::vector<SymbolLine> &to, std::string name, std::string detail, SymbolKind kind,
                  source::Range whole, source::Range range) {
    if (!name.empty())
      to.push_back({std::move(name), std::move(detail), kind, whole, range, {}});
  }

  void children(const Decl &decl, std::vector<SymbolLine> &to) const {
    if (auto *guardrail = dyn_cast<syntax::GuardrailDecl>(&decl))
      clauses(guardrail->clauses, to);
    else if (auto *pattern = dyn_cast<syntax::PatternDecl>(&decl))
      clauses(pattern->clauses, to);
    else if (auto *surface = dyn_cast<syntax::SurfaceDecl>(&decl))
      tools(*surface, to);
    else if (auto *context = dyn_cast<syntax::ContextDecl>(&decl))
      members(context->type, to);
    else if (auto *type = dyn_cast<syntax::TypeDecl>(&decl))
      members(type->type, to);
    else if (auto *framework = dyn_cast<syntax::FrameworkDecl>(&decl))
      controls(framework->controls, to);
  }

  void clauses(const syntax::Clauses &clauses, std::vector<SymbolLine> &to) const {
    for (const syntax::LocalLet &let : clauses.lets)
      add(to, let.name.text.str(), let.value ? written(let.value->range) : "", SymbolKind::Constant,
          let.value ? source::join(let.name.range, let.value->range) : let.name.range, let.name.range);
    for (const syntax::Rule *rule : clauses.rules) {
      std::string verdict = rule->require ? "require" : onus::word(rule->verdict).str();
      bool labelled = static_cast<bool>(rule->label);
      add(to, labelled ? rule->label.text.str() : verdict, labelled ? verdict : "", SymbolKind::Method, rule->range,
          labelled ? rule->label.range : rule->keyword);
    }
    for (const syntax::ExceptionDecl *exception : clauses.exceptions)
      to.push_back(declaration(*exception));
    llvm::stable_sort(to, [](const SymbolLine &a, const SymbolLine &b) { return a.whole.begin < b.whole.begin; });
  }

  void tools(const syntax::SurfaceDecl &surface, std::vector<SymbolLine> &to) const {
    for (const syntax::ToolDecl *tool : surface.tools) {
      std::string effects = tool->nothing ? "does nothing" : "";
      for (const syntax::DoesClause &does : tool->does)
        effects += (effects.empty() ? "does " : ", ") + does.effect.text();
      for (const syntax::Name &name : tool->names)
        add(to, name.text.str(), effects, SymbolKind::Method, tool->names.size() == 1 ? tool->range : name.range,
            name.range);
    }
  }

  void members(const syntax::TypeExpr *type, std::vector<SymbolLine> &to) const {
    for (const syntax::FieldDecl &field : type ? type->fields : llvm::ArrayRef<syntax::FieldDecl>()) {
      add(to, field.name.text.str(), field.type ? written(field.type->range) : "", SymbolKind::Field,
          source::join(field.name.range, field.range), field.name.range);
      if (!to.empty() && to.back().range == field.name.range)
        members(field.type, to.back().children);
    }
  }

  void controls(llvm::ArrayRef<syntax::ControlDecl *> list, std::vector<SymbolLine> &to) const {
    for (const syntax::ControlDecl *control : list) {
      add(to, control->id.value.str(), control->title.value.str(), SymbolKind::Key, control->range, control->id.range);
      if (!to.empty() && to.back().range == control->id.range)
        controls(control->children, to.back().children);
    }
  }

  llvm::StringRef text_;
};

} // namespace

SymbolLine symbolOf(const Decl &decl, llvm::StringRef text) { return Lines(text).declaration(decl); }

json::Value numberOf(SymbolKind kind, const Client &client, std::initializer_list<llvm::StringRef> feature) {
  std::vector<llvm::StringRef> names(feature);
  const json::Value *kinds = client.capability({names[0], names[1], "symbolKind", "valueSet"});
  bool known = kinds && kinds->asArray() && llvm::any_of(*kinds->asArray(), [&](const json::Value &each) {
                 return readInteger(each) == static_cast<int64_t>(kind);
               });
  return json::Value::integer(static_cast<int64_t>(known ? kind : olderKind(kind)));
}

} // namespace onus::lsp
