/* What io.portalocker calls on Windows. The version is that of Windows 10 1709: mingw-w64 writes it as NTDDI does where
   it lets FileRenameInfoEx be seen. What is called beyond Vista is asked for at run time and may be refused. */
#define _WIN32_WINNT 0x0A000005
#define NTDDI_VERSION 0x0A000005
#define WIN32_LEAN_AND_MEAN
#include <windows.h>
#include <restartmanager.h>

/* Of ntstatus.h, which is not to be included beside windows.h. */
#ifndef STATUS_DELETE_PENDING
#define STATUS_DELETE_PENDING ((LONG)0xC0000056)
#endif

/* mingw-w64 has neither. */
#ifndef FILE_RENAME_FLAG_IGNORE_READONLY_ATTRIBUTE
#define FILE_RENAME_FLAG_IGNORE_READONLY_ATTRIBUTE 0x00000040
#endif
NTSYSAPI LONG NTAPI RtlGetLastNtStatus(void);
