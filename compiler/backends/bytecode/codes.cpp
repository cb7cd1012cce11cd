// SPDX-License-Identifier: Apache-2.0
#include "backends/bytecode/codes.h"

#include "ir/json_form.h"

#include "llvm/ADT/STLExtras.h"

namespace onus::backends::bytecode {

using ir::Expr;
using ir::ExprKind;
using rt::Section;

namespace {

rt::Opcode opcodeOf(ExprKind kind) {
  switch (kind) {
#define ONUS_IR_EXPR(NAME, TAG)                                                                                        \
  case ExprKind::NAME:                                                                                                 \
    return rt::Opcode::NAME;
#include "ir/exprs.def"
  }
  return rt::Opcode::Absent;
}

/// What instructions hold: `Nothing` where an operation has no number or text.
enum class NumberUse { Nothing, Flag, Value, Local, Root, Names, Constant, Pattern, Data, Slot, Builtin };
enum class TextUse { Nothing, Value, Name };

struct Shape {
  NumberUse number;
  TextUse text;
};
const Shape &shapeOf(rt::Opcode op) {
  static constexpr Shape shapes[] = {
#define ONUS_OPCODE(NAME, WORD, LEAST, MOST, NUMBER, TEXT, DOC) {NumberUse::NUMBER, TextUse::TEXT},
#include "runtime/format/opcodes.def"
  };
  return shapes[static_cast<size_t>(op)];
}

} // namespace

uint32_t Codes::write(const Expr *expr, Scope &scope) {
  return expr ? write(*expr, scope, rows_.text(ir::print(expr))) : rt::none;
}

uint32_t Codes::write(const Expr &expr, Scope &scope, rt::TextRef print) {
  rt::Code code;
  PatternNeeds own = needs_; // of this one, where it is a pattern
  std::vector<uint32_t> operands;
  for (const Expr *operand : expr.operands) {
    needs_ = patternNeeds(expr);
    operands.push_back(write(*operand, scope, rows_.textWithin(ir::print(operand), print)));
    if (expr.kind == ExprKind::Let && operands.size() == 1)
      scope.depths[expr.number] = depth(operands.front());
  }
  needs_ = own;
  code.op = opcodeOf(expr.kind);
  code.type = types_.row(expr.type);
  code.depth = depthOf(expr, operands, scope);
  bool masked = scope.masked && scope.masked->contains(&expr);
  code.flags =
      static_cast<uint8_t>((masked ? rt::codeMasked : 0u) | (readsSensitive(expr, operands) ? rt::codeSensitive : 0u));
  code.number = numberOf(code.op, expr);
  code.text = textOf(code.op, expr);
  return share(code, operands, print, expr.range);
}

/// As ir::evaluationDepth counts.
uint16_t Codes::depthOf(const Expr &expr, llvm::ArrayRef<uint32_t> operands, const Scope &scope) {
  unsigned deepest = 0;
  if (expr.kind == ExprKind::Local)
    if (auto found = scope.depths.find(expr.number); found != scope.depths.end())
      deepest = found->second;
  for (uint32_t operand : operands)
    deepest = std::max<unsigned>(deepest, depth(operand));
  if (deepest >= ir::form::maxDepth)
    rows_.refuse("an expression is more than " + std::to_string(ir::form::maxDepth) + " levels deep");
  return static_cast<uint16_t>(std::min(deepest + 1, ir::form::maxDepth));
}

/// As evaluate::readsSensitive says, from what is known of the operands.
bool Codes::readsSensitive(const Expr &expr, llvm::ArrayRef<uint32_t> operands) const {
  if (expr.type && ir::holdsSensitive(expr.type))
    return true;
  bool isPath = expr.kind == ExprKind::Member || expr.kind == ExprKind::Index;
  return !isPath && llvm::any_of(operands, [&](uint32_t operand) {
    return (rows_.get<Section::Codes>(operand).flags & rt::codeSensitive) != 0;
  });
}

PatternNeeds Codes::patternNeeds(const Expr &expr) {
  PatternNeeds needs;
  needs.whole = expr.kind == ExprKind::Matches;
  needs.find = expr.kind == ExprKind::Call && expr.text == "find";
  needs.search = expr.kind == ExprKind::Call && !needs.find;
  return needs;
}

int64_t Codes::rootOf(llvm::StringRef name) {
  static constexpr std::pair<llvm::StringLiteral, rt::Root> roots[] = {
      {"args", rt::Root::Args},       {"result", rt::Root::Result},   {"error", rt::Root::Error},
      {"context", rt::Root::Context}, {"session", rt::Root::Session}, {"agent", rt::Root::Agent},
      {"tool", rt::Root::Tool},       {"time", rt::Root::Time}};
  for (const auto &[word, root] : roots)
    if (word == name)
      return static_cast<int64_t>(root);
  auto kind = ir::eventKind(name);
  if (!kind)
    rows_.refuse("an expression reads `" + name.str() + "`, which no event has");
  return static_cast<int64_t>(rt::Root::Text) + (kind ? static_cast<int64_t>(*kind) : 0);
}

int64_t Codes::builtinOf(llvm::StringRef name) {
  static constexpr llvm::StringLiteral words[] = {
#define ONUS_RUNTIME_BUILTIN(NAME, WORD, LEAST, MOST) WORD,
#include "runtime/format/builtins.def"
  };
  auto found = llvm::find(words, name);
  if (found == std::end(words))
    rows_.refuse("there is no built-in `" + name.str() + "`");
  return found - std::begin(words);
}

int64_t Codes::dataOf(llvm::StringRef name) {
  auto found = data.find(name);
  if (found == data.end()) {
    rows_.refuse("the module has no data `" + name.str() + "`");
    return 0;
  }
  return found->second;
}

/// The names of a record's values; the key of a detector's answer.
int64_t Codes::namesOf(const Expr &expr) {
  std::vector<rt::TextRef> texts;
  bool isKey = expr.kind == ExprKind::Signal;
  if (isKey && expr.names.empty())
    texts.push_back(rows_.text(expr.text));
  for (llvm::StringRef name : isKey ? expr.names.take_front() : expr.names)
    texts.push_back(rows_.text(name));
  return rows_.share<Section::TextRefs>(texts, Rows::always).first;
}

template <typename Address>
int64_t Codes::addressOf(llvm::StringRef text, evaluate::Value (*make)(const Address &)) {
  auto address = Address::parse(text);
  if (!address)
    rows_.refuse("`" + text.str() + "` is no address");
  return constant(rows_, make(address.value_or(Address())));
}

int64_t Codes::numberOf(rt::Opcode op, const Expr &expr) {
  switch (shapeOf(op).number) {
  case NumberUse::Nothing:
    return 0;
  case NumberUse::Flag:
  case NumberUse::Value:
  case NumberUse::Local:
  case NumberUse::Slot:
    return expr.number;
  case NumberUse::Root:
    return rootOf(expr.text);
  case NumberUse::Names:
    return namesOf(expr);
  case NumberUse::Constant:
    return expr.kind == ExprKind::Ip ? addressOf<ir::IpAddress>(expr.text, evaluate::Value::ip)
                                     : addressOf<ir::CidrBlock>(expr.text, evaluate::Value::cidr);
  case NumberUse::Pattern:
    return patterns_.row(expr.text, needs_);
  case NumberUse::Data:
    return dataOf(expr.text);
  case NumberUse::Builtin:
    return builtinOf(expr.text);
  }
  return 0;
}

rt::TextRef Codes::textOf(rt::Opcode op, const Expr &expr) {
  if (shapeOf(op).text == TextUse::Nothing)
    return {};
  if (expr.kind == ExprKind::EffectParameter)
    return rows_.text(expr.text.str() + "." + expr.names[0].str());
  return rows_.text(expr.text);
}

uint32_t Codes::share(rt::Code code, llvm::ArrayRef<uint32_t> operands, rt::TextRef print, source::Range range) {
  static_assert(std::has_unique_object_representations_v<rt::Code>);
  std::string key(reinterpret_cast<const char *>(&code), sizeof(code));
  key.append(reinterpret_cast<const char *>(&print), sizeof(print));
  key.append(reinterpret_cast<const char *>(operands.data()), operands.size() * sizeof(uint32_t));
  auto [found, added] = known_.try_emplace(key, 0);
  if (!added)
    return found->second;
  code.operands = rows_.share<Section::Operands>(operands);
  rows_.add<Section::Prints>(print);
  rows_.add<Section::CodeSpans>(span(range));
  return found->second = rows_.add<Section::Codes>(code);
}

rt::SpanRow Codes::span(source::Range range) {
  rt::SpanRow row;
  if (!sources_ || !range.valid())
    return row;
  source::Position start = sources_->start(range), end = sources_->end(range);
  row.file = rows_.text(sources_->projectPath(range.file));
  row.line = start.line;
  row.column = start.column;
  row.endLine = end.line;
  row.endColumn = end.column;
  return row;
}

} // namespace onus::backends::bytecode
