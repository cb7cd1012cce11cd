// SPDX-License-Identifier: Apache-2.0
#include "base/decimal.h"
#include "base/time.h"
#include "check/elaborator.h"
#include "ir/address.h"
#include "ir/grammar.h"
#include "ir/regex_dialect.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringExtras.h"

/// Texts, patterns and addresses that cannot mean what they say (S28 to S30, S35): what compiles, reads right and would
/// be true of no event, or of every one.
namespace onus::check {

using diagnostics::Applicability;
using diagnostics::Kind;
using ir::ExprKind;
using ir::TypeKind;

// ---- Patterns

/// The part of a pattern's literal that is meant, where the literal holds the pattern byte for byte.
Range Elaborator::patternPart(const syntax::PatternExpr *expr, const ir::RegexProblem &problem) const {
  Range range = expr->range;
  std::string literal = "r\"" + expr->value.str() + "\"";
  if (context_.program.sources->text(range) != literal || useSite_.valid())
    return range;
  range.begin = expr->range.begin + 2 + static_cast<uint32_t>(problem.begin);
  range.end = expr->range.begin + 2 + static_cast<uint32_t>(std::max(problem.end, problem.begin + 1));
  return range;
}

void Elaborator::reportPattern(const syntax::PatternExpr *expr, const ir::RegexProblem &problem) {
  Range range = patternPart(expr, problem);
  llvm::StringRef part = expr->value.slice(problem.begin, problem.end);
  using K = ir::RegexProblem::Kind;
  switch (problem.kind) {
  case K::Anchor:
    report<Kind::PatternAnchor>(range, part)
        .note("`matches` asks for the whole text, and `contains` for any part of it; `starts_with` and `ends_with` ask "
              "for an edge")
        .fix("leave it out", range, "");
    return;
  case K::Boundary:
    report<Kind::PatternBoundary>(range)
        .note("so it would ask for a letter, a digit or `_` on the other side")
        .fix("leave it out", range, "");
    return;
  case K::Dialect: {
    auto builder = report<Kind::PatternDialect>(range, problem.message);
    if (!problem.help.empty())
      builder.help(problem.help);
    return;
  }
  case K::Alternative:
    report<Kind::PatternAlternative>(range, problem.message).help(problem.help);
    return;
  case K::Class:
    report<Kind::PatternClass>(range, problem.message).help(problem.help);
    return;
  }
}

const ir::Expr *Elaborator::pattern(const syntax::PatternExpr *expr) {
  auto compiled = ir::Regex::compile(expr->value);
  if (auto *problem = std::get_if<ir::RegexProblem>(&compiled)) {
    reportPattern(expr, *problem);
    return bad(expr->range);
  }
  ir::RegexStudy study = ir::studyRegex(expr->value);
  if (study.doubt) {
    reportPattern(expr, *study.doubt);
    return bad(expr->range);
  }
  if (study.takesNothing) {
    report<Kind::PatternTakesNothing>(expr->range)
        .note("a part of it asks for a character that is and is not of one class");
    return bad(expr->range);
  }
  return make(ExprKind::Pattern, simple(TypeKind::Pattern), expr->range, {}, expr->value);
}

/// A test with a pattern tells some texts from others; reports and gives false otherwise.
bool Elaborator::tells(const ir::Expr *subject, const ir::Expr *pattern, const syntax::Expr *written, bool whole) {
  ir::RegexStudy study = ir::studyRegex(pattern->text);
  if (whole ? study.takesAll : study.takesEmpty) {
    report<Kind::PatternTakesAll>(written->range)
        .label(whole ? "every text matches it" : "it matches the empty text, which every text contains");
    return false;
  }
  std::string lower = functionOf(subject);
  if (lower.empty() || !study.needsCapital)
    return true;
  report<Kind::NeverThatText>(written->range, lower, pattern->text)
      .note("its texts have no capital letter A to Z, and this asks for one")
      .help("write the letters small");
  return false;
}

// ---- What functions never give

/// `lower`, `host` or `domain` where the value comes from it; empty otherwise.
std::string Elaborator::functionOf(const ir::Expr *subject) {
  if (subject->kind == ExprKind::Local && entered_.empty())
    subject = substituted(subject, false);
  bool known = subject->kind == ExprKind::Call &&
               (subject->text == "lower" || subject->text == "host" || subject->text == "domain");
  return known ? subject->text.str() : std::string();
}

namespace {
/// Why the function never gives the text, or a text that has it as a part; empty where it may.
std::string whyNever(llvm::StringRef function, llvm::StringRef text, bool whole) {
  if (function.empty())
    return {};
  if (text.find_if([](char letter) { return letter >= 'A' && letter <= 'Z'; }) != llvm::StringRef::npos)
    return "its texts have no capital letter A to Z";
  if (function == "lower")
    return {};
  size_t odd = text.find_first_of("/@?#\\ %");
  if (odd != llvm::StringRef::npos && function == "domain" && text[odd] == '@')
    return "a domain is what stands behind the `@`, without it";
  if (odd != llvm::StringRef::npos)
    return "it is a name alone, without scheme, path or port";
  if (!whole || text.startswith("["))
    return {};
  if (text.empty() || text.contains(':') || text.startswith(".") || text.endswith("."))
    return text.contains(':') ? "it is a name alone, without scheme, path or port" : "this is no whole name";
  return {};
}
} // namespace

/// The texts that a value is compared with are among those that it can be; reports the first that is not.
bool Elaborator::mayBe(const ir::Expr *subject, const ir::Expr *texts, Range range, bool whole) {
  std::string function = functionOf(subject);
  if (function.empty())
    return true;
  auto refuse = [&](llvm::StringRef text, Range where, bool written) {
    std::string why = whyNever(function, text, whole);
    if (why.empty())
      return false;
    auto builder = report<Kind::NeverThatText>(where, function, text);
    builder.note(why);
    if (written && why.find("capital") != std::string::npos && this->written(where) == "\"" + text.str() + "\"")
      builder.fix("write it small", where, "\"" + text.lower() + "\"");
    else if (!written)
      builder.label("it is among these, where nothing will ever find it");
    return true;
  };
  if (texts->kind == ExprKind::String)
    return !refuse(texts->text, range, true);
  if (texts->kind == ExprKind::List) {
    for (const ir::Expr *item : texts->operands)
      if (item->kind == ExprKind::String) {
        bool inside =
            item->range.file == range.file && item->range.begin >= range.begin && item->range.end <= range.end;
        if (refuse(item->text, inside ? item->range : range, inside))
          return false;
      }
    return true;
  }
  for (const Data &table : context_.program.data)
    if (texts->kind == ExprKind::Data && table.symbol->name == texts->text && table.value.asArray())
      for (const json::Value &item : *table.value.asArray())
        if (item.asString() && refuse(*item.asString(), range, false))
          return false;
  return true;
}

/// `starts_with`, `ends_with`, `contains` and `mentions` with a text that is written out.
bool Elaborator::searches(llvm::StringRef name, const ir::Expr *subject, const ir::Expr *wanted, Range range) {
  if (wanted->kind != ExprKind::String)
    return true;
  if (wanted->text.empty() && name == "mentions") {
    report<Kind::EmptyMention>(range).label("never true");
    return false;
  }
  if (wanted->text.empty()) {
    report<Kind::PatternTakesAll>(range).label("every text has the empty text at both ends and everywhere between");
    return false;
  }
  return name == "mentions" || mayBe(subject, wanted, range, false);
}

/// Helpers whose grammar refuses a text that is written out.
bool Elaborator::mayWork(llvm::StringRef name, const ir::Expr *argument, Range range) {
  if (argument->kind != ExprKind::String)
    return true;
  llvm::StringRef text = argument->text;
  bool works = name == "host"      ? ir::hostOf(text).has_value()
               : name == "domain"  ? ir::domainOf(text).has_value()
               : name == "under"   ? ir::isUnder(text, text).has_value()
               : name == "date"    ? parseDay(text).has_value()
               : name == "instant" ? parseInstant(text).has_value()
               : name == "decimal" ? Decimal::parse(text).has_value()
               : name == "int"     ? parseInt(text).has_value()
               : name == "ip"      ? ir::IpAddress::parse(text).has_value()
                                   : true;
  if (works)
    return true;
  std::string what = name == "host"     ? "no URL"
                     : name == "domain" ? "no plain mail address"
                     : name == "under"  ? "no plain path"
                     : name == "ip"     ? "no address"
                     : name == "date"   ? "no day of the calendar"
                                        : "no " + name.str();
  report<Kind::HelperAlwaysFails>(range, name, "`" + text.str() + "` is " + what)
      .note("it fails on what it does not know, rather than guess");
  return false;
}

bool Elaborator::isWildcard(const ir::Expr *subject, llvm::StringRef glob, Range range, Range whole) {
  if (!glob.contains('*')) {
    auto builder = report<Kind::LikeWithoutWildcard>(range);
    builder.note("`*` is the only wildcard of `like`; every other character stands for itself")
        .help("compare with `==`, or put a `*` where anything may stand");
    return false;
  }
  if (glob.find_first_not_of('*') == llvm::StringRef::npos) {
    report<Kind::PatternTakesAll>(range).label("anything at all fits");
    return false;
  }
  std::string function = functionOf(subject);
  std::string why = whyNever(function, glob, false);
  if (why.empty())
    return true;
  report<Kind::NeverThatText>(range, function, glob).note(why).related(whole, "so this would never be true");
  return false;
}

// ---- Addresses

namespace {
/// Why a text is no address, or no block of them, and what it should perhaps be.
std::pair<std::string, std::string> whyNoAddress(llvm::StringRef text, bool block) {
  auto [front, back] = text.split('/');
  auto address = ir::IpAddress::parse(front);
  if (block && address && !text.contains('/'))
    return {"it has no prefix length", text.str() + (address->v6 ? "/128" : "/32")};
  if (block && address)
    if (auto around = ir::CidrBlock::enclosing(text))
      return {"the bits behind its prefix are not zero", around->text()};
  if (!block && address && text.contains('/'))
    return {"it is a block of addresses", {}};
  if (address)
    return {"its prefix is longer than the address", {}};
  if (text.contains('%'))
    return {"a zone means something on one machine only", {}};
  if (front.startswith_insensitive("::ffff:"))
    if (ir::IpAddress::parse(front.drop_front(7)))
      return {"it is an IPv4 address in the form of an IPv6 one", text.drop_front(7).str()};
  llvm::SmallVector<llvm::StringRef, 4> parts;
  front.split(parts, '.');
  bool octal = llvm::any_of(parts, [](llvm::StringRef part) { return part.size() > 1 && part.front() == '0'; });
  if (octal && parts.size() == 4)
    return {"some take a number with a leading zero for an octal one", {}};
  return {"an address is four numbers up to 255 with points between them, or what RFC 4291 says", {}};
}
} // namespace

const ir::Expr *Elaborator::badAddress(llvm::StringRef text, bool block, Range range) {
  auto [why, instead] = whyNoAddress(text, block);
  auto builder = report<Kind::AddressInvalid>(range, text, block ? "block of addresses" : "address", why);
  if (!instead.empty())
    builder.fix("write `" + instead + "`", range, "\"" + instead + "\"");
  else if (!block && text.contains('/'))
    builder.help("`address in \"…/8\"` asks for one block, and `any b in blocks: address in b` for several");
  return bad(range);
}

// ---- Absence

/// `x == null`: how other languages ask for what `has` tells. Null where neither side is such a word.
const ir::Expr *Elaborator::comparedWithNull(const syntax::BinaryExpr *expr) {
  static constexpr llvm::StringLiteral words[] = {"null", "nil", "none", "None", "undefined", "absent"};
  for (auto [side, other] : {std::pair(expr->left, expr->right), std::pair(expr->right, expr->left)}) {
    auto *name = llvm::dyn_cast<syntax::NameExpr>(side);
    if (!name || !llvm::is_contained(words, name->name) || meansValue(name->name) ||
        context_.program.names->tryFind(*frame_.file, syntax::Name{name->name, name->range}, ~resolve::Kinds(0)))
      continue;
    std::string asked = (expr->op == syntax::BinaryOp::Equal ? "not has(" : "has(") + written(other) + ")";
    report<Kind::NullCompared>(name->range, name->name).fix("write `" + asked + "`", expr->range, asked);
    return bad(expr->range);
  }
  return nullptr;
}

} // namespace onus::check
