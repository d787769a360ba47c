@echo off
rem Starts Diorama on the first JDK 25 or newer that it finds.
setlocal enabledelayedexpansion
set "here=%~dp0.."
set "java="
for %%H in ("%DIORAMA_JAVA_HOME%" "%JAVA_HOME%") do if not defined java call :try "%%~H"
if not defined java for /f "delims=" %%J in ('where java 2^>nul') do if not defined java call :try "%%~dpJ.."
if not defined java for /d %%D in ("%ProgramFiles%\Java\*" "%ProgramFiles%\Eclipse Adoptium\*" "%ProgramFiles%\Microsoft\jdk*" "%ProgramFiles%\Zulu\*" "%USERPROFILE%\.jdks\*") do if not defined java call :try "%%~D"
if not defined java (
  echo Diorama needs a JDK 25 or newer, and none was found. Install one, or set DIORAMA_JAVA_HOME to its folder. 1>&2
  exit /b 2
)
set "cache="
if exist "%here%\lib\diorama.aot" set cache="-XX:AOTCache=%here%\lib\diorama.aot" -XX:AOTMode=auto -Xlog:aot=off -Xlog:cds=off
"%java%" --module-path "%here%\javafx" %DIORAMA_JAVA_OPTIONS% %cache% @launcher.jvmOptions@ -cp "%here%\lib\diorama.jar" @mainClass@ %*
exit /b %errorlevel%

:try
if "%~1"=="" exit /b 0
if not exist "%~1\bin\java.exe" exit /b 0
if not exist "%~1\release" exit /b 0
for /f "tokens=2 delims==" %%V in ('findstr /b "JAVA_VERSION=" "%~1\release"') do (
  for /f "tokens=1 delims=." %%N in ("%%~V") do if %%N geq 25 set "java=%~1\bin\java.exe"
)
exit /b 0
