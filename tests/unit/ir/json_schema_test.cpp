// SPDX-License-Identifier: Apache-2.0
#include "ir/json_schema.h"
#include "support/catch.h"

#include <cstdlib>
#include <fstream>
#include <sstream>

using namespace onus;

/// ONUS_UPDATE=1 in the environment writes the page anew.
TEST_CASE("the published schema is the one that the reader follows") {
  std::string path = std::string(ONUS_SOURCE_DIR) + "/docs/schemas/policy-ir.schema.json";
  std::string made = json::writePretty(ir::moduleSchema());
  if (std::getenv("ONUS_UPDATE"))
    std::ofstream(path) << made;
  std::stringstream published;
  published << std::ifstream(path).rdbuf();
  CHECK(published.str() == made);
}
