// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "lsp/session.h"

#include <map>

namespace onus::lsp {

/// Edits of several files, in the form that the client takes.
class AnnotatedEdit {
public:
  explicit AnnotatedEdit(const Session &session) : session_(session) {}

  /// Why some of the edits are made, for clients that ask about each reason; the key names it in `add`.
  void annotate(std::string key, std::string label, bool needsConfirmation);
  /// `annotation` is empty, or the key of one.
  void add(const std::string &uri, Span span, std::string text, const std::string &annotation = {});
  bool isEmpty() const { return edits_.empty(); }
  json::Value json() const;

private:
  struct Annotation {
    std::string label;
    bool needsConfirmation = false;
  };
  struct Edit {
    Span span;
    std::string text;
    std::string annotation;
  };
  json::Array editsOf(const std::vector<Edit> &edits, bool annotated) const;

  const Session &session_;
  std::map<std::string, Annotation> annotations_;
  std::map<std::string, std::vector<Edit>> edits_; ///< by URI
};

} // namespace onus::lsp
