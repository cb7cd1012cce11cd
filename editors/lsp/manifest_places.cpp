// SPDX-License-Identifier: Apache-2.0
#include "lsp/manifest_places.h"

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"

namespace onus::lsp {

namespace {

/// How far references and alternatives of a schema are followed.
constexpr unsigned deepest = 24;

/// A value, with the place of what names it.
struct Found {
  const JsonPlace *value = nullptr;
  uint32_t nameBegin = 0, nameEnd = 0;
  explicit operator bool() const { return value != nullptr; }
};

llvm::ArrayRef<JsonPlace> itemsOf(const JsonPlace *list) {
  return list ? llvm::ArrayRef(list->items) : llvm::ArrayRef<JsonPlace>();
}

llvm::ArrayRef<JsonPlace::Member> membersOf(const JsonPlace *object) {
  return object ? llvm::ArrayRef(object->members) : llvm::ArrayRef<JsonPlace::Member>();
}

Found named(const JsonPlace::Member *member) {
  return member ? Found{&member->value, member->begin, member->end} : Found{};
}

/// One that another member names, as `"name": "amount"` does.
Found namedBy(const JsonPlace &value, llvm::StringRef member) {
  const JsonPlace *name = value.get(member);
  return name && name->end > name->begin + 1 ? Found{&value, name->begin + 1, name->end - 1}
                                             : Found{&value, value.begin, value.begin};
}

class Manifest {
public:
  explicit Manifest(const JsonPlace &document) : document_(document) {}
  virtual ~Manifest() = default;

  virtual Found tool(llvm::StringRef name) const = 0;
  /// The schema of the arguments (a path that begins with `args`) or of the result, entered as far as the first step.
  virtual Found first(const JsonPlace &tool, llvm::StringRef root, llvm::StringRef step) const = 0;

  /// What a `$ref` stands for, here or in the document around; any other value is itself.
  const JsonPlace &resolved(const JsonPlace &value, const JsonPlace &base) const {
    const JsonPlace *at = &value;
    for (unsigned steps = 0; steps < deepest; ++steps) {
      llvm::StringRef reference = at->string("$ref");
      const JsonPlace *target = reference.consume_front("#") ? follow(base, reference) : nullptr;
      if (!target)
        break;
      at = target;
    }
    return *at;
  }

  /// A member of what a schema describes; in its alternatives too.
  Found member(const JsonPlace &schema, const JsonPlace &base, llvm::StringRef name, unsigned depth = 0) const {
    const JsonPlace &here = resolved(schema, base);
    if (const JsonPlace *properties = here.get("properties"))
      if (Found found = named(properties->member(name)))
        return found;
    for (const char *word : {"allOf", "anyOf", "oneOf"})
      if (const JsonPlace *parts = here.get(word); parts && depth < deepest)
        for (const JsonPlace &part : parts->items)
          if (Found found = member(part, base, name, depth + 1))
            return found;
    for (const char *word : {"then", "else"})
      if (const JsonPlace *part = here.get(word); part && depth < deepest)
        if (Found found = member(*part, base, name, depth + 1))
          return found;
    return {};
  }

  Found items(const JsonPlace &schema, const JsonPlace &base) const {
    const JsonPlace &here = resolved(schema, base);
    for (const char *word : {"items", "additionalProperties"})
      if (const JsonPlace::Member *found = here.member(word))
        return named(found);
    return {};
  }

  /// The schema that something carries; most are one.
  virtual const JsonPlace &schemaOf(const JsonPlace &carrier) const { return carrier; }
  /// What references in a part of a tool point into.
  virtual const JsonPlace &baseOf(const JsonPlace &tool, llvm::StringRef root) const = 0;

protected:
  const JsonPlace &document_;

private:
  static const JsonPlace *follow(const JsonPlace &base, llvm::StringRef pointer) {
    const JsonPlace *at = &base;
    llvm::SmallVector<llvm::StringRef> steps;
    pointer.split(steps, '/', -1, /*KeepEmpty=*/false);
    for (llvm::StringRef step : steps) {
      std::string name;
      for (size_t index = 0; index < step.size(); ++index)
        if (step[index] == '~' && index + 1 < step.size())
          name += step[++index] == '1' ? '/' : '~';
        else
          name += step[index];
      at = at ? at->get(name) : nullptr;
    }
    return at;
  }
};

/// The result of `tools/list`: references of a schema point into that schema.
class McpManifest : public Manifest {
public:
  using Manifest::Manifest;

  Found tool(llvm::StringRef name) const override {
    const JsonPlace *result = document_.get("result");
    const JsonPlace &list = result && !document_.get("tools") ? *result : document_;
    const JsonPlace *tools = list.items.empty() ? list.get("tools") : &list;
    for (const JsonPlace &each : itemsOf(tools))
      if (each.string("name") == name)
        return namedBy(each, "name");
    return {};
  }

  Found first(const JsonPlace &tool, llvm::StringRef root, llvm::StringRef step) const override {
    const JsonPlace::Member *schema = tool.member(root == "args" ? "inputSchema" : "outputSchema");
    if (!schema || step.empty())
      return named(schema);
    return member(schema->value, schema->value, step);
  }

  const JsonPlace &baseOf(const JsonPlace &tool, llvm::StringRef root) const override {
    const JsonPlace *schema = tool.get(root == "args" ? "inputSchema" : "outputSchema");
    return schema ? *schema : document_;
  }
};

/// An OpenAPI document: parameters and the body are the arguments, references point into the document.
class OpenApiManifest : public Manifest {
public:
  using Manifest::Manifest;

  Found tool(llvm::StringRef name) const override {
    const JsonPlace *paths = document_.get("paths");
    for (const JsonPlace::Member &path : membersOf(paths))
      for (const JsonPlace::Member &method : resolved(path.value, document_).members) {
        llvm::StringRef id = method.value.string("operationId");
        if (!id.empty() && id == name)
          return namedBy(method.value, "operationId");
        if (id.empty() && name == method.name + " " + path.name)
          return named(&method);
      }
    return {};
  }

  Found first(const JsonPlace &tool, llvm::StringRef root, llvm::StringRef step) const override {
    if (root == "result")
      return result(tool, step);
    if (step == "body")
      return named(tool.member("requestBody"));
    if (const JsonPlace *own = tool.get("parameters"))
      if (Found found = parameter(*own, step))
        return found;
    const JsonPlace *item = pathOf(tool);
    const JsonPlace *shared = item ? item->get("parameters") : nullptr;
    return shared ? parameter(*shared, step) : Found{};
  }

  const JsonPlace &baseOf(const JsonPlace &, llvm::StringRef) const override { return document_; }

  /// The schema of a parameter, a body or a response: its own, or that of its content.
  const JsonPlace &schemaOf(const JsonPlace &carrier) const override {
    const JsonPlace &here = resolved(carrier, document_);
    if (const JsonPlace *schema = here.get("schema"))
      return *schema;
    const JsonPlace *content = here.get("content");
    for (const JsonPlace::Member &kind : membersOf(content))
      if (const JsonPlace *schema = kind.value.get("schema"))
        return *schema;
    return here;
  }

private:
  Found parameter(const JsonPlace &list, llvm::StringRef name) const {
    for (const JsonPlace &each : list.items) {
      const JsonPlace &here = resolved(each, document_);
      llvm::StringRef own = here.string("name");
      if (own == name || here.string("in").str() + "_" + own.str() == name)
        return namedBy(here, "name");
    }
    return {};
  }

  Found result(const JsonPlace &tool, llvm::StringRef step) const {
    const JsonPlace *responses = tool.get("responses");
    for (const JsonPlace::Member &each : membersOf(responses))
      if (llvm::StringRef(each.name).startswith("2"))
        return step.empty() ? named(&each) : member(schemaOf(each.value), document_, step);
    return {};
  }

  /// The path whose operation this is.
  const JsonPlace *pathOf(const JsonPlace &tool) const {
    const JsonPlace *paths = document_.get("paths");
    for (const JsonPlace::Member &path : membersOf(paths)) {
      const JsonPlace &item = resolved(path.value, document_);
      if (llvm::any_of(item.members, [&](const JsonPlace::Member &each) { return &each.value == &tool; }))
        return &item;
    }
    return nullptr;
  }
};

/// One of the texts that a schema lists.
Found listed(const JsonPlace &schema, llvm::StringRef word) {
  if (const JsonPlace *only = schema.get("const"); only && only->text == word)
    return {only, only->begin, only->end};
  const JsonPlace *all = schema.get("enum");
  for (const JsonPlace &each : itemsOf(all))
    if (each.text == word)
      return {&each, each.begin, each.end};
  return {};
}

/// `filter.items[]` entered step by step.
class Path {
public:
  Path(const Manifest &manifest, const JsonPlace &tool, llvm::StringRef path) : manifest_(manifest), tool_(tool) {
    path.split(steps_, '.');
    root_ = nameOf(steps_.front());
  }

  Found find(llvm::StringRef word) const {
    const JsonPlace &base = manifest_.baseOf(tool_, root_);
    // Of `result[].id` the first step goes into the list; of `args.amount` it is a member.
    bool whole = steps_.size() == 1 || steps_.front() != root_;
    Found found = manifest_.first(tool_, root_, whole ? "" : nameOf(steps_[1]));
    enter(found, steps_[whole ? 0 : 1], base);
    for (size_t next = whole ? 1 : 2; found && next < steps_.size(); ++next) {
      found = manifest_.member(manifest_.schemaOf(*found.value), base, nameOf(steps_[next]));
      enter(found, steps_[next], base);
    }
    if (!found || word.empty())
      return found;
    Found text = listed(manifest_.resolved(manifest_.schemaOf(*found.value), base), word);
    return text ? text : found;
  }

private:
  static llvm::StringRef nameOf(llvm::StringRef step) { return step.split('[').first; }

  void enter(Found &found, llvm::StringRef step, const JsonPlace &base) const {
    for (size_t lists = step.count("[]"); lists > 0 && found; --lists)
      found = manifest_.items(manifest_.schemaOf(*found.value), base);
  }

  const Manifest &manifest_;
  const JsonPlace &tool_;
  llvm::SmallVector<llvm::StringRef> steps_;
  llvm::StringRef root_;
};

std::optional<ManifestPlace> placeIn(const Manifest &manifest, llvm::StringRef tool, llvm::StringRef path,
                                     llvm::StringRef word) {
  Found found = manifest.tool(tool);
  if (found && !path.empty())
    found = Path(manifest, *found.value, path).find(word);
  if (!found)
    return std::nullopt;
  return ManifestPlace{found.value->begin, found.value->end, found.nameBegin, found.nameEnd};
}

} // namespace

std::optional<ManifestPlace> manifestPlace(llvm::StringRef text, llvm::StringRef format, llvm::StringRef tool,
                                           llvm::StringRef path, llvm::StringRef word) {
  auto document = jsonPlaces(text);
  if (!document)
    return std::nullopt;
  return format == "openapi" ? placeIn(OpenApiManifest(*document), tool, path, word)
                             : placeIn(McpManifest(*document), tool, path, word);
}

} // namespace onus::lsp
