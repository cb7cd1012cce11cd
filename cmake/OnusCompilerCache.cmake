# SPDX-License-Identifier: Apache-2.0
# Compile through ccache where it is installed. Precompiled headers are cached too, which ccache does only when told
# that their macros may be ignored. A header that changes while something is compiled must still be noticed, so the
# times of included files count.
find_program(ONUS_CCACHE ccache)
if(ONUS_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_CXX_COMPILER_LAUNCHER
    ${CMAKE_COMMAND} -E env
    CCACHE_SLOPPINESS=pch_defines,time_macros
    ${ONUS_CCACHE})
endif()
