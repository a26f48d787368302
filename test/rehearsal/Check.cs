using System.Collections.Concurrent;
using System.Text.Encodings.Web;
using System.Text.Json;
using Rehearsal.Defects;
using Rehearsal.Input;
using Rehearsal.PowerShell;
using Rehearsal.Properties;
using Rehearsal.World;

namespace Rehearsal;

/// <summary>Every property over every case, and every deliberate defect; one line of JSON each, for the tests that call it.</summary>
static class Check
{
    static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <param name="folders">Cases: folders with topology.json and artifacts/.</param>
    /// <returns>0 where everything holds, 1 where something does not, 2 where nothing was run.</returns>
    public static int Cases(IReadOnlyList<string> folders) =>
        Parallel(folders, folder => host => Reports(Case.Read(folder), host)
            .Select(report => (Line(report), report.Findings.Count == 0 && report.Runs > 0)));

    static string Line(Report report) =>
        Line(new { property = report.Property, name = report.Name, @case = report.Case, runs = report.Runs, findings = report.Findings });

    static IEnumerable<Report> Reports(Case @case, PowerShellHost host)
    {
        Player player = new(@case, host);
        Report first = new("R1", Property.First, @case.Name);
        var walk = R1.Check(player, first);
        yield return first;
        foreach (var property in Property.All)
        {
            Report report = new(property.Id, property.Name, @case.Name);
            property.Check(player, walk, report);
            // Only a database that is mirrored and shipped fails over, a shipped one takes over, a mirrored one loses its principal.
            if (report.Runs > 0 || property.Id is not ("R5" or "R6" or "R14")) yield return report;
        }
    }

    /// <param name="folder">Where the cases are that the defects name.</param>
    /// <returns>0 where each is caught by the property that the list says.</returns>
    public static int Defects(string folder) => Parallel(Defect.All, defect => host =>
    {
        var caught = defect.Catch(Case.Read(Path.Combine(folder, defect.Case)), host);
        return [(Line(new { defect = defect.Name, expected = defect.Caught, caught = caught?.Property, what = caught?.What }),
            caught?.Property == defect.Caught)];
    });

    static string Line(object value) => JsonSerializer.Serialize(value, Options);

    static int Parallel<T>(IReadOnlyList<T> items, Func<T, Func<PowerShellHost, IEnumerable<(string Line, bool Holds)>>> work)
    {
        ConcurrentQueue<bool> all = [];
        // One host a thread: it is opened once, and runs one script at a time.
        ParallelOptions options = new() { MaxDegreeOfParallelism = Environment.ProcessorCount };
        System.Threading.Tasks.Parallel.ForEach(Partitioner.Create(items, EnumerablePartitionerOptions.NoBuffering), options,
            () => new PowerShellHost(Reference.Folder), (item, _, host) =>
        {
            foreach (var (line, holds) in work(item)(host))
            {
                lock (all) Console.WriteLine(line);
                all.Enqueue(holds);
            }
            return host;
        }, host => host.Dispose());
        return all.IsEmpty ? 2 : all.All(holds => holds) ? 0 : 1;
    }
}
