using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Oracle.Checks;

namespace Oracle;

static class Program
{
    const string Usage = """
        usage: oracle [--json] [--timing] FILE|FOLDER...
               oracle --selftest

        Looks at every .sql and .ps1 below the arguments, and at each REVIEW.md beside them.
        Exit codes: 0 no finding, 1 findings, 2 wrong usage or no file to look at.
        """;

    static int Main(string[] args)
    {
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.CurrentUICulture = CultureInfo.InvariantCulture;
        Console.OutputEncoding = new System.Text.UTF8Encoding(false);
        var unknown = args.FirstOrDefault(a => a.StartsWith("--") && a is not ("--json" or "--timing" or "--selftest"));
        if (unknown is not null || args.Length == 0) return Wrong(unknown is null ? null : $"unknown option {unknown}");
        if (args.Contains("--selftest")) return SelfTest.Run();

        var roots = args.Where(a => !a.StartsWith("--")).ToList();
        if (roots.FirstOrDefault(r => !File.Exists(r) && !Directory.Exists(r)) is { } missing) return Wrong($"{missing}: not there");
        var paths = roots.SelectMany(Walk).Distinct().Order(StringComparer.Ordinal).ToList();
        if (paths.Count == 0) return Wrong("no .sql or .ps1 file to look at");

        var clock = Stopwatch.StartNew();
        var findings = Examine(paths.Select(p => (p, (Func<byte[]>)(() => File.ReadAllBytes(p)))).ToList());
        if (args.Contains("--json"))
        {
            var options = new JsonSerializerOptions
            {
                PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
                WriteIndented = true,
                Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            };
            Console.WriteLine(JsonSerializer.Serialize(new { files = paths.Count, findings }, options));
        }
        else
        {
            foreach (var f in findings) Console.WriteLine($"{f.Path}:{f.Line}:{f.Column}: {f.Code} {f.Message}");
            Console.WriteLine($"{paths.Count} files, {findings.Count} findings");
        }
        if (args.Contains("--timing")) Console.Error.WriteLine($"{clock.Elapsed.TotalSeconds:F1} s");
        return findings.Count == 0 ? 0 : 1;
    }

    /// <summary>Every layer over every file; sorted, each finding once.</summary>
    public static List<Finding> Examine(IReadOnlyList<(string Path, Func<byte[]> Read)> files)
    {
        var findings = new ConcurrentBag<Finding>();
        var scripts = new ConcurrentBag<SqlScript>();
        var shell = new ConcurrentBag<(string Path, string Text)>();
        var sent = new ConcurrentBag<SentSql>();
        Parallel.ForEach(files.Where(f => !Review.Is(f.Path)), file =>
        {
            var bytes = file.Read();
            foreach (var f in TextForm.Check(file.Path, bytes)) findings.Add(f);
            var text = TextForm.Decode(bytes);
            if (file.Path.EndsWith(".ps1", StringComparison.OrdinalIgnoreCase)) shell.Add((file.Path, text));
            var found = file.Path.EndsWith(".ps1", StringComparison.OrdinalIgnoreCase)
                ? PowerShellChecks.Check(file.Path, text, sent.Add)
                : TSqlChecks.Check(file.Path, text, scripts.Add);
            foreach (var f in found) findings.Add(f);
        });
        var sorted = scripts.OrderBy(s => s.Path, StringComparer.Ordinal).ToList();
        foreach (var f in Prelude.Compare(sorted)) findings.Add(f);
        foreach (var (path, read) in files.Where(f => Review.Is(f.Path)))
            foreach (var f in Review.Check(path, TextForm.Decode(read()), sorted, shell)) findings.Add(f);
        foreach (var f in TSqlCompile.Check(sorted, sent.OrderBy(s => s.Path, StringComparer.Ordinal).ToList())) findings.Add(f);
        return findings.Distinct()
            .OrderBy(f => f.Path, StringComparer.Ordinal).ThenBy(f => f.Line).ThenBy(f => f.Column)
            .ThenBy(f => f.Code, StringComparer.Ordinal).ThenBy(f => f.Message, StringComparer.Ordinal).ToList();
    }

    static IEnumerable<string> Walk(string root) => File.Exists(root)
        ? [root]
        : Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories)
            .Where(p => p.EndsWith(".sql", StringComparison.OrdinalIgnoreCase) || p.EndsWith(".ps1", StringComparison.OrdinalIgnoreCase)
                || Review.Is(p));

    static int Wrong(string? why)
    {
        if (why is not null) Console.Error.WriteLine($"oracle: {why}");
        Console.Error.WriteLine(Usage);
        return 2;
    }
}
