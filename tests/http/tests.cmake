foreach(class EventFeed EventSocket EventStream Guard HttpLimits HttpServer PeerUser RequestFields Router Smuggling
              SocketTable)
    add_layer_test(http ${class})
endforeach()

# Not a test: the front alone, to be loaded and attacked from outside.
add_executable(http_front EXCLUDE_FROM_ALL http/http_front.cpp)
target_include_directories(http_front PRIVATE $<TARGET_PROPERTY:layer_http,SOURCE_DIR>)
target_link_libraries(http_front PRIVATE project_options layer_http)
