# SPDX-License-Identifier: Apache-2.0
# Formatting: what it promises, tried on every program there is (those of a checkout beside the repository included, where
# there is one), and its style, file by file.

add_executable(onus_format_tests format/main.cpp format/mangle.cpp harness/examples.cpp)
target_link_libraries(onus_format_tests PRIVATE onus_driver onus_test_support)
onus_compile_options(onus_format_tests)
add_test(NAME formatting
  COMMAND onus_format_tests ${CMAKE_SOURCE_DIR}/stdlib ${CMAKE_SOURCE_DIR}/examples ${CMAKE_SOURCE_DIR}/compiler/driver/starter
          ${CMAKE_CURRENT_SOURCE_DIR}/files ${CMAKE_CURRENT_SOURCE_DIR}/programs ${CMAKE_SOURCE_DIR}/docs
          ${CMAKE_SOURCE_DIR}/README.md ${CMAKE_SOURCE_DIR}/../shared/design/examples)
add_test(NAME formatting_style COMMAND onus_format_tests --style ${CMAKE_CURRENT_SOURCE_DIR}/format)

# The repository's own programs are laid out as `onus fmt` does it. Those in tests/files are not: they have marks under
# the words that they are about, and mistakes on purpose.
if(TARGET onus)
  file(GLOB_RECURSE programs CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/stdlib/*.onus ${CMAKE_SOURCE_DIR}/examples/*.onus
       ${CMAKE_SOURCE_DIR}/compiler/driver/starter/*.onus programs/*.onus)
  add_test(NAME formatted COMMAND onus fmt --check ${programs})
endif()
