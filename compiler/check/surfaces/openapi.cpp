// SPDX-License-Identifier: Apache-2.0
#include "check/surfaces/manifest.h"

#include <algorithm>
#include <functional>
#include <map>
#include <set>

namespace onus::check::surfaces {
namespace {

using llvm::StringRef;

constexpr const char *methods[] = {"get", "put", "post", "delete", "options", "head", "patch", "trace"};

/// Reads the operations of one document.
class OpenApiReader {
public:
  OpenApiReader(ir::TypeTable &types, const json::Value &document)
      : types_(types), document_(document), reader_(types, document) {}

  Manifest run() {
    const json::Value *paths = document_.get("paths");
    if (!document_.string("openapi").startswith("3."))
      return ManifestError{"it is no OpenAPI 3 document: `openapi` does not say 3"};
    if (!paths || !paths->asObject())
      return ManifestError{"it is no OpenAPI 3 document: it has no `paths`"};
    for (const auto &[path, item] : *paths->asObject())
      for (StringRef method : methods)
        if (const json::Value *operation = resolve(item).get(method))
          readOperation(path, method, resolve(item), *operation);
    if (!problem_.empty())
      return ManifestError{problem_};
    return std::move(tools_);
  }

private:
  /// What a `$ref` stands for; any other value is itself. A chain of references ends after a few steps.
  const json::Value &resolve(const json::Value &value) const {
    const json::Value *at = &value;
    for (int steps = 0; steps < 16; ++steps) {
      const json::Value *reference = at->get("$ref");
      const json::Value *target = reference && reference->asString() ? reader_.follow(*reference->asString()) : nullptr;
      if (!target)
        break;
      at = target;
    }
    return *at;
  }

  void readOperation(const std::string &path, StringRef method, const json::Value &item, const json::Value &operation) {
    ManifestTool tool;
    tool.name = operation.string("operationId").str();
    if (tool.name.empty())
      tool.name = method.str() + " " + path;
    if (!names_.insert(tool.name).second)
      problem_ = "it has two operations `" + tool.name + "`";
    const json::Value *description = operation.get("description");
    if (!description)
      description = operation.get("summary");
    tool.description = description && description->asString() ? *description->asString() : "";

    json::Array parameters;
    append(parameters, item.get("parameters"));
    append(parameters, operation.get("parameters"));
    const json::Value *body = operation.get("requestBody");
    tool.args = readArguments(parameters, body);
    tool.notes = reader_.takeNotes();
    readResult(tool, operation.get("responses"));
    reader_.takeNotes();
    tool.digest = toolDigest(tool.name, description, identity(method, path, parameters, body));
    tools_.push_back(std::move(tool));
  }

  static void append(json::Array &parameters, const json::Value *more) {
    if (more && more->asArray())
      parameters.insert(parameters.end(), more->asArray()->begin(), more->asArray()->end());
  }

  const ir::Type *readArguments(const json::Array &parameters, const json::Value *body) {
    std::vector<ir::Field> fields;
    std::set<std::string> seen;
    for (const json::Value &entry : parameters) {
      const json::Value &parameter = resolve(entry);
      std::string name = parameter.string("name").str();
      // An operation's parameter replaces that of its path; one of another place needs a name of its own.
      if (seen.count(parameter.string("in").str() + " " + name))
        drop(fields, name);
      else if (std::any_of(fields.begin(), fields.end(), [&](const ir::Field &f) { return f.name == name; }))
        name = parameter.string("in").str() + "_" + name;
      seen.insert(parameter.string("in").str() + " " + parameter.string("name").str());
      const json::Value *required = parameter.get("required");
      addField(fields, name, schemaOf(parameter), required && required->asBool() && *required->asBool());
    }
    if (body) {
      const json::Value &request = resolve(*body);
      const json::Value *required = request.get("required");
      addField(fields, "body", schemaOf(request), required && required->asBool() && *required->asBool());
    }
    return types_.record(fields);
  }

  static void drop(std::vector<ir::Field> &fields, const std::string &name) {
    fields.erase(std::remove_if(fields.begin(), fields.end(), [&](const ir::Field &f) { return f.name == name; }),
                 fields.end());
  }

  void addField(std::vector<ir::Field> &fields, const std::string &name, const json::Value *schema, bool required) {
    static const json::Value anything{true};
    const ir::Type *type = reader_.read(schema ? *schema : anything, "args." + name);
    texts_.push_back(std::make_unique<std::string>(name));
    fields.push_back({*texts_.back(), required ? type : types_.optional(type)});
  }

  /// The schema of a parameter, a request or a response: its own, or that of its JSON content.
  const json::Value *schemaOf(const json::Value &carrier) const {
    if (const json::Value *schema = carrier.get("schema"))
      return schema;
    const json::Value *content = carrier.get("content");
    if (!content || !content->asObject())
      return nullptr;
    for (const auto &[type, media] : *content->asObject())
      if (StringRef(type).startswith("application/json") || StringRef(type).endswith("+json"))
        return media.get("schema");
    return nullptr;
  }

  void readResult(ManifestTool &tool, const json::Value *responses) {
    tool.result = types_.simple(ir::TypeKind::Json);
    if (!responses || !responses->asObject())
      return;
    for (const auto &[status, response] : *responses->asObject()) {
      const json::Value *schema = StringRef(status).startswith("2") ? schemaOf(resolve(response)) : nullptr;
      if (!schema)
        continue;
      const ir::Type *type = reader_.read(*schema, "result");
      tool.result = tool.saysResult && tool.result != type ? types_.simple(ir::TypeKind::Json) : type;
      tool.saysResult = true;
    }
  }

  /// Everything that says what the operation takes, with what its references stand for: a change of a shared component
  /// changes the tools that use it.
  json::Value identity(StringRef method, const std::string &path, const json::Array &parameters,
                       const json::Value *body) const {
    json::Object whole{{"method", json::Value(method.str())}, {"path", json::Value(path)}};
    whole.emplace_back("parameters", json::Value(parameters));
    if (body)
      whole.emplace_back("requestBody", *body);
    std::map<std::string, json::Value> referenced;
    std::vector<json::Value> waiting{json::Value(whole)};
    while (!waiting.empty()) {
      json::Value next = waiting.back();
      waiting.pop_back();
      collect(next, referenced, waiting);
    }
    json::Object components(referenced.begin(), referenced.end());
    if (!components.empty())
      whole.emplace_back("components", json::Value(std::move(components)));
    return json::Value(std::move(whole));
  }

  /// Adds what the references in a value stand for, to be searched in their turn.
  void collect(const json::Value &value, std::map<std::string, json::Value> &referenced,
               std::vector<json::Value> &waiting) const {
    if (const json::Array *items = value.asArray())
      waiting.insert(waiting.end(), items->begin(), items->end());
    if (!value.asObject())
      return;
    for (const auto &[name, member] : *value.asObject()) {
      waiting.push_back(member);
      const json::Value *target = name == "$ref" && member.asString() ? reader_.follow(*member.asString()) : nullptr;
      if (target && referenced.emplace(*member.asString(), *target).second)
        waiting.push_back(*target);
    }
  }

  ir::TypeTable &types_;
  const json::Value &document_;
  SchemaReader reader_;
  std::vector<ManifestTool> tools_;
  std::set<std::string> names_;
  std::vector<std::unique_ptr<std::string>> texts_; ///< the names that fields point at until they are interned
  std::string problem_;
};

} // namespace

Manifest readOpenApi(ir::TypeTable &types, StringRef text) {
  auto parsed = json::parse(text, {.depth = 256});
  if (auto *error = std::get_if<json::Error>(&parsed)) {
    bool yaml = text.ltrim().startswith("openapi") || text.ltrim().startswith("#");
    return ManifestError{yaml ? "it is YAML; Onus reads OpenAPI as JSON" : "it is no JSON: " + error->message};
  }
  return OpenApiReader(types, std::get<json::Value>(parsed)).run();
}

} // namespace onus::check::surfaces
