// SPDX-License-Identifier: Apache-2.0
#include "check/data_files.h"

#include "support/catch.h"

using namespace onus;
using namespace onus::check;

namespace {

struct Fixture {
  ir::TypeTable types;
  const ir::Type *string = types.simple(ir::TypeKind::String);
  const ir::Type *decimal = types.simple(ir::TypeKind::Decimal);

  static std::string shown(const DataResult &result) {
    if (auto *problem = std::get_if<DataProblem>(&result))
      return "! " + problem->message;
    return json::write(std::get<json::Value>(result));
  }
};

} // namespace

TEST_CASE_METHOD(Fixture, "json is checked whole, and the message names the place") {
  const ir::Type *item = types.record({{"name", string}, {"price", types.optional(decimal)}});
  const ir::Type *items = types.list(item);
  CHECK(shown(readJsonData(R"([{"name":"a","price":1.5},{"name":"b"}])", items)) ==
        R"([{"name":"a","price":1.5},{"name":"b"}])");
  CHECK(shown(readJsonData(R"([{"name":"a"},{"price":1}])", items)) == "! `$[1].name` is missing");
  CHECK(shown(readJsonData(R"([{"name":1}])", items)) == "! `$[0].name` is 1, and `string` is wanted");
  CHECK(shown(readJsonData(R"([{"name":"a","cost":1}])", items)).find("`$[0].cost` is unknown") != std::string::npos);
  CHECK(shown(readJsonData(R"([{"name":"a","price":0.00001}])", items)).rfind("! `$[0].price`", 0) == 0);
  CHECK(shown(readJsonData("[", items)).rfind("! ", 0) == 0);
}

TEST_CASE_METHOD(Fixture, "a set is sorted and holds each value once") {
  CHECK(shown(readJsonData(R"(["b","a","b"])", types.set(string))) == R"(["a","b"])");
  CHECK(shown(readTextData("b\r\na\n\nb", types.set(string))) == R"(["a","b"])");
}

TEST_CASE_METHOD(Fixture, "csv gives records and values") {
  const ir::Type *rows = types.list(types.record({{"name", string}, {"price", types.optional(decimal)}}));
  CHECK(shown(readCsvData("name,price\r\n\"a, \"\"b\"\"\",1.50\nc,\n", rows)) ==
        R"([{"name":"a, \"b\"","price":1.50},{"name":"c"}])");
  CHECK(shown(readCsvData("name,price\na\n", rows)) == "! line 2 has 1 cells, and the first has 2");
  CHECK(shown(readCsvData("name,price\na,x\n", rows)).find("`$[0].price`") != std::string::npos);
  CHECK(shown(readCsvData("\"a", types.list(string))) == "! a quote in line 1 is never closed");
  CHECK(shown(readCsvData("a\nb\n", types.list(string))) == R"(["a","b"])");
  CHECK_FALSE(formatGives("csv", types.map(string)));
  CHECK_FALSE(formatGives("text", types.list(decimal)));
}
