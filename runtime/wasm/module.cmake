# SPDX-License-Identifier: Apache-2.0
# onus.wasm, and the folder `js` with all that the JavaScript package consists of. The module is a library (WASI calls
# it a reactor): the host calls `_initialize` once and then any function of onus.h, or those that glue.cpp adds.

file(STRINGS include/onus/onus.h functions REGEX "^ONUS_API [^(]*[ *]onus_[a-z_]+\\(")
list(TRANSFORM functions REPLACE "^ONUS_API [^(]*[ *](onus_[a-z_]+)\\(.*" "\\1")
list(REMOVE_ITEM functions onus_bundle_open_file)
list(APPEND functions onus_wasm_save malloc free)
list(TRANSFORM functions PREPEND "-Wl,--export=" OUTPUT_VARIABLE exports)

add_executable(onus_wasm ${sources} wasm/glue.cpp)
set_target_properties(onus_wasm PROPERTIES OUTPUT_NAME onus SUFFIX .wasm)
# Both extensions have been in every engine since 2021.
target_compile_options(onus_wasm PRIVATE ${options} -mbulk-memory -msign-ext)
target_include_directories(onus_wasm PRIVATE ${root} ${CMAKE_CURRENT_SOURCE_DIR}/include)
# The stack lies before everything else, so that running over its end is a trap and never another object's bytes. One
# mebibyte holds the deepest evaluation that a bundle may ask for, several times.
target_link_options(onus_wasm PRIVATE -mexec-model=reactor ${exports} -Wl,--gc-sections -Wl,--stack-first
  -Wl,-z,stack-size=1048576 $<$<CONFIG:Release>:-Wl,--strip-all>)

set(package ${CMAKE_CURRENT_BINARY_DIR}/js)
file(GLOB package_files CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/js/*)
add_custom_command(OUTPUT ${package}/onus.wasm
  COMMAND ${CMAKE_COMMAND} -E make_directory ${package}
  COMMAND ${CMAKE_COMMAND} -E copy ${package_files} $<TARGET_FILE:onus_wasm> ${package}
  DEPENDS ${package_files} onus_wasm
  VERBATIM)
add_custom_target(onus_js ALL DEPENDS ${package}/onus.wasm)
