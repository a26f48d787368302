using Rehearsal.Estates;
using Rehearsal.PowerShell;
using Rehearsal.TSql;
using Script = Rehearsal.TSql.Script;

namespace Rehearsal.World;

/// <summary>The estate as PowerShell's SqlClient reaches it: each connection a session of its own, in master.</summary>
sealed class Connections(Estate estate, IObserver? observer, string file) : IServers
{
    public DateTime UtcNow => estate.Now;

    public void Sleep(TimeSpan time) => estate.Advance(time);

    /// <exception cref="SqlFailure">Nothing answers there; 53 is what a client says of it (general knowledge).</exception>
    public ISqlSession Connect(string address) =>
        estate.ByAddress(address) is { IsReachable: true } instance
            ? new Connection(new(estate, instance), observer, file)
            : throw new SqlFailure(53, $"the server {address} was not found or was not accessible");

    sealed class Connection(Session session, IObserver? observer, string file) : ISqlSession
    {
        public SqlRows? Execute(string text, IReadOnlyDictionary<string, object?> parameters)
        {
            var script = Script.Of($"{file} (sent to {session.Instance.Id})", text);
            var values = parameters.ToDictionary(pair => pair.Key, pair => pair.Value switch
            {
                null => Value.Null(SqlType.NVarChar(4000)),
                int number => Value.Of(number),
                var other => new Value(other.ToString(), SqlType.NVarChar(4000), session.Collation),
            });
            var from = session.Messages.Count;
            var execution = Execution.Run(session, script.Batches.Single(), observer, values);
            if (session.Messages.Skip(from).FirstOrDefault(message => message.Severity > 10) is { } error)
                throw new SqlFailure(error.Number, error.Text);
            return execution.Answer is { } answer ? new(answer.Columns, answer.Rows) : null;
        }

        public void Dispose() { }
    }
}
