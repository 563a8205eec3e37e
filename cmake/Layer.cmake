# A layer is a static library that shows only the headers it lists and sees only the layers it names.
#
#   add_layer(detect
#       HEADERS FileHasher.h          # published as <detect/FileHasher.h>
#       SOURCES FileHasher.cpp        # and private headers
#       DEPENDS domain Qt6::Core      # appears in our headers: passed on to whoever uses us
#       USES    OpenSSL::Crypto)      # appears in our sources only: hidden from them
function(add_layer name)
    cmake_parse_arguments(PARSE_ARGV 1 LAYER "" "" "HEADERS;SOURCES;DEPENDS;USES")
    layer_targets(${name} depends ${LAYER_DEPENDS})
    layer_targets(${name} uses ${LAYER_USES})

    # One forwarding header per published header, in an include root of the layer's own.
    set(root ${PROJECT_BINARY_DIR}/layers/${name})
    foreach(header IN LISTS LAYER_HEADERS)
        file(CONFIGURE OUTPUT ${root}/${name}/${header} CONTENT "#include \"${CMAKE_CURRENT_SOURCE_DIR}/${header}\"\n")
    endforeach()

    add_library(layer_${name} STATIC ${LAYER_HEADERS} ${LAYER_SOURCES})
    target_include_directories(layer_${name} INTERFACE ${root})
    target_link_libraries(layer_${name} PUBLIC ${depends} PRIVATE project_options ${uses})
    use_precompiled(layer_${name})
endfunction()

# Names without "::" are layers, and must have been added before: the order of add_subdirectory() is
# the order of the layers, so there can be no cycle.
function(layer_targets name out)
    set(targets "")
    foreach(item IN LISTS ARGN)
        if(item MATCHES "::")
            list(APPEND targets ${item})
        elseif(TARGET layer_${item})
            list(APPEND targets layer_${item})
        else()
            message(FATAL_ERROR "layer '${name}' names '${item}', which is not a layer below it")
        endif()
    endforeach()
    set(${out} ${targets} PARENT_SCOPE)
endfunction()

# tests/<layer>/tst_<Class>.cpp, linked with that layer alone; it may see the layer's private headers.
# What the test itself uses beyond the layer (never another layer's test) follows the class name.
function(add_layer_test layer class)
    add_executable(tst_${class} ${layer}/tst_${class}.cpp)
    target_include_directories(tst_${class} PRIVATE $<TARGET_PROPERTY:layer_${layer},SOURCE_DIR>)
    target_link_libraries(tst_${class} PRIVATE project_options layer_${layer} Qt6::Test ${ARGN})
    use_precompiled(tst_${class})
    set_source_files_properties(${CMAKE_CURRENT_BINARY_DIR}/tst_${class}_autogen/mocs_compilation.cpp
        PROPERTIES SKIP_PRECOMPILE_HEADERS ON) # empty: a test includes its own .moc
    add_test(NAME ${layer}.${class} COMMAND tst_${class})
    set_tests_properties(${layer}.${class} PROPERTIES
        LABELS ${layer} TIMEOUT 120 ENVIRONMENT "QT_QPA_PLATFORM=offscreen;QT_FATAL_WARNINGS=1;LC_ALL=C.UTF-8")
endfunction()
