// SPDX-License-Identifier: Apache-2.0
#include "prose/lexicon.h"
#include "prose/speaker.h"
#include "prose/words.h"
#include "support/catch.h"

using namespace onus;
using namespace onus::prose;
using ir::Expr;
using ir::ExprKind;

namespace {

/// Expressions over an empty program whose only system has one history slot.
struct Workshop {
  resolve::Names names;
  source::SourceManager sources;
  check::Program program;
  check::System system;
  std::unique_ptr<SourceIndex> index;
  std::unique_ptr<Speaker> speaker;

  Workshop() {
    program.names = &names;
    program.sources = &sources;
    ir::Slot slot;
    slot.text = "seen(call bank.pay)";
    slot.event = ir::EventKind::Call;
    slot.tools = {"bank.pay"};
    system.slots.push_back(slot);
    index = std::make_unique<SourceIndex>(program);
    speaker = std::make_unique<Speaker>(program, system, *index);
  }
  const ir::Type *type(ir::TypeKind kind) { return program.types->simple(kind); }
  const Expr *make(ExprKind kind, ir::TypeKind of, std::vector<const Expr *> operands = {}, llvm::StringRef text = "",
                   int64_t number = 0, std::vector<llvm::StringRef> members = {}) {
    Expr expr;
    expr.kind = kind;
    expr.type = type(of);
    expr.operands = program.arena->copy(operands);
    expr.names = program.arena->copy(members);
    expr.text = program.arena->text(text);
    expr.number = number;
    return program.arena->make<Expr>(expr);
  }
  const Expr *argument(llvm::StringRef name, ir::TypeKind kind = ir::TypeKind::Bool) {
    return make(ExprKind::Member, kind, {make(ExprKind::Root, ir::TypeKind::Json, {}, "args")}, name);
  }
  const Expr *text(llvm::StringRef value) { return make(ExprKind::String, ir::TypeKind::String, {}, value); }
  const Expr *no(const Expr *what) { return make(ExprKind::Not, ir::TypeKind::Bool, {what}); }
};

std::vector<ExprKind> allKinds() {
  return {
#define ONUS_IR_EXPR(NAME, TAG) ExprKind::NAME,
#include "ir/exprs.def"
  };
}

} // namespace

TEST_CASE("every kind of expression has English, plain and negated") {
  for (ExprKind kind : allKinds()) {
    Workshop shop;
    INFO(ir::tag(kind).str());
    const Expr *yes = shop.argument("yes");
    std::vector<const Expr *> operands = {yes, yes, yes};
    if (kind == ExprKind::Root || kind == ExprKind::History || kind == ExprKind::Data || kind == ExprKind::Local)
      operands.clear();
    std::string text = kind == ExprKind::Call ? "contains" : kind == ExprKind::Root ? "error" : "name";
    const Expr *expr = shop.make(kind, ir::TypeKind::Bool, operands, text, 0, {"a", "b", "c"});
    std::string noun = shop.speaker->noun(expr), plain = inlined(shop.speaker->claim(expr)),
                negated = inlined(shop.speaker->claim(expr, true));
    CHECK(!noun.empty());
    CHECK(!plain.empty());
    CHECK(plain != negated);
    CHECK(plain.find('?') == std::string::npos);
  }
}

TEST_CASE("every built-in function has English"){
#define ONUS_BUILTIN(NAME, SIGNATURE, DOC)                                                                             \
  {                                                                                                                    \
    INFO(#NAME);                                                                                                       \
    auto phrase = builtinPhrase(#NAME);                                                                                \
    REQUIRE(phrase);                                                                                                   \
    CHECK(phrase->plain.find("{0}") != std::string::npos);                                                             \
    CHECK(phrase->negated.empty() == (std::string(SIGNATURE).find("-> bool") == std::string::npos));                   \
  }
#include "ir/builtins.def"
}

TEST_CASE("negations are carried down to what can be said without them") {
  Workshop shop;
  const Expr *amount = shop.argument("amount", ir::TypeKind::Decimal);
  const Expr *limit = shop.make(ExprKind::Decimal, ir::TypeKind::Decimal, {}, "", 5'000'000);
  const Expr *atMost = shop.make(ExprKind::LessEqual, ir::TypeKind::Bool, {amount, limit});
  auto said = [&](const Expr *expr) { return inlined(shop.speaker->claim(expr)); };
  CHECK(said(atMost) == "the argument `amount` is at most 500.00");
  CHECK(said(shop.no(atMost)) == "the argument `amount` is more than 500.00");
  CHECK(said(shop.no(shop.no(atMost))) == said(atMost));
  const Expr *region = shop.argument("region", ir::TypeKind::String);
  const Expr *differs = shop.make(ExprKind::NotEqual, ir::TypeKind::Bool, {region, shop.text("eu")});
  CHECK(said(shop.no(differs)) == "the argument `region` is \"eu\"");
  const Expr *both = shop.make(ExprKind::And, ir::TypeKind::Bool, {atMost, differs});
  CHECK(said(shop.no(both)) ==
        "either the argument `amount` is more than 500.00 or the argument `region` is \"eu\" (or both)");
  // The constant on the left is read the other way round.
  CHECK(said(shop.make(ExprKind::Less, ir::TypeKind::Bool, {limit, amount})) ==
        "the argument `amount` is more than 500.00");
}

TEST_CASE("durations and amounts") {
  CHECK(duration(900'000) == "15 minutes");
  CHECK(duration(86'400'000) == "24 hours");
  CHECK(duration(400 * millisPerDay) == "400 days");
  CHECK(duration(5'400'000) == "1 hour and 30 minutes");
  CHECK(duration(0) == "no time");
  CHECK(decimal(5'000'000) == "500.00");
  CHECK(decimal(9'000) == "0.90");
  CHECK(decimal(20'625) == "2.0625");
  CHECK(daysLeft(10, 10) == "it ends today");
  CHECK(daysLeft(11, 10) == "1 day left");
  CHECK(daysLeft(8, 10) == "it ended 2 days ago");
}
