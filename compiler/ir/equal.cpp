// SPDX-License-Identifier: Apache-2.0
#include "ir/equal.h"

#include <utility>
#include <vector>

namespace onus::ir {

namespace {

class Comparison {
public:
  explicit Comparison(bool types) : types_(types) {}
  bool same(const Expr *left, const Expr *right) {
    if (left->kind != right->kind || !sameType(left, right) || left->operands.size() != right->operands.size() ||
        left->names != right->names)
      return false;
    if (left->kind == ExprKind::Local)
      return paired(left->number, right->number);
    if (binds(left->kind))
      return sameBinding(left, right);
    return left->text == right->text && left->number == right->number && sameFrom(left, right, 0);
  }

private:
  /// Only of a cast does the value depend on the type.
  bool sameType(const Expr *left, const Expr *right) const {
    return left->type == right->type || (!types_ && left->kind != ExprKind::Cast);
  }
  static bool binds(ExprKind kind) {
    return kind == ExprKind::Let || kind == ExprKind::Project || kind == ExprKind::Any || kind == ExprKind::All ||
           kind == ExprKind::CountOf || kind == ExprKind::SumOf;
  }
  /// The first operand stands outside the local's scope.
  bool sameBinding(const Expr *left, const Expr *right) {
    if (!same(left->operand(0), right->operand(0)))
      return false;
    locals_.emplace_back(left->number, right->number);
    bool equal = sameFrom(left, right, 1);
    locals_.pop_back();
    return equal;
  }
  bool sameFrom(const Expr *left, const Expr *right, size_t first) {
    for (size_t index = first; index < left->operands.size(); ++index)
      if (!same(left->operand(index), right->operand(index)))
        return false;
    return true;
  }
  /// Locals are the same where the innermost binding of either is one pair; free ones where they have one number.
  bool paired(int64_t left, int64_t right) const {
    for (size_t index = locals_.size(); index-- > 0;)
      if (locals_[index].first == left || locals_[index].second == right)
        return locals_[index] == std::pair(left, right);
    return left == right;
  }

  bool types_;
  std::vector<std::pair<int64_t, int64_t>> locals_;
};

} // namespace

bool equivalent(const Expr *left, const Expr *right) {
  if (!left || !right)
    return left == right;
  return left == right || Comparison(true).same(left, right);
}

bool sameReading(const Expr *left, const Expr *right) { return left == right || Comparison(false).same(left, right); }

} // namespace onus::ir
