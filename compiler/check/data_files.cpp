// SPDX-License-Identifier: Apache-2.0
#include "check/data_files.h"

#include "base/decimal.h"
#include "base/time.h"
#include "ir/address.h"

#include "llvm/ADT/STLExtras.h"

#include <optional>

namespace onus::check {
namespace {

using ir::TypeKind;

std::string describe(const json::Value &value) {
  if (value.isNull())
    return "null";
  if (value.asBool())
    return "a bool";
  if (value.asNumber())
    return "a number";
  if (value.asString())
    return "a text";
  return value.asArray() ? "a list" : "an object";
}

/// Walks a value beside its type; the first misfit ends it.
class Fitter {
public:
  std::optional<json::Value> fit(const json::Value &value, const ir::Type *type, const std::string &path);
  std::string problem;

private:
  std::optional<json::Value> refuse(const std::string &path, const std::string &what);
  std::optional<json::Value> list(const json::Value &value, const ir::Type *type, const std::string &path);
  std::optional<json::Value> map(const json::Value &value, const ir::Type *type, const std::string &path);
  std::optional<json::Value> record(const json::Value &value, const ir::Type *type, const std::string &path);
  bool scalarFits(const json::Value &value, const ir::Type *type) const;
};

std::optional<json::Value> Fitter::refuse(const std::string &path, const std::string &what) {
  problem = "`" + path + "` " + what;
  return std::nullopt;
}

bool Fitter::scalarFits(const json::Value &value, const ir::Type *type) const {
  const std::string *text = value.asString();
  const json::Number *number = value.asNumber();
  switch (type->kind) {
  case TypeKind::Error:
  case TypeKind::Json:
    return true;
  case TypeKind::Bool:
    return value.asBool() != nullptr;
  case TypeKind::Int:
    return number && parseInt(number->text);
  case TypeKind::Decimal:
    return number && Decimal::parse(number->text);
  case TypeKind::String:
    return text != nullptr;
  case TypeKind::Union:
    return text && llvm::is_contained(type->literals, llvm::StringRef(*text));
  case TypeKind::Duration:
    return text && parseDuration(*text);
  case TypeKind::Date:
    return text && parseDay(*text);
  case TypeKind::Instant:
    return text && parseInstant(*text);
  case TypeKind::Ip:
    return text && ir::IpAddress::parse(*text);
  case TypeKind::Cidr:
    return text && ir::CidrBlock::parse(*text);
  case TypeKind::Null:
  case TypeKind::Content:
  case TypeKind::Pattern:
  case TypeKind::List:
  case TypeKind::Map:
  case TypeKind::Set:
  case TypeKind::Record:
  case TypeKind::Optional:
    return false;
  }
  return false;
}

std::optional<json::Value> Fitter::fit(const json::Value &value, const ir::Type *type, const std::string &path) {
  if (type->isOptional())
    return fit(value, type->element, path);
  if (type->kind == TypeKind::List || type->kind == TypeKind::Set)
    return list(value, type, path);
  if (type->kind == TypeKind::Map)
    return map(value, type, path);
  if (type->kind == TypeKind::Record)
    return record(value, type, path);
  if (scalarFits(value, type))
    return value;
  std::string shown = value.asString() || value.asNumber() || value.asBool() ? json::write(value) : describe(value);
  return refuse(path,
                "is " + (shown.size() > 40 ? describe(value) : shown) + ", and `" + ir::print(type) + "` is wanted");
}

std::optional<json::Value> Fitter::list(const json::Value &value, const ir::Type *type, const std::string &path) {
  const json::Array *items = value.asArray();
  if (!items)
    return refuse(path, "is " + describe(value) + ", and `" + ir::print(type) + "` is wanted");
  json::Array made;
  for (size_t at = 0; at < items->size(); ++at) {
    auto item = fit((*items)[at], type->element, path + "[" + std::to_string(at) + "]");
    if (!item)
      return std::nullopt;
    made.push_back(std::move(*item));
  }
  if (type->max && static_cast<int64_t>(made.size()) > type->max)
    return refuse(path,
                  "holds " + std::to_string(made.size()) + " items, more than the type's " + std::to_string(type->max));
  if (type->kind == TypeKind::Set) {
    auto before = [](const json::Value &a, const json::Value &b) { return json::write(a) < json::write(b); };
    auto same = [](const json::Value &a, const json::Value &b) { return json::write(a) == json::write(b); };
    std::sort(made.begin(), made.end(), before);
    made.erase(std::unique(made.begin(), made.end(), same), made.end());
  }
  return json::Value(std::move(made));
}

std::optional<json::Value> Fitter::map(const json::Value &value, const ir::Type *type, const std::string &path) {
  const json::Object *members = value.asObject();
  if (!members)
    return refuse(path, "is " + describe(value) + ", and `" + ir::print(type) + "` is wanted");
  json::Object made;
  for (const auto &[name, member] : *members) {
    auto fitted = fit(member, type->element, path + "[\"" + name + "\"]");
    if (!fitted)
      return std::nullopt;
    made.emplace_back(name, std::move(*fitted));
  }
  return json::Value(std::move(made));
}

std::optional<json::Value> Fitter::record(const json::Value &value, const ir::Type *type, const std::string &path) {
  const json::Object *members = value.asObject();
  if (!members)
    return refuse(path, "is " + describe(value) + ", and `" + ir::print(type) + "` is wanted");
  json::Object made;
  for (const auto &[name, member] : *members) {
    const ir::Field *field = type->field(name);
    if (!field && !type->open)
      return refuse(path + "." + name, "is unknown to `" + ir::print(type) + "`");
    auto fitted = field ? fit(member, field->type, path + "." + name) : std::optional(member);
    if (!fitted)
      return std::nullopt;
    made.emplace_back(name, std::move(*fitted));
  }
  for (const ir::Field &field : type->fields)
    if (!field.type->isOptional() && !value.get(field.name))
      return refuse(path + "." + field.name.str(), "is missing");
  return json::Value(std::move(made));
}

DataResult fitted(const json::Value &value, const ir::Type *type) {
  Fitter fitter;
  auto made = fitter.fit(value, type, "$");
  if (!made)
    return DataProblem{fitter.problem};
  return *made;
}

using Row = std::vector<std::string>;

/// RFC 4180: rows of cells; a quoted cell may hold commas, line breaks and doubled quotes.
bool parseCsv(llvm::StringRef bytes, std::vector<Row> &rows, std::string &problem) {
  size_t at = 0;
  while (at < bytes.size()) {
    Row row;
    for (;;) {
      std::string cell;
      if (at < bytes.size() && bytes[at] == '"') {
        for (++at; at < bytes.size(); ++at) {
          if (bytes[at] == '"' && (at + 1 == bytes.size() || bytes[at + 1] != '"'))
            break;
          at += bytes[at] == '"';
          cell += bytes[at];
        }
        if (at == bytes.size()) {
          problem = "a quote in line " + std::to_string(rows.size() + 1) + " is never closed";
          return false;
        }
        ++at;
      } else {
        size_t end = std::min(bytes.find_first_of(",\r\n", at), bytes.size());
        cell = bytes.slice(at, end).str();
        at = end;
      }
      row.push_back(std::move(cell));
      if (at == bytes.size() || bytes[at] != ',')
        break;
      ++at;
    }
    if (at < bytes.size() && bytes[at] == '\r')
      ++at;
    if (at < bytes.size() && bytes[at] == '\n')
      ++at;
    else if (at < bytes.size()) {
      problem = "text follows a closing quote in line " + std::to_string(rows.size() + 1);
      return false;
    }
    rows.push_back(std::move(row));
  }
  return true;
}

/// A cell as the JSON value that its type reads.
json::Value cellValue(const std::string &cell, const ir::Type *type) {
  TypeKind kind = type->isOptional() ? type->element->kind : type->kind;
  if (kind == TypeKind::Bool && (cell == "true" || cell == "false"))
    return cell == "true";
  bool number = kind == TypeKind::Int       ? parseInt(cell).has_value()
                : kind == TypeKind::Decimal ? Decimal::parse(cell).has_value()
                                            : false;
  if (number)
    return json::Number{cell};
  return cell;
}

DataResult csvRecords(const std::vector<Row> &rows, const ir::Type *type) {
  json::Array records;
  for (size_t at = 1; at < rows.size(); ++at) {
    if (rows[at].size() != rows[0].size())
      return DataProblem{"line " + std::to_string(at + 1) + " has " + std::to_string(rows[at].size()) +
                         " cells, and the first has " + std::to_string(rows[0].size())};
    json::Object record;
    for (size_t column = 0; column < rows[0].size(); ++column) {
      const ir::Field *field = type->element->field(rows[0][column]);
      if (field && field->type->isOptional() && rows[at][column].empty())
        continue;
      record.emplace_back(rows[0][column],
                          field ? cellValue(rows[at][column], field->type) : json::Value(rows[at][column]));
    }
    records.push_back(json::Value(std::move(record)));
  }
  return fitted(json::Value(std::move(records)), type);
}

bool isPlain(const ir::Type *type) {
  return type->kind != TypeKind::Record && type->kind != TypeKind::List && type->kind != TypeKind::Map &&
         type->kind != TypeKind::Set && type->kind != TypeKind::Json;
}

bool isSequence(const ir::Type *type) { return type->kind == TypeKind::List || type->kind == TypeKind::Set; }

} // namespace

bool formatGives(llvm::StringRef format, const ir::Type *type) {
  if (type->isError() || format == "json")
    return true;
  if (format == "text")
    return type->kind == TypeKind::String || (isSequence(type) && type->element->kind == TypeKind::String);
  if (!isSequence(type))
    return false;
  const ir::Type *element = type->element;
  return isPlain(element) || (type->kind == TypeKind::List && element->kind == TypeKind::Record &&
                              llvm::all_of(element->fields, [](const ir::Field &field) {
                                return isPlain(field.type->isOptional() ? field.type->element : field.type);
                              }));
}

DataResult readJsonData(llvm::StringRef bytes, const ir::Type *type) {
  auto parsed = json::parse(bytes);
  if (auto *error = std::get_if<json::Error>(&parsed))
    return DataProblem{error->message + " (byte " + std::to_string(error->offset) + ")"};
  return fitted(std::get<json::Value>(parsed), type);
}

DataResult readCsvData(llvm::StringRef bytes, const ir::Type *type) {
  std::vector<Row> rows;
  std::string problem;
  bytes.consume_front("\xEF\xBB\xBF");
  if (!parseCsv(bytes, rows, problem))
    return DataProblem{problem};
  if (type->element->kind == TypeKind::Record)
    return rows.empty() ? DataResult(DataProblem{"it has no first line that names the columns"})
                        : csvRecords(rows, type);
  json::Array values;
  for (size_t at = 0; at < rows.size(); ++at) {
    if (rows[at].size() != 1)
      return DataProblem{"line " + std::to_string(at + 1) + " has " + std::to_string(rows[at].size()) +
                         " cells, and one value a line is wanted"};
    values.push_back(cellValue(rows[at][0], type->element));
  }
  return fitted(json::Value(std::move(values)), type);
}

DataResult readTextData(llvm::StringRef bytes, const ir::Type *type) {
  if (type->kind == TypeKind::String)
    return json::Value(bytes.str());
  json::Array lines;
  while (!bytes.empty()) {
    auto [line, rest] = bytes.split('\n');
    bytes = rest;
    line.consume_back("\r");
    if (!line.empty())
      lines.push_back(json::Value(line.str()));
  }
  return fitted(json::Value(std::move(lines)), type);
}

} // namespace onus::check
