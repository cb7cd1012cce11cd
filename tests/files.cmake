# SPDX-License-Identifier: Apache-2.0
# Tests that are files: tests/harness makes one program, onus_file_tests, that reads the tests below tests/files, the
# programs on the pages of docs and the program tests below tests/programs; and the checks of the tree itself.

add_test(NAME layering COMMAND ${CMAKE_COMMAND} -P ${CMAKE_CURRENT_SOURCE_DIR}/layering/check.cmake)

find_program(ONUS_CLANG_FORMAT NAMES clang-format-14)
if(ONUS_CLANG_FORMAT)
  add_test(NAME format COMMAND ${CMAKE_SOURCE_DIR}/dev fmt --check)
endif()

file(GLOB sources CONFIGURE_DEPENDS harness/*.cpp)
if(sources)
  add_executable(onus_file_tests ${sources})
  target_link_libraries(onus_file_tests PRIVATE onus_commands onus_test_support)
  onus_compile_options(onus_file_tests)
  add_test(NAME files COMMAND onus_file_tests --complete ${CMAKE_CURRENT_SOURCE_DIR}/files)
  foreach(topic syntax names waivers lint)
    add_test(NAME fixes_${topic} COMMAND onus_file_tests --fixes ${CMAKE_CURRENT_SOURCE_DIR}/files/${topic})
  endforeach()
  add_test(NAME pages COMMAND onus_file_tests --pages)
  add_test(NAME programs COMMAND onus_file_tests --programs ${CMAKE_CURRENT_SOURCE_DIR}/programs)
  add_test(NAME library COMMAND onus_file_tests --library ${CMAKE_CURRENT_SOURCE_DIR}/stdlib)
  add_test(NAME reference
    COMMAND onus_file_tests --reference ${CMAKE_SOURCE_DIR}/docs/reference ${CMAKE_SOURCE_DIR}/examples/refunds)
  add_test(NAME guides
    COMMAND onus_file_tests --reference ${CMAKE_SOURCE_DIR}/docs ${CMAKE_SOURCE_DIR}/examples/refunds)
endif()

# Complete projects: those of the repository, and those of a checkout beside it where there is one.
if(TARGET onus)
  add_test(NAME examples
    COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/examples/run.sh $<TARGET_FILE:onus> ${CMAKE_SOURCE_DIR}/examples lint)
  add_test(NAME stdlib
    COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/stdlib/run.sh $<TARGET_FILE:onus> ${CMAKE_SOURCE_DIR})
  add_test(NAME corpus
    COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/examples/corpus.sh $<TARGET_FILE:onus> ${CMAKE_SOURCE_DIR}/../shared)
  set_tests_properties(corpus PROPERTIES SKIP_RETURN_CODE 77)
  add_test(NAME surfaces
    COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/surfaces/run.sh $<TARGET_FILE:onus> ${CMAKE_SOURCE_DIR}/../shared)
  set_tests_properties(surfaces PROPERTIES SKIP_RETURN_CODE 77)
  find_program(ONUS_PYTHON python3)
  find_program(ONUS_NODE node)
  if(ONUS_PYTHON)
    add_test(NAME schemas
      COMMAND ${ONUS_PYTHON} ${CMAKE_CURRENT_SOURCE_DIR}/schemas/records.py $<TARGET_FILE:onus> ${CMAKE_SOURCE_DIR})
    add_test(NAME schema_settings
      COMMAND ${ONUS_PYTHON} ${CMAKE_CURRENT_SOURCE_DIR}/schemas/settings.py $<TARGET_FILE:onus> ${CMAKE_SOURCE_DIR})
    set_tests_properties(schemas schema_settings PROPERTIES SKIP_RETURN_CODE 77)
    add_test(NAME outputs
      COMMAND ${ONUS_PYTHON} ${CMAKE_CURRENT_SOURCE_DIR}/outputs/run.py $<TARGET_FILE:onus> ${CMAKE_SOURCE_DIR})
    add_test(NAME sarif
      COMMAND ${ONUS_PYTHON} ${CMAKE_CURRENT_SOURCE_DIR}/outputs/sarif.py $<TARGET_FILE:onus>
              ${CMAKE_BINARY_DIR}/sarif-multitool)
    set_tests_properties(sarif PROPERTIES SKIP_RETURN_CODE 77)
    add_test(NAME independent
      COMMAND ${ONUS_PYTHON} ${CMAKE_CURRENT_SOURCE_DIR}/independent/compare.py $<TARGET_FILE:onus_file_tests>
              $<TARGET_FILE:onus> ${CMAKE_SOURCE_DIR} ${CMAKE_SOURCE_DIR}/../shared)
    set(wasm "")
    if(ONUS_WASM_PACKAGE AND ONUS_NODE)
      set(wasm "${ONUS_NODE} ${CMAKE_CURRENT_SOURCE_DIR}/embed/decide.mjs ${ONUS_WASM_PACKAGE}")
    endif()
    add_test(NAME differential
      COMMAND ${ONUS_PYTHON} ${CMAKE_CURRENT_SOURCE_DIR}/independent/differential.py $<TARGET_FILE:onus> "${wasm}")
  endif()
  add_test(NAME init COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/cli/init.sh $<TARGET_FILE:onus>)
  add_test(NAME explain COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/cli/explain.sh $<TARGET_FILE:onus> ${CMAKE_SOURCE_DIR})
  add_test(NAME cli_lint COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/cli/lint.sh $<TARGET_FILE:onus> ${CMAKE_SOURCE_DIR})
  add_test(NAME cli_surface COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/cli/surface.sh $<TARGET_FILE:onus>)
  add_test(NAME cli
    COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/cli/run.sh $<TARGET_FILE:onus> ${CMAKE_SOURCE_DIR}/examples/refunds)
  add_test(NAME cli_cache
    COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/cli/cache.sh $<TARGET_FILE:onus> ${CMAKE_SOURCE_DIR}/examples/refunds)
  add_test(NAME cli_ci COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/cli/ci.sh $<TARGET_FILE:onus> ${CMAKE_SOURCE_DIR})
  set_tests_properties(cli_ci PROPERTIES SKIP_RETURN_CODE 77)
  add_test(NAME cli_paths
    COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/cli/paths.sh $<TARGET_FILE:onus> ${CMAKE_SOURCE_DIR}/examples/refunds)
  add_test(NAME precommit
    COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/precommit/run.sh $<TARGET_FILE:onus> ${CMAKE_SOURCE_DIR} ${CMAKE_BINARY_DIR})
  set_tests_properties(precommit PROPERTIES SKIP_RETURN_CODE 77 COST 400)
  add_test(NAME cli_fix
    COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/cli/fix.sh $<TARGET_FILE:onus> ${CMAKE_SOURCE_DIR}/examples)
  add_test(NAME federation
    COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/cli/federation.sh $<TARGET_FILE:onus> ${CMAKE_SOURCE_DIR}/examples/federation)
  add_test(NAME edits
    COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/edits/run.sh $<TARGET_FILE:onus> ${CMAKE_SOURCE_DIR}/examples/refunds
            ${CMAKE_CURRENT_SOURCE_DIR}/edits/refunds.edits)
endif()
