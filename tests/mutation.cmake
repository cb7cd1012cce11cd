# SPDX-License-Identifier: Apache-2.0
# Slightly wrong programs: `onus check` on the projects with single words deleted or written twice. Projects of a checkout
# beside the repository are tried too where there are some.

set(ONUS_MUTANTS 700 CACHE STRING "How many mutants of each project ctest tries")
if(TARGET onus)
  file(GLOB sources CONFIGURE_DEPENDS mutation/*.cpp)
  add_executable(onus_mutations ${sources})
  target_link_libraries(onus_mutations PRIVATE onus_driver onus_test_support Threads::Threads)
  onus_compile_options(onus_mutations)
  file(GLOB projects LIST_DIRECTORIES true ${CMAKE_SOURCE_DIR}/examples/*
       ${CMAKE_SOURCE_DIR}/../shared/design/examples/*)
  add_test(NAME mutations COMMAND onus_mutations --limit ${ONUS_MUTANTS} $<TARGET_FILE:onus> ${projects})
  # It keeps every processor busy by itself.
  set_tests_properties(mutations PROPERTIES COST 100 PROCESSORS 2)
endif()
