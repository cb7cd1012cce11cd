// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "lsp/meaning.h"
#include "lsp/session.h"

/// Where navigation leads: to a declaration, to a place in a manifest, to a file.
namespace onus::lsp {

struct Target {
  std::string uri;
  Span whole; ///< all that is shown there
  Span name;  ///< lies within it
};

/// The place of a name that stands in a declaration, and that declaration; nothing where its text is another now.
std::optional<Target> targetOf(const Session &session, const View &view, source::Range name, source::Range whole);
/// A declaration.
std::optional<Target> targetOf(const Session &session, const View &view, const syntax::Decl &decl);
/// What a tool's manifest says of it, of an argument or of a text that is listed there; the manifest's beginning where
/// it does not say it any more. Nothing for a tool without a manifest.
std::optional<Target> manifestTarget(const Session &session, const View &view, const check::Tool &tool,
                                     llvm::StringRef path = {}, llvm::StringRef word = {});
/// The beginning of a file.
Target fileTarget(llvm::StringRef path);

/// The text of a file as the editor has it, else as it is on disk.
std::optional<std::string> shownText(const Session &session, llvm::StringRef path);

/// The file that a source names (`from mcp "…"`): its absolute path; nothing where it lies outside of the project.
std::optional<std::string> namedFile(const View &view, source::FileId from, llvm::StringRef path);

/// What a request for places is answered with: links where the client takes them (`ability` is the member of its
/// `textDocument` that says so), else locations; null where there are none. `origin` is what was asked about.
json::Value answer(const Session &session, llvm::StringRef ability, const std::optional<Span> &origin,
                   const std::vector<Target> &targets);

} // namespace onus::lsp
