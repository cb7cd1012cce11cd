// SPDX-License-Identifier: Apache-2.0
#include "lint/hands.h"
#include "lint/pass.h"

namespace onus::lint {

namespace {

void check(const check::Exception &exception, Pass &pass) {
  const check::Party &requester = *exception.waiver.requestedBy;
  if (!sameHands(exception.alert, &requester))
    return;
  std::string sameness = samenessOf(*exception.alert, requester);
  pass.report(exception.decl->monitor->alert.range,
              "who asked for exception `{}` is the one told when it is used too "
              "often",
              exception.name)
      .label(sameness.empty() ? "uses it and watches its use" : sameness)
      .related(exception.waiver.syntax->requestedBy.range, "requested here")
      .help("alert somebody who does not need the exception");
}

} // namespace

extern const Rule requester_watches_own_exception = {
    .name = "requester-watches-own-exception",
    .category = Category::Suspicious,
    .summary = "the alert about an exception's use goes to who asked for the exception",
    .exception = check,
};

} // namespace onus::lint
