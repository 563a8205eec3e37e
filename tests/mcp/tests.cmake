foreach(class IndexedPlace McpEndpoint ToolTable)
    add_layer_test(mcp ${class})
endforeach()
