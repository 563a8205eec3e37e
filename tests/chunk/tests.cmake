add_layer_test(chunk DefaultChunker)
add_layer_test(chunk Grammar TreeSitter::Grammars layer_chunk)
add_layer_test(chunk Language)
add_layer_test(chunk TextDecoding)
