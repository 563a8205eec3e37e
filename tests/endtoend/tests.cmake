# The real program, started by tests/endtoend/test_*.py; each file is one ctest. Where the program is not built
# only the tools of these tests are tested.
find_package(Python3 3.9 COMPONENTS Interpreter)
set(python ${Python3_EXECUTABLE})

# A linter, a validating proxy and two WebSocket clients from npm, fetched once for all presets.
set(VECTRAY_NPM_TOOLS_DIR "${PROJECT_SOURCE_DIR}/build/contract" CACHE PATH "Where npm's tools for tests are")

function(add_endtoend_test name program)
    add_test(NAME endtoend.${name} COMMAND ${python} -B -m unittest -v test_${name}
        WORKING_DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR}/endtoend)
    set_tests_properties(endtoend.${name} PROPERTIES
        LABELS endtoend TIMEOUT 300 ENVIRONMENT "VECTRAY_BINARY=${program};VECTRAY_SOURCE_DIR=${PROJECT_SOURCE_DIR};VECTRAY_BUILD_DIR=${PROJECT_BINARY_DIR};VECTRAY_NPM_TOOLS=${VECTRAY_NPM_TOOLS_DIR};LC_ALL=C.UTF-8")
endfunction()

if(Python3_FOUND)
    add_endtoend_test(harness "")
    if(TARGET vectray)
        foreach(name bad_files bad_input bursts clock command_line contract doctor embedding_service event_clients events folders
                frames full_disk guard indexing injection install limits mcp metrics pause real_project remote restart root_lost
                secrets saving
                server service specification storm team_outage team_store web_pages)
            add_endtoend_test(${name} $<TARGET_FILE:vectray>)
        endforeach()
        set_tests_properties(endtoend.team_outage PROPERTIES TIMEOUT 1800) # four minutes; 50 kills in the long form
        add_endtoend_test(desktop $<TARGET_FILE:vectray>)
        set_tests_properties(endtoend.desktop PROPERTIES LABELS "endtoend;display")
        set_property(TEST endtoend.desktop APPEND PROPERTY ENVIRONMENT
            VECTRAY_SCREENPROBE=$<TARGET_FILE:screenprobe> VECTRAY_PICTURES=${CMAKE_CURRENT_BINARY_DIR}/desktop)

        add_test(NAME contract.tools COMMAND ${CMAKE_COMMAND} -D LIST=${CMAKE_CURRENT_SOURCE_DIR}/contract
            -D INTO=${VECTRAY_NPM_TOOLS_DIR} -P ${PROJECT_SOURCE_DIR}/cmake/FetchNpm.cmake)
        set_tests_properties(contract.tools PROPERTIES LABELS endtoend TIMEOUT 600 FIXTURES_SETUP npm_tools)
        set_tests_properties(endtoend.contract endtoend.event_clients PROPERTIES FIXTURES_REQUIRED npm_tools)

        # The clients of MCP come from npm, once for all presets.
        set(VECTRAY_MCP_CLIENTS "${PROJECT_SOURCE_DIR}/build/mcp-clients" CACHE PATH "Where MCP's clients are fetched to")
        add_test(NAME endtoend.fetch_mcp_clients COMMAND ${CMAKE_COMMAND}
            -D LIST=${PROJECT_SOURCE_DIR}/tests/mcp/npm -D INTO=${VECTRAY_MCP_CLIENTS} -P ${PROJECT_SOURCE_DIR}/cmake/FetchNpm.cmake)
        set_tests_properties(endtoend.fetch_mcp_clients PROPERTIES LABELS endtoend TIMEOUT 900 FIXTURES_SETUP mcp_clients)
        add_endtoend_test(mcp_clients $<TARGET_FILE:vectray>)
        set_property(TEST endtoend.mcp_clients APPEND PROPERTY ENVIRONMENT VECTRAY_MCP_CLIENTS=${VECTRAY_MCP_CLIENTS})
        set_property(TEST endtoend.mcp_clients PROPERTY FIXTURES_REQUIRED mcp_clients)
    endif()
else()
    message(WARNING "Python 3 is missing: the end-to-end tests are left out")
endif()
