foreach(class CodeSearch IndexedPlace McpEndpoint ToolTable)
    add_layer_test(mcp ${class})
endforeach()
