# cmake -D LIST=DIR -D INTO=DIR -P FetchNpm.cmake: what DIR/package-lock.json pins, from npm into INTO.
#
# Once: again only when the list has changed. Several that run at a time wait for each other. No script of a package
# is run.
file(MAKE_DIRECTORY ${INTO})
file(LOCK ${INTO}/lock GUARD PROCESS TIMEOUT 600)
set(state "")
foreach(input package.json package-lock.json .npmrc)
    file(SHA256 ${LIST}/${input} hash)
    string(APPEND state "${hash}-")
endforeach()
set(fetched "")
if(EXISTS ${INTO}/fetched)
    file(READ ${INTO}/fetched fetched)
endif()
if(fetched STREQUAL state)
    return()
endif()

file(REMOVE ${INTO}/fetched)
foreach(input package.json package-lock.json .npmrc)
    configure_file(${LIST}/${input} ${INTO}/${input} COPYONLY)
endforeach()
execute_process(COMMAND npm ci --ignore-scripts --no-audit --no-fund WORKING_DIRECTORY ${INTO}
    RESULT_VARIABLE failed OUTPUT_VARIABLE output ERROR_VARIABLE output)
if(failed)
    message(FATAL_ERROR "npm could not fetch what ${LIST} lists. Is npm missing, or its registry out of reach? "
                        "It said:\n${output}")
endif()
file(WRITE ${INTO}/fetched ${state})
