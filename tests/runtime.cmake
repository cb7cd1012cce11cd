# SPDX-License-Identifier: Apache-2.0
# What embeds the runtime, as its users have it: installed and linked with a C program, from JavaScript as WebAssembly,
# and from Python. Where the tools for one of them are missing its entry says that it was skipped.

# Instrumented code does not load into programs that are not.
if(TARGET onus AND NOT ONUS_SANITIZE)
  add_test(NAME install
    COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/install/run.sh $<TARGET_FILE:onus> ${CMAKE_SOURCE_DIR} ${CMAKE_BINARY_DIR}
            "-DCMAKE_CXX_COMPILER_LAUNCHER=${CMAKE_CXX_COMPILER_LAUNCHER}")

  set(run ${CMAKE_CURRENT_SOURCE_DIR}/embed/run.sh $<TARGET_FILE:onus_file_tests> $<TARGET_FILE:onus>
    ${CMAKE_SOURCE_DIR} ${CMAKE_SOURCE_DIR}/../shared)
  add_test(NAME runtime_python
    COMMAND ${run} python ${CMAKE_SOURCE_DIR}/runtime/python $<TARGET_FILE:onus_runtime_shared>)
  add_test(NAME runtime_js COMMAND ${run} js ${ONUS_WASM_PACKAGE})
  set_tests_properties(runtime_python runtime_js PROPERTIES SKIP_RETURN_CODE 77)
  set_tests_properties(runtime_js PROPERTIES COST 500)
endif()
