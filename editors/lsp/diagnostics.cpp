// SPDX-License-Identifier: Apache-2.0
#include "lsp/diagnostics.h"

#include "source/paths.h"

#include "llvm/ADT/STLExtras.h"

namespace onus::lsp {

using diagnostics::Diagnostic;
using diagnostics::Severity;

namespace {

enum Tag { Unnecessary = 1, Deprecated = 2 };

int severityOf(Severity severity) {
  switch (severity) {
  case Severity::Error:
    return 1;
  case Severity::Warning:
    return 2;
  case Severity::Note:
    return 3;
  }
  return 1;
}

/// What the editor may show paler, or struck through.
std::optional<Tag> tagOf(llvm::StringRef name) {
  if (name.startswith("unused-"))
    return Unnecessary;
  return name.contains("superseded") || name.contains("deprecated") ? std::optional(Deprecated) : std::nullopt;
}

/// The message with everything that has no place of its own.
std::string messageOf(const Diagnostic &diagnostic, bool withRelated) {
  std::string text = diagnostic.message;
  if (!diagnostic.label.empty())
    text += "\n" + diagnostic.label;
  for (const std::string &note : diagnostic.notes)
    text += "\nnote: " + note;
  for (const diagnostics::Related &related : diagnostic.related)
    if (withRelated || !related.range.valid())
      text += "\nnote: " + related.message;
  if (!diagnostic.help.empty())
    text += "\nhelp: " + diagnostic.help;
  return text;
}

json::Array relatedOf(const Session &session, const Finding &finding) {
  json::Array related;
  auto add = [&](const diagnostics::Related &each) {
    if (!each.range.valid())
      return;
    if (auto location = session.workspace.location(finding, each.range))
      related.push_back(json::Object{{"location", *location}, {"message", each.message}});
  };
  llvm::for_each(finding.diagnostic->related, add);
  llvm::for_each(finding.diagnostic->flow, add);
  return related;
}

json::Value toJson(const Session &session, const Finding &finding, Span span) {
  const Diagnostic &diagnostic = *finding.diagnostic;
  const diagnostics::KindInfo &kind = info(diagnostic);
  bool relates = session.client.supports({"textDocument", "publishDiagnostics", "relatedInformation"}) ||
                 session.client.supports({"textDocument", "diagnostic", "relatedInformation"});
  std::string code(kind.code);
  json::Object result{{"range", lsp::toJson(span)},
                      {"severity", json::Value::integer(severityOf(diagnostic.severity))},
                      {"code", code},
                      {"source", "onus"},
                      {"message", messageOf(diagnostic, !relates)}};
  if (session.client.supports({"textDocument", "publishDiagnostics", "codeDescriptionSupport"}) ||
      session.client.pullsDiagnostics())
    if (const std::string &page = session.workspace.shipped().page(kind); !page.empty())
      result.push_back({"codeDescription", json::Object{{"href", uriOf(page)}}});
  json::Array related = relates ? relatedOf(session, finding) : json::Array();
  if (!related.empty())
    result.push_back({"relatedInformation", std::move(related)});
  if (auto tag = tagOf(kind.name))
    result.push_back({"tags", json::Array{json::Value::integer(*tag)}});
  return result;
}

/// `onus.toml:3:4`, or a path alone: the path, and where in it (from 0).
std::pair<std::string, Position> placeOfProblem(llvm::StringRef where) {
  uint32_t numbers[2] = {1, 1};
  llvm::StringRef path = where;
  auto [head, column] = where.rsplit(':');
  auto [file, line] = head.rsplit(':');
  if (!file.empty() && !line.getAsInteger(10, numbers[0]) && !column.getAsInteger(10, numbers[1]))
    path = file;
  else
    numbers[0] = numbers[1] = 1;
  return {source::absolutePath(path), {numbers[0] - 1, numbers[1] - 1}};
}

json::Value toJson(const source::LoadProblem &problem, Position at) {
  bool remark = problem.kind == source::LoadProblem::Kind::Remark;
  return json::Object{{"range", lsp::toJson(Span{at, at})},
                      {"severity", json::Value::integer(severityOf(remark ? Severity::Note : Severity::Error))},
                      {"source", "onus"},
                      {"message", problem.message + (problem.help.empty() ? "" : "\nhelp: " + problem.help)}};
}

json::Array problemsOf(const Session &session, llvm::StringRef path) {
  json::Array result;
  for (const source::LoadProblem &problem : session.workspace.problems())
    if (auto [where, at] = placeOfProblem(problem.path); where == path)
      result.push_back(toJson(problem, at));
  return result;
}

} // namespace

json::Value diagnosticsOf(const Session &session, llvm::StringRef path) {
  json::Array result;
  for (const Finding &finding : session.workspace.findings(path))
    if (auto span = session.workspace.span(finding, finding.diagnostic->range))
      result.push_back(toJson(session, finding, *span));
  llvm::append_range(result, problemsOf(session, path));
  return result;
}

std::vector<std::string> pathsToTell(const Session &session) {
  std::vector<std::string> paths = session.workspace.pathsWithFindings();
  for (const source::LoadProblem &problem : session.workspace.problems())
    paths.push_back(placeOfProblem(problem.path).first);
  llvm::sort(paths);
  paths.erase(std::unique(paths.begin(), paths.end()), paths.end());
  return paths;
}

void Publisher::publish(Session &session) {
  std::set<std::string> paths;
  for (std::string &path : pathsToTell(session))
    paths.insert(std::move(path));
  for (const auto &[path, told] : told_)
    paths.insert(path);
  for (const auto &document : session.documents.all())
    paths.insert(document->path);
  for (const std::string &path : paths)
    publish(session, path);
}

void Publisher::publish(Session &session, const std::string &path) {
  auto document = session.documents.findPath(path);
  Told now{{}, json::write(problemsOf(session, path)), document ? std::optional(document->version) : std::nullopt};
  for (const Finding &finding : session.workspace.findings(path))
    now.findings.push_back(finding.diagnostic);
  auto before = told_.find(path);
  bool nothing = now.findings.empty() && now.problems == "[]";
  if (before == told_.end() ? nothing && !document : before->second == now)
    return;
  json::Object params{{"uri", document ? document->uri : uriOf(path)}};
  if (document && session.client.supports({"textDocument", "publishDiagnostics", "versionSupport"}))
    params.push_back({"version", json::Value::integer(document->version)});
  params.push_back({"diagnostics", diagnosticsOf(session, path)});
  session.client.notify("textDocument/publishDiagnostics", std::move(params));
  if (nothing && !document)
    told_.erase(path);
  else
    told_[path] = std::move(now);
}

} // namespace onus::lsp
