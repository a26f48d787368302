using System.Text;
using System.Text.Json;

namespace Oracle;

/// <summary>
/// The oracle over its own samples: the good ones have no finding, and each case of selftest/cases.json, which is a good one with
/// one change, has findings of exactly its code, and of `also` where one change cannot but break two. A code without a case fails too.
/// </summary>
static class SelfTest
{
    /// <summary>The line of a sample that stands for the prelude; lines of cases below it count it as one.</summary>
    const string Placeholder = "-- ==== Prelude: templates/frame/tsql/prelude.hbs stands here.\n";

    /// <summary>What is said of the other samples: each of its cases has them beside it.</summary>
    const string Page = "good-review.md";

    sealed record Case(
        string Name, string Code, string Sample, string From, string To, string? Place, string? Bytes, int? Line, string[]? Also);

    static readonly Dictionary<string, string> Places = new()
    {
        ["good.sql"] = "setup/04-log-shipping/30-sql-a1.mgc.primary-only.sql",
        ["good-read.sql"] = "setup/06-verify/10-sql-a1.check.sql",
        ["good-status.sql"] = "status/01-servers/10-sql-a1.status.sql",
        ["good.ps1"] = "setup/03-mirroring/10-pool.mgc.mirror.ps1",
        [Page] = "REVIEW.md",
    };

    public static int Run()
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "selftest");
        var options = new JsonSerializerOptions { PropertyNameCaseInsensitive = true };
        var cases = JsonSerializer.Deserialize<List<Case>>(File.ReadAllText(Path.Combine(folder, "cases.json")), options)!;
        var samples = Places.Keys.ToDictionary(name => name, name => File.ReadAllText(Path.Combine(folder, name)).Replace("\r\n", "\n"));
        // One text for both, and not a copy of it.
        var prelude = File.ReadAllText(Path.Combine(folder, "prelude.sql")).Replace("\r\n", "\n");
        int longer = prelude.Count(c => c == '\n') - 1;
        foreach (var name in Places.Keys) samples[name] = samples[name].Replace(Placeholder, prelude);

        int failures = 0;
        void Fail(string what) { Console.WriteLine($"FAIL {what}"); failures++; }

        var files = Places.Select(p => ($"good/{p.Value}", (Func<byte[]>)(() => ToBytes(samples[p.Key], null)))).ToList();
        var places = new List<string>();
        foreach (var (c, i) in cases.Select((c, i) => (c, i)))
        {
            var text = samples[c.Sample];
            if (c.From.Length > 0 && text.Split(c.From).Length != 2)
            {
                Fail($"{c.Name}: `{c.From}` is not exactly once in {c.Sample}");
                places.Add("");
                continue;
            }
            if (c.From.Length > 0) text = text.Replace(c.From, c.To);
            var place = Places[c.Sample];
            if (c.Place is not null) { text = text.Replace(place, c.Place); place = c.Place; }
            places.Add($"{i:D3}/{place}");
            files.Add((places[^1], () => ToBytes(text, c.Bytes)));
            if (c.Sample == Page)
                files.AddRange(Places.Where(p => p.Key != Page)
                    .Select(p => ($"{i:D3}/{p.Value}", (Func<byte[]>)(() => ToBytes(samples[p.Key], null)))));
        }

        var findings = Program.Examine(files).ToLookup(f => f.Path);
        foreach (var place in Places.Values)
            foreach (var f in findings[$"good/{place}"]) Fail($"good sample: {f}");
        foreach (var (c, i) in cases.Select((c, i) => (c, i)))
        {
            if (places[i] == "") continue;
            var found = findings[places[i]].ToList();
            if (!found.Select(f => f.Code).ToHashSet().SetEquals([c.Code, .. c.Also ?? []]))
                Fail($"{c.Name}: wanted {c.Code}, found " + (found.Count == 0 ? "nothing"
                    : string.Join("; ", found.Select(f => $"{f.Line}:{f.Column} {f.Code} {f.Message}"))));
            var lines = found.Select(f => c.Sample.EndsWith(".sql") ? f.Line - longer : f.Line).ToList();
            if (c.Line is { } line && !lines.Contains(line)) Fail($"{c.Name}: wanted line {line}, found {string.Join(", ", lines)}");
        }
        foreach (var code in Codes.All.Keys.Except(cases.Select(c => c.Code))) Fail($"no case for {code}");
        foreach (var code in findings.SelectMany(g => g).Select(f => f.Code).Except(Codes.All.Keys)) Fail($"{code} is not in Codes.cs");
        Console.WriteLine($"{cases.Count} broken samples, {Places.Count} good ones, {failures} failures");
        return failures == 0 ? 0 : 1;
    }

    static byte[] ToBytes(string text, string? bytes)
    {
        var mark = bytes == "no mark" ? [] : Encoding.UTF8.GetPreamble();
        if (bytes == "no last line end") text = text.TrimEnd('\n');
        if (bytes != "lf") text = text.Replace("\n", "\r\n");
        byte[] tail = bytes == "latin" ? [.. "-- "u8, 0x94, .. "\r\n"u8] : [];
        return [.. mark, .. Encoding.UTF8.GetBytes(text), .. tail];
    }
}
