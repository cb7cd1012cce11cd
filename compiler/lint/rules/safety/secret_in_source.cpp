// SPDX-License-Identifier: Apache-2.0
#include "lint/pass.h"
#include "lint/text_forms.h"

namespace onus::lint {

namespace {

/// Forms that a text has by nothing but intent. What a guardrail should find in other people's texts is wider
/// (`std.texts`): a finding here stops a build.
constexpr TextForm forms[] = {
    {"an access key of AWS", R"(\b(?:AKIA|ASIA)[0-9A-Z]{16}\b)"},
    {"a token of GitHub", R"(\b(?:gh[pousr]_[0-9A-Za-z]{36,255}|github_pat_[0-9A-Za-z_]{22,255}))"},
    {"a token of GitLab", R"(\bglpat-[0-9A-Za-z_\-]{20,255})"},
    {"a token of Slack", R"(\bxox[abeprs]-[0-9A-Za-z\-]{10,255})"},
    {"a key of Stripe", R"(\b[rs]k_(?:live|test)_[0-9A-Za-z]{16,255})"},
    {"a key of Google", R"(\bAIza[0-9A-Za-z_\-]{35})"},
    {"a token of npm", R"(\bnpm_[0-9A-Za-z]{36})"},
    {"a key of a model's provider", R"(\bsk-(?:proj-|ant-|svcacct-)[0-9A-Za-z_\-]{20,255})"},
    {"a signed token", R"(\beyJ[0-9A-Za-z_\-]{8,255}\.eyJ[0-9A-Za-z_\-]{8,255}\.[0-9A-Za-z_\-]{8,255})"},
    {"a private key", R"(-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----)"},
    {"an address with a password", R"(\b[a-z][a-z0-9+.\-]{1,20}://[^\s/:@\"<]{1,99}:[^\s/@\"<]{1,99}@)"},
};

const std::vector<CompiledForm> &compiled() {
  static const std::vector<CompiledForm> all = compile(forms);
  return all;
}

/// Tests show what is stopped, and a pattern its examples: both need texts of that form.
bool needsSecrets(const syntax::Decl &decl) {
  const auto *let = llvm::dyn_cast<syntax::LetDecl>(&decl);
  return llvm::isa<syntax::TestDecl>(decl) || (let && let->value && llvm::isa<syntax::PatternExpr>(let->value));
}

void check(const syntax::File &, const syntax::Decl &decl, Pass &pass) {
  if (needsSecrets(decl))
    return;
  llvm::StringRef text = pass.sources().text(decl.range);
  for (const CompiledForm &form : compiled()) {
    size_t from = 0;
    for (const std::string &match : form.regex.findAll(text).value_or(std::vector<std::string>())) {
      size_t at = text.find(match, from);
      from = at + match.size();
      if (llvm::StringRef(match).contains_insensitive("example"))
        continue;
      source::Range range{decl.range.file, decl.range.begin + static_cast<uint32_t>(at),
                          decl.range.begin + static_cast<uint32_t>(from)};
      pass.report(range, "this has the form of {}, and everybody who can read the policy can use it", form.what)
          .label("stays in the history of the repository")
          .help("revoke it and issue another; what an engine needs comes to it as context");
    }
  }
}

} // namespace

extern const Rule secret_in_source = {
    .name = "secret-in-source",
    .category = Category::Safety,
    .level = Level::Error,
    .summary = "a policy holds what looks like a key, a token or a password",
    .declaration = check,
};

} // namespace onus::lint
