# What bytes from outside meet first, each as one function of bytes that libFuzzer calls.
#
# The preset "fuzz" links libFuzzer to them (packaging/fuzz). Every other preset makes usual tests of them: they run
# once over the kept corpus, so that what was found once is never lost again, and for VECTRAY_FUZZ_SECONDS over inputs
# made of it by chance.
option(VECTRAY_FUZZ "Link libFuzzer to the targets under tests/fuzz; needs clang" OFF)

# add_fuzz_target(<name> LAYERS <layer>... [LIBRARIES <target>...]): fuzz/fuzz_<name>.cpp and fuzz/corpus/<name>/. It
# may include the layers' private headers.
function(add_fuzz_target name)
    cmake_parse_arguments(PARSE_ARGV 1 TARGET "" "" "LAYERS;LIBRARIES")
    set(target fuzz_${name})
    set(corpus ${CMAKE_CURRENT_SOURCE_DIR}/fuzz/corpus/${name})
    add_executable(${target} fuzz/fuzz_${name}.cpp)
    foreach(layer IN LISTS TARGET_LAYERS)
        target_include_directories(${target} PRIVATE $<TARGET_PROPERTY:layer_${layer},SOURCE_DIR>)
        target_link_libraries(${target} PRIVATE layer_${layer})
    endforeach()
    target_link_libraries(${target} PRIVATE project_options Qt6::Core ${TARGET_LIBRARIES})
    use_precompiled(${target})
    if(VECTRAY_FUZZ)
        target_link_options(${target} PRIVATE -fsanitize=fuzzer)
        return()
    endif()
    target_sources(${target} PRIVATE fuzz/ReplayCorpus.cpp)
    add_test(NAME fuzz.${name} COMMAND ${target} --dict ${CMAKE_CURRENT_SOURCE_DIR}/fuzz/${name}.dict ${corpus})
    set_tests_properties(fuzz.${name} PROPERTIES
        LABELS fuzz TIMEOUT 900 ENVIRONMENT "QT_FATAL_WARNINGS=1;LC_ALL=C.UTF-8;ASAN_OPTIONS=detect_leaks=0")
endfunction()

add_fuzz_target(Chunker LAYERS chunk)
add_fuzz_target(Guard LAYERS http)
add_fuzz_target(HttpFront LAYERS http)
add_fuzz_target(IgnoreRules LAYERS watch)
add_fuzz_target(McpBridge LAYERS cli mcp)
add_fuzz_target(McpEndpoint LAYERS mcp)
add_fuzz_target(WebSocket LAYERS http)
