// SPDX-License-Identifier: Apache-2.0
#include "syntax/parse/builder.h"

namespace onus::syntax {

void TreeBuilder::package(OnusParser::PackageClauseContext *context, File &file) {
  file.package = path(context->title);
  file.doc = docAbove(context->start);
  if (context->owner != nullptr)
    file.owner = path(context->owner);
}

Use TreeBuilder::use(OnusParser::UseClauseContext *context) {
  Use use;
  use.range = range(context);
  llvm::SmallVector<Name, 4> names{name(context->first)};
  for (OnusParser::UsePartContext *part : context->parts) {
    if (use.braces) {
      misplaced(range(part), "nothing follows the braces of a `use`", "");
      break;
    }
    if (auto *word = alternative<OnusParser::UsedNameContext>(part)) {
      names.push_back(name(word->word));
      continue;
    }
    std::vector<UseItem> items;
    for (OnusParser::UseItemContext *item : static_cast<OnusParser::UsedGroupContext *>(part)->items)
      items.push_back({name(item->imported), item->alias == nullptr ? Name{} : name(item->alias)});
    use.items = keep(items);
    use.braces = true;
  }
  use.path = path(names);
  if (context->alias != nullptr) {
    use.alias = name(context->alias);
    if (use.braces)
      misplaced(use.alias.range, "names in braces are renamed one by one: `use a.b.{x as y}`", "");
  }
  return use;
}

Decl *TreeBuilder::declaration(OnusParser::DeclarationContext *context) {
  tooLong_ = false;
  switch (asWord(context->start).kind()) {
  case TokenKind::Sink:
    return sink(static_cast<OnusParser::DeclaredSinkContext *>(context)->body);
  case TokenKind::Context:
    return contextDecl(static_cast<OnusParser::DeclaredContextContext *>(context)->body);
  case TokenKind::Type:
    return typeDecl(static_cast<OnusParser::DeclaredTypeContext *>(context)->body);
  case TokenKind::Let:
    return let(static_cast<OnusParser::DeclaredLetContext *>(context)->body);
  case TokenKind::Effect:
    return effect(static_cast<OnusParser::DeclaredEffectContext *>(context)->body);
  case TokenKind::Surface:
    return surface(static_cast<OnusParser::DeclaredSurfaceContext *>(context)->body);
  case TokenKind::Detector:
    return detector(static_cast<OnusParser::DeclaredDetectorContext *>(context)->body);
  case TokenKind::System:
    return system(static_cast<OnusParser::DeclaredSystemContext *>(context)->body);
  case TokenKind::Duties:
    return duties(static_cast<OnusParser::DeclaredDutiesContext *>(context)->body);
  case TokenKind::Guardrail:
    return guardrail(static_cast<OnusParser::DeclaredGuardrailContext *>(context)->body);
  case TokenKind::Pattern:
    return pattern(static_cast<OnusParser::DeclaredPatternContext *>(context)->body);
  case TokenKind::Exception:
    return exception(static_cast<OnusParser::DeclaredExceptionContext *>(context)->body, false);
  case TokenKind::Standard:
    return standard(static_cast<OnusParser::DeclaredStandardContext *>(context)->body);
  case TokenKind::Framework:
    return framework(static_cast<OnusParser::DeclaredFrameworkContext *>(context)->body);
  case TokenKind::Test:
    return test(static_cast<OnusParser::DeclaredTestContext *>(context)->body);
  default:
    return party(static_cast<OnusParser::DeclaredPartyContext *>(context)->body);
  }
}

} // namespace onus::syntax
