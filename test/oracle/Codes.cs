namespace Oracle;

/// <summary>Every code that a finding can have, with what it stands for. The self-test has a broken sample for each.</summary>
static class Codes
{
    public static readonly IReadOnlyDictionary<string, string> All = new Dictionary<string, string>
    {
        ["encoding"] = "UTF-8 with its mark, CRLF, a last line end",
        // T-SQL
        ["grammar"] = "parses by every grammar from 2008 to 2025, dynamic SQL too; no call without EXEC",
        ["sqlcmd"] = "no line that sqlcmd takes for a command; GO alone; no $(",
        ["header"] = "a line `-- Version: …`",
        ["session-first"] = "SET NOEXEC OFF and the session's options come first and stay",
        ["guard-second"] = "the guard comes next, refuses by RAISERROR and NOEXEC ON, leaves the token",
        ["token"] = "every batch of work checks the token; stages follow each other to the end",
        ["return-codes"] = "return codes and @@ERROR are read before the next step",
        ["flow"] = "no batch stops without saying so, no statement is never reached",
        ["look-before-write"] = "state is read before it is written",
        ["read-only"] = "preflight, verify and status change nothing",
        ["banned"] = "statements, procedures and parameters that no script may hold",
        ["grid"] = "no result grid, no SELECT *",
        ["literals"] = "data in literals; no text run that was put together, but WITH MOVE's",
        ["functions"] = "functions of SQL Server 2008 R2",
        ["raiserror"] = "format and arguments of RAISERROR fit",
        ["print"] = "no subquery in PRINT",
        ["text-plus-number"] = "text + number is converted",
        ["calls"] = "required parameters, OUTPUT, literals that fit",
        ["unset-variable"] = "no variable is read before something sets it",
        ["column-counts"] = "as many values as columns",
        ["version-limit"] = "parameters and columns that the script's server has",
        ["one-case"] = "one case per name",
        ["end"] = "SET NOEXEC OFF, then DONE or STOPPED",
        ["undeclared-variable"] = "DacFx: a variable that the batch does not declare",
        ["doubled-variable"] = "DacFx: a variable declared twice",
        ["unknown-procedure"] = "DacFx: a procedure that no page documents",
        ["unknown-parameter"] = "DacFx: a parameter that its page does not have",
        ["unknown-table"] = "DacFx: a table or view that no page documents, a temporary table that nothing made",
        ["unknown-column"] = "DacFx: a column that the table does not have, or that two have",
        ["compile"] = "DacFx: anything else",
        // PowerShell
        ["ps-grammar"] = "parses by PowerShell's parser",
        ["ps-version"] = "nothing that Windows PowerShell 3 lacks",
        ["ps-head"] = "#Requires, CmdletBinding with ShouldProcess, strict mode, Stop",
        ["ps-changes"] = "the head lists what the script changes, and nothing else",
        ["ps-banned"] = "no text run as code, no T-SQL put together",
        ["ps-command"] = "commands and parameters of powershell-commands.txt, or the script's functions",
        ["ps-cmdlet"] = "Skype cmdlets as their pages have them",
        ["ps-should-process"] = "changes ask ShouldProcess, by cmdlet and by T-SQL",
        ["ps-variable"] = "no variable that nothing sets",
    };
}
