// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/decimal.h"
#include "base/time.h"
#include "check/program.h"

#include "llvm/ADT/ArrayRef.h"

#include <string>
#include <vector>

/// Small pieces of English that many sentences share.
namespace onus::prose {

/// `name`
inline std::string code(llvm::StringRef text) { return "`" + text.str() + "`"; }
/// The text in quotation marks, its line breaks shown; one of more than `most` characters is cut, and says so.
std::string quote(llvm::StringRef text, size_t most = 200);
/// "a, b and c"; "a, b or c" with another word.
std::string enumerate(llvm::ArrayRef<std::string> items, llvm::StringRef word = "and");
/// The same with every item in backticks; of more than `most` the rest is counted ("and 7 others").
std::string names(llvm::ArrayRef<std::string> items, llvm::StringRef word = "and", size_t most = 12);
/// "1 call", "3 calls"
std::string counted(int64_t count, llvm::StringRef noun, llvm::StringRef plural = {});
/// "15 minutes", "1 hour and 30 minutes", "400 days": exact.
std::string duration(Millis duration);
/// With at least two fractional digits, as amounts are written: 500.00.
std::string decimal(int64_t scaled);
/// Capital letter first.
std::string sentence(std::string text);
/// Line breaks of documentation become blanks; ends in a full stop.
std::string documentation(llvm::StringRef doc);
/// "5 days left", "ended 3 days ago", "ends today".
std::string daysLeft(Day until, Day asOf);

/// "Payments Operations (`payments_ops`)"; the bare name where there is no title.
std::string named(const check::Party *party);
/// The title, else the name.
std::string titled(const check::Party *party);
/// `refunds.onus:83`
std::string place(const check::Program &program, source::Range range);

} // namespace onus::prose
