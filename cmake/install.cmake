# An installed library: find_package(myotrend) gives myotrend::monitor and the rooms it is made of.
include(CMakePackageConfigHelpers)
get_property(rooms GLOBAL PROPERTY MYOTREND_ROOMS)
install(TARGETS ${rooms} EXPORT myotrend ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR})
install(TARGETS myotrend_program RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(DIRECTORY include/myotrend DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
install(EXPORT myotrend NAMESPACE myotrend:: DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/myotrend)
configure_package_config_file(cmake/myotrend-config.cmake.in myotrend-config.cmake
  INSTALL_DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/myotrend)
write_basic_package_version_file(myotrend-config-version.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/myotrend-config.cmake ${CMAKE_CURRENT_BINARY_DIR}/myotrend-config-version.cmake
  DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/myotrend)
