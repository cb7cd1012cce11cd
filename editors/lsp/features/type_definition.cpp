// SPDX-License-Identifier: Apache-2.0
#include "lsp/feature.h"
#include "lsp/shapes.h"
#include "lsp/targets.h"

/// What stands at a place is made from: the type of a value, the manifest's words on a tool and on its arguments, the
/// pattern and the duties of a guardrail, the detector that another one takes over.
namespace onus::lsp {

namespace {

using Kind = Meaning::Kind;
using resolve::bit;
using syntax::Decl;

class TypeTargets {
public:
  TypeTargets(const Session &session, const View &view) : session_(session), view_(view), shapes_(view) {}

  std::vector<Target> of(const Meaning &meaning) {
    if (meaning.tool)
      add(manifestTarget(session_, view_, *meaning.tool, meaning.path, meaning.word));
    else if (meaning.kind == Kind::Declaration)
      ofDeclaration(*meaning.symbol);
    else if (meaning.declared)
      ofName(*meaning.declared);
    else if (meaning.literal)
      add(targetOf(session_, view_, meaning.literal->range, meaning.literal->range));
    return std::move(targets_);
  }

private:
  void add(std::optional<Target> target) {
    if (target)
      targets_.push_back(std::move(*target));
  }

  void ofPath(const syntax::Path &path, const syntax::File &file, Decl::Kind kind) {
    if (const resolve::Symbol *symbol = path ? view_.names().tryFind(file, path.names, bit(kind)) : nullptr)
      add(targetOf(session_, view_, *symbol->decl));
  }

  void ofDeclaration(const resolve::Symbol &symbol) {
    const syntax::File &file = *symbol.file;
    if (auto *guardrail = llvm::dyn_cast<syntax::GuardrailDecl>(symbol.decl)) {
      ofPath(guardrail->pattern, file, Decl::Kind::Pattern);
      ofPath(guardrail->duties, file, Decl::Kind::Duties);
    } else if (auto *exception = llvm::dyn_cast<syntax::ExceptionDecl>(symbol.decl)) {
      ofPath(exception->to, file, Decl::Kind::Guardrail);
    } else if (auto *detector = llvm::dyn_cast<syntax::DetectorDecl>(symbol.decl)) {
      ofPath(detector->base, file, Decl::Kind::Detector);
      ofShape(shapeOf(detector->output, &file));
    } else if (auto *let = llvm::dyn_cast<syntax::LetDecl>(symbol.decl)) {
      ofShapes(let->type ? Shapes{shapeOf(let->type, &file)} : shapes_.of(let->value, {&file, {}, false}));
    } else if (auto *surface = llvm::dyn_cast<syntax::SurfaceDecl>(symbol.decl); surface && surface->from) {
      if (auto manifest = namedFile(view_, file.id, surface->from.value))
        add(fileTarget(*manifest));
    }
  }

  void ofName(const syntax::Name &declared) {
    const syntax::File &file = *view_.tree(declared.range.file);
    const DeclaredName *found = shapes_.declaredIn(file).find(&declared);
    if (!found)
      return;
    if (found->exception)
      return add(targetOf(session_, view_, *found->within));
    ofShapes(shapes_.ofLocal(declared, shapes_.scopeOf(*found->within, file)));
  }

  void ofShapes(const Shapes &shapes) {
    for (const Shape &each : shapes)
      ofShape(each);
  }

  /// Of a list what it holds. What is named leads to the name's declaration, a record or a union that is written out to
  /// itself.
  void ofShape(Shape shape) {
    if (shape.tool)
      return add(manifestTarget(session_, view_, *shape.tool, shape.path));
    while (shape.type && shape.type->element)
      shape.type = shape.type->element;
    if (!shape.type)
      return;
    if (shape.type->kind == syntax::TypeExpr::Kind::Named)
      ofPath(shape.type->name, *shape.file, Decl::Kind::Type);
    else
      add(targetOf(session_, view_, shape.type->range, shape.type->range));
  }

  const Session &session_;
  const View &view_;
  ShapeFinder shapes_;
  std::vector<Target> targets_;
};

json::Value typeDefinitionAt(Session &session, const json::Value &params) {
  auto place = placeOf(session, params);
  if (!place)
    return {};
  std::vector<Target> targets;
  std::optional<Span> origin;
  for (const Meaning &each : meaningsAt(*place->view, place->file, place->offset)) {
    origin = session.workspace.span(*place->view, each.range);
    for (Target &target : TypeTargets(session, *place->view).of(each))
      targets.push_back(std::move(target));
  }
  return answer(session, "typeDefinition", origin, targets);
}

void offer(json::Object &capabilities, const Client &) { capabilities.emplace_back("typeDefinitionProvider", true); }

} // namespace

const Feature typeDefinition = {.offer = offer, .methods = {{"textDocument/typeDefinition", typeDefinitionAt}}};

} // namespace onus::lsp
