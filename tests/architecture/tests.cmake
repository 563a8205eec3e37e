# Rules of the house that cannot be seen in one file.
find_package(Python3 REQUIRED COMPONENTS Interpreter)
set(architecture ${CMAKE_CURRENT_LIST_DIR})

# add_include_check(<test> <header> [FAILS] LAYERS <layer>...): compiles an include of the header with what
# linking the layers gives, and nothing else. With FAILS the compiler must not find it.
function(add_include_check name header)
    cmake_parse_arguments(PARSE_ARGV 2 CHECK "FAILS" "" "LAYERS")
    layer_targets(${name} libraries ${CHECK_LAYERS})
    set(source ${CMAKE_CURRENT_BINARY_DIR}/architecture/${name}.cpp)
    file(CONFIGURE OUTPUT ${source} CONTENT "#include <${header}>\n")
    add_library(architecture_${name} OBJECT EXCLUDE_FROM_ALL ${source}) # never built: it knows the include paths
    target_link_libraries(architecture_${name} PRIVATE ${libraries})
    set(includes $<TARGET_PROPERTY:architecture_${name},INCLUDE_DIRECTORIES>)
    add_test(NAME architecture.${name} COMMAND_EXPAND_LISTS
        COMMAND ${CMAKE_CXX_COMPILER} -std=c++20 -fPIC -fsyntax-only "-I$<JOIN:${includes},;-I>" ${source})
    set_tests_properties(architecture.${name} PROPERTIES LABELS architecture TIMEOUT 120 ENVIRONMENT LC_ALL=C)
    if(CHECK_FAILS)
        # Of a header that is nowhere this would prove nothing.
        file(GLOB found ${PROJECT_SOURCE_DIR}/models/${header} ${PROJECT_SOURCE_DIR}/sync/${header})
        if(NOT found)
            message(FATAL_ERROR "architecture.${name} names ${header}, which does not exist")
        endif()
        set_tests_properties(architecture.${name} PROPERTIES
            PASS_REGULAR_EXPRESSION "${header}'?:? (No such file or directory|file not found)")
    endif()
endfunction()

add_include_check(watchSeesItself watch/FolderWatcher.h LAYERS watch)
add_include_check(watchSeesTheDomain domain/WatcherHealth.h LAYERS watch)
add_include_check(watchDoesNotSeeTheStore store/IndexStore.h FAILS LAYERS watch)
add_include_check(watchDoesNotSeeTheChunker chunk/Chunker.h FAILS LAYERS watch)
add_include_check(watchDoesNotSeeTheEngine engine/AutoWatchManager.h FAILS LAYERS watch)
add_include_check(embedSeesItself embed/StaticEmbedder.h LAYERS embed)
add_include_check(embedKeepsItsPartsToItself embed/ModelFile.h FAILS LAYERS embed)
add_include_check(embedDoesNotSeeTheStore store/IndexStore.h FAILS LAYERS embed)
add_include_check(storeSeesItself store/IndexStore.h LAYERS store)
add_include_check(storeDoesNotSeeTheWatcher watch/FolderWatcher.h FAILS LAYERS store)
add_include_check(storeKeepsSqliteToItself store/Sqlite.h FAILS LAYERS store)
add_include_check(storeKeepsPostgresToItself store/Postgres.h FAILS LAYERS store)
add_include_check(itemsSeeThemselves items/FolderTableModel.h LAYERS items)
add_include_check(itemsDoNotSeeTheEngine engine/AutoWatchManager.h FAILS LAYERS items)
add_include_check(itemsDoNotSeeTheStore store/IndexStore.h FAILS LAYERS items)
add_include_check(domainDoesNotSeeTheBase base/Paths.h FAILS LAYERS domain)
add_include_check(engineSeesTheStages store/IndexStore.h LAYERS engine)

add_test(NAME architecture.Sources
    COMMAND Python3::Interpreter ${architecture}/check_sources.py ${PROJECT_SOURCE_DIR})
add_test(NAME architecture.SourcesCheckFindsFaults
    COMMAND Python3::Interpreter -B ${architecture}/test_check_sources.py)
set_tests_properties(architecture.Sources architecture.SourcesCheckFindsFaults
    PROPERTIES LABELS architecture TIMEOUT 60)
