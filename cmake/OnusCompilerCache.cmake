# SPDX-License-Identifier: Apache-2.0
# Compile through ccache where it is installed. Precompiled headers are cached too, which ccache does only when told
# that their macros and time stamps may be ignored.
find_program(ONUS_CCACHE ccache)
if(ONUS_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_CXX_COMPILER_LAUNCHER
    ${CMAKE_COMMAND} -E env
    CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime
    ${ONUS_CCACHE})
endif()
