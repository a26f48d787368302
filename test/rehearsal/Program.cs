using System.Globalization;

namespace Rehearsal;

static class Program
{
    const string Usage = """
        usage: rehearsal check CASE...
               rehearsal defects FOLDER
               rehearsal play CASE [--scenario NAME] [--fault NAME] [--trace]

        A CASE is a folder with topology.json, the resolved topology, and artifacts/, what was compiled from it.
        Exit codes: 0 everything holds, 1 something does not, 2 wrong usage, nothing to run, or something outside the dialect.
        """;

    static int Main(string[] args)
    {
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.CurrentUICulture = CultureInfo.InvariantCulture;
        Console.OutputEncoding = new System.Text.UTF8Encoding(false);
        try
        {
            return args switch
            {
                ["check", _, ..] => Check.Cases(args[1..]),
                ["defects", var folder] => Check.Defects(folder),
                ["play", var folder, .. var options] => Played(folder, options),
                _ => Wrong(null),
            };
        }
        catch (AggregateException many) when (many.Flatten().InnerExceptions[0] is OutOfDialect or InvalidDataException)
        {
            return Wrong(many.Flatten().InnerExceptions[0].Message, withUsage: false);
        }
        catch (Exception one) when (one is OutOfDialect or InvalidDataException or WrongUsage)
        {
            return Wrong(one.Message, withUsage: false);
        }
    }

    static int Played(string folder, string[] options)
    {
        var (scenario, fault, trace) = ("setup", (string?)null, false);
        for (var at = 0; at < options.Length; at++)
        {
            if (options[at] == "--trace") trace = true;
            else if (options[at] is "--scenario" or "--fault" && at + 1 < options.Length)
            {
                if (options[at] == "--scenario") scenario = options[++at];
                else fault = options[++at];
            }
            else return Wrong($"{options[at]} is no option, or lacks its value");
        }
        return Play.Run(folder, scenario, fault, trace);
    }

    static int Wrong(string? why, bool withUsage = true)
    {
        if (why is not null) Console.Error.WriteLine($"rehearsal: {why}");
        if (withUsage) Console.Error.WriteLine(Usage);
        return 2;
    }
}
