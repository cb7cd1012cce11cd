// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "check/standards/attributes.h"

/// The conditions of standards: comparisons of attributes with constants, `has`, `in`, `and`, `or`, `not`. They are
/// checked once for their kind of subject and then evaluated against each subject.
namespace onus::check::standards {

/// True where the expression is a condition over the attributes of that kind of subject; else E11 was reported.
bool checkCondition(Context &context, const Standard &standard, SubjectKind subject, const syntax::Expr *expr);

/// What a condition gives. What rests on something that was reported already is neither held nor broken.
enum class Truth { False, True, Unknown };

/// Evaluates a checked condition. Comparing what is absent gives false; `has` asks whether it is there.
Truth evaluate(const Context &context, const Standard &standard, const Subject &subject, const syntax::Expr *expr);

/// The conditions that must hold together: `a and b and c` in parts, so that each is said on its own.
std::vector<const syntax::Expr *> conjuncts(const syntax::Expr *expr);

/// The first attribute that a condition reads, or null.
const Attribute *firstAttribute(SubjectKind subject, const syntax::Expr *expr);

/// Why a condition does not hold, and where: "`escalate.within` is 20m" at that clause.
struct Finding {
  std::string text;
  Range range;
};
Finding explain(const Context &context, const Subject &subject, const syntax::Expr *condition);

} // namespace onus::check::standards
