using System.Management.Automation.Language;

namespace Oracle;

/// <summary>Every check of a .ps1 file: PowerShell's own parser, then what Windows PowerShell 3 lacks, the head, the commands.</summary>
static class PowerShellChecks
{
    public static IEnumerable<Finding> Check(string path, string text, Action<SentSql> sent)
    {
        var ast = Parser.ParseInput(text, path, out var tokens, out var errors);
        foreach (var error in errors) yield return At(path, error.Extent, "ps-grammar", error.Message);
        if (errors.Length > 0) yield break;
        foreach (var f in PowerShellVersion.Check(path, ast, tokens)) yield return f;
        foreach (var f in PowerShellHead.Check(path, ast)) yield return f;
        foreach (var f in PowerShellChanges.Check(path, ast)) yield return f;
        foreach (var f in PowerShellBanned.Check(path, ast)) yield return f;
        foreach (var f in PowerShellCommands.Check(path, ast)) yield return f;
        foreach (var f in PowerShellVariables.Check(path, ast)) yield return f;
        foreach (var f in PowerShellSql.Check(path, ast, sent)) yield return f;
    }

    public static Finding At(string path, IScriptExtent where, string code, string message) =>
        new(path, where.StartLineNumber, where.StartColumnNumber, code, message);

    public static IEnumerable<T> All<T>(this Ast ast) where T : Ast =>
        ast.FindAll(node => node is T, searchNestedScriptBlocks: true).Cast<T>();
}
