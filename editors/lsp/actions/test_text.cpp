// SPDX-License-Identifier: Apache-2.0
#include "lsp/actions/test_text.h"

#include "scaffold/render.h"
#include "syntax/literals.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

namespace onus::lsp {

using ir::TypeKind;
using llvm::StringRef;

namespace {

/// More events than this are no example any more.
constexpr int64_t mostEvents = 24;

std::string quoted(StringRef text) { return "\"" + syntax::escape(text) + "\""; }

const ir::Type *elementOf(const ir::Type *type, StringRef member) {
  if (!type)
    return nullptr;
  if (type->kind != TypeKind::Record)
    return type->element;
  const ir::Field *field = type->field(member);
  return field ? field->type : nullptr;
}

std::optional<std::string> writtenRecord(const json::Object &members, const ir::Type *type) {
  std::vector<std::string> parts;
  for (const auto &[name, value] : members) {
    if (value.isNull())
      continue; // a member that is not there
    auto written = writtenValue(value, elementOf(type, name));
    if (!written)
      return std::nullopt;
    parts.push_back(scaffold::writtenName(name) + ": " + *written);
  }
  return parts.empty() ? "{}" : "{ " + llvm::join(parts, ", ") + " }";
}

class Writer {
public:
  Writer(const json::Value &scenario, const TestText &text) : scenario_(scenario), text_(text) {}

  std::optional<std::string> run() {
    const json::Value &now = *scenario_.get("now");
    out_ = "test " + quoted(text_.name) + " of " + text_.systemName + " {\n";
    if (text_.tellsAgent)
      record("agent", now.get("agent"), nullptr);
    const json::Value *earlier = scenario_.get("earlier");
    if (earlier && earlier->asArray())
      for (const json::Value &each : *earlier->asArray())
        before(each);
    event(now);
    out_ += "  expect " + text_.expected + "\n}\n";
    return good_ ? std::optional(out_) : std::nullopt;
  }

private:
  void record(StringRef word, const json::Value *value, const ir::Type *type) {
    auto written = value && value->asObject() ? writtenValue(*value, type) : std::nullopt;
    if (written && *written != "{}")
      out_ += "  " + word.str() + " " + *written + "\n";
  }

  /// The context of each event, where it is another one than before.
  void context(const json::Value &event) {
    const json::Value *value = event.get("context");
    std::vector<ir::Field> fields;
    for (const ir::ContextMember &member : text_.system->context)
      fields.push_back({member.name, member.type});
    ir::Type type;
    type.kind = TypeKind::Record;
    type.fields = fields;
    std::string known = std::move(context_);
    context_ = value ? json::write(*value) : "";
    if (context_ != known)
      record("context", value, &type);
  }

  void before(const json::Value &each) {
    int64_t times = 0;
    StringRef(each.get("times")->asNumber()->text).getAsInteger(10, times);
    good_ &= times <= mostEvents;
    for (int64_t at = 0; good_ && at < times; ++at) {
      event(*each.get("event"));
      if (!text_.approvedBy.empty())
        out_ += "  approved by " + text_.approvedBy + "\n";
    }
  }

  void event(const json::Value &event) {
    context(event);
    StringRef kind = event.string("event");
    out_ += "  " + kind.str();
    if (const json::Value *name = event.get("tool"))
      tool(event, *name->asString());
    else if (const json::Value *text = event.get("text"))
      value(*text, nullptr);
    out_ += "\n";
    signals(event);
  }

  void tool(const json::Value &event, const std::string &name) {
    auto found = llvm::find_if(text_.system->tools, [&](const ir::Tool &each) { return each.name == name; });
    if (found == text_.system->tools.end()) {
      good_ = false;
      return;
    }
    out_ += " " + text_.toolName(*found);
    const json::Value *args = event.get("args"), *result = event.get("result");
    if (!result)
      return value(args ? *args : json::Value(json::Object{}), found->args);
    value(*result, found->result);
    if (args && args->asObject() && !args->asObject()->empty()) {
      out_ += " args";
      value(*args, found->args);
    }
  }

  void value(const json::Value &value, const ir::Type *type) {
    auto written = writtenValue(value, type);
    good_ &= written.has_value();
    out_ += " " + written.value_or("");
  }

  /// `acme.refunds.prompt_injection(text(result))`: a detector's answer about one thing.
  void signals(const json::Value &event) {
    const json::Value *answers = event.get("signals");
    if (text_.answersAll)
      for (const ir::Detector &detector : text_.system->detectors)
        if (auto nothing = nothingFound(detector); nothing && !isAnswered(answers, detector))
          out_ += "    signal " + text_.detectorName(detector.name) + " " + *nothing + "\n";
    for (const auto &[key, answer] : answers && answers->asObject() ? *answers->asObject() : json::Object{}) {
      StringRef detector = StringRef(key).split('(').first;
      auto found =
          llvm::find_if(text_.system->detectors, [&](const ir::Detector &each) { return each.name == detector; });
      const json::Value *given = answer.get("value");
      out_ += "    signal " + text_.detectorName(detector) + StringRef(key).drop_front(detector.size()).str();
      if (given)
        value(*given, found == text_.system->detectors.end() ? nullptr : found->output);
      else
        out_ += " unavailable";
      out_ += "\n";
    }
  }

  static std::optional<std::string> nothingFound(const ir::Detector &detector) {
    if (detector.output->kind == TypeKind::Decimal)
      return "0.00";
    if (detector.output->kind == TypeKind::Int)
      return "0";
    return detector.output->kind == TypeKind::Bool ? std::optional<std::string>("false") : std::nullopt;
  }

  static bool isAnswered(const json::Value *answers, const ir::Detector &detector) {
    return answers && answers->asObject() && llvm::any_of(*answers->asObject(), [&](const json::Member &answer) {
             return StringRef(answer.first).split('(').first == detector.name;
           });
  }

  const json::Value &scenario_;
  const TestText &text_;
  std::string out_, context_;
  bool good_ = true;
};

} // namespace

std::optional<std::string> writtenValue(const json::Value &value, const ir::Type *type) {
  if (type && type->isOptional())
    type = type->element;
  if (const std::string *text = value.asString()) {
    bool bare =
        type && (type->kind == TypeKind::Date || type->kind == TypeKind::Instant || type->kind == TypeKind::Duration);
    return bare ? *text : quoted(*text);
  }
  if (const json::Number *number = value.asNumber())
    return number->text;
  if (const bool *truth = value.asBool())
    return *truth ? "true" : "false";
  if (const json::Object *members = value.asObject())
    return writtenRecord(*members, type);
  if (!value.asArray())
    return std::nullopt;
  std::vector<std::string> parts;
  for (const json::Value &item : *value.asArray()) {
    auto written = writtenValue(item, type ? type->element : nullptr);
    if (!written)
      return std::nullopt;
    parts.push_back(*written);
  }
  return "[" + llvm::join(parts, ", ") + "]";
}

std::optional<std::string> writtenTest(const json::Value &scenario, const TestText &text) {
  return Writer(scenario, text).run();
}

} // namespace onus::lsp
