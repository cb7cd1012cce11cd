// SPDX-License-Identifier: Apache-2.0
#include "check/system_context.h"

#include "check/expressions.h"

#include <algorithm>

namespace onus::check {
namespace {

using diagnostics::Kind;
using ir::Type;

/// Both types as one: equal but for what is optional or sensitive at the top and, in records, below. Null otherwise.
const Type *merge(ir::TypeTable &types, const Type *left, const Type *right);

const Type *mergeRecords(ir::TypeTable &types, const Type *left, const Type *right) {
  if (left->fields.size() != right->fields.size() || left->open != right->open)
    return nullptr;
  std::vector<ir::Field> fields;
  for (const ir::Field &field : left->fields) {
    const ir::Field *other = right->field(field.name);
    if (!other || field.type->isOptional() != other->type->isOptional())
      return nullptr;
    const Type *type = merge(types, field.type, other->type);
    if (!type)
      return nullptr;
    fields.push_back({field.name, type});
  }
  return types.record(fields, left->open);
}

const Type *mergePlain(ir::TypeTable &types, const Type *left, const Type *right) {
  if (left == right || left->isError())
    return right;
  if (right->isError())
    return left;
  if (left->kind != right->kind || left->max != right->max)
    return nullptr;
  if (left->kind == ir::TypeKind::Record)
    return mergeRecords(types, left, right);
  if (!left->element)
    return nullptr;
  const Type *element = merge(types, left->element, right->element);
  if (!element)
    return nullptr;
  if (left->kind == ir::TypeKind::List)
    return types.list(element, left->max);
  return left->kind == ir::TypeKind::Map ? types.map(element) : nullptr;
}

const Type *merge(ir::TypeTable &types, const Type *left, const Type *right) {
  bool optional = left->isOptional() && right->isOptional();
  const Type *a = types.withoutOptional(left), *b = types.withoutOptional(right);
  const Type *type = mergePlain(types, types.withoutSensitive(a), types.withoutSensitive(b));
  if (type && (a->sensitive || b->sensitive))
    type = types.sensitive(type);
  return type && optional ? types.optional(type) : type;
}

/// A member with the place where it was first declared.
struct Declared {
  ir::ContextMember member;
  const resolve::Package *package = nullptr;
  Range range;
  bool someOptional = false, someRequired = false;
};

/// "`acme.refunds` of `payments`": the package and who says what it needs.
std::string withOwner(const resolve::Package &package) {
  return "`" + package.name + "`" + (package.ownerFile ? " of `" + package.ownerFile->owner.text() + "`" : "");
}

void add(Context &context, std::vector<Declared> &members, const resolve::Package &package,
         const syntax::FieldDecl &field, const Type *type) {
  auto known = std::find_if(members.begin(), members.end(),
                            [&](const Declared &other) { return other.member.name == field.name.text; });
  if (known == members.end()) {
    members.push_back(
        {{field.name.text.str(), type}, &package, field.name.range, type->isOptional(), !type->isOptional()});
    return;
  }
  (type->isOptional() ? known->someOptional : known->someRequired) = true;
  if (const Type *merged = merge(*context.program.types, known->member.type, type)) {
    known->member.type = merged;
    return;
  }
  context.reporter
      .report<Kind::ContextClash>(field.name.range, field.name.text, "`" + ir::print(type) + "`",
                                  "`" + ir::print(known->member.type) + "`", known->package->name)
      .label("another type, in package " + withOwner(package))
      .related(known->range, "declared here first, in package " + withOwner(*known->package))
      .help("the engine gives one value, so the packages that a system enforces agree on its type");
  known->member.type = context.program.types->error();
}

} // namespace

void mergeContext(Context &context, llvm::ArrayRef<const resolve::Package *> packages, System &system) {
  std::vector<Declared> members;
  for (const resolve::Package *package : packages)
    for (const syntax::File *file : package->files) {
      if (resolve::isTestFile(context.program.sources->path(file->id)))
        continue;
      for (const Decl *decl : file->decls) {
        auto *declared = llvm::dyn_cast<syntax::ContextDecl>(decl);
        if (!declared || !declared->type)
          continue;
        for (const syntax::FieldDecl &field : declared->type->fields)
          add(context, members, *package, field,
              field.type ? elaborateType(context, *file, field.type) : context.program.types->error());
      }
    }
  for (Declared &member : members) {
    if (member.someOptional && member.someRequired)
      system.contextMadeRequired.insert(member.member.name);
    system.context.push_back(std::move(member.member));
  }
}

} // namespace onus::check
