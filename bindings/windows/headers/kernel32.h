/* What io.portalocker calls on Windows. Vista's functions (CancelIoEx, CreateHardLinkW) need the version macro. */
#define _WIN32_WINNT 0x0601
#define WIN32_LEAN_AND_MEAN
#include <windows.h>
