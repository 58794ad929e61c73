# The flags every target of the house is built with. Same bytes for the same input: no contraction of
# floating-point operations, no fast-math.
add_library(myotrend_flags INTERFACE)
target_compile_options(myotrend_flags INTERFACE
  $<BUILD_INTERFACE:-Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wnon-virtual-dtor -Woverloaded-virtual -Werror>
  $<BUILD_INTERFACE:-ffp-contract=off>)
# g++ 12 reports false maybe-uninitialized, restrict and array-bounds findings inside the standard library at -O2.
target_compile_options(myotrend_flags INTERFACE
  $<BUILD_INTERFACE:$<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized;-Wno-restrict;-Wno-array-bounds;-Wno-stringop-overflow>>)
target_compile_features(myotrend_flags INTERFACE cxx_std_20)

# The fuzzers see into the rooms, and a fault of memory or arithmetic stops them.
if(MYOTREND_BUILD_FUZZ)
  target_compile_options(myotrend_flags INTERFACE $<BUILD_INTERFACE:-fsanitize=fuzzer-no-link,address,undefined>)
  target_link_options(myotrend_flags INTERFACE $<BUILD_INTERFACE:-fsanitize=address,undefined>)
endif()

# myotrend_room(NAME SOURCES file... [SEES room...] [USES library...] [KEEPS library...])
#   SEES: rooms whose headers this one includes.  USES: libraries seen in its public headers.
#   KEEPS: libraries that only its .cpp files include.
function(myotrend_room name)
  cmake_parse_arguments(room "" "" "SOURCES;SEES;USES;KEEPS" ${ARGN})
  add_library(myotrend_${name} STATIC ${room_SOURCES})
  add_library(myotrend::${name} ALIAS myotrend_${name})
  target_include_directories(myotrend_${name} PUBLIC
    $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}/include> $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>)
  target_include_directories(myotrend_${name} PRIVATE ${PROJECT_SOURCE_DIR}/src)
  list(TRANSFORM room_SEES PREPEND myotrend_)
  target_link_libraries(myotrend_${name} PUBLIC ${room_SEES} ${room_USES} PRIVATE ${room_KEEPS} $<BUILD_INTERFACE:myotrend_flags>)
  target_compile_features(myotrend_${name} PUBLIC cxx_std_20)  # also for those who use the installed library
  set_target_properties(myotrend_${name} PROPERTIES EXPORT_NAME ${name})
  set_property(GLOBAL APPEND PROPERTY MYOTREND_ROOMS myotrend_${name})
endfunction()
