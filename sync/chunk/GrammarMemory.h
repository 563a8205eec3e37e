/* Included before every source of the tree-sitter runtime and the grammars (see cmake/Grammars.cmake): what
   they allocate comes from the ParserMemory of the thread. In C. */
#pragma once

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Not declared as malloc() is: they throw, and the compiler must not take it for granted that they do not. */
void *vectray_parser_malloc(size_t size);
void *vectray_parser_calloc(size_t count, size_t size);
void *vectray_parser_realloc(void *block, size_t size);
void vectray_parser_free(void *block);

#ifdef __cplusplus
}
#else
#define malloc vectray_parser_malloc
#define calloc vectray_parser_calloc
#define realloc vectray_parser_realloc
#define free vectray_parser_free
#endif
