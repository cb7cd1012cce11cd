// SPDX-License-Identifier: Apache-2.0
#include "check/surfaces/manifest.h"

#include <algorithm>
#include <functional>
#include <map>
#include <set>

namespace onus::check::surfaces {
namespace {

using llvm::StringRef;

constexpr unsigned deepest = 256;
constexpr const char *methods[] = {"get", "put", "post", "delete", "options", "head", "patch", "trace"};

/// Reads the operations of one document.
class OpenApiReader {
public:
  OpenApiReader(ir::TypeTable &types, const json::Value &document)
      : types_(types), document_(document), reader_(types, document) {}

  Manifest run() {
    const json::Value *paths = document_.get("paths");
    if (document_.get("swagger"))
      return ManifestError{"it is Swagger " + document_.string("swagger", "2").str() +
                           ", and Onus reads OpenAPI 3; convert it first, for instance with `swagger2openapi`"};
    if (document_.asArray() || document_.get("tools") || document_.get("jsonrpc"))
      return ManifestError{"it looks like the result of `tools/list`; write `from mcp`"};
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
    reader_.setDirection(SchemaReader::Direction::Request);
    readArguments(tool, parameters, body);
    tool.notes = reader_.takeNotes();
    reader_.setDirection(SchemaReader::Direction::Response);
    readResult(tool, operation.get("responses"));
    reader_.takeNotes();
    tool.identity = identity(method, path, parameters, body);
    tool.digest = toolDigest(tool.name, description, tool.identity);
    tools_.push_back(std::move(tool));
  }

  static void append(json::Array &parameters, const json::Value *more) {
    if (more && more->asArray())
      parameters.insert(parameters.end(), more->asArray()->begin(), more->asArray()->end());
  }

  /// Headers of which OpenAPI says that they are no parameters.
  static bool isIgnored(const json::Value &parameter) {
    StringRef name = parameter.string("name");
    return parameter.string("in") == "header" &&
           (name.equals_insensitive("accept") || name.equals_insensitive("content-type") ||
            name.equals_insensitive("authorization"));
  }

  void readArguments(ManifestTool &tool, const json::Array &parameters, const json::Value *body) {
    std::vector<ir::Field> fields;
    std::set<std::string> seen;
    for (const json::Value &entry : parameters) {
      const json::Value &parameter = resolve(entry);
      std::string name = parameter.string("name").str();
      if (name.empty()) {
        problem_ = "a parameter of `" + tool.name + "` has no name, or its `$ref` points at nothing";
        return;
      }
      if (isIgnored(parameter))
        continue;
      std::string place = parameter.string("in").str() + " " + name;
      // An operation's parameter replaces that of its path; one of another place needs a name of its own.
      if (seen.count(place))
        drop(tool, fields, name);
      else if (std::any_of(fields.begin(), fields.end(), [&](const ir::Field &f) { return f.name == name; }))
        name = parameter.string("in").str() + "_" + name;
      seen.insert(place);
      addField(tool, fields, name, schemaOf(parameter, "args." + name), parameter);
    }
    if (body && !body->isNull()) {
      const json::Value &request = resolve(*body);
      addField(tool, fields, "body", schemaOf(request, "args.body"), request);
    }
    tool.args = types_.record(fields);
  }

  static void drop(ManifestTool &tool, std::vector<ir::Field> &fields, const std::string &name) {
    fields.erase(std::remove_if(fields.begin(), fields.end(), [&](const ir::Field &f) { return f.name == name; }),
                 fields.end());
    auto &arguments = tool.arguments;
    arguments.erase(std::remove_if(arguments.begin(), arguments.end(),
                                   [&](const ManifestArgument &argument) { return argument.name == name; }),
                    arguments.end());
  }

  /// `schema` is null where what it would be was noted already.
  void addField(ManifestTool &tool, std::vector<ir::Field> &fields, const std::string &name, const json::Value *schema,
                const json::Value &carrier) {
    const json::Value *said = carrier.get("required");
    bool required = said && said->asBool() && *said->asBool();
    const ir::Type *type = schema ? reader_.read(*schema, "args." + name) : types_.simple(ir::TypeKind::Json);
    texts_.push_back(std::make_unique<std::string>(name));
    fields.push_back({*texts_.back(), required ? type : types_.optional(type)});
    json::Object described;
    if (StringRef words = carrier.string("description"); !words.empty())
      described.emplace_back("description", json::Value(words.str()));
    if (schema)
      described.emplace_back("schema", resolve(*schema));
    tool.arguments.push_back({name, required, json::Value(std::move(described))});
  }

  /// The schema of a parameter, a request or a response: its own, or that of its content. Where there are several kinds
  /// of content that are not described alike, which one an engine passes is not known: null, with a note.
  const json::Value *schemaOf(const json::Value &carrier, const std::string &where) {
    if (const json::Value *schema = carrier.get("schema"))
      return schema;
    const json::Value *content = carrier.get("content");
    if (!content || !content->asObject() || content->asObject()->empty()) {
      reader_.unsaid(where, "the document has no schema of it");
      return nullptr;
    }
    const json::Value *found = nullptr;
    bool alike = true;
    for (const auto &[type, media] : *content->asObject()) {
      const json::Value *schema = media.get("schema");
      alike &= schema && (!found || json::write(*found) == json::write(*schema));
      found = found ? found : schema;
    }
    if (found && alike)
      return found;
    reader_.unsaid(where, content->asObject()->size() == 1
                              ? "the document has no schema of it"
                              : "it can be one of several kinds of content, each described in another way");
    return nullptr;
  }

  void readResult(ManifestTool &tool, const json::Value *responses) {
    tool.result = types_.simple(ir::TypeKind::Json);
    if (!responses || !responses->asObject())
      return;
    for (const auto &[status, response] : *responses->asObject()) {
      const json::Value *schema = StringRef(status).startswith("2") ? schemaOf(resolve(response), "result") : nullptr;
      if (!schema)
        continue;
      const ir::Type *type = reader_.read(*schema, "result");
      tool.result = tool.saysResult && tool.result != type ? types_.simple(ir::TypeKind::Json) : type;
      tool.saysResult = true;
      tool.resultSchema = *schema;
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
  auto document = readDocument(text, deepest);
  if (auto *error = std::get_if<ManifestError>(&document))
    return *error;
  return OpenApiReader(types, std::get<json::Value>(document)).run();
}

} // namespace onus::check::surfaces
