# SPDX-License-Identifier: Apache-2.0
# Runs the ANTLR generator on the grammar and links the C++ runtime, after making sure that the two understand each
# other: the serialised automaton changed its format with 4.10, and a mismatch would only show as an exception when the
# first file is parsed.

find_program(ONUS_ANTLR4 NAMES antlr4 antlr)
find_path(ONUS_ANTLR4_INCLUDE antlr4-runtime.h PATH_SUFFIXES antlr4-runtime)
find_library(ONUS_ANTLR4_LIBRARY NAMES libantlr4-runtime.a antlr4-runtime)
if(NOT ONUS_ANTLR4 OR NOT ONUS_ANTLR4_INCLUDE OR NOT ONUS_ANTLR4_LIBRARY)
  message(FATAL_ERROR "ANTLR's generator or its C++ runtime is missing: apt install antlr4 libantlr4-runtime-dev")
endif()

if(NOT ONUS_ANTLR4_VERSION)
  execute_process(COMMAND ${ONUS_ANTLR4} OUTPUT_VARIABLE usage ERROR_VARIABLE usage)
  if(NOT usage MATCHES "Version ([0-9]+\\.[0-9]+(\\.[0-9]+)?)")
    message(FATAL_ERROR "${ONUS_ANTLR4} does not say its version: apt install antlr4")
  endif()
  set(ONUS_ANTLR4_VERSION ${CMAKE_MATCH_1} CACHE INTERNAL "version of the ANTLR generator")
endif()
file(STRINGS ${ONUS_ANTLR4_INCLUDE}/atn/ATNDeserializer.h onus_atn REGEX "SERIALIZED_VERSION = [0-9]+")
string(REGEX MATCH "[0-9]+" onus_atn_runtime "${onus_atn}")
if(ONUS_ANTLR4_VERSION VERSION_LESS 4.10)
  set(onus_atn_generator 3)
else()
  set(onus_atn_generator 4)
endif()
if(NOT onus_atn_generator EQUAL onus_atn_runtime)
  message(FATAL_ERROR
    "ANTLR's generator ${ONUS_ANTLR4_VERSION} writes automata of version ${onus_atn_generator}, its C++ runtime in "
    "${ONUS_ANTLR4_INCLUDE} reads version ${onus_atn_runtime}. Install both from one release: "
    "apt install antlr4 libantlr4-runtime-dev")
endif()

# Clang refuses one header of the runtime, a reader for ANTLR's own tools, that the umbrella header brings in and that
# nothing here uses. Generated code includes this copy of the umbrella header instead.
set(ONUS_ANTLR4_UMBRELLA ${CMAKE_BINARY_DIR}/generated/antlr)
file(READ ${ONUS_ANTLR4_INCLUDE}/antlr4-runtime.h onus_umbrella)
string(REPLACE "#include \"misc/InterpreterDataReader.h\"" "" onus_umbrella "${onus_umbrella}")
file(CONFIGURE OUTPUT ${ONUS_ANTLR4_UMBRELLA}/antlr4-runtime.h CONTENT "${onus_umbrella}" @ONLY)

# onus_generate_parser(TARGET FOLDER) adds the code generated from the grammars in FOLDER to TARGET, which includes it as
# "grammar/OnusLexer.h" and "grammar/OnusParser.h", in the namespace onus::grammar. ANTLR stays private to TARGET.
function(onus_generate_parser target folder)
  file(GLOB grammars CONFIGURE_DEPENDS ${folder}/Onus*.g4)
  get_target_property(type ${target} TYPE)
  if(NOT grammars OR type STREQUAL "INTERFACE_LIBRARY")
    return()
  endif()
  set(include ${CMAKE_BINARY_DIR}/generated)
  set(out ${include}/grammar)
  set(sources ${out}/OnusLexer.cpp ${out}/OnusParser.cpp)
  add_custom_command(
    OUTPUT ${sources} ${out}/OnusLexer.h ${out}/OnusParser.h
    COMMAND ${ONUS_ANTLR4} -Dlanguage=Cpp -Werror -no-listener -no-visitor -package onus::grammar -o ${out}
            OnusLexer.g4 OnusParser.g4
    WORKING_DIRECTORY ${folder}
    DEPENDS ${grammars}
    COMMENT "Generating the parser from ${folder}"
    VERBATIM)
  # Generated code is not ours to mend; under C++20 its u8 literals must stay plain characters.
  set_source_files_properties(${sources} PROPERTIES COMPILE_OPTIONS -w)
  target_sources(${target} PRIVATE ${sources} ${out}/OnusLexer.h ${out}/OnusParser.h)
  target_include_directories(${target} SYSTEM PRIVATE ${include} ${ONUS_ANTLR4_UMBRELLA} ${ONUS_ANTLR4_INCLUDE})
  target_compile_options(${target} PRIVATE -fno-char8_t)
  target_link_libraries(${target} PRIVATE ${ONUS_ANTLR4_LIBRARY} Threads::Threads)
  target_precompile_headers(${target} PRIVATE ${ONUS_ANTLR4_UMBRELLA}/antlr4-runtime.h)
endfunction()
