// SPDX-License-Identifier: Apache-2.0
#include "check/expressions.h"

#include "llvm/ADT/STLExtras.h"

/// Types as they are written.
namespace onus::check {
namespace {

using diagnostics::Kind;
using ir::TypeKind;

std::optional<TypeKind> simpleKind(llvm::StringRef name) {
  static constexpr std::pair<llvm::StringLiteral, TypeKind> simple[] = {
      {"bool", TypeKind::Bool},         {"int", TypeKind::Int},
      {"decimal", TypeKind::Decimal},   {"string", TypeKind::String},
      {"duration", TypeKind::Duration}, {"date", TypeKind::Date},
      {"instant", TypeKind::Instant},   {"ip", TypeKind::Ip},
      {"cidr", TypeKind::Cidr},         {"json", TypeKind::Json}};
  for (const auto &[word, kind] : simple)
    if (word == name)
      return kind;
  return std::nullopt;
}

class TypeElaborator {
public:
  explicit TypeElaborator(Context &context) : context_(context), types_(*context.program.types) {}
  const ir::Type *type(const syntax::File &file, const syntax::TypeExpr &expr);

private:
  const ir::Type *plain(const syntax::File &file, const syntax::TypeExpr &expr);
  const ir::Type *named(const syntax::File &file, const syntax::TypeExpr &expr);
  const ir::Type *collection(const syntax::File &file, const syntax::TypeExpr &expr, llvm::StringRef name);
  const ir::Type *declared(const syntax::File &file, const syntax::TypeExpr &expr);
  const ir::Type *record(const syntax::File &file, const syntax::TypeExpr &expr);
  bool reject(const syntax::TypeExpr &expr, llvm::StringRef name, bool element, bool max);

  Context &context_;
  ir::TypeTable &types_;
  std::vector<const syntax::TypeDecl *> reading_;
};

const ir::Type *TypeElaborator::type(const syntax::File &file, const syntax::TypeExpr &expr) {
  const ir::Type *made = plain(file, expr);
  if (expr.sensitive)
    made = types_.sensitive(made);
  return expr.optional ? types_.optional(made) : made;
}

const ir::Type *TypeElaborator::plain(const syntax::File &file, const syntax::TypeExpr &expr) {
  switch (expr.kind) {
  case syntax::TypeExpr::Kind::Union: {
    std::vector<llvm::StringRef> literals;
    for (const syntax::Text &literal : expr.literals) {
      if (llvm::is_contained(literals, literal.value))
        context_.reporter.report<Kind::DuplicateMember>(literal.range, literal.value);
      literals.push_back(literal.value);
    }
    return types_.unionOf(literals);
  }
  case syntax::TypeExpr::Kind::Named:
    return expr.name ? named(file, expr) : types_.error();
  case syntax::TypeExpr::Kind::Record:
    return record(file, expr);
  }
  return types_.error();
}

/// Reports what does not belong behind a type's name; true where something did.
bool TypeElaborator::reject(const syntax::TypeExpr &expr, llvm::StringRef name, bool element, bool max) {
  if (expr.element && !element) {
    context_.reporter.report<Kind::TypeForm>(expr.range, name, "has no element type");
    return true;
  }
  if (expr.max && !max) {
    context_.reporter.report<Kind::TypeForm>(expr.max->range, name, "has no `max`")
        .note("`string` and `list<T>` have one");
    return true;
  }
  if (expr.max && expr.max->value <= 0) {
    context_.reporter.report<Kind::TypeForm>(expr.max->range, "max", "is at least 1");
    return true;
  }
  return false;
}

const ir::Type *TypeElaborator::named(const syntax::File &file, const syntax::TypeExpr &expr) {
  if (expr.name.names.size() > 1)
    return declared(file, expr);
  llvm::StringRef name = expr.name.names.front().text;
  if (auto kind = simpleKind(name)) {
    if (reject(expr, name, false, *kind == TypeKind::String))
      return types_.error();
    return expr.max ? types_.string(expr.max->value) : types_.simple(*kind);
  }
  if (name == "list" || name == "map" || name == "set")
    return collection(file, expr, name);
  return declared(file, expr);
}

const ir::Type *TypeElaborator::collection(const syntax::File &file, const syntax::TypeExpr &expr,
                                           llvm::StringRef name) {
  if (!expr.element) {
    context_.reporter.report<Kind::TypeForm>(expr.range, name, "does not say what it holds")
        .help("write `" + name.str() + "<string>`, for instance");
    return types_.error();
  }
  if (reject(expr, name, true, name == "list"))
    return types_.error();
  const ir::Type *element = type(file, *expr.element);
  if (element->isError())
    return element;
  if (element->isOptional()) {
    context_.reporter.report<Kind::TypeForm>(expr.element->range, name, "holds no optional values");
    return types_.error();
  }
  if (name == "set" && !element->isStringLike() && element->kind != TypeKind::Int && element->kind != TypeKind::Ip) {
    context_.reporter.report<Kind::TypeForm>(expr.element->range, "set", "holds texts, whole numbers or addresses");
    return types_.error();
  }
  if (name == "list")
    return types_.list(element, expr.max ? expr.max->value : 0);
  return name == "map" ? types_.map(element) : types_.set(element);
}

const ir::Type *TypeElaborator::declared(const syntax::File &file, const syntax::TypeExpr &expr) {
  const resolve::Symbol *symbol =
      context_.program.names->find(file, expr.name, resolve::bit(Decl::Kind::Type), "a type", context_.reporter);
  if (!symbol || reject(expr, expr.name.text(), false, false))
    return types_.error();
  auto *decl = llvm::cast<syntax::TypeDecl>(symbol->decl);
  if (context_.program.broken.contains(decl) || !decl->type)
    return types_.error();
  if (llvm::is_contained(reading_, decl)) {
    context_.reporter.report<Kind::TypeCycle>(decl->name.range, decl->name.text).related(expr.range, "by way of this");
    for (const syntax::TypeDecl *each : reading_)
      context_.program.broken.insert(each);
    return types_.error();
  }
  reading_.push_back(decl);
  const ir::Type *made = type(*symbol->file, *decl->type);
  reading_.pop_back();
  return context_.program.broken.contains(decl) ? types_.error() : made;
}

const ir::Type *TypeElaborator::record(const syntax::File &file, const syntax::TypeExpr &expr) {
  std::vector<ir::Field> fields;
  for (const syntax::FieldDecl &field : expr.fields) {
    if (llvm::any_of(fields, [&](const ir::Field &other) { return other.name == field.name.text; })) {
      context_.reporter.report<Kind::DuplicateMember>(field.name.range, field.name.text);
      continue;
    }
    fields.push_back({field.name.text, field.type ? type(file, *field.type) : types_.error()});
  }
  return types_.record(fields, expr.open);
}

} // namespace

const ir::Type *elaborateType(Context &context, const syntax::File &file, const syntax::TypeExpr *type) {
  return type ? TypeElaborator(context).type(file, *type) : context.program.types->error();
}

} // namespace onus::check
