using Rehearsal.Jobs;

namespace Rehearsal.Estates;

/// <summary>What happens by itself, a while after it was begun.</summary>
static class Events
{
    public const string Synchronized = "synchronized";
    public const string WitnessConnected = "witness-connected";
    public const string JobEnds = "job-ends";

    public static void Happen(Estate estate, Pending what)
    {
        var instance = estate.Instances[what.Server];
        switch (what.What)
        {
            case JobEnds:
                Agent.End(instance, Guid.Parse(what.Subject));
                break;
            case Synchronized:
                if (instance.FindDatabase(what.Subject) is not { Mirroring: { } session } principal
                    || session is not { Role: Role.Principal, State: SessionState.Suspended or SessionState.Synchronizing })
                    return;
                // A partner that cannot be reached keeps the session where it is.
                if (estate.Partner(session) is not { IsReachable: true, Endpoint.IsStarted: true } partner
                    || partner.FindDatabase(what.Subject) is not { Mirroring: { } other } mirror)
                    return;
                estate.Ship(instance, principal);
                // With safety OFF it may stay SYNCHRONIZING for as long as it is written to; here nobody writes.
                principal.Mirroring = session with { State = SessionState.Synchronized };
                mirror.Mirroring = other with { State = SessionState.Synchronized };
                break;
            case WitnessConnected:
                if (instance.FindDatabase(what.Subject) is not { Mirroring: { } witnessed } database) return;
                database.Mirroring = witnessed with { WitnessConnected = true };
                if (estate.Partner(witnessed)?.FindDatabase(what.Subject) is { Mirroring: { } seen } twin)
                    twin.Mirroring = seen with { WitnessConnected = true };
                break;
            default:
                throw new InvalidOperationException($"event {what.What}");
        }
    }
}
