// SPDX-License-Identifier: Apache-2.0
#include "lint/pass.h"
#include "lint/text_forms.h"

namespace onus::lint {

namespace {

/// What a description needs for no honest purpose. Advice on how to use the tool, however loud, is not among it.
constexpr TextForm forms[] = {
    {"tells the model to forget its instructions",
     R"((?i)\b(?:ignore|disregard|forget|override|bypass)\b[^.\n]{0,40}\b(?:previous|prior|above|earlier|preceding|other|existing|all|system)\b[^.\n]{0,40}\b(?:instructions?|prompts?|rules|guidelines|directions|guardrails)\b)"},
    {"tells the model to keep something from the user",
     R"((?i)\b(?:do not|don't|never|without|must not)\s{1,3}(?:ever\s{1,3})?(?:tell(?:ing)?|mention(?:ing)?|inform(?:ing)?|notify(?:ing)?|reveal(?:ing)?|alert(?:ing)?|disclos(?:e|ing)|explain(?:ing)?)\b[^.\n]{0,60}\b(?:users?|persons?|humans?|anyone|anybody|people)\b)"},
    {"speaks to the model in marked-up orders",
     R"((?i)<\s{0,3}/?\s{0,3}(?:important|system|instructions?|secret|admin|assistant|critical)\s{0,3}>|\[/?INST\]|<\|[a-z_]{1,20}\|>)"},
    {"names where keys and passwords lie",
     R"((?i)~/\.(?:ssh|aws|gnupg|cursor|kube|netrc)\b|\bid_(?:rsa|ed25519)\b|/etc/(?:passwd|shadow)\b)"},
    {"gives orders about the tools of others",
     R"((?i)\b(?:instead of|rather than|before|after|prior to)\s{1,3}(?:using\s{1,3}|calling\s{1,3}|invoking\s{1,3})?(?:any|every|all|each)(?:\s{1,3}of the)?\s{1,3}other\s{1,3}tools?\b)"},
};

const std::vector<CompiledForm> &compiled() {
  static const std::vector<CompiledForm> all = compile(forms);
  return all;
}

void check(const check::Tool &tool, Pass &pass) {
  for (const CompiledForm &form : compiled()) {
    auto found = form.regex.findAll(tool.description);
    if (!found || found->empty())
      continue;
    pass.report(tool.range, "the description of tool `{}` {}", tool.qualified, form.what)
        .label("the model reads this as if you had written it")
        .note("it says: “" + found->front() + "”")
        .help(
            "read the whole description; ask whoever runs the server, or leave the tool out of the surface's systems");
  }
}

} // namespace

extern const Rule instructions_in_description = {
    .name = "instructions-in-description",
    .category = Category::Safety,
    .level = Level::Warn,
    .summary = "what a server says about its tool gives the model orders of another kind",
    .tool = check,
};

} // namespace onus::lint
