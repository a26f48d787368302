using Rehearsal.Estates;
using Rehearsal.World;

namespace Rehearsal.Properties;

/// <summary>
/// Repeats. The whole set-up a second time changes nothing, and fails nothing over: after each step the estate is, to the last line, as
/// before.
/// </summary>
static class R2
{
    public static void Check(Player player, R1.Walk walk, Report report)
    {
        var estate = walk.End.Copy();
        // It strikes never: it counts the calls that change something.
        estate.Fault = new(int.MaxValue, FaultKind.Error);
        var before = Dump.Whole(estate);
        player.Setup(estate, after: (step, run) =>
        {
            report.Runs++;
            report.Unless(run.IsDone, step.Path, $"the second time it does not end in DONE: {run.Tail}");
            var after = Dump.Whole(estate);
            if (Dump.Difference(before, after) is { } difference)
                report.Find(step.Path, $"the second time it changes something: {difference}");
            before = after;
            report.Unless(estate.Fault.Seen == 0, step.Path, $"the second time it makes {estate.Fault.Seen} calls that change something");
            estate.Fault.Seen = 0;
        });
    }
}
