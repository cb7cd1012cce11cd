// SPDX-License-Identifier: Apache-2.0
#include "unit/runtime/both_judges.h"

#include "evaluate/event.h"
#include "runtime/json/write.h"
#include "runtime/value/access.h"
#include "runtime/value/text.h"

namespace onus::tests {

namespace {

using evaluate::Failure;

// ---- The plain evaluator's results as text

std::string written(const Failure &failure) { return evaluate::word(failure.cause).str() + ": " + failure.why; }

std::string written(const evaluate::Outcome &outcome) {
  if (outcome.failed())
    return written(outcome.failure());
  return outcome.value().isAbsent() ? "absent" : json::write(evaluate::toJson(outcome.value()));
}

std::string written(const evaluate::FiredRule &fired) {
  std::string out = "  fired " + fired.rule->label;
  if (fired.liftedBy)
    out += " lifted by " + fired.liftedBy->name;
  for (const evaluate::ExceptionFailure &failed : fired.failedExceptions)
    out += " [" + failed.exception->name + " " + written(failed.failure) + "]";
  for (const evaluate::Redaction &one : fired.redactions)
    out += " <" + one.path + " " + one.pointer + " " + one.pattern + ">";
  return out + "\n";
}

void append(std::string &out, const char *name, const std::vector<evaluate::Observer::Note> &notes) {
  for (const evaluate::Observer::Note &note : notes)
    out += std::string("  ") + name + " " + ir::print(note.expr) + " " + written(note.outcome) + "\n";
}

std::string written(const evaluate::GuardrailResult &result) {
  std::string out = result.guardrail->name + (result.shadow ? " shadow" : "") + " " +
                    ir::word(result.strictest()).str() + " " + std::to_string(result.steps) + "\n";
  for (const evaluate::FiredRule &fired : result.fired)
    out += written(fired);
  for (const evaluate::RuleFailure &failure : result.failures)
    out += "  failed " + failure.rule->label + " " + written(failure.failure) + " -> " +
           ir::word(failure.verdict).str() + " " + failure.ask + "\n";
  for (const evaluate::LoggedItem &item : result.log) {
    out += "  log " + item.item->text + " " + written(item.value);
    for (bool masked : item.masked)
      out += masked ? " masked" : " clear";
    out += "\n";
  }
  append(out, "term", result.notes.terms);
  append(out, "test", result.notes.tests);
  return out;
}

// ---- The runtime's results as text

class Writer {
public:
  explicit Writer(const rt::Bundle &bundle) : bundle_(bundle) {}

  std::string written(const rt::GuardrailResult &result) const;
  std::string written(const rt::Outcome &outcome) const {
    if (outcome.failed)
      return written(outcome.cause, outcome.why);
    return outcome.value.isAbsent() ? "absent" : json(outcome.value);
  }
  std::string written(const rt::Redaction &one) const {
    std::string pattern = one.pattern == rt::none ? "" : text(bundle_.row<rt::Section::Patterns>(one.pattern).source);
    return rt::copied(one.path) + " " + rt::copied(one.pointer) + " " + pattern;
  }
  std::string json(const rt::Cell &cell) const {
    rt::Buffer out;
    rt::writeJson(bundle_.pool(), cell, out);
    return rt::copied(out.text());
  }

private:
  std::string text(rt::TextRef ref) const { return rt::copied(bundle_.text(ref)); }
  static std::string written(rt::Cause cause, rt::Text why) {
    return (cause == rt::Cause::Content ? "content: " : "engine: ") + rt::copied(why);
  }
  static std::string verdict(rt::Verdict verdict) { return ir::word(static_cast<ir::Verdict>(verdict)).str(); }
  std::string written(const rt::FiredRule &fired) const;
  std::string label(uint32_t rule) const { return text(bundle_.row<rt::Section::Rules>(rule).label); }
  std::string exception(uint32_t place) const { return text(bundle_.row<rt::Section::ExceptionsCold>(place).name); }
  void append(std::string &out, const char *name, const rt::Chain<rt::Note> &notes) const {
    for (const rt::Note &note : notes)
      out += std::string("  ") + name + " " + text(bundle_.row<rt::Section::Prints>(note.code)) + " " +
             written(note.outcome) + "\n";
  }

  const rt::Bundle &bundle_;
};

std::string Writer::written(const rt::FiredRule &fired) const {
  std::string out = "  fired " + label(fired.rule);
  if (fired.isLifted())
    out += " lifted by " + exception(fired.liftedBy);
  for (const rt::ExceptionFailure &failed : fired.failedExceptions)
    out += " [" + exception(failed.exception) + " " + written(failed.cause, failed.why) + "]";
  for (const rt::Redaction &one : fired.redactions)
    out += " <" + written(one) + ">";
  return out + "\n";
}

std::string Writer::written(const rt::GuardrailResult &result) const {
  std::string out = text(bundle_.row<rt::Section::Guardrails>(result.guardrail).name) +
                    (result.shadow ? " shadow" : "") + " " + verdict(result.strictest()) + " " +
                    std::to_string(result.steps) + "\n";
  for (const rt::FiredRule &fired : result.fired)
    out += written(fired);
  for (const rt::RuleFailure &failure : result.failures)
    out += "  failed " + label(failure.rule) + " " + written(failure.cause, failure.why) + " -> " +
           verdict(failure.verdict) + " " + rt::copied(failure.ask) + "\n";
  for (const rt::LoggedItem &item : result.log) {
    out += "  log " + text(bundle_.row<rt::Section::Log>(item.item).text) + " " + written(item.value);
    for (bool masked : item.masked)
      out += masked ? " masked" : " clear";
    out += "\n";
  }
  append(out, "term", result.notes.terms);
  append(out, "test", result.notes.tests);
  return out;
}

// ---- Envelopes

rt::Event eventOf(const evaluate::Event &from, const rt::Cell &document) {
  rt::Event event;
  event.document = document;
  event.kindWord = rt::borrowed(from.kindWord);
  event.known = from.kind.has_value();
  event.kind = static_cast<rt::EventKind>(from.kind.value_or(ir::EventKind::Call));
  event.id = rt::borrowed(from.id);
  event.session = rt::borrowed(from.session);
  event.tool = rt::borrowed(from.tool);
  event.hasTurn = from.turn.has_value();
  event.turn = from.turn.value_or(0);
  event.time = from.time;
  event.now = from.now;
  auto get = [&](const char *name) { return rt::member({}, document, rt::borrowed(name)); };
  event.args = get("args");
  event.result = get("result");
  event.error = get("error");
  event.context = get("context");
  event.agent = get("agent");
  event.signals = get("signals");
  event.text = get("text");
  event.onBehalfOf = rt::borrowed(from.onBehalfOf());
  return event;
}

/// What both are told of the past: of seven answers one is that it is lost.
size_t pick(size_t past, size_t slot, const std::string &keys) {
  size_t sum = past + slot;
  for (char letter : keys)
    sum = sum * 31 + static_cast<unsigned char>(letter);
  return sum % 7;
}

struct RuntimePast {
  const rt::Bundle &bundle;
  size_t past;
};

rt::Outcome readPast(void *self, uint32_t slot, rt::Span<rt::Cell> operands) {
  const auto &[bundle, past] = *static_cast<const RuntimePast *>(self);
  const rt::SlotRow &row = bundle.rows<rt::Section::Slots>(bundle.row<rt::Section::Systems>(0).slots)[slot];
  std::string keys;
  rt::Arena arena;
  for (const rt::Cell &operand : operands)
    keys += rt::copied(rt::textOf(bundle.pool(), operand, arena)) + "|";
  size_t picked = pick(past, slot, keys);
  if (picked == 0)
    return rt::Outcome::engine("the past is lost");
  auto number = static_cast<int64_t>(picked);
  switch (row.op) {
  case rt::HistoryOp::Seen:
  case rt::HistoryOp::Mentioned:
    return rt::Outcome::boolean(picked > 3);
  case rt::HistoryOp::Count:
    return rt::Cell::number(rt::Kind::Int, number);
  case rt::HistoryOp::Total:
    return rt::Cell::number(rt::Kind::Decimal, number * 30'000);
  case rt::HistoryOp::Latest:
    return picked == 1 ? rt::Cell() : rt::Cell::number(rt::Kind::Int, number);
  }
  return rt::Cell();
}

class PlainPast : public evaluate::History {
public:
  PlainPast(const ir::System &system, size_t past) : system_(system), past_(past) {}

  evaluate::Outcome read(size_t slot, llvm::ArrayRef<evaluate::Value> operands) override {
    std::string keys;
    for (const evaluate::Value &operand : operands)
      keys += evaluate::textOf(operand) + "|";
    size_t picked = pick(past_, slot, keys);
    if (picked == 0)
      return evaluate::Outcome::engine("the past is lost");
    auto number = static_cast<int64_t>(picked);
    switch (system_.slots[slot].op) {
    case ir::HistoryOp::Seen:
    case ir::HistoryOp::Mentioned:
      return evaluate::Outcome::boolean(picked > 3);
    case ir::HistoryOp::Count:
      return evaluate::Value::integer(number);
    case ir::HistoryOp::Total:
      return evaluate::Value::decimal({number * 30'000});
    case ir::HistoryOp::Latest:
      return picked == 1 ? evaluate::Value() : evaluate::Value::integer(number);
    }
    return evaluate::Value();
  }

private:
  const ir::System &system_;
  size_t past_;
};

evaluate::Event readPlain(llvm::StringRef line) {
  evaluate::Event partial;
  auto read = evaluate::readEvent(line, {}, partial);
  REQUIRE(std::holds_alternative<evaluate::Event>(read));
  return std::get<evaluate::Event>(read);
}

} // namespace

BothJudges::BothJudges(llvm::StringRef text) : checked_(checkText(text)) {
  REQUIRE(checked_->errors() == "");
  auto lowerable = lower::LowerableProgram::from(*checked_->program, checked_->reporter);
  REQUIRE(lowerable.has_value());
  module_ = lower::lower(*lowerable, {"0.0.0", ""});
  backends::Artifact artifact = backends::emitBytecode(module_, &checked_->sources);
  REQUIRE(artifact.problem == "");
  words_.resize((artifact.bytes.size() + 7) / 8);
  memcpy(words_.data(), artifact.bytes.data(), artifact.bytes.size());
  rt::BundleProblem problem;
  bool good = rt::verify(words_.data(), artifact.bytes.size(), bundle_, problem);
  CAPTURE(problem.message, problem.offset);
  REQUIRE(good);
  tables_ = std::make_unique<evaluate::Tables>(module_);
  index_ = std::make_unique<evaluate::SystemIndex>(module_.systems.at(0));
}

std::string BothJudges::plain(llvm::StringRef line) {
  evaluate::Event event = readPlain(line);
  const ir::System &system = module_.systems.at(0);
  evaluate::EventRoots roots(event, system, event.hasTool() ? index_->tool(event.tool) : nullptr, *tables_);
  PlainPast told(system, past);
  std::string out;
  std::vector<evaluate::Redaction> redactions;
  for (size_t place : index_->selecting(*event.kind, event.tool)) {
    auto result = evaluate::judge(system.guardrails[place], roots, told, *tables_, index_->masked(place));
    out += written(result);
    for (const evaluate::FiredRule &fired : result.fired)
      redactions.insert(redactions.end(), fired.redactions.begin(), fired.redactions.end());
  }
  redactions = evaluate::merged(redactions);
  for (const evaluate::Redaction &one : redactions)
    out += "redact " + one.path + " " + one.pointer + " " + one.pattern + "\n";
  evaluate::Outcome content = roots.contentText();
  out += "content " + written(content) + "\n";
  return out + json::write(evaluate::redacted(event.document, redactions, *tables_)) + "\n";
}

/// Takes the memory that is left but for so many bytes, so that the rest of the decision has no more.
void BothJudges::leave(size_t bytes, llvm::StringRef line, rt::Cell &document) {
  arena.setLimit(arena.reserved());
  size_t left = 0;
  while (arena.take(8))
    left += 8;
  rt::JsonError error;
  arena.reset();
  REQUIRE(rt::readJson(rt::borrowed(line), arena, document, error));
  REQUIRE(bytes <= left);
  REQUIRE(arena.take(left - bytes));
}

const rt::ToolRow *BothJudges::tool(const rt::Event &event) const {
  const rt::SystemRow &system = bundle_.row<rt::Section::Systems>(0);
  const rt::SetRow &names = bundle_.row<rt::Section::Sets>(system.toolSet);
  uint32_t slot = event.hasTool() ? bundle_.find(names, event.tool) : rt::none;
  if (slot == rt::none)
    return nullptr;
  uint32_t place = bundle_.rows<rt::Section::Indexes>(names.values)[slot];
  return &bundle_.rows<rt::Section::Tools>(system.tools)[place];
}

std::string BothJudges::runtime(llvm::StringRef line, bool record) {
  evaluate::Event plain = readPlain(line);
  arena.reset();
  rt::Cell document;
  rt::JsonError error;
  REQUIRE(rt::readJson(rt::borrowed(line), arena, document, error));
  if (memory != SIZE_MAX)
    leave(memory, line, document);
  rt::Event event = eventOf(plain, document);
  rt::Fuel left{fuel, false}, recordLeft{rt::recordFuel, false};
  rt::Roots roots(bundle_, arena, left, event, bundle_.row<rt::Section::Systems>(0), tool(event));
  RuntimePast told{bundle_, past};
  rt::HistoryReader reader{&told, readPast};
  rt::Judge judge(bundle_, arena, left, roots, &reader, record ? &recordLeft : nullptr);
  Writer writer(bundle_);
  std::string out;
  std::vector<rt::Redaction> redactions;
  for (size_t place : index_->selecting(*plain.kind, plain.tool)) {
    rt::GuardrailResult result;
    judge.run(static_cast<uint32_t>(place), result);
    out += writer.written(result);
    for (const rt::FiredRule &fired : result.fired)
      redactions.insert(redactions.end(), fired.redactions.begin(), fired.redactions.end());
  }
  steps = left.used(fuel);
  wasSpent = left.spent;
  redactions.resize(rt::merge(bundle_, redactions.data(), redactions.size()));
  for (const rt::Redaction &one : redactions)
    out += "redact " + writer.written(one) + "\n";
  out += "content " + writer.written(roots.contentText()) + "\n";
  rt::Cell redacted;
  bool good = rt::redact(bundle_, arena, document, {redactions.data(), redactions.size()}, redacted);
  wasExhausted = arena.exhausted();
  return good ? out + writer.json(redacted) + "\n" : out + "no memory to redact\n";
}

} // namespace onus::tests
