using System.Management.Automation.Language;
using System.Security.Cryptography;
using System.Text;

namespace Rehearsal.PowerShell;

/// <summary>
/// A script that was found to be within the dialect, laid down where the engine can run it as a file, with a script scope and exit of its
/// own.
/// </summary>
sealed class Script
{
    /// <summary>The file that runs.</summary>
    public string Path { get; }

    Script(string path) => Path = path;

    /// <summary>Throws OutOfDialect where the text does not parse or uses what is not declared.</summary>
    public static Script Prepare(string file, string text, CmdletReference reference, string folder)
    {
        text = text.TrimStart('\uFEFF');
        var tree = Parser.ParseInput(text, out _, out var errors);
        if (errors.Length > 0) throw new OutOfDialect(file, errors[0].Extent.StartLineNumber, $"a parse error: {errors[0].Message}");
        DialectCheck.Check(file, tree, reference);
        // The engine's names with wildcards are not for us: the file is named by what is in it.
        var path = System.IO.Path.Combine(folder, Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..32] + ".ps1");
        File.WriteAllText(path, text, new UTF8Encoding(true));
        return new(path);
    }
}
