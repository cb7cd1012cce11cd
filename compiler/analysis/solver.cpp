// SPDX-License-Identifier: Apache-2.0
#include "analysis/solver.h"

#include "analysis/state.h"
#include "base/decimal.h"
#include "base/time.h"
#include "ir/equal.h"

#include "llvm/ADT/STLExtras.h"

namespace onus::analysis {

using ir::Expr;
using ir::ExprKind;

namespace {

/// What a branch knows of the items of lists: that one exists for which a body is true, that it is false for all.
struct Items {
  const Expr *list = nullptr;
  int64_t local = 0;
  const Expr *item = nullptr; ///< the local as an expression
  const Expr *body = nullptr;
};

struct Branch {
  State state;
  std::vector<FormulaPtr> pending;      ///< to be held
  std::vector<FormulaPtr> alternatives; ///< of which one is to be held
  std::vector<Items> some, none;
  std::vector<const Formula *> held; ///< atoms, in the order in which they were held
};

class Search {
public:
  Search(Terms &terms, Arena &arena, size_t steps) : terms_(terms), arena_(arena), left_(steps) {}

  Answer run(Branch branch);
  std::optional<Branch> found;                          ///< of Possible
  std::optional<std::vector<const Formula *>> conflict; ///< what the first impossible branch held
  /// Formulas made on the way live as long as the search.
  std::vector<FormulaPtr> made;

private:
  bool hold(Branch &branch, const FormulaPtr &formula);
  bool holdAtom(Branch &branch, const FormulaPtr &formula);
  void alternatives(Branch &branch, const Formula &formula);
  void quantify(Branch &branch, const Atom &atom, bool truth);
  void instantiate(Branch &branch, const Items &none, const Items &some);
  Answer choose(Branch branch);

  Terms &terms_;
  Arena &arena_;
  size_t left_;
};

/// A failure of an atom is a failure of one of its terms.
void Search::alternatives(Branch &branch, const Formula &formula) {
  Formula decided = formula;
  decided.claim = formula.claim == Claim::NotTrue ? Claim::False : Claim::True;
  std::vector<FormulaPtr> parts = {std::make_shared<const Formula>(decided)};
  Formula failing = formula; // keeps NotTrue or NotFalse: stands for "this term failed" with no orders left
  failing.atom.kind = Atom::Kind::Compare;
  failing.atom.orders = 0;
  failing.atom.constants = {{}};
  parts.push_back(std::make_shared<const Formula>(failing));
  if (formula.atom.kind == Atom::Kind::Relate) {
    failing.atom.left = formula.atom.right;
    parts.push_back(std::make_shared<const Formula>(failing));
  }
  branch.alternatives.push_back(some(std::move(parts)));
}

void Search::instantiate(Branch &branch, const Items &none, const Items &some) {
  if (!ir::sameReading(none.list, some.list))
    return;
  Canonical rename(arena_);
  if (none.local != some.local)
    rename.bind(none.local, some.item);
  const Expr *body = rename.condition(none.body);
  if (!rename.gaveUp())
    branch.pending.push_back(claim(terms_, body, Claim::False));
}

/// `any x in xs: C` is true: C is true of some item. It is false: C is false of every item, so of that one.
void Search::quantify(Branch &branch, const Atom &atom, bool truth) {
  const Expr *any = terms_[atom.left].expr;
  if (atom.kind != Atom::Kind::Compare || any->kind != ExprKind::Any)
    return;
  Expr local;
  local.kind = ExprKind::Local;
  local.number = any->number;
  local.text = any->text;
  const ir::Type *list = any->operand(0)->type;
  local.type = list->isOptional() ? list->element->element : list->element;
  Items items{any->operand(0), any->number, arena_.make<Expr>(local), any->operand(1)};
  if (truth) {
    branch.pending.push_back(claim(terms_, items.body, Claim::True));
    for (const Items &none : branch.none)
      instantiate(branch, none, items);
    branch.some.push_back(items);
    return;
  }
  for (const Items &some : branch.some)
    instantiate(branch, items, some);
  branch.none.push_back(items);
}

bool Search::holdAtom(Branch &branch, const FormulaPtr &formula) {
  branch.held.push_back(formula.get());
  made.push_back(formula);
  bool decided = formula->claim == Claim::True || formula->claim == Claim::False;
  if (!decided && formula->atom.orders == 0)
    return branch.state.fail(formula->atom.left);
  if (!decided) {
    branch.held.pop_back();
    alternatives(branch, *formula);
    return true;
  }
  if (!branch.state.hold(formula->atom, formula->claim == Claim::True) || !branch.state.conclude())
    return false;
  const Knowledge &known = branch.state.of(formula->atom.left);
  if (terms_[formula->atom.left].expr->kind == ExprKind::Any && known.isNumber())
    quantify(branch, formula->atom, known.low == 1);
  return true;
}

bool Search::hold(Branch &branch, const FormulaPtr &formula) {
  switch (formula->kind) {
  case Formula::Kind::Atom:
    return holdAtom(branch, formula);
  case Formula::Kind::All:
    branch.pending.insert(branch.pending.end(), formula->parts.rbegin(), formula->parts.rend());
    return true;
  case Formula::Kind::Some:
    if (formula->parts.empty())
      return false;
    if (formula->parts.size() == 1)
      branch.pending.push_back(formula->parts[0]);
    else
      branch.alternatives.push_back(formula);
    return true;
  }
  return false;
}

Answer Search::choose(Branch branch) {
  FormulaPtr alternatives = branch.alternatives.back();
  branch.alternatives.pop_back();
  Answer answer = Answer::Impossible;
  for (const FormulaPtr &part : alternatives->parts) {
    Branch next = branch;
    next.pending.push_back(part);
    Answer one = run(std::move(next));
    if (one == Answer::Possible)
      return one;
    if (one == Answer::Unknown)
      answer = Answer::Unknown;
  }
  return answer;
}

Answer Search::run(Branch branch) {
  while (!branch.pending.empty()) {
    if (left_ == 0)
      return Answer::Unknown;
    --left_;
    FormulaPtr next = branch.pending.back();
    branch.pending.pop_back();
    if (!hold(branch, next)) {
      if (!conflict)
        conflict = branch.held;
      return Answer::Impossible;
    }
  }
  if (!branch.alternatives.empty())
    return choose(std::move(branch));
  found = std::move(branch);
  return Answer::Possible;
}

std::string show(const Constant &value, const Expr *term) {
  const ir::Type *type = term->type->isOptional() ? term->type->element : term->type;
  switch (type->kind) {
  case ir::TypeKind::Bool:
    return value.number ? "true" : "false";
  case ir::TypeKind::Decimal:
    return onus::Decimal{value.number}.text();
  case ir::TypeKind::Duration:
    return formatDuration(value.number);
  case ir::TypeKind::Date:
    return formatDay(static_cast<Day>(value.number));
  case ir::TypeKind::Instant:
    return formatInstant(value.number);
  case ir::TypeKind::Int:
    return std::to_string(value.number);
  default:
    return "\"" + value.text + "\"";
  }
}

std::optional<Witness> witnessOf(const Terms &terms, const Branch &branch) {
  auto model = branch.state.model();
  if (!model)
    return std::nullopt;
  Witness witness;
  for (const auto &[id, value] : *model) {
    const Expr *term = terms[id].expr;
    if (terms[id].hasLocal)
      continue;
    if (term->kind == ExprKind::Has)
      witness.values.push_back({ir::print(term->operand(0)), value.number ? "there" : "absent", term->range});
    else
      witness.values.push_back({ir::print(term), show(value, term), term->range});
  }
  return witness;
}

/// A comparison the way people write it, the constant on the right.
std::string comparison(const Expr *left, const Expr *right, const char *sign, const char *mirrored) {
  if (isConstant(left))
    return ir::print(right) + " " + mirrored + " " + ir::print(left);
  return ir::print(left) + " " + sign + " " + ir::print(right);
}

std::string said(const Formula &formula) {
  const Expr *expr = formula.atom.written;
  bool truth = formula.claim == Claim::True;
  std::string text;
  if (expr->kind == ExprKind::Equal)
    text = comparison(expr->operand(0), expr->operand(1), truth ? "==" : "!=", truth ? "==" : "!=");
  else if (expr->kind == ExprKind::Less)
    text = comparison(expr->operand(0), expr->operand(1), truth ? "<" : ">=", truth ? ">" : "<=");
  else if (expr->kind == ExprKind::LessEqual)
    text = comparison(expr->operand(0), expr->operand(1), truth ? "<=" : ">", truth ? ">=" : "<");
  else
    text = truth ? ir::print(expr) : "not " + ir::print(expr);
  return "`" + text + "`";
}

/// The atoms cannot be held together.
bool impossible(const Terms &terms, const std::vector<const Formula *> &atoms) {
  State state(terms);
  for (const Formula *atom : atoms)
    if (atom->claim != Claim::True && atom->claim != Claim::False)
      return false;
    else if (!state.hold(atom->atom, atom->claim == Claim::True) || !state.conclude())
      return true;
  return false;
}

/// As few of the atoms as already contradict each other.
std::vector<std::string> contradictionOf(const Terms &terms, std::vector<const Formula *> atoms) {
  if (!impossible(terms, atoms))
    return {};
  for (size_t index = atoms.size(); index-- > 0;) {
    std::vector<const Formula *> fewer = atoms;
    fewer.erase(fewer.begin() + static_cast<ptrdiff_t>(index));
    if (impossible(terms, fewer))
      atoms = std::move(fewer);
  }
  std::vector<std::string> out;
  for (const Formula *atom : atoms)
    out.push_back(said(*atom));
  return out;
}

} // namespace

std::string Witness::text() const {
  std::string out;
  for (size_t index = 0; index < values.size(); ++index)
    out += (index == 0 ? "" : index + 1 == values.size() ? " and " : ", ") + values[index].text();
  return out;
}

Result solve(Terms &terms, const FormulaPtr &formula, Arena &arena, size_t steps) {
  Search search(terms, arena, steps);
  Result result;
  result.answer = search.run(Branch{State(terms), {formula}, {}, {}, {}, {}});
  if (result.answer == Answer::Possible)
    result.witness = witnessOf(terms, *search.found);
  if (result.answer == Answer::Impossible && search.conflict)
    result.contradiction = contradictionOf(terms, *search.conflict);
  return result;
}

} // namespace onus::analysis
