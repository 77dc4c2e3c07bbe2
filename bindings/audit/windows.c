/* Rendered by AuditTest from the generated Java: do not edit. Compiled, never run. */
#include "../windows/headers/kernel32.h"
#include "audit.h"

AUDIT_CONSTANT64(CCH_RM_SESSION_KEY, 32LL);
AUDIT_CONSTANT32(CREATE_ALWAYS, 2);
AUDIT_CONSTANT32(CREATE_NEW, 1);
AUDIT_CONSTANT32(ComputerNameDnsHostname, 1);
AUDIT_CONSTANT32(ComputerNamePhysicalDnsHostname, 5);
AUDIT_CONSTANT32(DACL_SECURITY_INFORMATION, 4);
AUDIT_CONSTANT32(DELETE, 65536);
AUDIT_CONSTANT32(ERROR_ACCESS_DENIED, 5);
AUDIT_CONSTANT32(ERROR_ALREADY_EXISTS, 183);
AUDIT_CONSTANT32(ERROR_BAD_DEVICE, 1200);
AUDIT_CONSTANT32(ERROR_BAD_NETPATH, 53);
AUDIT_CONSTANT32(ERROR_BAD_NET_NAME, 67);
AUDIT_CONSTANT32(ERROR_BROKEN_PIPE, 109);
AUDIT_CONSTANT32(ERROR_BUFFER_OVERFLOW, 111);
AUDIT_CONSTANT32(ERROR_BUSY, 170);
AUDIT_CONSTANT32(ERROR_CALL_NOT_IMPLEMENTED, 120);
AUDIT_CONSTANT32(ERROR_CANT_ACCESS_FILE, 1920);
AUDIT_CONSTANT32(ERROR_DELETE_PENDING, 303);
AUDIT_CONSTANT32(ERROR_DIRECTORY, 267);
AUDIT_CONSTANT32(ERROR_DIR_NOT_EMPTY, 145);
AUDIT_CONSTANT32(ERROR_DISK_FULL, 112);
AUDIT_CONSTANT32(ERROR_FILENAME_EXCED_RANGE, 206);
AUDIT_CONSTANT32(ERROR_FILE_EXISTS, 80);
AUDIT_CONSTANT32(ERROR_FILE_NOT_FOUND, 2);
AUDIT_CONSTANT32(ERROR_HANDLE_EOF, 38);
AUDIT_CONSTANT32(ERROR_INVALID_FUNCTION, 1);
AUDIT_CONSTANT32(ERROR_INVALID_HANDLE, 6);
AUDIT_CONSTANT32(ERROR_INVALID_LEVEL, 124);
AUDIT_CONSTANT32(ERROR_INVALID_NAME, 123);
AUDIT_CONSTANT32(ERROR_INVALID_PARAMETER, 87);
AUDIT_CONSTANT32(ERROR_IO_INCOMPLETE, 996);
AUDIT_CONSTANT32(ERROR_IO_PENDING, 997);
AUDIT_CONSTANT32(ERROR_LOCK_VIOLATION, 33);
AUDIT_CONSTANT32(ERROR_MORE_DATA, 234);
AUDIT_CONSTANT32(ERROR_NETNAME_DELETED, 64);
AUDIT_CONSTANT32(ERROR_NOT_ENOUGH_MEMORY, 8);
AUDIT_CONSTANT32(ERROR_NOT_FOUND, 1168);
AUDIT_CONSTANT32(ERROR_NOT_LOCKED, 158);
AUDIT_CONSTANT32(ERROR_NOT_READY, 21);
AUDIT_CONSTANT32(ERROR_NOT_SAME_DEVICE, 17);
AUDIT_CONSTANT32(ERROR_NOT_SUPPORTED, 50);
AUDIT_CONSTANT32(ERROR_NO_MORE_FILES, 18);
AUDIT_CONSTANT32(ERROR_OPERATION_ABORTED, 995);
AUDIT_CONSTANT32(ERROR_PATH_NOT_FOUND, 3);
AUDIT_CONSTANT32(ERROR_POSSIBLE_DEADLOCK, 1131);
AUDIT_CONSTANT32(ERROR_PRIVILEGE_NOT_HELD, 1314);
AUDIT_CONSTANT32(ERROR_SHARING_VIOLATION, 32);
AUDIT_CONSTANT32(ERROR_SUCCESS, 0);
AUDIT_CONSTANT32(ERROR_TOO_MANY_LINKS, 1142);
AUDIT_CONSTANT32(ERROR_TOO_MANY_OPEN_FILES, 4);
AUDIT_CONSTANT32(ERROR_USER_MAPPED_FILE, 1224);
AUDIT_CONSTANT32(ERROR_WRITE_PROTECT, 19);
AUDIT_CONSTANT32(FILE_APPEND_DATA, 4);
AUDIT_CONSTANT32(FILE_ATTRIBUTE_ARCHIVE, 32);
AUDIT_CONSTANT32(FILE_ATTRIBUTE_DIRECTORY, 16);
AUDIT_CONSTANT32(FILE_ATTRIBUTE_HIDDEN, 2);
AUDIT_CONSTANT32(FILE_ATTRIBUTE_NORMAL, 128);
AUDIT_CONSTANT32(FILE_ATTRIBUTE_NOT_CONTENT_INDEXED, 8192);
AUDIT_CONSTANT32(FILE_ATTRIBUTE_READONLY, 1);
AUDIT_CONSTANT32(FILE_ATTRIBUTE_REPARSE_POINT, 1024);
AUDIT_CONSTANT32(FILE_ATTRIBUTE_SYSTEM, 4);
AUDIT_CONSTANT32(FILE_BEGIN, 0);
AUDIT_CONSTANT32(FILE_CURRENT, 1);
AUDIT_CONSTANT32(FILE_DISPOSITION_FLAG_DELETE, 1);
AUDIT_CONSTANT32(FILE_DISPOSITION_FLAG_IGNORE_READONLY_ATTRIBUTE, 16);
AUDIT_CONSTANT32(FILE_DISPOSITION_FLAG_POSIX_SEMANTICS, 2);
AUDIT_CONSTANT32(FILE_END, 2);
AUDIT_CONSTANT32(FILE_FLAG_BACKUP_SEMANTICS, 33554432);
AUDIT_CONSTANT32(FILE_FLAG_DELETE_ON_CLOSE, 67108864);
AUDIT_CONSTANT32(FILE_FLAG_OPEN_REPARSE_POINT, 2097152);
AUDIT_CONSTANT32(FILE_FLAG_OVERLAPPED, 1073741824);
AUDIT_CONSTANT32(FILE_READ_ATTRIBUTES, 128);
AUDIT_CONSTANT32(FILE_READ_DATA, 1);
AUDIT_CONSTANT32(FILE_RENAME_FLAG_IGNORE_READONLY_ATTRIBUTE, 64);
AUDIT_CONSTANT32(FILE_RENAME_FLAG_POSIX_SEMANTICS, 2);
AUDIT_CONSTANT32(FILE_RENAME_FLAG_REPLACE_IF_EXISTS, 1);
AUDIT_CONSTANT32(FILE_SHARE_DELETE, 4);
AUDIT_CONSTANT32(FILE_SHARE_READ, 1);
AUDIT_CONSTANT32(FILE_SHARE_WRITE, 2);
AUDIT_CONSTANT32(FILE_TYPE_CHAR, 2);
AUDIT_CONSTANT32(FILE_TYPE_DISK, 1);
AUDIT_CONSTANT32(FILE_TYPE_PIPE, 3);
AUDIT_CONSTANT32(FILE_WRITE_ATTRIBUTES, 256);
AUDIT_CONSTANT32(FILE_WRITE_DATA, 2);
AUDIT_CONSTANT32(FileAttributeTagInfo, 9);
AUDIT_CONSTANT32(FileBasicInfo, 0);
AUDIT_CONSTANT32(FileDispositionInfo, 4);
AUDIT_CONSTANT32(FileDispositionInfoEx, 21);
AUDIT_CONSTANT32(FileIdInfo, 18);
AUDIT_CONSTANT32(FileRenameInfo, 3);
AUDIT_CONSTANT32(FileRenameInfoEx, 22);
AUDIT_CONSTANT32(GENERIC_READ, -2147483648);
AUDIT_CONSTANT32(GENERIC_WRITE, 1073741824);
AUDIT_CONSTANT32(HANDLE_FLAG_INHERIT, 1);
AUDIT_CONSTANT32(INFINITE, -1);
AUDIT_CONSTANT32(INVALID_FILE_ATTRIBUTES, -1);
AUDIT_ADDRESS(INVALID_HANDLE_VALUE, -1LL);
AUDIT_CONSTANT32(LOCKFILE_EXCLUSIVE_LOCK, 2);
AUDIT_CONSTANT32(LOCKFILE_FAIL_IMMEDIATELY, 1);
AUDIT_CONSTANT32(MOVEFILE_REPLACE_EXISTING, 1);
AUDIT_CONSTANT32(MOVEFILE_WRITE_THROUGH, 8);
AUDIT_CONSTANT32(OPEN_ALWAYS, 4);
AUDIT_CONSTANT32(OPEN_EXISTING, 3);
AUDIT_CONSTANT32(PROCESS_QUERY_LIMITED_INFORMATION, 4096);
AUDIT_CONSTANT32(PROCESS_TERMINATE, 1);
AUDIT_CONSTANT32(PROTECTED_DACL_SECURITY_INFORMATION, -2147483648);
AUDIT_CONSTANT32(READ_CONTROL, 131072);
AUDIT_CONSTANT32(SE_DACL_PROTECTED, 4096);
AUDIT_CONSTANT32(STATUS_DELETE_PENDING, -1073741738);
AUDIT_CONSTANT32(SYNCHRONIZE, 1048576);
AUDIT_CONSTANT32(TRUNCATE_EXISTING, 5);
AUDIT_CONSTANT32(UNPROTECTED_DACL_SECURITY_INFORMATION, 536870912);
AUDIT_CONSTANT32(WAIT_FAILED, -1);
AUDIT_CONSTANT32(WAIT_OBJECT_0, 0);
AUDIT_CONSTANT32(WAIT_TIMEOUT, 258);
AUDIT_CONSTANT32(WRITE_DAC, 262144);

AUDIT_SIZE(BY_HANDLE_FILE_INFORMATION, 52, 4);
AUDIT_FIELD(BY_HANDLE_FILE_INFORMATION, dwFileAttributes, 0, 4);
AUDIT_FIELD(BY_HANDLE_FILE_INFORMATION, ftCreationTime, 4, 8);
AUDIT_FIELD(BY_HANDLE_FILE_INFORMATION, ftLastAccessTime, 12, 8);
AUDIT_FIELD(BY_HANDLE_FILE_INFORMATION, ftLastWriteTime, 20, 8);
AUDIT_FIELD(BY_HANDLE_FILE_INFORMATION, dwVolumeSerialNumber, 28, 4);
AUDIT_FIELD(BY_HANDLE_FILE_INFORMATION, nFileSizeHigh, 32, 4);
AUDIT_FIELD(BY_HANDLE_FILE_INFORMATION, nFileSizeLow, 36, 4);
AUDIT_FIELD(BY_HANDLE_FILE_INFORMATION, nNumberOfLinks, 40, 4);
AUDIT_FIELD(BY_HANDLE_FILE_INFORMATION, nFileIndexHigh, 44, 4);
AUDIT_FIELD(BY_HANDLE_FILE_INFORMATION, nFileIndexLow, 48, 4);

AUDIT_SIZE(FILETIME, 8, 4);
AUDIT_FIELD(FILETIME, dwLowDateTime, 0, 4);
AUDIT_FIELD(FILETIME, dwHighDateTime, 4, 4);

AUDIT_SIZE(FILE_ATTRIBUTE_TAG_INFO, 8, 4);
AUDIT_FIELD(FILE_ATTRIBUTE_TAG_INFO, FileAttributes, 0, 4);
AUDIT_FIELD(FILE_ATTRIBUTE_TAG_INFO, ReparseTag, 4, 4);

AUDIT_SIZE(FILE_BASIC_INFO, 40, 8);
AUDIT_FIELD(FILE_BASIC_INFO, CreationTime, 0, 8);
AUDIT_FIELD(FILE_BASIC_INFO, LastAccessTime, 8, 8);
AUDIT_FIELD(FILE_BASIC_INFO, LastWriteTime, 16, 8);
AUDIT_FIELD(FILE_BASIC_INFO, ChangeTime, 24, 8);
AUDIT_FIELD(FILE_BASIC_INFO, FileAttributes, 32, 4);

AUDIT_SIZE(FILE_DISPOSITION_INFO, 1, 1);
AUDIT_FIELD(FILE_DISPOSITION_INFO, DeleteFileA, 0, 1);

AUDIT_SIZE(FILE_DISPOSITION_INFO_EX, 4, 4);
AUDIT_FIELD(FILE_DISPOSITION_INFO_EX, Flags, 0, 4);

AUDIT_SIZE(struct FILE_ID_128, 16, 1);
AUDIT_FIELD(struct FILE_ID_128, Identifier, 0, 16);

AUDIT_SIZE(FILE_ID_INFO, 24, 8);
AUDIT_FIELD(FILE_ID_INFO, VolumeSerialNumber, 0, 8);
AUDIT_FIELD(FILE_ID_INFO, FileId, 8, 16);

AUDIT_SIZE(FILE_RENAME_INFO, 24, 8);
AUDIT_FIELD(FILE_RENAME_INFO, ReplaceIfExists, 0, 1);
AUDIT_FIELD(FILE_RENAME_INFO, Flags, 0, 4);
AUDIT_FIELD(FILE_RENAME_INFO, RootDirectory, 8, 8);
AUDIT_FIELD(FILE_RENAME_INFO, FileNameLength, 16, 4);
AUDIT_FIELD(FILE_RENAME_INFO, FileName, 20, 2);

AUDIT_SIZE(LARGE_INTEGER, 8, 8);
AUDIT_FIELD(LARGE_INTEGER, LowPart, 0, 4);
AUDIT_FIELD(LARGE_INTEGER, HighPart, 4, 4);
AUDIT_FIELD(LARGE_INTEGER, u, 0, 8);
AUDIT_FIELD(LARGE_INTEGER, QuadPart, 0, 8);

AUDIT_SIZE(OVERLAPPED, 32, 8);
AUDIT_FIELD(OVERLAPPED, Internal, 0, 8);
AUDIT_FIELD(OVERLAPPED, InternalHigh, 8, 8);
AUDIT_FIELD(OVERLAPPED, Offset, 16, 4);
AUDIT_FIELD(OVERLAPPED, OffsetHigh, 20, 4);
AUDIT_FIELD(OVERLAPPED, Pointer, 16, 8);
AUDIT_FIELD(OVERLAPPED, hEvent, 24, 8);

AUDIT_SIZE(RM_PROCESS_INFO, 668, 4);
AUDIT_FIELD(RM_PROCESS_INFO, Process, 0, 12);
AUDIT_FIELD(RM_PROCESS_INFO, strAppName, 12, 512);
AUDIT_FIELD(RM_PROCESS_INFO, strServiceShortName, 524, 128);
AUDIT_FIELD(RM_PROCESS_INFO, ApplicationType, 652, 4);
AUDIT_FIELD(RM_PROCESS_INFO, AppStatus, 656, 4);
AUDIT_FIELD(RM_PROCESS_INFO, TSSessionId, 660, 4);
AUDIT_FIELD(RM_PROCESS_INFO, bRestartable, 664, 4);

AUDIT_SIZE(RM_UNIQUE_PROCESS, 12, 4);
AUDIT_FIELD(RM_UNIQUE_PROCESS, dwProcessId, 0, 4);
AUDIT_FIELD(RM_UNIQUE_PROCESS, ProcessStartTime, 4, 8);

AUDIT_SIZE(SECURITY_ATTRIBUTES, 24, 8);
AUDIT_FIELD(SECURITY_ATTRIBUTES, nLength, 0, 4);
AUDIT_FIELD(SECURITY_ATTRIBUTES, lpSecurityDescriptor, 8, 8);
AUDIT_FIELD(SECURITY_ATTRIBUTES, bInheritHandle, 16, 4);

AUDIT_SIZE(WIN32_FIND_DATAW, 592, 4);
AUDIT_FIELD(WIN32_FIND_DATAW, dwFileAttributes, 0, 4);
AUDIT_FIELD(WIN32_FIND_DATAW, ftCreationTime, 4, 8);
AUDIT_FIELD(WIN32_FIND_DATAW, ftLastAccessTime, 12, 8);
AUDIT_FIELD(WIN32_FIND_DATAW, ftLastWriteTime, 20, 8);
AUDIT_FIELD(WIN32_FIND_DATAW, nFileSizeHigh, 28, 4);
AUDIT_FIELD(WIN32_FIND_DATAW, nFileSizeLow, 32, 4);
AUDIT_FIELD(WIN32_FIND_DATAW, dwReserved0, 36, 4);
AUDIT_FIELD(WIN32_FIND_DATAW, dwReserved1, 40, 4);
AUDIT_FIELD(WIN32_FIND_DATAW, cFileName, 44, 520);
AUDIT_FIELD(WIN32_FIND_DATAW, cAlternateFileName, 564, 28);

struct audited_GetKernelObjectSecurity {
    WINBOOL audit_result;
    HANDLE Handle;
    SECURITY_INFORMATION RequestedInformation;
    PSECURITY_DESCRIPTOR pSecurityDescriptor;
    DWORD nLength;
    LPDWORD lpnLengthNeeded;
};
AUDIT_FUNCTION(GetKernelObjectSecurity, WINBOOL, HANDLE, SECURITY_INFORMATION, PSECURITY_DESCRIPTOR, DWORD, LPDWORD);
AUDIT_TYPE(GetKernelObjectSecurity, audit_result, INTEGER, 4);
AUDIT_TYPE(GetKernelObjectSecurity, Handle, POINTER, 8);
AUDIT_TYPE(GetKernelObjectSecurity, RequestedInformation, INTEGER, 4);
AUDIT_TYPE(GetKernelObjectSecurity, pSecurityDescriptor, POINTER, 8);
AUDIT_TYPE(GetKernelObjectSecurity, nLength, INTEGER, 4);
AUDIT_TYPE(GetKernelObjectSecurity, lpnLengthNeeded, POINTER, 8);

struct audited_SetKernelObjectSecurity {
    WINBOOL audit_result;
    HANDLE Handle;
    SECURITY_INFORMATION SecurityInformation;
    PSECURITY_DESCRIPTOR SecurityDescriptor;
};
AUDIT_FUNCTION(SetKernelObjectSecurity, WINBOOL, HANDLE, SECURITY_INFORMATION, PSECURITY_DESCRIPTOR);
AUDIT_TYPE(SetKernelObjectSecurity, audit_result, INTEGER, 4);
AUDIT_TYPE(SetKernelObjectSecurity, Handle, POINTER, 8);
AUDIT_TYPE(SetKernelObjectSecurity, SecurityInformation, INTEGER, 4);
AUDIT_TYPE(SetKernelObjectSecurity, SecurityDescriptor, POINTER, 8);

struct audited_GetLastError {
    DWORD audit_result;
};
AUDIT_FUNCTION(GetLastError, DWORD, void);
AUDIT_TYPE(GetLastError, audit_result, INTEGER, 4);

struct audited_GetFileAttributesW {
    DWORD audit_result;
    LPCWSTR lpFileName;
};
AUDIT_FUNCTION(GetFileAttributesW, DWORD, LPCWSTR);
AUDIT_TYPE(GetFileAttributesW, audit_result, INTEGER, 4);
AUDIT_TYPE(GetFileAttributesW, lpFileName, POINTER, 8);

struct audited_GetFileInformationByHandle {
    WINBOOL audit_result;
    HANDLE hFile;
    LPBY_HANDLE_FILE_INFORMATION lpFileInformation;
};
AUDIT_FUNCTION(GetFileInformationByHandle, WINBOOL, HANDLE, LPBY_HANDLE_FILE_INFORMATION);
AUDIT_TYPE(GetFileInformationByHandle, audit_result, INTEGER, 4);
AUDIT_TYPE(GetFileInformationByHandle, hFile, POINTER, 8);
AUDIT_TYPE(GetFileInformationByHandle, lpFileInformation, POINTER, 8);

struct audited_CreateFileW {
    HANDLE audit_result;
    LPCWSTR lpFileName;
    DWORD dwDesiredAccess;
    DWORD dwShareMode;
    LPSECURITY_ATTRIBUTES lpSecurityAttributes;
    DWORD dwCreationDisposition;
    DWORD dwFlagsAndAttributes;
    HANDLE hTemplateFile;
};
AUDIT_FUNCTION(CreateFileW, HANDLE, LPCWSTR, DWORD, DWORD, LPSECURITY_ATTRIBUTES, DWORD, DWORD, HANDLE);
AUDIT_TYPE(CreateFileW, audit_result, POINTER, 8);
AUDIT_TYPE(CreateFileW, lpFileName, POINTER, 8);
AUDIT_TYPE(CreateFileW, dwDesiredAccess, INTEGER, 4);
AUDIT_TYPE(CreateFileW, dwShareMode, INTEGER, 4);
AUDIT_TYPE(CreateFileW, lpSecurityAttributes, POINTER, 8);
AUDIT_TYPE(CreateFileW, dwCreationDisposition, INTEGER, 4);
AUDIT_TYPE(CreateFileW, dwFlagsAndAttributes, INTEGER, 4);
AUDIT_TYPE(CreateFileW, hTemplateFile, POINTER, 8);

struct audited_FindFirstFileW {
    HANDLE audit_result;
    LPCWSTR lpFileName;
    LPWIN32_FIND_DATAW lpFindFileData;
};
AUDIT_FUNCTION(FindFirstFileW, HANDLE, LPCWSTR, LPWIN32_FIND_DATAW);
AUDIT_TYPE(FindFirstFileW, audit_result, POINTER, 8);
AUDIT_TYPE(FindFirstFileW, lpFileName, POINTER, 8);
AUDIT_TYPE(FindFirstFileW, lpFindFileData, POINTER, 8);

struct audited_GetFileSizeEx {
    WINBOOL audit_result;
    HANDLE hFile;
    PLARGE_INTEGER lpFileSize;
};
AUDIT_FUNCTION(GetFileSizeEx, WINBOOL, HANDLE, PLARGE_INTEGER);
AUDIT_TYPE(GetFileSizeEx, audit_result, INTEGER, 4);
AUDIT_TYPE(GetFileSizeEx, hFile, POINTER, 8);
AUDIT_TYPE(GetFileSizeEx, lpFileSize, POINTER, 8);

struct audited_GetFileType {
    DWORD audit_result;
    HANDLE hFile;
};
AUDIT_FUNCTION(GetFileType, DWORD, HANDLE);
AUDIT_TYPE(GetFileType, audit_result, INTEGER, 4);
AUDIT_TYPE(GetFileType, hFile, POINTER, 8);

struct audited_SetFileTime {
    WINBOOL audit_result;
    HANDLE hFile;
    const FILETIME * lpCreationTime;
    const FILETIME * lpLastAccessTime;
    const FILETIME * lpLastWriteTime;
};
AUDIT_FUNCTION(SetFileTime, WINBOOL, HANDLE, const FILETIME *, const FILETIME *, const FILETIME *);
AUDIT_TYPE(SetFileTime, audit_result, INTEGER, 4);
AUDIT_TYPE(SetFileTime, hFile, POINTER, 8);
AUDIT_TYPE(SetFileTime, lpCreationTime, POINTER, 8);
AUDIT_TYPE(SetFileTime, lpLastAccessTime, POINTER, 8);
AUDIT_TYPE(SetFileTime, lpLastWriteTime, POINTER, 8);

struct audited_CreateDirectoryW {
    WINBOOL audit_result;
    LPCWSTR lpPathName;
    LPSECURITY_ATTRIBUTES lpSecurityAttributes;
};
AUDIT_FUNCTION(CreateDirectoryW, WINBOOL, LPCWSTR, LPSECURITY_ATTRIBUTES);
AUDIT_TYPE(CreateDirectoryW, audit_result, INTEGER, 4);
AUDIT_TYPE(CreateDirectoryW, lpPathName, POINTER, 8);
AUDIT_TYPE(CreateDirectoryW, lpSecurityAttributes, POINTER, 8);

struct audited_DeleteFileW {
    WINBOOL audit_result;
    LPCWSTR lpFileName;
};
AUDIT_FUNCTION(DeleteFileW, WINBOOL, LPCWSTR);
AUDIT_TYPE(DeleteFileW, audit_result, INTEGER, 4);
AUDIT_TYPE(DeleteFileW, lpFileName, POINTER, 8);

struct audited_FindClose {
    WINBOOL audit_result;
    HANDLE hFindFile;
};
AUDIT_FUNCTION(FindClose, WINBOOL, HANDLE);
AUDIT_TYPE(FindClose, audit_result, INTEGER, 4);
AUDIT_TYPE(FindClose, hFindFile, POINTER, 8);

struct audited_FindNextFileW {
    WINBOOL audit_result;
    HANDLE hFindFile;
    LPWIN32_FIND_DATAW lpFindFileData;
};
AUDIT_FUNCTION(FindNextFileW, WINBOOL, HANDLE, LPWIN32_FIND_DATAW);
AUDIT_TYPE(FindNextFileW, audit_result, INTEGER, 4);
AUDIT_TYPE(FindNextFileW, hFindFile, POINTER, 8);
AUDIT_TYPE(FindNextFileW, lpFindFileData, POINTER, 8);

struct audited_FlushFileBuffers {
    WINBOOL audit_result;
    HANDLE hFile;
};
AUDIT_FUNCTION(FlushFileBuffers, WINBOOL, HANDLE);
AUDIT_TYPE(FlushFileBuffers, audit_result, INTEGER, 4);
AUDIT_TYPE(FlushFileBuffers, hFile, POINTER, 8);

struct audited_LockFileEx {
    WINBOOL audit_result;
    HANDLE hFile;
    DWORD dwFlags;
    DWORD dwReserved;
    DWORD nNumberOfBytesToLockLow;
    DWORD nNumberOfBytesToLockHigh;
    LPOVERLAPPED lpOverlapped;
};
AUDIT_FUNCTION(LockFileEx, WINBOOL, HANDLE, DWORD, DWORD, DWORD, DWORD, LPOVERLAPPED);
AUDIT_TYPE(LockFileEx, audit_result, INTEGER, 4);
AUDIT_TYPE(LockFileEx, hFile, POINTER, 8);
AUDIT_TYPE(LockFileEx, dwFlags, INTEGER, 4);
AUDIT_TYPE(LockFileEx, dwReserved, INTEGER, 4);
AUDIT_TYPE(LockFileEx, nNumberOfBytesToLockLow, INTEGER, 4);
AUDIT_TYPE(LockFileEx, nNumberOfBytesToLockHigh, INTEGER, 4);
AUDIT_TYPE(LockFileEx, lpOverlapped, POINTER, 8);

struct audited_ReadFile {
    WINBOOL audit_result;
    HANDLE hFile;
    LPVOID lpBuffer;
    DWORD nNumberOfBytesToRead;
    LPDWORD lpNumberOfBytesRead;
    LPOVERLAPPED lpOverlapped;
};
AUDIT_FUNCTION(ReadFile, WINBOOL, HANDLE, LPVOID, DWORD, LPDWORD, LPOVERLAPPED);
AUDIT_TYPE(ReadFile, audit_result, INTEGER, 4);
AUDIT_TYPE(ReadFile, hFile, POINTER, 8);
AUDIT_TYPE(ReadFile, lpBuffer, POINTER, 8);
AUDIT_TYPE(ReadFile, nNumberOfBytesToRead, INTEGER, 4);
AUDIT_TYPE(ReadFile, lpNumberOfBytesRead, POINTER, 8);
AUDIT_TYPE(ReadFile, lpOverlapped, POINTER, 8);

struct audited_RemoveDirectoryW {
    WINBOOL audit_result;
    LPCWSTR lpPathName;
};
AUDIT_FUNCTION(RemoveDirectoryW, WINBOOL, LPCWSTR);
AUDIT_TYPE(RemoveDirectoryW, audit_result, INTEGER, 4);
AUDIT_TYPE(RemoveDirectoryW, lpPathName, POINTER, 8);

struct audited_SetEndOfFile {
    WINBOOL audit_result;
    HANDLE hFile;
};
AUDIT_FUNCTION(SetEndOfFile, WINBOOL, HANDLE);
AUDIT_TYPE(SetEndOfFile, audit_result, INTEGER, 4);
AUDIT_TYPE(SetEndOfFile, hFile, POINTER, 8);

struct audited_SetFilePointerEx {
    WINBOOL audit_result;
    HANDLE hFile;
    LARGE_INTEGER liDistanceToMove;
    PLARGE_INTEGER lpNewFilePointer;
    DWORD dwMoveMethod;
};
AUDIT_FUNCTION(SetFilePointerEx, WINBOOL, HANDLE, LARGE_INTEGER, PLARGE_INTEGER, DWORD);
AUDIT_TYPE(SetFilePointerEx, audit_result, INTEGER, 4);
AUDIT_TYPE(SetFilePointerEx, hFile, POINTER, 8);
AUDIT_TYPE(SetFilePointerEx, liDistanceToMove, AGGREGATE, 8);
AUDIT_TYPE(SetFilePointerEx, lpNewFilePointer, POINTER, 8);
AUDIT_TYPE(SetFilePointerEx, dwMoveMethod, INTEGER, 4);

struct audited_UnlockFileEx {
    WINBOOL audit_result;
    HANDLE hFile;
    DWORD dwReserved;
    DWORD nNumberOfBytesToUnlockLow;
    DWORD nNumberOfBytesToUnlockHigh;
    LPOVERLAPPED lpOverlapped;
};
AUDIT_FUNCTION(UnlockFileEx, WINBOOL, HANDLE, DWORD, DWORD, DWORD, LPOVERLAPPED);
AUDIT_TYPE(UnlockFileEx, audit_result, INTEGER, 4);
AUDIT_TYPE(UnlockFileEx, hFile, POINTER, 8);
AUDIT_TYPE(UnlockFileEx, dwReserved, INTEGER, 4);
AUDIT_TYPE(UnlockFileEx, nNumberOfBytesToUnlockLow, INTEGER, 4);
AUDIT_TYPE(UnlockFileEx, nNumberOfBytesToUnlockHigh, INTEGER, 4);
AUDIT_TYPE(UnlockFileEx, lpOverlapped, POINTER, 8);

struct audited_WriteFile {
    WINBOOL audit_result;
    HANDLE hFile;
    LPCVOID lpBuffer;
    DWORD nNumberOfBytesToWrite;
    LPDWORD lpNumberOfBytesWritten;
    LPOVERLAPPED lpOverlapped;
};
AUDIT_FUNCTION(WriteFile, WINBOOL, HANDLE, LPCVOID, DWORD, LPDWORD, LPOVERLAPPED);
AUDIT_TYPE(WriteFile, audit_result, INTEGER, 4);
AUDIT_TYPE(WriteFile, hFile, POINTER, 8);
AUDIT_TYPE(WriteFile, lpBuffer, POINTER, 8);
AUDIT_TYPE(WriteFile, nNumberOfBytesToWrite, INTEGER, 4);
AUDIT_TYPE(WriteFile, lpNumberOfBytesWritten, POINTER, 8);
AUDIT_TYPE(WriteFile, lpOverlapped, POINTER, 8);

struct audited_SetFileInformationByHandle {
    WINBOOL audit_result;
    HANDLE hFile;
    FILE_INFO_BY_HANDLE_CLASS FileInformationClass;
    LPVOID lpFileInformation;
    DWORD dwBufferSize;
};
AUDIT_FUNCTION(SetFileInformationByHandle, WINBOOL, HANDLE, FILE_INFO_BY_HANDLE_CLASS, LPVOID, DWORD);
AUDIT_TYPE(SetFileInformationByHandle, audit_result, INTEGER, 4);
AUDIT_TYPE(SetFileInformationByHandle, hFile, POINTER, 8);
AUDIT_TYPE(SetFileInformationByHandle, FileInformationClass, INTEGER, 4);
AUDIT_TYPE(SetFileInformationByHandle, lpFileInformation, POINTER, 8);
AUDIT_TYPE(SetFileInformationByHandle, dwBufferSize, INTEGER, 4);

struct audited_CloseHandle {
    WINBOOL audit_result;
    HANDLE hObject;
};
AUDIT_FUNCTION(CloseHandle, WINBOOL, HANDLE);
AUDIT_TYPE(CloseHandle, audit_result, INTEGER, 4);
AUDIT_TYPE(CloseHandle, hObject, POINTER, 8);

struct audited_SetHandleInformation {
    WINBOOL audit_result;
    HANDLE hObject;
    DWORD dwMask;
    DWORD dwFlags;
};
AUDIT_FUNCTION(SetHandleInformation, WINBOOL, HANDLE, DWORD, DWORD);
AUDIT_TYPE(SetHandleInformation, audit_result, INTEGER, 4);
AUDIT_TYPE(SetHandleInformation, hObject, POINTER, 8);
AUDIT_TYPE(SetHandleInformation, dwMask, INTEGER, 4);
AUDIT_TYPE(SetHandleInformation, dwFlags, INTEGER, 4);

struct audited_GetOverlappedResult {
    WINBOOL audit_result;
    HANDLE hFile;
    LPOVERLAPPED lpOverlapped;
    LPDWORD lpNumberOfBytesTransferred;
    WINBOOL bWait;
};
AUDIT_FUNCTION(GetOverlappedResult, WINBOOL, HANDLE, LPOVERLAPPED, LPDWORD, WINBOOL);
AUDIT_TYPE(GetOverlappedResult, audit_result, INTEGER, 4);
AUDIT_TYPE(GetOverlappedResult, hFile, POINTER, 8);
AUDIT_TYPE(GetOverlappedResult, lpOverlapped, POINTER, 8);
AUDIT_TYPE(GetOverlappedResult, lpNumberOfBytesTransferred, POINTER, 8);
AUDIT_TYPE(GetOverlappedResult, bWait, INTEGER, 4);

struct audited_CancelIoEx {
    WINBOOL audit_result;
    HANDLE hFile;
    LPOVERLAPPED lpOverlapped;
};
AUDIT_FUNCTION(CancelIoEx, WINBOOL, HANDLE, LPOVERLAPPED);
AUDIT_TYPE(CancelIoEx, audit_result, INTEGER, 4);
AUDIT_TYPE(CancelIoEx, hFile, POINTER, 8);
AUDIT_TYPE(CancelIoEx, lpOverlapped, POINTER, 8);

struct audited_GetCommandLineW {
    LPWSTR audit_result;
};
AUDIT_FUNCTION(GetCommandLineW, LPWSTR, void);
AUDIT_TYPE(GetCommandLineW, audit_result, POINTER, 8);

struct audited_OpenProcess {
    HANDLE audit_result;
    DWORD dwDesiredAccess;
    WINBOOL bInheritHandle;
    DWORD dwProcessId;
};
AUDIT_FUNCTION(OpenProcess, HANDLE, DWORD, WINBOOL, DWORD);
AUDIT_TYPE(OpenProcess, audit_result, POINTER, 8);
AUDIT_TYPE(OpenProcess, dwDesiredAccess, INTEGER, 4);
AUDIT_TYPE(OpenProcess, bInheritHandle, INTEGER, 4);
AUDIT_TYPE(OpenProcess, dwProcessId, INTEGER, 4);

struct audited_GetProcessTimes {
    WINBOOL audit_result;
    HANDLE hProcess;
    LPFILETIME lpCreationTime;
    LPFILETIME lpExitTime;
    LPFILETIME lpKernelTime;
    LPFILETIME lpUserTime;
};
AUDIT_FUNCTION(GetProcessTimes, WINBOOL, HANDLE, LPFILETIME, LPFILETIME, LPFILETIME, LPFILETIME);
AUDIT_TYPE(GetProcessTimes, audit_result, INTEGER, 4);
AUDIT_TYPE(GetProcessTimes, hProcess, POINTER, 8);
AUDIT_TYPE(GetProcessTimes, lpCreationTime, POINTER, 8);
AUDIT_TYPE(GetProcessTimes, lpExitTime, POINTER, 8);
AUDIT_TYPE(GetProcessTimes, lpKernelTime, POINTER, 8);
AUDIT_TYPE(GetProcessTimes, lpUserTime, POINTER, 8);

struct audited_TerminateProcess {
    WINBOOL audit_result;
    HANDLE hProcess;
    UINT uExitCode;
};
AUDIT_FUNCTION(TerminateProcess, WINBOOL, HANDLE, UINT);
AUDIT_TYPE(TerminateProcess, audit_result, INTEGER, 4);
AUDIT_TYPE(TerminateProcess, hProcess, POINTER, 8);
AUDIT_TYPE(TerminateProcess, uExitCode, INTEGER, 4);

struct audited_GetCurrentProcess {
    HANDLE audit_result;
};
AUDIT_FUNCTION(GetCurrentProcess, HANDLE, void);
AUDIT_TYPE(GetCurrentProcess, audit_result, POINTER, 8);

struct audited_SetEvent {
    WINBOOL audit_result;
    HANDLE hEvent;
};
AUDIT_FUNCTION(SetEvent, WINBOOL, HANDLE);
AUDIT_TYPE(SetEvent, audit_result, INTEGER, 4);
AUDIT_TYPE(SetEvent, hEvent, POINTER, 8);

struct audited_WaitForSingleObject {
    DWORD audit_result;
    HANDLE hHandle;
    DWORD dwMilliseconds;
};
AUDIT_FUNCTION(WaitForSingleObject, DWORD, HANDLE, DWORD);
AUDIT_TYPE(WaitForSingleObject, audit_result, INTEGER, 4);
AUDIT_TYPE(WaitForSingleObject, hHandle, POINTER, 8);
AUDIT_TYPE(WaitForSingleObject, dwMilliseconds, INTEGER, 4);

struct audited_CreateEventW {
    HANDLE audit_result;
    LPSECURITY_ATTRIBUTES lpEventAttributes;
    WINBOOL bManualReset;
    WINBOOL bInitialState;
    LPCWSTR lpName;
};
AUDIT_FUNCTION(CreateEventW, HANDLE, LPSECURITY_ATTRIBUTES, WINBOOL, WINBOOL, LPCWSTR);
AUDIT_TYPE(CreateEventW, audit_result, POINTER, 8);
AUDIT_TYPE(CreateEventW, lpEventAttributes, POINTER, 8);
AUDIT_TYPE(CreateEventW, bManualReset, INTEGER, 4);
AUDIT_TYPE(CreateEventW, bInitialState, INTEGER, 4);
AUDIT_TYPE(CreateEventW, lpName, POINTER, 8);

struct audited_GetComputerNameExW {
    WINBOOL audit_result;
    COMPUTER_NAME_FORMAT NameType;
    LPWSTR lpBuffer;
    LPDWORD nSize;
};
AUDIT_FUNCTION(GetComputerNameExW, WINBOOL, COMPUTER_NAME_FORMAT, LPWSTR, LPDWORD);
AUDIT_TYPE(GetComputerNameExW, audit_result, INTEGER, 4);
AUDIT_TYPE(GetComputerNameExW, NameType, INTEGER, 4);
AUDIT_TYPE(GetComputerNameExW, lpBuffer, POINTER, 8);
AUDIT_TYPE(GetComputerNameExW, nSize, POINTER, 8);

struct audited_WaitForMultipleObjects {
    DWORD audit_result;
    DWORD nCount;
    const HANDLE * lpHandles;
    WINBOOL bWaitAll;
    DWORD dwMilliseconds;
};
AUDIT_FUNCTION(WaitForMultipleObjects, DWORD, DWORD, const HANDLE *, WINBOOL, DWORD);
AUDIT_TYPE(WaitForMultipleObjects, audit_result, INTEGER, 4);
AUDIT_TYPE(WaitForMultipleObjects, nCount, INTEGER, 4);
AUDIT_TYPE(WaitForMultipleObjects, lpHandles, POINTER, 8);
AUDIT_TYPE(WaitForMultipleObjects, bWaitAll, INTEGER, 4);
AUDIT_TYPE(WaitForMultipleObjects, dwMilliseconds, INTEGER, 4);

struct audited_MoveFileExW {
    WINBOOL audit_result;
    LPCWSTR lpExistingFileName;
    LPCWSTR lpNewFileName;
    DWORD dwFlags;
};
AUDIT_FUNCTION(MoveFileExW, WINBOOL, LPCWSTR, LPCWSTR, DWORD);
AUDIT_TYPE(MoveFileExW, audit_result, INTEGER, 4);
AUDIT_TYPE(MoveFileExW, lpExistingFileName, POINTER, 8);
AUDIT_TYPE(MoveFileExW, lpNewFileName, POINTER, 8);
AUDIT_TYPE(MoveFileExW, dwFlags, INTEGER, 4);

struct audited_CreateHardLinkW {
    WINBOOL audit_result;
    LPCWSTR lpFileName;
    LPCWSTR lpExistingFileName;
    LPSECURITY_ATTRIBUTES lpSecurityAttributes;
};
AUDIT_FUNCTION(CreateHardLinkW, WINBOOL, LPCWSTR, LPCWSTR, LPSECURITY_ATTRIBUTES);
AUDIT_TYPE(CreateHardLinkW, audit_result, INTEGER, 4);
AUDIT_TYPE(CreateHardLinkW, lpFileName, POINTER, 8);
AUDIT_TYPE(CreateHardLinkW, lpExistingFileName, POINTER, 8);
AUDIT_TYPE(CreateHardLinkW, lpSecurityAttributes, POINTER, 8);

struct audited_GetFileInformationByHandleEx {
    WINBOOL audit_result;
    HANDLE hFile;
    FILE_INFO_BY_HANDLE_CLASS FileInformationClass;
    LPVOID lpFileInformation;
    DWORD dwBufferSize;
};
AUDIT_FUNCTION(GetFileInformationByHandleEx, WINBOOL, HANDLE, FILE_INFO_BY_HANDLE_CLASS, LPVOID, DWORD);
AUDIT_TYPE(GetFileInformationByHandleEx, audit_result, INTEGER, 4);
AUDIT_TYPE(GetFileInformationByHandleEx, hFile, POINTER, 8);
AUDIT_TYPE(GetFileInformationByHandleEx, FileInformationClass, INTEGER, 4);
AUDIT_TYPE(GetFileInformationByHandleEx, lpFileInformation, POINTER, 8);
AUDIT_TYPE(GetFileInformationByHandleEx, dwBufferSize, INTEGER, 4);

struct audited_RtlGetLastNtStatus {
    LONG audit_result;
};
AUDIT_FUNCTION(RtlGetLastNtStatus, LONG, void);
AUDIT_TYPE(RtlGetLastNtStatus, audit_result, INTEGER, 4);

struct audited_RmStartSession {
    DWORD audit_result;
    DWORD * pSessionHandle;
    DWORD dwSessionFlags;
    WCHAR * strSessionKey;
};
AUDIT_FUNCTION(RmStartSession, DWORD, DWORD *, DWORD, WCHAR *);
AUDIT_TYPE(RmStartSession, audit_result, INTEGER, 4);
AUDIT_TYPE(RmStartSession, pSessionHandle, POINTER, 8);
AUDIT_TYPE(RmStartSession, dwSessionFlags, INTEGER, 4);
AUDIT_TYPE(RmStartSession, strSessionKey, POINTER, 8);

struct audited_RmEndSession {
    DWORD audit_result;
    DWORD dwSessionHandle;
};
AUDIT_FUNCTION(RmEndSession, DWORD, DWORD);
AUDIT_TYPE(RmEndSession, audit_result, INTEGER, 4);
AUDIT_TYPE(RmEndSession, dwSessionHandle, INTEGER, 4);

struct audited_RmRegisterResources {
    DWORD audit_result;
    DWORD dwSessionHandle;
    UINT nFiles;
    LPCWSTR * rgsFileNames;
    UINT nApplications;
    RM_UNIQUE_PROCESS * rgApplications;
    UINT nServices;
    LPCWSTR * rgsServiceNames;
};
AUDIT_FUNCTION(RmRegisterResources, DWORD, DWORD, UINT, LPCWSTR *, UINT, RM_UNIQUE_PROCESS *, UINT, LPCWSTR *);
AUDIT_TYPE(RmRegisterResources, audit_result, INTEGER, 4);
AUDIT_TYPE(RmRegisterResources, dwSessionHandle, INTEGER, 4);
AUDIT_TYPE(RmRegisterResources, nFiles, INTEGER, 4);
AUDIT_TYPE(RmRegisterResources, rgsFileNames, POINTER, 8);
AUDIT_TYPE(RmRegisterResources, nApplications, INTEGER, 4);
AUDIT_TYPE(RmRegisterResources, rgApplications, POINTER, 8);
AUDIT_TYPE(RmRegisterResources, nServices, INTEGER, 4);
AUDIT_TYPE(RmRegisterResources, rgsServiceNames, POINTER, 8);

struct audited_RmGetList {
    DWORD audit_result;
    DWORD dwSessionHandle;
    UINT * pnProcInfoNeeded;
    UINT * pnProcInfo;
    RM_PROCESS_INFO * rgAffectedApps;
    LPDWORD lpdwRebootReasons;
};
AUDIT_FUNCTION(RmGetList, DWORD, DWORD, UINT *, UINT *, RM_PROCESS_INFO *, LPDWORD);
AUDIT_TYPE(RmGetList, audit_result, INTEGER, 4);
AUDIT_TYPE(RmGetList, dwSessionHandle, INTEGER, 4);
AUDIT_TYPE(RmGetList, pnProcInfoNeeded, POINTER, 8);
AUDIT_TYPE(RmGetList, pnProcInfo, POINTER, 8);
AUDIT_TYPE(RmGetList, rgAffectedApps, POINTER, 8);
AUDIT_TYPE(RmGetList, lpdwRebootReasons, POINTER, 8);
