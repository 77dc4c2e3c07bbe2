@echo off
setlocal
"%~dp0java.exe" %PORTALOCKER_JAVA_OPTS% -m io.portalocker %*
exit /b %ERRORLEVEL%
