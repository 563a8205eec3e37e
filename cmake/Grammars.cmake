# The tree-sitter runtime and the grammars, as one static library TreeSitter::Grammars.
#
# They come from npm, pinned by resources/grammars/package-lock.json, and are fetched once for all presets
# into VECTRAY_GRAMMARS_DIR; nothing of them runs during the build. To build without a network, run
# "npm ci --ignore-scripts" there beforehand (with the three files of resources/grammars) or point the
# variable at a directory that another build has filled.
set(VECTRAY_GRAMMARS_DIR "${PROJECT_SOURCE_DIR}/build/grammars" CACHE PATH
    "Where the tree-sitter sources are fetched to; shared by all presets")
set(grammar_list ${PROJECT_SOURCE_DIR}/resources/grammars)
set(grammar_modules ${VECTRAY_GRAMMARS_DIR}/node_modules)

# Two scanners write a few bytes past the runtime's 1,024 byte buffer when a file nests hundreds of blocks
# deep, and Ruby's cannot read back a heredoc word of more than 255 bytes. A file in a watched folder must
# not be able to do that: the buffer gets slack that the scanners do not know of, and Ruby's learns its limit.
# grammar_patch(<file> <text there> <text instead>)
function(grammar_patch file from to)
    file(READ ${grammar_modules}/${file} text)
    string(FIND "${text}" "${from}" at)
    if(at EQUAL -1)
        message(FATAL_ERROR "cmake/Grammars.cmake patches ${file}, but the text it replaces is not there. "
                            "Look whether the new version still needs the patch.")
    endif()
    string(REPLACE "${from}" "${to}" text "${text}")
    file(WRITE ${grammar_modules}/${file} "${text}")
endfunction()

function(grammar_patches)
    grammar_patch(tree-sitter/vendor/tree-sitter/lib/src/parser.h
        "#define TREE_SITTER_SERIALIZATION_BUFFER_SIZE 1024" "#define TREE_SITTER_SERIALIZATION_BUFFER_SIZE 2048")
    grammar_patch(tree-sitter-ruby/src/scanner.c
        "if (size + 2 + heredoc->word.size >=" "if (heredoc->word.size > 255 || size + 4 + heredoc->word.size >=")
endfunction()

# Fetches when the list, or how it is treated (this file), has changed since the last time.
function(fetch_grammars)
    set(inputs package.json package-lock.json .npmrc)
    file(SHA256 ${CMAKE_CURRENT_FUNCTION_LIST_FILE} state)
    foreach(input IN LISTS inputs)
        file(SHA256 ${grammar_list}/${input} hash)
        string(APPEND state "-${hash}")
        set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${grammar_list}/${input})
    endforeach()

    file(MAKE_DIRECTORY ${VECTRAY_GRAMMARS_DIR})
    file(LOCK ${VECTRAY_GRAMMARS_DIR}/lock GUARD FUNCTION TIMEOUT 600)
    set(stamp ${VECTRAY_GRAMMARS_DIR}/fetched)
    set(fetched "")
    if(EXISTS ${stamp})
        file(READ ${stamp} fetched)
    endif()
    if(fetched STREQUAL state)
        return()
    endif()

    find_program(VECTRAY_NPM npm)
    if(NOT VECTRAY_NPM)
        message(FATAL_ERROR "npm was not found. It fetches the tree-sitter grammars, once: install it "
                            "(Debian: apt-get install npm) or set VECTRAY_GRAMMARS_DIR to a filled directory.")
    endif()
    message(STATUS "Fetching the tree-sitter grammars into ${VECTRAY_GRAMMARS_DIR}")
    file(REMOVE ${stamp})
    foreach(input IN LISTS inputs)
        configure_file(${grammar_list}/${input} ${VECTRAY_GRAMMARS_DIR}/${input} COPYONLY)
    endforeach()
    execute_process(COMMAND ${VECTRAY_NPM} ci --ignore-scripts --legacy-peer-deps --no-audit --no-fund
        WORKING_DIRECTORY ${VECTRAY_GRAMMARS_DIR} RESULT_VARIABLE failed
        OUTPUT_VARIABLE output ERROR_VARIABLE output)
    if(failed)
        message(FATAL_ERROR "The tree-sitter grammars could not be fetched. Is the network, or npm's registry, "
                            "out of reach? npm said:\n${output}")
    endif()
    file(GLOB prebuilds ${grammar_modules}/*/prebuilds ${grammar_modules}/*/*/prebuilds)
    file(REMOVE_RECURSE ${prebuilds} ${grammar_modules}/npm-check-updates) # 200 MB that nobody here needs
    grammar_patches()
    file(WRITE ${stamp} ${state})
endfunction()

fetch_grammars()

set(tree_sitter ${grammar_modules}/tree-sitter/vendor/tree-sitter/lib)
set(grammar_dirs
    tree-sitter-bash/src tree-sitter-c/src tree-sitter-c-sharp/src tree-sitter-cpp/src tree-sitter-css/src
    tree-sitter-go/src tree-sitter-html/src tree-sitter-java/src tree-sitter-javascript/src
    tree-sitter-json/src tree-sitter-php/php/src tree-sitter-python/src tree-sitter-ruby/src
    tree-sitter-rust/src tree-sitter-scala/src tree-sitter-typescript/typescript/src
    tree-sitter-typescript/tsx/src @tree-sitter-grammars/tree-sitter-kotlin/src
    @tree-sitter-grammars/tree-sitter-lua/src @tree-sitter-grammars/tree-sitter-toml/src
    @tree-sitter-grammars/tree-sitter-yaml/src)

add_library(tree_sitter_grammars STATIC ${tree_sitter}/src/lib.c)
add_library(TreeSitter::Grammars ALIAS tree_sitter_grammars)
set_source_files_properties(${tree_sitter}/src/lib.c PROPERTIES
    INCLUDE_DIRECTORIES "${tree_sitter}/src;${tree_sitter}/include" COMPILE_OPTIONS -O2)
foreach(dir IN LISTS grammar_dirs)
    foreach(source parser.c scanner.c)
        set(path ${grammar_modules}/${dir}/${source})
        if(EXISTS ${path})
            # Each has its own tree_sitter/parser.h, of its own version.
            set_source_files_properties(${path} PROPERTIES INCLUDE_DIRECTORIES ${grammar_modules}/${dir})
            target_sources(tree_sitter_grammars PRIVATE ${path})
        endif()
    endforeach()
endforeach()
target_include_directories(tree_sitter_grammars SYSTEM INTERFACE ${tree_sitter}/include)
target_compile_features(tree_sitter_grammars PRIVATE c_std_11)
# Tables for the most part: -O1 builds them in half the time and parses as fast. Their asserts are about
# their input, which is anybody's file here, and must not end the program.
# They allocate through ParserMemory, which throws where a limit is reached: -fexceptions.
target_compile_options(tree_sitter_grammars PRIVATE
    -w -O1 -g0 -fvisibility=hidden -fexceptions -include ${PROJECT_SOURCE_DIR}/sync/chunk/GrammarMemory.h)
target_compile_definitions(tree_sitter_grammars PRIVATE NDEBUG _DEFAULT_SOURCE _POSIX_C_SOURCE=200809L)
set_target_properties(tree_sitter_grammars PROPERTIES
    AUTOMOC OFF AUTORCC OFF COMPILE_WARNING_AS_ERROR OFF C_CLANG_TIDY "" EXPORT_COMPILE_COMMANDS OFF)
