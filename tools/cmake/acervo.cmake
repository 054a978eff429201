# Warnings and instrumentation, linked PRIVATE by every target of the project.
add_library(acervo_settings INTERFACE)
add_library(acervo::settings ALIAS acervo_settings)
target_compile_options(acervo_settings INTERFACE
    -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual -Wimplicit-fallthrough
    -Wno-missing-field-initializers)   # designated initializers leave out on purpose
if(ACERVO_WERROR)
    target_compile_options(acervo_settings INTERFACE -Werror)
endif()
if(ACERVO_SANITIZE)   # not $<BOOL:...>: the comma in "address,undefined" breaks the generator expression
    target_compile_options(acervo_settings INTERFACE
        -fsanitize=${ACERVO_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
    target_link_options(acervo_settings INTERFACE -fsanitize=${ACERVO_SANITIZE})
endif()
if(ACERVO_FUZZ)
    target_compile_options(acervo_settings INTERFACE -fsanitize=fuzzer-no-link)
endif()
if(ACERVO_COVERAGE)
    target_compile_options(acervo_settings INTERFACE --coverage)
    target_link_options(acervo_settings INTERFACE --coverage)
endif()
if(CMAKE_BUILD_TYPE STREQUAL "Debug")
    target_compile_definitions(acervo_settings INTERFACE _GLIBCXX_ASSERTIONS)
endif()

# acervo_module(search SOURCES query.cpp ... PUBLIC acervo::corpus PRIVATE xapian): a layer. What a header of the layer
# includes is PUBLIC, what only a .cpp includes is PRIVATE.
function(acervo_module name)
    cmake_parse_arguments(arg "" "" "SOURCES;PUBLIC;PRIVATE" ${ARGN})
    add_library(acervo_${name} STATIC ${arg_SOURCES})
    add_library(acervo::${name} ALIAS acervo_${name})
    target_include_directories(acervo_${name} PUBLIC ${PROJECT_SOURCE_DIR})
    target_link_libraries(acervo_${name} PUBLIC ${arg_PUBLIC} PRIVATE acervo::settings ${arg_PRIVATE})
endfunction()

# acervo_test(search query_test.cpp ...): one test program a layer; its cases are named "search: ...".
list(APPEND CMAKE_MODULE_PATH ${Catch2_DIR})
include(Catch)
function(acervo_test name)
    cmake_parse_arguments(arg "" "" "SOURCES;LIBRARIES" ${ARGN})
    add_executable(test_${name} ${arg_SOURCES})
    target_link_libraries(test_${name} PRIVATE ${arg_LIBRARIES} acervo::settings Catch2::Catch2WithMain)
    target_include_directories(test_${name} PRIVATE ${PROJECT_SOURCE_DIR})
    target_compile_definitions(test_${name} PRIVATE
        TEST_DATA="${PROJECT_SOURCE_DIR}/tests/data" SOURCE_DIR="${PROJECT_SOURCE_DIR}" ACERVO_PROGRAM="$<TARGET_FILE:acervo>")
    add_dependencies(test_${name} acervo)
    catch_discover_tests(test_${name} TEST_PREFIX "${name}: " PROPERTIES TIMEOUT 300 LABELS unit
        DISCOVERY_MODE PRE_TEST)
endfunction()

# acervo_fuzz(query acervo::search): tests/fuzz/query.cpp. Built everywhere: with libFuzzer in the fuzz preset, elsewhere with a main that
# replays tests/fuzz/seeds/query as an ordinary test.
function(acervo_fuzz name)
    add_executable(fuzz_${name} ${name}.cpp)
    target_link_libraries(fuzz_${name} PRIVATE acervo::settings ${ARGN})
    if(ACERVO_FUZZ)
        target_link_options(fuzz_${name} PRIVATE -fsanitize=fuzzer)
    else()
        target_sources(fuzz_${name} PRIVATE replay.cpp)
        add_test(NAME "fuzz: ${name} seeds" COMMAND fuzz_${name} ${CMAKE_CURRENT_SOURCE_DIR}/seeds/${name})
        set_tests_properties("fuzz: ${name} seeds" PROPERTIES LABELS unit)
    endif()
endfunction()
