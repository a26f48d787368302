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
        ["header"] = "a line `-- Version: …`; at most 25 lines beside the list of changes and the inputs; a short prelude",
        ["changes"] = "the header's list of changes is what the file does",
        ["session-first"] = "SET NOEXEC OFF and the session's options come first and stay",
        ["prelude"] = "the prelude is the same bytes in every file, and nothing stands before it",
        ["session-tables"] = "the prelude stops in an open transaction and makes the session's tables; nothing else does",
        ["procedures"] = "the prelude's procedures: dropped, then made, and each answers 1 only where the caller may go on",
        ["guard-second"] = "the guard comes next: asks for the procedures, compares the header's server, leaves the token last",
        ["token"] = "every batch of work asks for its file and number first and leaves the next last; nothing else writes the token",
        ["fail-closed"] = "#hadrian_batch and #hadrian_compare are asked in the form that fails closed",
        ["return-codes"] = "return codes and @@ERROR are read by an IF that stops before the next step",
        ["flow"] = "a body leaves by the stop form alone, and no statement is never reached",
        ["look-before-write"] = "state is read before it is written",
        ["comparisons"] = "#hadrian_compare: look before a write, post after the last, read at the end of a file that only reads",
        ["read-only"] = "preflight, verify and status change nothing",
        ["banned"] = "statements, procedures and parameters that no script may hold",
        ["grid"] = "no result grid, no SELECT *",
        ["literals"] = "data in literals; no text run that was put together, but WITH MOVE's",
        ["functions"] = "functions of SQL Server 2008 R2",
        ["raiserror"] = "format and arguments of RAISERROR fit, and those of #hadrian_stop",
        ["print"] = "no subquery in PRINT",
        ["text-plus-number"] = "text + number is converted",
        ["calls"] = "required parameters, OUTPUT, literals that fit; as many arguments as the prelude's procedures take",
        ["unset-variable"] = "no variable is read before something sets it",
        ["made-twice"] = "a temporary table is dropped before it is made, and in an earlier batch where that one uses it",
        ["column-counts"] = "as many values as columns",
        ["version-limit"] = "parameters and columns that the script's server has",
        ["one-case"] = "one case per name",
        ["width"] = "a row of VALUES is one line of at most 160 columns",
        ["end"] = "SET NOEXEC OFF, then DONE or STOPPED, without a procedure; neither token nor input stays",
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
