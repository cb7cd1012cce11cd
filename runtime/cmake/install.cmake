# SPDX-License-Identifier: Apache-2.0
# The component `runtime`: both libraries, the header, and what CMake and pkg-config find them by. The package files are
# written by hand, since those that CMake exports for a C++ archive would ask its users for a C++ compiler.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

set(package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/onus_runtime)
configure_package_config_file(cmake/onus_runtimeConfig.cmake.in onus_runtimeConfig.cmake
  INSTALL_DESTINATION ${package_dir} PATH_VARS CMAKE_INSTALL_INCLUDEDIR CMAKE_INSTALL_LIBDIR
  NO_CHECK_REQUIRED_COMPONENTS_MACRO)
write_basic_package_version_file(onus_runtimeConfigVersion.cmake COMPATIBILITY SameMinorVersion)

# Found from where the file lies, so that a prefix can be moved.
file(RELATIVE_PATH prefix_from_pc /${CMAKE_INSTALL_LIBDIR}/pkgconfig /)
string(REGEX REPLACE "/$" "" prefix_from_pc "${prefix_from_pc}")
configure_file(cmake/onus_runtime.pc.in onus_runtime.pc @ONLY)

install(TARGETS onus_runtime ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT runtime)
install(TARGETS onus_runtime_shared LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT runtime
  NAMELINK_COMPONENT runtime)
install(FILES include/onus/onus.h DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/onus COMPONENT runtime)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/onus_runtimeConfig.cmake
  ${CMAKE_CURRENT_BINARY_DIR}/onus_runtimeConfigVersion.cmake DESTINATION ${package_dir} COMPONENT runtime)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/onus_runtime.pc
  DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig COMPONENT runtime)
