// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "llvm/ADT/StringRef.h"

namespace onus::tests {

/// A program whose decisions depend on what happened before: history of every kind, asks, escalations and their
/// thresholds, a watched exception, a redaction, a guardrail in shadow.
inline constexpr llvm::StringLiteral enginePolicy = R"(package desk owner crew
organization desk_org {}
person head { email "head@desk.example" }
person safety { email "safety@desk.example" }
person other { email "other@desk.example" }
team crew { lead head members other contact slack "#crew" }
team guard { lead safety contact slack "#guard" }
vendor maker { provides "the model" answers_to guard }
sink store { owner guard keep 400d }
effect moves(amount: decimal) "Money leaves" { severity high }
effect reads "Something is read" { severity low }
context { mode: string?, quota: int }
detector tone "How rude" { input text: string output decimal owner guard timeout 100ms }
surface bank {
  owner crew
  approved by safety on 2026-05-01
  tool pay(amount: decimal, to: string, note: sensitive string?, n: int) does moves(amount: amount)
  tool read(box: string) returns { count: int, body: string } does reads
  tool look does nothing
}
system teller {
  operator desk_org
  business crew
  engineering crew
  security guard
  model maker "m-1"
  surfaces bank
  enforces desk
}
duties usual {
  log inputs, session.id to store
  escalate to guard within 15m
  rollback disable bank.pay by crew within 15m
  fails closed
}
guardrail asks under usual {
  on call bank.pay
  big: ask guard within 10m when args.amount > 100.00
       because "Much money"
  own: ask user within 10m when args.n == 6
       because "Six"
}
guardrail counts under usual {
  on call bank.pay
  often: flag when count(call bank.pay last 64m per args.to) > 2
         because "Often"
  much:  deny when total(call bank.pay last 64m per session.id, args.amount) > 1000.00
         because "Too much"
  again: flag when has(args.note) and (latest(call bank.pay where has(args.note) last 30d per args.to, args.note) ?? "none") == args.note
         because "The same note"
  never: deny when args.n > 10
         because "More than ten"
  tried: flag when count(denied call bank.pay last 1h per session.id) > 1
         because "Keeps trying"
  exception trusted {
    lifts never
    when args.to == "bob"
    because "Bob may"
    requested by crew
    approved by safety on 2026-06-01
    until 2026-12-31
    reviewed by other on 2026-11-01 every 90d
    monitor alert guard when more than 1 in 1h
  }
}
guardrail reads_first under usual {
  on call bank.pay, call bank.read
  seen:  flag when seen(result bank.read where not error and result.count > 5)
         because "It has read much"
  said:  flag when mentioned(input, "secret")
         because "Somebody said it"
  many:  deny when count(result bank.read last 64s) > 3
         because "It reads too much"
}
guardrail bodies under usual {
  on result bank.read
  body:  redact result.body when not error and result.count > 3
         because "Too long"
}
guardrail rude under usual {
  on input
  severity low
  rude: deny when tone(text(input)) > 0.80
        because "Rude"
  escalate to guard within 15m when more than 1 in 1h
}
guardrail tries under usual {
  on call bank.pay
  shadow until 2026-12-31 because "New" requested by crew approved by safety on 2026-11-01
  quota: deny when args.n > context.quota
         because "Over the quota"
}
)";

} // namespace onus::tests
