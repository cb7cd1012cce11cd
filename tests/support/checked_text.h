// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "support/split_files.h"
#include "syntax/parse/parse.h"

#include <memory>
#include <optional>

namespace onus::tests {

/// A program in memory, parsed, resolved and checked without the standard library.
struct CheckedText {
  source::SourceManager sources;
  diagnostics::Reporter reporter;
  Arena arena;
  std::vector<const syntax::File *> files;
  std::optional<resolve::Names> names;
  std::unique_ptr<MemoryReader> reader;
  std::unique_ptr<check::Program> program;

  /// `name code message` of every error, a line each.
  std::string errors() const {
    std::string out;
    for (const auto &diagnostic : reporter.all())
      if (diagnostic->severity == diagnostics::Severity::Error)
        out += std::string(diagnostics::info(*diagnostic).code) + " " + diagnostic->message + "\n";
    return out;
  }
};

/// The text may hold several files, after lines `// --- name`. The as-of date is 2026-11-22 unless another is given.
inline std::unique_ptr<CheckedText> checkText(llvm::StringRef text, llvm::StringRef asOf = "2026-11-22") {
  auto made = std::make_unique<CheckedText>();
  Files files = splitFiles(text);
  made->reader = std::make_unique<MemoryReader>(files);
  for (const auto &[name, content] : files)
    if (llvm::StringRef(name).endswith(".onus"))
      made->files.push_back(
          syntax::parse(made->sources, made->sources.add(name, content), made->arena, made->reporter));
  made->names = resolve::resolve(made->files, {}, made->sources, made->reporter);
  check::Options options;
  options.asOf = *parseDay(asOf);
  made->program = check::check(*made->names, made->sources, *made->reader, options, made->reporter);
  return made;
}

/// People, a sink, a surface with two tools and a system that enforces the package `desk`: what guardrails need around
/// them. The tools are `bank.pay` and `bank.list`.
inline constexpr llvm::StringLiteral deskPrelude = R"(package desk owner crew
organization desk_org {}
person head { email "head@desk.example" }
person safety { email "safety@desk.example" }
team crew { lead head contact slack "#crew" }
vendor maker { provides "the model" answers_to crew }
sink store { owner crew keep 400d }
effect moves(amount: decimal, to: list<string>) "Money leaves" { severity high }
surface bank {
  owner crew
  approved by safety on 2026-05-01
  tool pay(amount: decimal, kind: "gift" | "bill", notes: list<string> max 3, memo: string?)
    does moves(amount: amount, to: notes)
  tool list(limit: int, since: date?) does nothing
}
system teller {
  operator desk_org
  business crew
  engineering crew
  security crew
  model maker "m-1"
  surfaces bank
  enforces desk
}
duties usual {
  log inputs to store
  escalate to crew within 15m
  rollback disable bank.pay by crew within 15m
  fails closed
}
)";

} // namespace onus::tests
