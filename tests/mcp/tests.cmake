add_layer_test(mcp CodeSearch layer_engine)
foreach(class IndexedPlace McpEndpoint ToolTable)
    add_layer_test(mcp ${class})
endforeach()
