# SPDX-License-Identifier: Apache-2.0
# onus_embed(NAME NAMESPACE ns ROOT folder PATTERN glob) makes the library onus_NAME, which holds the text of the files
# that match below ROOT. Its header NAME/NAME.h is generated with it and declares ns::files().

function(onus_embed name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "NAMESPACE;ROOT;PATTERN" "")
  file(GLOB_RECURSE files CONFIGURE_DEPENDS RELATIVE ${arg_ROOT} ${arg_ROOT}/${arg_PATTERN})
  list(SORT files)
  list(TRANSFORM files PREPEND ${arg_ROOT}/ OUTPUT_VARIABLE inputs)
  set(include ${CMAKE_BINARY_DIR}/generated/embed_${name})
  set(header ${include}/${name}/${name}.h)
  set(source ${include}/${name}/${name}.cpp)

  set(ONUS_NAMESPACE ${arg_NAMESPACE})
  configure_file(${CMAKE_SOURCE_DIR}/cmake/embed.h.in ${header} @ONLY)

  # The list goes through a file, so that its length and its characters do not meet a command line.
  set(list_file ${include}/${name}.list)
  list(JOIN files "\n" lines)
  file(CONFIGURE OUTPUT ${list_file} CONTENT "${lines}\n" @ONLY)
  add_custom_command(
    OUTPUT ${source}
    COMMAND ${CMAKE_COMMAND} -DNAME=${name} -DNAMESPACE=${arg_NAMESPACE} -DROOT=${arg_ROOT} -DLIST=${list_file}
            -DOUT=${source} -P ${CMAKE_SOURCE_DIR}/cmake/embed.cmake
    DEPENDS ${inputs} ${list_file} ${CMAKE_SOURCE_DIR}/cmake/embed.cmake
    COMMENT "Embedding ${arg_PATTERN} of ${name}"
    VERBATIM)
  add_library(onus_${name} STATIC ${source} ${header})
  target_include_directories(onus_${name} PUBLIC ${include})
  target_link_libraries(onus_${name} PUBLIC onus_llvm)
  onus_compile_options(onus_${name})
endfunction()
