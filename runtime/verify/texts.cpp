// SPDX-License-Identifier: Apache-2.0
#include "runtime/base/utf8.h"
#include "runtime/verify/verifier.h"

namespace onus::rt {

/// The texts, and the sections that hold nothing else.
bool Verifier::checkTexts() {
  Span<char> all = bundle_.rows<Section::Texts>();
  at(Section::Texts, 0);
  if (!require(isUtf8({all.data, all.size}), "the texts are no UTF-8"))
    return false;
  const Header &header = bundle_.header();
  if (!isText(header.policyDigest) || !isText(header.onusVersion))
    return failAt(0, "the header names no text");
  return each<Section::TextRefs>([&](TextRef ref) { return text(ref, "this is no text"); }) &&
         each<Section::Prints>([&](TextRef ref) { return text(ref, "this is no text"); }) &&
         each<Section::CodeSpans>([&](const SpanRow &row) { return span(row); }) &&
         each<Section::Sources>([&](const SourceRow &source) {
           return texts("its path or its digest is no text", source.path, source.digest);
         });
}

} // namespace onus::rt
