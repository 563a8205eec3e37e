# The real program, started by tests/endtoend/test_*.py; each file is one ctest. Where the program is not built
# only the tools of these tests are tested.
find_package(Python3 3.9 COMPONENTS Interpreter)
set(python ${Python3_EXECUTABLE})

function(add_endtoend_test name program)
    add_test(NAME endtoend.${name} COMMAND ${python} -B -m unittest -v test_${name}
        WORKING_DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR}/endtoend)
    set_tests_properties(endtoend.${name} PROPERTIES
        LABELS endtoend TIMEOUT 300 ENVIRONMENT "VECTRAY_BINARY=${program};VECTRAY_SOURCE_DIR=${PROJECT_SOURCE_DIR};LC_ALL=C.UTF-8")
endfunction()

if(Python3_FOUND)
    add_endtoend_test(harness "")
    if(TARGET vectray)
        foreach(name bad_files bad_input command_line events folders full_disk indexing real_project restart root_lost server specification team_store)
            add_endtoend_test(${name} $<TARGET_FILE:vectray>)
        endforeach()
    endif()
else()
    message(WARNING "Python 3 is missing: the end-to-end tests are left out")
endif()
