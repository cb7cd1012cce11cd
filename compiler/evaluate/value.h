// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/decimal.h"
#include "base/json.h"
#include "base/time.h"
#include "ir/address.h"

#include <memory>
#include <string>
#include <utility>
#include <variant>
#include <vector>

/// Values at run time, and the three-valued outcome of an expression (S1): a value, or a failure that says whose it is.
/// A `Value` is made by `fit` from the event's JSON or by an operator; it never changes and is cheap to copy.
namespace onus::evaluate {

class Value;
using Items = std::vector<Value>;
using Member = std::pair<std::string, Value>;
using Members = std::vector<Member>;

enum class ValueKind { Absent, Bool, Int, Decimal, String, Duration, Date, Instant, Ip, Cidr, List, Record, Json };

class Value {
public:
  Value() = default; ///< absent
  static Value boolean(bool value) { return Value(ValueKind::Bool, value); }
  static Value integer(int64_t value) { return Value(ValueKind::Int, value); }
  static Value decimal(onus::Decimal value) { return Value(ValueKind::Decimal, value.scaled); }
  static Value duration(Millis value) { return Value(ValueKind::Duration, value); }
  static Value date(Day value) { return Value(ValueKind::Date, value); }
  static Value instant(onus::Instant value) { return Value(ValueKind::Instant, value); }
  static Value string(std::string value);
  static Value ip(const ir::IpAddress &value);
  static Value cidr(const ir::CidrBlock &value);
  static Value list(Items items);
  /// A record or a map; members keep the document's order. A member may be absent: null where the schema names it.
  static Value record(Members members);
  static Value json(onus::json::Value value);

  ValueKind kind() const { return kind_; }
  bool isAbsent() const { return kind_ == ValueKind::Absent; }
  bool isBool() const { return kind_ == ValueKind::Bool; }
  bool isTrue() const { return isBool() && number_ != 0; }
  /// Bool, Int, Decimal (ten-thousandths), Duration and Instant (milliseconds), Date (days).
  int64_t number() const { return number_; }
  /// Null where the value is of another kind.
  const std::string *asString() const { return held<std::string>(); }
  const Items *asList() const { return held<Items>(); }
  const Members *asRecord() const { return held<Members>(); }
  const ir::IpAddress *asIp() const { return held<ir::IpAddress>(); }
  const ir::CidrBlock *asCidr() const { return held<ir::CidrBlock>(); }
  const onus::json::Value *asJson() const { return held<onus::json::Value>(); }
  /// The member of a record or map; null where there is none.
  const Value *member(llvm::StringRef name) const;

private:
  template <typename T>
  using Shared = std::shared_ptr<const T>;
  Value(ValueKind kind, int64_t number) : kind_(kind), number_(number) {}
  template <typename T>
  static Value hold(ValueKind kind, T value);
  template <typename T>
  const T *held() const {
    auto *shared = std::get_if<Shared<T>>(&data_);
    return shared ? shared->get() : nullptr;
  }

  ValueKind kind_ = ValueKind::Absent;
  int64_t number_ = 0;
  std::variant<std::monostate, Shared<std::string>, Shared<Items>, Shared<Members>, Shared<ir::IpAddress>,
               Shared<ir::CidrBlock>, Shared<onus::json::Value>>
      data_;
};

/// A word for messages: `a string`.
llvm::StringRef describe(ValueKind kind);
/// Structural; an int equals the decimal of the same amount; an absent member equals one that is not there.
bool equal(const Value &left, const Value &right);
/// The value as JSON, for records and saved state. Absent becomes null, absent members are left out.
onus::json::Value toJson(const Value &value);
/// S34: the text of a value, in document order.
std::string textOf(const Value &value);
std::string textOf(const onus::json::Value &value);

/// Whose failure it is (S3): the event's content never opens a guardrail, the engine's side may.
enum class Cause { Content, Engine };
llvm::StringRef word(Cause cause);

struct Failure {
  Cause cause = Cause::Content;
  std::string why; ///< lower case, no full stop; holds no value of the event
};

/// The stricter of two causes.
inline Cause strictest(Cause left, Cause right) {
  return left == Cause::Content || right == Cause::Content ? Cause::Content : Cause::Engine;
}

/// What an expression gave.
class Outcome {
public:
  Outcome(Value value) : data_(std::move(value)) {}
  Outcome(Failure failure) : data_(std::move(failure)) {}
  static Outcome boolean(bool value) { return Value::boolean(value); }
  static Outcome content(std::string why) { return Failure{Cause::Content, std::move(why)}; }
  static Outcome engine(std::string why) { return Failure{Cause::Engine, std::move(why)}; }

  bool failed() const { return std::holds_alternative<Failure>(data_); }
  const Value &value() const { return std::get<Value>(data_); }
  const Failure &failure() const { return std::get<Failure>(data_); }
  bool isTrue() const { return !failed() && value().isTrue(); }
  bool isFalse() const { return !failed() && value().isBool() && !value().isTrue(); }

private:
  std::variant<Value, Failure> data_;
};

} // namespace onus::evaluate
